-- Volumes of which $1 (access, appraisal, handover) falls due by $2, those due longest first, $3 at most. Each branch reads an index of its
-- own; that of another $1 is not read at all. OFFSET 0: each of the few volumes is looked at by itself.
SELECT v.*, p.params ->> 'disclosure' AS disclosure
  FROM ((SELECT archival_code, opening_due AS on_day FROM keeping_due
          WHERE $1 = 'access' AND opening_due <= $2::date ORDER BY opening_due, archival_code LIMIT $3::integer)
        UNION ALL
        (SELECT archival_code, appraisal_due FROM keeping_due
          WHERE $1 = 'appraisal' AND appraisal_due <= $2::date ORDER BY appraisal_due, archival_code LIMIT $3::integer)
        UNION ALL
        (SELECT archival_code, handover_due FROM keeping_due
          WHERE $1 = 'handover' AND handover_due <= $2::date ORDER BY handover_due, archival_code LIMIT $3::integer)) due
  JOIN LATERAL (SELECT * FROM kept_volume k WHERE k.archival_code = due.archival_code OFFSET 0) v ON true
  JOIN package p ON p.archival_code = due.archival_code
 ORDER BY due.on_day, due.archival_code
