-- Redacted copies (利用副本) of the documents $1, as documents of their matter; no package holds them.
SELECT d.matter, d.seq, c.id, d.code, encode(c.sha256, 'hex') AS sha256, c.size, b.sha256 IS NOT NULL AS has_bytes, NULL AS archival_code
  FROM archive_copy c
  JOIN document d ON d.id = c.document
  LEFT JOIN blob b ON b.sha256 = c.sha256
 WHERE c.document = ANY ($1::text[]) AND NOT EXISTS (SELECT FROM destruction x WHERE x.archival_code = c.archival_code)
 ORDER BY d.matter, d.seq, c.made_at, c.id
