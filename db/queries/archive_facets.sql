-- $1 grams, $2 parts, $3 code from, $4 code to, $5 person, $6 unit, $7 stage, $8 kind, $9 procedure, $10 year,
-- $11 how many are counted.
WITH found AS (
  SELECT year::text AS year, unit, stage, kind, procedure
    FROM archive_record
   WHERE grams @> $1::text[]
     AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS part WHERE strpos(searched, part) = 0)
     AND ($3::text IS NULL OR (archival_code >= $3::text AND archival_code < $4::text))
     AND ($5::text IS NULL OR people @> ARRAY[$5::text])
     AND ($6::text IS NULL OR unit = $6::text)
     AND ($7::text IS NULL OR stage = $7::text)
     AND ($8::text IS NULL OR kind = $8::text)
     AND ($9::text IS NULL OR procedure = $9::text)
     AND ($10::integer IS NULL OR year = $10::integer)
   ORDER BY id DESC
   LIMIT $11::integer
)
SELECT v.field, v.value, count(*) AS n
  FROM found, LATERAL (VALUES ('', ''), ('year', year), ('unit', unit), ('stage', stage), ('kind', kind), ('procedure', procedure))
       AS v(field, value)
 GROUP BY v.field, v.value
 ORDER BY v.field, count(*) DESC, v.value
