-- $1 unit, $2..$4 the place, $5 limit, $6 nobody acted since: what clocks and the system itself do is no progress.
SELECT m.id AS matter, m.title, m.lead AS unit, m.procedure_sha256, '' AS id, acted.at, '' AS reason, '' AS by, '' AS place
  FROM matter m
  JOIN LATERAL (SELECT e.at FROM event e WHERE e.matter = m.id AND e.kind IN ('opened', 'sent', 'document') AND e.name NOT LIKE 'system.%'
                 ORDER BY e.seq DESC LIMIT 1) acted ON true
 WHERE NOT m.finished AND acted.at < $6::timestamptz
   -- Of a catalogue that is published and in force nothing is due until somebody begins an adjustment.
   AND NOT EXISTS (SELECT FROM catalogue_newest c
                    WHERE c.catalogue = m.id AND c.closed_at IS NULL AND acted.at <= c.published_at)
   AND ($1::text IS NULL OR m.units @> ARRAY[$1::text])
   AND ($2::timestamptz IS NULL OR (acted.at, m.id, '') > ($2::timestamptz, $3::text, $4::text))
 ORDER BY acted.at, m.id
 LIMIT $5::integer
