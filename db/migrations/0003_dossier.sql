-- Documents: the bytes once per SHA-256, and a row for each document event.

CREATE TABLE blob (
  sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
  size   bigint NOT NULL CHECK (size = octet_length(bytes)),
  bytes  bytea NOT NULL
);
ALTER TABLE blob ALTER COLUMN bytes SET STORAGE external;  -- mostly compressed formats; substr stays cheap

CREATE TABLE document (
  id         text PRIMARY KEY,
  matter     text NOT NULL,
  seq        bigint NOT NULL,          -- the event that added it
  code       text NOT NULL,
  version    integer NOT NULL CHECK (version > 0),
  title      text NOT NULL,
  filename   text NOT NULL,
  media_type text NOT NULL,
  sha256     bytea NOT NULL REFERENCES blob,
  size       bigint NOT NULL,
  added_by   text NOT NULL,
  added_at   timestamptz NOT NULL,
  UNIQUE (matter, seq),
  UNIQUE (matter, code, version)
);

CREATE VIEW document_row AS
  SELECT id, matter, seq, code, version, title, filename, media_type, encode(sha256, 'hex') AS sha256, size,
         added_by, added_at
  FROM document;

SELECT make_append_only('blob');
SELECT make_append_only('document');
