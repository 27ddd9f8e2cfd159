-- $1 unit, $2..$4 the place, $5 limit, $6 no event since.
SELECT m.id AS matter, m.title, m.unit, m.procedure_sha256, '' AS id, m.updated_at AS at, '' AS reason, '' AS by, '' AS place
  FROM matter m
 WHERE NOT m.finished AND m.updated_at < $6::timestamptz
   AND ($1::text IS NULL OR m.units @> ARRAY[$1::text])
   AND ($2::timestamptz IS NULL OR (m.updated_at, m.id, '') > ($2::timestamptz, $3::text, $4::text))
 ORDER BY m.updated_at, m.id
 LIMIT $5::integer
