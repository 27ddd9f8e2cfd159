-- Documents whose newest report is of damage that is not repaired, as of $1 (NULL: whenever it was); destroyed ones are none any more.
-- The subject of such a report is MATTER/DOCUMENT.
SELECT d.matter, d.seq, d.id, d.code, encode(d.sha256, 'hex') AS sha256, d.size, b.sha256 IS NOT NULL AS has_bytes
  FROM fixity_report bad
  JOIN document d ON d.id = substr(bad.subject, strpos(bad.subject, '/') + 1) AND bad.subject = d.matter || '/' || d.id
  LEFT JOIN blob b USING (sha256)
 WHERE NOT bad.passed AND NOT bad.repaired AND ($1::timestamptz IS NULL OR bad.at <= $1::timestamptz)
   AND NOT EXISTS (SELECT FROM fixity_report later WHERE later.subject = bad.subject AND later.id > bad.id)
   AND NOT EXISTS (SELECT FROM destruction x JOIN package p USING (matter) WHERE x.matter = d.matter AND d.seq <= p.seq)
 ORDER BY bad.subject
