-- $1 unit, $2..$4 the place, $5 limit, $6 before when; $7 and $8 procedure and clock, of those that are latest dates.
SELECT m.id AS matter, m.title, m.lead AS unit, m.procedure_sha256, t.id, t.due AS at, '' AS reason, '' AS by, t.id AS place
  FROM timer t JOIN matter m ON m.id = t.matter
 WHERE t.due < $6::timestamptz
   AND ($1::text IS NULL OR m.units @> ARRAY[$1::text])
   AND EXISTS (SELECT FROM unnest($7::text[], $8::text[]) AS o (procedure, clock)
                WHERE o.procedure = m.procedure_sha256 AND o.clock = t.id)
   AND ($2::timestamptz IS NULL OR (t.due, t.matter, t.id) > ($2::timestamptz, $3::text, $4::text))
 ORDER BY t.due, t.matter, t.id
 LIMIT $5::integer
