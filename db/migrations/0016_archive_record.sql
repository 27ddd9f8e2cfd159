-- What archivists search: one row for each document of a stored package, and one (n = 0) for the volume itself. All of it
-- can be made again from the package's documents, so it is an index, not a record: it bears no witness and may be emptied.

CREATE TABLE archive_record (
  id            bigint generated always AS identity PRIMARY KEY,  -- newest first in lists
  matter        text NOT NULL REFERENCES package,
  n             integer NOT NULL CHECK (n >= 0),   -- place in the volume
  archival_code text COLLATE "C" NOT NULL,
  document      text,                              -- NULL for the volume
  title         text NOT NULL,
  kind          text NOT NULL,                     -- code of the document; of the volume 'volume'
  stage         text NOT NULL,
  unit          text NOT NULL,                     -- that opened the matter
  procedure     text NOT NULL,
  year          integer NOT NULL,
  at            timestamptz NOT NULL,              -- when it entered the dossier
  people        text[] NOT NULL,                   -- accounts and names: who added it; of the volume all who acted
  media_type    text NOT NULL,
  size          bigint NOT NULL,
  sha256        text NOT NULL,                     -- hex
  searched      text NOT NULL,                     -- title and text, folded
  grams         text[] NOT NULL,                   -- their 1- and 2-grams
  UNIQUE (matter, n)
);
CREATE INDEX archive_record_code ON archive_record (archival_code, id);
CREATE INDEX archive_record_year ON archive_record (year, id);
CREATE INDEX archive_record_kind ON archive_record (kind, id);
CREATE INDEX archive_record_unit ON archive_record (unit, id);
CREATE INDEX archive_record_people ON archive_record USING gin (people);
CREATE INDEX archive_record_grams ON archive_record USING gin (grams);
-- Almost every record has the commonest characters; more of them are counted, so that the planner knows rare from common.
ALTER TABLE archive_record ALTER COLUMN grams SET STATISTICS 1000;

-- Redacted copies for users of the archive (利用): made by an archivist from one document, which itself stays as it is.
CREATE TABLE archive_copy (
  id            text PRIMARY KEY,
  archival_code text NOT NULL,
  document      text NOT NULL REFERENCES document,
  reason        text NOT NULL CHECK (reason <> ''),   -- what was taken out, and why
  media_type    text NOT NULL,
  sha256        bytea NOT NULL REFERENCES blob,
  size          bigint NOT NULL,
  made_by       text NOT NULL,
  made_at       timestamptz NOT NULL
);
CREATE INDEX archive_copy_document ON archive_copy (document, id);
SELECT make_append_only('archive_copy');

-- Who was given which document of a package, or which copy, and for what.
CREATE TABLE record_access (
  id            bigint generated always AS identity PRIMARY KEY,
  archival_code text NOT NULL,
  document      text NOT NULL REFERENCES document,
  copy          text REFERENCES archive_copy,         -- NULL: the document itself
  account       text NOT NULL,
  name          text NOT NULL,
  unit          text NOT NULL,
  purpose       text NOT NULL CHECK (purpose <> ''),
  at            timestamptz NOT NULL
);
CREATE INDEX record_access_code ON record_access (archival_code, id);
SELECT make_append_only('record_access');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('archive_copy', 'r.id', 'r');
SELECT witness_rows('record_access', 'r.id::text', 'r');
