-- Rows that follow from others and do not agree with them: blobs that are not what their digest says, are not there or should not,
-- counts of comments, the list of what is unanswered, counters of numbers given, volumes of which the index lacks a
-- document, and clocks that were put off: one is woken when it is due, later only by a lease or after a failure.
SELECT 'blob', encode(sha256, 'hex') FROM blob WHERE sha256 <> sha256(bytes) OR size <> octet_length(bytes)
UNION ALL
SELECT 'blob', encode(sha256, 'hex') FROM blob b
 WHERE NOT EXISTS (SELECT FROM document d WHERE d.sha256 = b.sha256)
   AND NOT EXISTS (SELECT FROM archive_copy c WHERE c.sha256 = b.sha256)
UNION ALL
SELECT 'blob', encode(u.sha256, 'hex') FROM blob_use u
 GROUP BY u.sha256 HAVING bool_and(u.destroyed) = EXISTS (SELECT FROM blob b WHERE b.sha256 = u.sha256)
UNION ALL
SELECT 'archive_record', r.archival_code || '/' || r.n
  FROM archive_record r
  LEFT JOIN (SELECT DISTINCT ON (a.archival_code) a.archival_code, a.outcome
               FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
              WHERE a.kind = 'access' AND a.document IS NULL
              ORDER BY a.archival_code, w.at DESC, a.outcome = 'open') v ON v.archival_code = r.archival_code
  LEFT JOIN document_access d ON d.document = r.document
 WHERE r.access <> stricter_access(v.outcome, d.outcome)
UNION ALL
SELECT 'notice_count', coalesce(told.notice, found.notice)
  FROM notice_count told FULL JOIN (
         SELECT c.notice, count(*) AS received, count(*) FILTER (WHERE s.kind = 'replied') AS replied,
                count(*) FILTER (WHERE s.kind = 'withdrawn') AS withdrawn,
                count(*) FILTER (WHERE s.kind = 'set_aside') AS set_aside
           FROM comment c LEFT JOIN settlement s USING (notice, seq) GROUP BY c.notice) found
       ON told.notice = found.notice
 WHERE (told.received, told.replied, told.withdrawn, told.set_aside)
       IS DISTINCT FROM (coalesce(found.received, 0), coalesce(found.replied, 0),
                         coalesce(found.withdrawn, 0), coalesce(found.set_aside, 0))
UNION ALL
SELECT 'unanswered', coalesce(u.notice, c.notice) || '/' || coalesce(u.seq, c.seq)
  FROM unanswered u FULL JOIN (
         SELECT notice, seq FROM comment WHERE NOT EXISTS
           (SELECT FROM settlement s WHERE s.notice = comment.notice AND s.seq = comment.seq)) c
       ON u.notice = c.notice AND u.seq = c.seq
 WHERE u.notice IS NULL OR c.notice IS NULL
UNION ALL
SELECT 'notice_number', coalesce(told.year, found.year)::text
  FROM notice_number told FULL JOIN (SELECT year, max(number) AS last FROM notice GROUP BY year) found
       ON told.year = found.year
 WHERE told.last IS DISTINCT FROM found.last
UNION ALL
SELECT 'archive_number', concat_ws('-', coalesce(told.fonds, found.fonds), coalesce(told.year, found.year),
                                   coalesce(told.retention, found.retention),
                                   coalesce(told.organisation, found.organisation))
  FROM archive_number told FULL JOIN (
         SELECT fonds, category, year, retention, organisation, max(item) AS last FROM package
          WHERE item IS NOT NULL GROUP BY fonds, category, year, retention, organisation) found
       ON (told.fonds, told.category, told.year, told.retention, told.organisation)
        = (found.fonds, found.category, found.year, found.retention, found.organisation)
 WHERE told.last IS DISTINCT FROM found.last
UNION ALL
SELECT 'archive_record', p.matter
  FROM package p JOIN archive_record volume ON volume.matter = p.matter AND volume.n = 0
 WHERE p.status = 'built' AND (SELECT count(*) FROM archive_record r WHERE r.matter = p.matter AND r.n > 0)
       <> (SELECT count(*) FROM document d WHERE d.matter = p.matter AND d.seq <= p.seq)
UNION ALL
SELECT 'timer', matter || '/' || id
  FROM timer, (SELECT coalesce((SELECT now FROM virtual_clock), clock_timestamp()) AS now) clock
 WHERE wake < due OR CASE WHEN due > clock.now + interval '1 hour' THEN wake <> due OR failures <> 0
                          ELSE wake > greatest(due, clock.now) + interval '2 hours' END
ORDER BY 1, 2
