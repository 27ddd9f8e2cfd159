-- $5, $6: the keyset: where the page before ended.
SELECT m.id, m.title, m.lead AS unit, m.opened_by, p.name AS procedure, p.version AS procedure_version,
       m.procedure_sha256, m.version, array_to_json(m.configuration) AS configuration, m.finished,
       m.opened_at, m.updated_at
  FROM matter AS m JOIN procedure AS p ON p.sha256 = m.procedure_sha256
 WHERE ($1::text IS NULL OR p.name = $1)
   AND ($2::text IS NULL OR m.units && ARRAY[$2::text, '*'])
   AND ($3::text IS NULL OR m.configuration @> ARRAY[$3::text])
   AND ($4::text IS NULL OR position(lower($4) IN lower(m.title)) > 0 OR position(lower($4) IN lower(m.id)) > 0)
   AND ($5::timestamptz IS NULL OR (m.opened_at, m.id) < ($5::timestamptz, $6::text))
   AND ($7::boolean IS NULL OR m.finished = $7)
 ORDER BY m.opened_at DESC, m.id DESC
 LIMIT $8
