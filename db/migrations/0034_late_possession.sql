-- Keys registered before their holders were asked to prove that they hold them: the proof may come afterwards. It stands in
-- key_possession like any other, and what the ledger names of it (leaf "key-possession") in key_record.

-- The server asks an authority for time-stamps on the newest signatures (db/time_stamping.hpp).
CREATE INDEX signature_at ON signature (at);

ALTER TABLE key_record
  DROP CONSTRAINT key_record_kind_check,
  ADD CONSTRAINT key_record_kind_check CHECK (kind IN ('key', 'key-possession', 'key-revocation'));

CREATE OR REPLACE VIEW signing_key_row AS
  SELECT k.id, k.account, k.algorithm, k.pem, k.registered_at, k.revoked_at, a.name, a.unit,
         p.signature AS possession, p.replaces, e.bytes AS registration, v.bytes AS revocation,
         v.said ->> 'by' AS revoked_by, v.said ->> 'by_name' AS revoked_by_name, v.said ->> 'reason' AS revocation_reason,
         late.bytes AS late_possession, (convert_from(late.bytes, 'UTF8')::json ->> 'at')::timestamptz AS possessed_at
  FROM signing_key k JOIN account a USING (account) LEFT JOIN key_possession p ON p.key_id = k.id
  LEFT JOIN key_record e ON e.key_id = k.id AND e.kind = 'key'
  LEFT JOIN key_record late ON late.key_id = k.id AND late.kind = 'key-possession'
  LEFT JOIN LATERAL (SELECT r.bytes, convert_from(r.bytes, 'UTF8')::json AS said FROM key_record r
                     WHERE r.key_id = k.id AND r.kind = 'key-revocation') v ON true;
