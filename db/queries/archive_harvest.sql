-- $1 stored from, $2 stored before, $3 fonds, $4 year, $5 procedure, $6 retention, $7 archival code, $8 last code seen, $9 limit,
-- $10 only what is or was open to everyone, as of the day it was opened or closed again. What was destroyed is as of that day.
SELECT p.archival_code, p.title, p.fonds, p.year, p.retention, p.procedure, p.params, p.matter, p.built_at, p.ordered_at, m.opened_at, m.procedure_sha256,
       greatest(p.built_at, o.since, gone.at) AS stamped_at, gone.act IS NOT NULL OR NOT coalesce(o.is_open, true) AS withdrawn,
       gone.act AS destroyed_by, gone.at AS destroyed_at
  FROM package p
  JOIN matter m ON m.id = p.matter
  LEFT JOIN destruction gone ON gone.matter = p.matter
  LEFT JOIN open_volume o ON $10::boolean AND o.archival_code = p.archival_code
 WHERE p.status = 'built' AND (NOT $10::boolean OR o.archival_code IS NOT NULL)
   AND ($1::timestamptz IS NULL OR greatest(p.built_at, o.since, gone.at) >= $1::timestamptz)
   AND ($2::timestamptz IS NULL OR greatest(p.built_at, o.since, gone.at) < $2::timestamptz)
   AND ($3::text IS NULL OR p.fonds = $3)
   AND ($4::integer IS NULL OR p.year = $4::integer)
   AND ($5::text IS NULL OR p.procedure = $5)
   AND ($6::text IS NULL OR p.retention = $6)
   AND ($7::text IS NULL OR p.archival_code = $7)
   AND p.archival_code > $8
 ORDER BY p.archival_code
 LIMIT $9::integer
