-- $1 grams, $2 parts, $3 code from, $4 code to, $5 person, $6 unit, $7 stage, $8 kind, $9 procedure, $10 year, $11 first part,
-- $12 id before, $13 limit. The grams select by index; the parts make sure that the characters stand side by side.
SELECT id, n, archival_code, matter, coalesce(document, '') AS document, title, kind, stage, unit, procedure, year, at,
       media_type, sha256, size,
       CASE WHEN $11 = '' THEN '' ELSE substr(searched, greatest(1, strpos(searched, $11) - 30), 120) END AS snippet
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
   AND ($12::bigint IS NULL OR id < $12::bigint)
 ORDER BY id DESC
 LIMIT $13::integer
