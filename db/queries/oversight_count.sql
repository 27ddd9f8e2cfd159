-- $1 step, unit or year; $2 name of the procedure; $3 year. Days are counted at +08:00. A matter that has ended is in no step.
WITH of_procedure AS (
  SELECT m.id, m.lead, m.finished, m.configuration,
         extract(year FROM m.opened_at + interval '8 hours')::integer AS year
    FROM matter m JOIN procedure p ON p.sha256 = m.procedure_sha256 WHERE p.name = $2
), entry AS (
  SELECT DISTINCT e.matter, s.step
    FROM event e JOIN of_procedure m ON m.id = e.matter, unnest(e.entered) AS s (step)
   WHERE $1 = 'step'
     AND ($3::integer IS NULL OR extract(year FROM e.at + interval '8 hours')::integer = $3::integer)
)
SELECT n.step AS key, count(*) AS opened,
       count(*) FILTER (WHERE m.finished OR NOT n.step = ANY (m.configuration)) AS finished,
       count(*) FILTER (WHERE NOT m.finished AND n.step = ANY (m.configuration)) AS running
  FROM entry n JOIN of_procedure m ON m.id = n.matter GROUP BY n.step
UNION ALL
SELECT CASE $1 WHEN 'unit' THEN m.lead ELSE m.year::text END, count(*), count(*) FILTER (WHERE m.finished),
       count(*) FILTER (WHERE NOT m.finished)
  FROM of_procedure m
 WHERE $1 <> 'step' AND ($3::integer IS NULL OR m.year = $3::integer)
 GROUP BY 1
 ORDER BY 1
