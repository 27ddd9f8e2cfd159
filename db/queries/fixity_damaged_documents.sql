-- Documents, and redacted copies of them, whose newest report is of damage that is not repaired, as of $1 (NULL: whenever it was); destroyed
-- ones are none any more. The subject of such a report is MATTER/DOCUMENT or MATTER/COPY. Columns: as fixity_next_documents.sql.
WITH kept AS (
  SELECT d.matter, d.seq, d.id, d.code, d.sha256, d.size, p.archival_code, p.archival_code AS volume
    FROM document d LEFT JOIN package p ON p.matter = d.matter AND p.status = 'built' AND d.seq <= p.seq
  UNION ALL
  SELECT d.matter, d.seq, c.id, d.code, c.sha256, c.size, NULL, c.archival_code FROM archive_copy c JOIN document d ON d.id = c.document
)
SELECT k.matter, k.seq, k.id, k.code, encode(k.sha256, 'hex') AS sha256, k.size, b.sha256 IS NOT NULL AS has_bytes, k.archival_code
  FROM fixity_report bad
  JOIN kept k ON k.id = substr(bad.subject, strpos(bad.subject, '/') + 1) AND bad.subject = k.matter || '/' || k.id
  LEFT JOIN blob b ON b.sha256 = k.sha256
 WHERE NOT bad.passed AND NOT bad.repaired AND ($1::timestamptz IS NULL OR bad.at <= $1::timestamptz)
   AND NOT EXISTS (SELECT FROM fixity_report later WHERE later.subject = bad.subject AND later.id > bad.id)
   AND NOT EXISTS (SELECT FROM destruction x WHERE x.archival_code = k.volume)
 ORDER BY bad.subject
