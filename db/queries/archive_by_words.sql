-- Words that few records have: selected by the index of grams, which OFFSET 0 keeps as the first thing done. $1 grams, $2 the
-- parts that are no gram, $3 to $10 what archive_meets takes, $11 first part, $12 id before, $13 limit.
SELECT 0 AS looked_at, id, n, archival_code, matter, document, title, kind, stage, unit, procedure, year, at, media_type, sha256, size,
       CASE WHEN $11 = '' THEN '' ELSE substr(searched, greatest(1, strpos(searched, $11) - 30), 120) END AS snippet
  FROM (SELECT r.*
          FROM (SELECT * FROM archive_record WHERE grams @> $1::text[] OFFSET 0) AS r
         WHERE ($12::bigint IS NULL OR r.id < $12::bigint)
           AND archive_meets(r, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::integer)
           AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS part WHERE strpos(r.searched, part) = 0)
         ORDER BY r.id DESC
         LIMIT $13::integer) AS found
 ORDER BY id DESC
