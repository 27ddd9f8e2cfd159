-- Words that many records have: looked for in the newest $16 records that meet the rest. $1 grams, $2 parts, $3 to $10 what
-- archive_meets takes, $11 first part, $12 id before, $13 limit, $14 audience, $15 the asker's roles. `looked_at` is how many records were looked at; one row without
-- an id where none has the words. The parts are tried first: to find them is cheaper than to unpack the grams.
WITH newest AS MATERIALIZED (
  SELECT r.*
    FROM archive_record r
   WHERE archive_meets(r, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::integer, $14::text, $15::text[])
     AND ($12::bigint IS NULL OR r.id < $12::bigint)
   ORDER BY r.id DESC
   LIMIT $16::integer
), found AS (
  SELECT *
    FROM newest
   WHERE CASE WHEN EXISTS (SELECT FROM unnest($2::text[]) AS part WHERE strpos(searched, part) = 0) THEN false
              ELSE grams @> $1::text[] END
   ORDER BY id DESC
   LIMIT $13::integer
)
SELECT (SELECT count(*) FROM newest) AS looked_at, id, n, archival_code, matter, document, title, kind, stage, unit, procedure, year, at,
       media_type, sha256, size, access,
       CASE WHEN $11 = '' THEN '' ELSE substr(searched, greatest(1, strpos(searched, $11) - 30), 120) END AS snippet
  FROM (VALUES (1)) AS always LEFT JOIN found ON true
 ORDER BY id DESC
