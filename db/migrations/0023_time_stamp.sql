-- Time-stamps (RFC 3161) on signatures, each verified before it came in: what an outside authority says of when a signature was there.

CREATE TABLE time_stamp (
  statement_id text NOT NULL REFERENCES signature,
  number       integer NOT NULL CHECK (number > 0),  -- on this signature
  bytes        bytea NOT NULL,                        -- a TimeStampResp that says "granted"
  sha256       bytea NOT NULL CHECK (sha256 = sha256(bytes)),
  chain        text NOT NULL,                         -- the certificates that were relied on, in PEM
  stamped_at   timestamptz NOT NULL,                  -- as the time-stamp says
  authority    text NOT NULL,                         -- likewise
  policy       text NOT NULL,
  serial       text NOT NULL,
  matter       text NOT NULL,
  seq          bigint NOT NULL,                       -- of the matter's last event when it came: a package ordered later has it
  account      text NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (statement_id, number),
  UNIQUE (statement_id, sha256)
);
CREATE INDEX time_stamp_matter ON time_stamp (matter);
SELECT make_append_only('time_stamp');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('time_stamp', 'r.statement_id || ''/'' || r.number', 'r');
