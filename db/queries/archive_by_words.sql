-- Words that few records have: selected by the index of grams, newest first, and looked into one after the other until there are
-- enough; OFFSET 0 and id + 0, which no index has, keep that order of work. $1 grams, $2 the parts that are no gram, $3 to $10 what archive_meets takes, $11 first
-- part, $12 id before, $13 limit, $14 audience, $15 the asker's roles.
SELECT 0 AS looked_at, r.id, n, archival_code, matter, document, title, kind, stage, unit, procedure, year, at, media_type, sha256, size, access,
       CASE WHEN $11 = '' THEN '' ELSE substr(searched, greatest(1, strpos(searched, $11) - 30), 120) END AS snippet
  FROM (SELECT id FROM archive_record WHERE grams @> $1::text[] AND ($12::bigint IS NULL OR id < $12::bigint) ORDER BY id + 0 DESC OFFSET 0)
       AS chosen,
       LATERAL (SELECT * FROM archive_record one
                 WHERE one.id = chosen.id
                   AND archive_meets(one, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::integer, $14::text, $15::text[])
                OFFSET 0) AS r
 WHERE NOT EXISTS (SELECT FROM unnest($2::text[]) AS part WHERE strpos(r.searched, part) = 0)
 LIMIT $13::integer
