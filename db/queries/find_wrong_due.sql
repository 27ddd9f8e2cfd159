-- Volumes of which keeping_due does not say what kept_volume would. One pass over all of them: the last word of each kind of act is
-- worked out once for all volumes and joined, where the view looks at every volume by itself.
WITH agreed AS MATERIALIZED (
       SELECT a.archival_code, a.kind, a.outcome, a.years, a.document, w.at
         FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed),
     access AS (
       SELECT DISTINCT ON (archival_code) archival_code, outcome, years, at FROM agreed WHERE kind = 'access' AND document IS NULL
        ORDER BY archival_code, at DESC, outcome = 'open'),
     appraisal AS (
       SELECT DISTINCT ON (archival_code) archival_code, outcome FROM agreed WHERE kind = 'appraisal' ORDER BY archival_code, at DESC),
     grown AS (
       SELECT archival_code, sum(years)::integer AS years FROM agreed WHERE kind = 'appraisal' AND outcome = 'extend' GROUP BY 1),
     handover AS (
       SELECT DISTINCT archival_code, true AS is_over FROM agreed WHERE kind = 'handover')
SELECT coalesce(told.archival_code, p.archival_code)
  FROM (SELECT archival_code, matter, closed_on, year, retention FROM package WHERE status = 'built') p
  LEFT JOIN event first ON first.matter = p.matter AND first.seq = 1
  LEFT JOIN access USING (archival_code)
  LEFT JOIN appraisal USING (archival_code)
  LEFT JOIN grown USING (archival_code)
  LEFT JOIN handover USING (archival_code)
  LEFT JOIN destruction gone ON gone.matter = p.matter
  FULL JOIN keeping_due told ON told.archival_code = p.archival_code
 WHERE told.archival_code IS NULL OR p.archival_code IS NULL OR (told.opening_due, told.appraisal_due, told.handover_due)
       IS DISTINCT FROM (
         opening_falls_due(p.closed_on, access.outcome, access.at, access.years, gone.act IS NOT NULL),
         appraisal_falls_due(p.year, p.retention, grown.years, appraisal.outcome, handover.is_over IS NOT NULL),
         handover_falls_due(p.closed_on, p.retention, first.data -> 'policy' ->> 'transfer_years',
                            handover.is_over IS NOT NULL OR gone.act IS NOT NULL))
