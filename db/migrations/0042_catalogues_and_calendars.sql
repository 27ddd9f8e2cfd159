-- ---- an organ has one catalogue in force for a year (Decree 713 art. 3)
-- Which names are one organ's no index can say. So each catalogue takes the next place in its year when it is first published:
-- of two that looked at the same year at the same time the second finds its place taken, and looks again.
CREATE TABLE catalogue_place (
  year      integer NOT NULL,
  place     integer NOT NULL CHECK (place > 0),
  catalogue text NOT NULL UNIQUE,
  PRIMARY KEY (year, place)
);
INSERT INTO catalogue_place (year, place, catalogue)
  SELECT year, row_number() OVER (PARTITION BY year ORDER BY published_at, catalogue), catalogue
  FROM (SELECT DISTINCT ON (catalogue) * FROM catalogue_version ORDER BY catalogue, version) first;
SELECT make_append_only('catalogue_place');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('catalogue_place', 'r.catalogue', 'r');

-- ---- an organ with local days counts by a calendar of its own
-- It is a table like any other, which events and packages name. The State Council's table that it was made of; null: it is one.
ALTER TABLE calendar ADD COLUMN base text REFERENCES calendar;
INSERT INTO row_pending (relation, key, digest)
  SELECT 'calendar', r.id, sha256(convert_to((r)::text, 'UTF8')) FROM calendar r;
