-- Records that no leaf names, placed or waiting: they were put there past the server.
WITH record (kind, matter, subject) AS (
  SELECT 'event', matter, seq::text FROM event
  UNION ALL
  SELECT 'document', matter, id FROM document
  UNION ALL
  SELECT 'statement', matter, id FROM statement
  UNION ALL
  SELECT 'signature', matter, statement_id FROM signature
  UNION ALL
  SELECT 'comment', n.matter, c.receipt FROM comment c JOIN notice n ON n.id = c.notice
  UNION ALL
  SELECT 'reply', n.matter, c.receipt || '/' || r.version
    FROM reply r JOIN comment c USING (notice, seq) JOIN notice n ON n.id = c.notice
  UNION ALL
  SELECT CASE d.kind WHEN 'withdrawn' THEN 'withdrawal' ELSE 'set-aside' END, n.matter, c.receipt
    FROM disposition d JOIN comment c USING (notice, seq) JOIN notice n ON n.id = c.notice
  UNION ALL
  SELECT 'key', '', id FROM signing_key
  UNION ALL
  SELECT 'outside-key', '', id FROM outside_key
  UNION ALL
  SELECT 'outside-key-revocation', '', key_id FROM outside_key_revocation
  UNION ALL
  SELECT 'handover-test', '', id FROM handover_test
  UNION ALL
  SELECT 'key-possession', '', key_id FROM key_record WHERE kind = 'key-possession'
  UNION ALL
  SELECT 'key-revocation', '', id FROM signing_key WHERE revoked_at IS NOT NULL
  UNION ALL
  SELECT 'destruction', matter, act FROM destruction
  UNION ALL
  SELECT 'access', p.matter, a.id::text FROM archive_access a JOIN package p USING (archival_code)
)
SELECT kind, matter, subject FROM record
EXCEPT
SELECT kind, matter, subject FROM ledger_leaf
EXCEPT
SELECT kind, matter, subject FROM ledger_pending
ORDER BY 1, 2, 3
LIMIT $1
