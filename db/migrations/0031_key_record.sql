-- The register of signing keys as the ledger has it: to the byte what the leaves "key" and "key-revocation" name. Keys entered
-- before this stand without such a row; of them the leaf names what the columns of signing_key give.

CREATE TABLE key_record (
  key_id text NOT NULL REFERENCES signing_key,
  kind   text NOT NULL CHECK (kind IN ('key', 'key-revocation')),
  bytes  bytea NOT NULL,                    -- canonical JSON
  PRIMARY KEY (key_id, kind)
);
SELECT make_append_only('key_record');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('key_record', 'r.key_id || ''/'' || r.kind', 'r');

CREATE OR REPLACE VIEW signing_key_row AS
  SELECT k.id, k.account, k.algorithm, k.pem, k.registered_at, k.revoked_at, a.name, a.unit,
         p.signature AS possession, p.replaces, e.bytes AS registration, v.bytes AS revocation,
         v.said ->> 'by' AS revoked_by, v.said ->> 'by_name' AS revoked_by_name, v.said ->> 'reason' AS revocation_reason
  FROM signing_key k JOIN account a USING (account) LEFT JOIN key_possession p ON p.key_id = k.id
  LEFT JOIN key_record e ON e.key_id = k.id AND e.kind = 'key'
  LEFT JOIN LATERAL (SELECT r.bytes, convert_from(r.bytes, 'UTF8')::json AS said FROM key_record r
                     WHERE r.key_id = k.id AND r.kind = 'key-revocation') v ON true;

-- Who holds a statement asks where in the ledger its signature stands.
CREATE INDEX statement_sha256 ON statement (sha256);

-- Keys of organisations outside, which sign receipts: entered beforehand, with the proof that they hold them.
CREATE TABLE outside_key (
  id            text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),  -- SHA-256 of the SPKI in DER
  organisation  text NOT NULL CHECK (organisation <> ''),
  algorithm     text NOT NULL CHECK (algorithm IN ('ed25519', 'ecdsa-p256-sha256', 'sm2-sm3')),
  pem           text NOT NULL,
  possession    bytea NOT NULL,
  registered_by text NOT NULL REFERENCES account,
  registered_at timestamptz NOT NULL,
  bytes         bytea NOT NULL                                   -- what the leaf "outside-key" names
);
CREATE INDEX outside_key_organisation ON outside_key (organisation, registered_at);
SELECT make_append_only('outside_key');

CREATE TABLE outside_key_revocation (
  key_id     text PRIMARY KEY REFERENCES outside_key,
  revoked_by text NOT NULL REFERENCES account,
  reason     text NOT NULL CHECK (reason <> ''),
  revoked_at timestamptz NOT NULL,
  bytes      bytea NOT NULL                                      -- what the leaf "outside-key-revocation" names
);
SELECT make_append_only('outside_key_revocation');

-- A hand-over is signed by both sides over one list: the receiver's signature stands in keeping_answer, that of whoever hands over
-- here, with the keys of both. Hand-overs of before have none.
CREATE TABLE handover_signature (
  act          text PRIMARY KEY REFERENCES keeping_answer,
  receiver_key text NOT NULL REFERENCES outside_key,
  key_id       text NOT NULL REFERENCES signing_key,
  signature    bytea NOT NULL
);
SELECT make_append_only('handover_signature');

SELECT witness_rows('outside_key', 'r.id', 'r');
SELECT witness_rows('outside_key_revocation', 'r.key_id', 'r');
SELECT witness_rows('handover_signature', 'r.act', 'r');
