-- Packages of closed matters. A row is pending from the event that orders it until it is built or failed.

-- Item numbers run from 1 without gaps within fonds, year, retention and organisation (DA/T 22).
CREATE TABLE archive_number (
  fonds        text NOT NULL,
  category     text NOT NULL,
  year         integer NOT NULL,
  retention    text NOT NULL,
  organisation text NOT NULL,
  last         integer NOT NULL,
  PRIMARY KEY (fonds, category, year, retention, organisation)
);

CREATE TABLE package (
  matter        text PRIMARY KEY,
  seq           bigint NOT NULL,            -- the event that ordered it
  ordered_at    timestamptz NOT NULL,
  status        text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'built', 'failed')),
  fonds         text NOT NULL CHECK (fonds <> ''),
  category      text NOT NULL DEFAULT 'WS',
  year          integer NOT NULL CHECK (year BETWEEN 1900 AND 9999),
  retention     text NOT NULL CHECK (retention IN ('Y', 'D30', 'D10')),
  organisation  text NOT NULL CHECK (organisation <> ''),
  item          integer CHECK (item > 0),   -- given when the packager claims the row
  archival_code text COLLATE "C" UNIQUE,
  failure       text,                       -- why the last attempt failed
  attempts      integer NOT NULL DEFAULT 0,
  claimed_until timestamptz,                -- the packager at work holds it until then
  title         text NOT NULL,
  procedure     text NOT NULL,
  params        json NOT NULL,             -- the order as the procedure gave it
  sha256        bytea CHECK (octet_length(sha256) = 32),
  size          bigint,
  declared      json,
  report        json,
  passed        boolean,
  built_at      timestamptz,
  reported      boolean NOT NULL DEFAULT false,  -- system.archive.built has been sent
  people        text[] NOT NULL DEFAULT '{}',    -- accounts and names of all who acted
  stages        text[] NOT NULL DEFAULT '{}',    -- stage ids and document codes
  searched      text NOT NULL DEFAULT '',        -- titles and texts, as people read them
  grams         text[] NOT NULL DEFAULT '{}',    -- their 1- and 2-grams
  UNIQUE (fonds, category, year, retention, organisation, item),
  CHECK (status <> 'built' OR (archival_code IS NOT NULL AND sha256 IS NOT NULL AND built_at IS NOT NULL))
);
CREATE VIEW package_row AS
  SELECT matter, archival_code, title, status, procedure, retention, organisation, fonds, year,
         encode(sha256, 'hex') AS sha256, size, built_at, passed, report, people, stages, searched, grams
  FROM package;

CREATE INDEX package_waiting ON package (ordered_at) WHERE status = 'pending' OR NOT reported;
CREATE INDEX package_year ON package (year, archival_code);
CREATE INDEX package_people ON package USING gin (people);
CREATE INDEX package_stages ON package USING gin (stages);
CREATE INDEX package_grams ON package USING gin (grams);

-- The tar, in pieces: a value of PostgreSQL ends at 1 GiB, and a piece is what a reader holds at a time.
CREATE TABLE package_tar (
  matter text NOT NULL REFERENCES package,
  piece  integer NOT NULL CHECK (piece >= 0),
  bytes  bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 4194304),
  PRIMARY KEY (matter, piece)
);
ALTER TABLE package_tar ALTER COLUMN bytes SET STORAGE external;

CREATE TABLE archive_access (
  id            bigint generated always AS identity PRIMARY KEY,
  archival_code text NOT NULL,
  account       text NOT NULL,
  name          text NOT NULL,
  unit          text NOT NULL,
  purpose       text NOT NULL,
  at            timestamptz NOT NULL
);
CREATE INDEX archive_access_code ON archive_access (archival_code, id);

-- Permanent means undeletable: a built package is neither changed nor removed.
CREATE FUNCTION package_changes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND old.status <> 'built' AND new.matter = old.matter
     AND (old.archival_code IS NULL OR new.archival_code = old.archival_code) THEN
    RETURN new;
  END IF;
  IF tg_op = 'UPDATE' AND old.status = 'built' AND NOT old.reported AND new.reported
     AND (new.matter, new.status, new.archival_code, new.sha256, new.report::text)
       = (old.matter, old.status, old.archival_code, old.sha256, old.report::text) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'a package cannot be changed once it is built' USING errcode = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER package_changes BEFORE UPDATE OR DELETE ON package
  FOR EACH ROW EXECUTE FUNCTION package_changes();
CREATE TRIGGER package_truncate BEFORE TRUNCATE ON package FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE package ENABLE ALWAYS TRIGGER package_changes;
ALTER TABLE package ENABLE ALWAYS TRIGGER package_truncate;
SELECT make_append_only('package_tar');
SELECT make_append_only('archive_access');
