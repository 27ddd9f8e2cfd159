-- Catalogues of major decisions as they were published: every version whole, for ever. Rows are written with the event
-- that publishes; drafts stay in the matter.
CREATE TABLE catalogue_version (
  catalogue    text NOT NULL,              -- the matter that makes it
  version      integer NOT NULL CHECK (version > 0),
  seq          bigint NOT NULL,            -- the event that published it
  organ        text NOT NULL,
  unit         text NOT NULL,              -- that opened the matter
  year         integer NOT NULL,
  published_at timestamptz NOT NULL,
  consent      text NOT NULL,              -- number of the Party committee's consent
  reason       text NOT NULL,              -- of the adjustment; '' for the first
  PRIMARY KEY (catalogue, version)
);
CREATE INDEX catalogue_version_year ON catalogue_version (year DESC, catalogue);
SELECT make_append_only('catalogue_version');

CREATE TABLE catalogue_item (
  catalogue text NOT NULL,
  version   integer NOT NULL,
  position  integer NOT NULL,
  number    text NOT NULL,
  removed   boolean NOT NULL,
  body      json NOT NULL,                 -- as entered
  PRIMARY KEY (catalogue, version, position),
  FOREIGN KEY (catalogue, version) REFERENCES catalogue_version
);
CREATE INDEX catalogue_item_number ON catalogue_item (number);
SELECT make_append_only('catalogue_item');

CREATE TABLE catalogue_closed (
  catalogue text PRIMARY KEY,
  closed_at timestamptz NOT NULL
);
SELECT make_append_only('catalogue_closed');

-- Which matter was started on which item.
CREATE TABLE catalogue_use (
  matter    text NOT NULL,
  seq       bigint NOT NULL,
  catalogue text NOT NULL,
  version   integer NOT NULL,
  number    text NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (matter, seq)
);
CREATE INDEX catalogue_use_item ON catalogue_use (catalogue, number);
SELECT make_append_only('catalogue_use');

-- The newest version of each.
CREATE VIEW catalogue_newest AS
  SELECT v.catalogue, v.version, v.organ, v.unit, v.year, v.published_at, v.consent, v.reason, c.closed_at
    FROM catalogue_version v LEFT JOIN catalogue_closed c USING (catalogue)
   WHERE NOT EXISTS (SELECT FROM catalogue_version later
                      WHERE later.catalogue = v.catalogue AND later.version > v.version);
