-- $1 unit, $2..$4 the place, $5 limit.
SELECT x.matter, m.title, m.lead AS unit, m.procedure_sha256, x.kind AS id, x.at, x.reason, x.by, x.position::text AS place
  FROM matter_exception x JOIN matter m ON m.id = x.matter
 WHERE ($1::text IS NULL OR m.units @> ARRAY[$1::text])
   AND ($2::timestamptz IS NULL
        OR (x.at, x.matter, x.position) > ($2::timestamptz, $3::text, nullif($4::text, '')::integer))
 ORDER BY x.at, x.matter, x.position
 LIMIT $5::integer
