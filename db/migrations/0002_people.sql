-- Units, local accounts, their sessions and signing keys.


CREATE TABLE unit (
  id   text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
);

CREATE TABLE account (
  account       text PRIMARY KEY CHECK (length(account) BETWEEN 1 AND 64),
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  unit          text NOT NULL REFERENCES unit,
  roles         text[] NOT NULL DEFAULT '{}',
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),  -- encoded, salt included
  disabled      boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- As the account store reads them: all but the hash.
CREATE VIEW account_row AS
  SELECT account, name, unit, array_to_json(roles) AS roles, disabled, created_at FROM account;

-- A token is 256 random bits; its plain SHA-256 cannot be searched backwards.
CREATE TABLE session (
  token_sha256 bytea PRIMARY KEY CHECK (octet_length(token_sha256) = 32),
  account      text NOT NULL REFERENCES account,
  started_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires_at);

-- Keys are never deleted: signatures made with them must stay explicable for ever.
CREATE TABLE signing_key (
  id            text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),  -- SHA-256 of the SPKI in DER
  account       text NOT NULL REFERENCES account,
  algorithm     text NOT NULL CHECK (algorithm IN ('ed25519', 'ecdsa-p256-sha256', 'sm2-sm3')),
  pem           text NOT NULL,
  registered_at timestamptz NOT NULL,
  revoked_at    timestamptz
);
CREATE INDEX signing_key_account ON signing_key (account, registered_at);

CREATE VIEW signing_key_row AS
  SELECT id, account, algorithm, pem, registered_at, revoked_at
  FROM signing_key;

-- The only change a key knows is its revocation, once.
CREATE FUNCTION signing_key_changes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND old.revoked_at IS NULL AND new.revoked_at IS NOT NULL
     AND (new.id, new.account, new.algorithm, new.pem, new.registered_at)
       = (old.id, old.account, old.algorithm, old.pem, old.registered_at) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'a signing key may only be revoked' USING errcode = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER signing_key_changes BEFORE UPDATE OR DELETE ON signing_key
  FOR EACH ROW EXECUTE FUNCTION signing_key_changes();
CREATE TRIGGER signing_key_truncate BEFORE TRUNCATE ON signing_key
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE signing_key ENABLE ALWAYS TRIGGER signing_key_changes;
ALTER TABLE signing_key ENABLE ALWAYS TRIGGER signing_key_truncate;
