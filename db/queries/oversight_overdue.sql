-- $1 unit, $2..$4 the place, $5 limit; $6..$8 procedure, clock and a state in which that clock is acted on.
-- A clock that fired, in a matter that still stands where it is acted on. Set again since, it may be over all the same: one task of the
-- execution is late, and the clock waits for the next; whoever asks counts its last day anew.
SELECT m.id AS matter, m.title, m.lead AS unit, m.procedure_sha256, e.name AS id, e.at, '' AS reason, '' AS by, e.name AS place
  FROM matter m
  JOIN LATERAL (SELECT DISTINCT ON (name) name, at FROM event WHERE matter = m.id AND kind = 'timer'
                 ORDER BY name, seq DESC) e ON true
 WHERE NOT m.finished
   AND ($1::text IS NULL OR m.units @> ARRAY[$1::text])
   AND EXISTS (SELECT FROM unnest($6::text[], $7::text[], $8::text[]) AS o (procedure, clock, state)
                WHERE o.procedure = m.procedure_sha256 AND o.clock = e.name AND o.state = ANY (m.configuration))
   AND ($2::timestamptz IS NULL OR (e.at, m.id, e.name) > ($2::timestamptz, $3::text, $4::text))
 ORDER BY e.at, m.id, e.name
 LIMIT $5::integer
