-- Statements as they were given out to be signed, and the signatures that made an event count.

CREATE TABLE STATEMENT (
  id             text PRIMARY KEY,
  matter         text NOT NULL,
  event          text NOT NULL,
  data           json NOT NULL,
  account        text NOT NULL,
  key_id         text,
  bytes          bytea NOT NULL,
  sha256         bytea NOT NULL CHECK (sha256 = sha256(bytes)),
  dossier_sha256 text NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL
);
CREATE INDEX statement_matter ON STATEMENT (matter);

CREATE TABLE signature (
  statement_id text PRIMARY KEY REFERENCES STATEMENT,  -- one statement, one event
  key_id       text NOT NULL REFERENCES signing_key,
  algorithm    text NOT NULL,
  bytes        bytea NOT NULL,
  matter       text NOT NULL,
  seq          bigint NOT NULL,
  at           timestamptz NOT NULL,
  UNIQUE (matter, seq)
);

CREATE VIEW signature_row AS
  SELECT statement_id, key_id, algorithm, bytes, matter, seq, at FROM signature;

SELECT make_append_only('statement');
SELECT make_append_only('signature');
