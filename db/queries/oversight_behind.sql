-- The matters behind one number of oversight_count: $1..$3 as there; $4 key; $5 opened, finished or running; $6 the last
-- id seen; $7 limit.
WITH of_procedure AS (
  SELECT m.*, extract(year FROM m.opened_at + interval '8 hours')::integer AS year
    FROM matter m JOIN procedure p ON p.sha256 = m.procedure_sha256 WHERE p.name = $2
)
SELECT m.id AS matter, m.title, m.lead AS unit, m.procedure_sha256, m.updated_at AS at
  FROM of_procedure m
 WHERE m.id > $6
   AND CASE WHEN $1 = 'step' THEN
         EXISTS (SELECT FROM event e WHERE e.matter = m.id AND $4 = ANY (e.entered)
                   AND ($3::integer IS NULL OR extract(year FROM e.at + interval '8 hours')::integer = $3::integer))
         AND ($5 = 'opened' OR ($5 = 'running') = (NOT m.finished AND $4 = ANY (m.configuration)))
       ELSE ($3::integer IS NULL OR m.year = $3::integer)
         AND $4 = CASE $1 WHEN 'unit' THEN m.lead ELSE m.year::text END
         AND ($5 = 'opened' OR ($5 = 'finished') = m.finished)
       END
 ORDER BY m.id
 LIMIT $7::integer
