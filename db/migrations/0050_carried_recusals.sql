-- A matter that was merged into another: told on the page and in the statement of the one that took it in.
CREATE TABLE matter_merge (
  matter text PRIMARY KEY,
  seq    bigint NOT NULL,           -- its event that merged it
  into_matter text NOT NULL,
  at     timestamptz NOT NULL,
  CHECK (matter <> into_matter)
);
CREATE INDEX matter_merge_into ON matter_merge (into_matter, at, matter);
SELECT make_append_only('matter_merge');

-- Whoever keeps out of a matter keeps out of what follows it and of what it is merged into: which steps of a register of recusals
-- came with which matter. A step keeps its day, its reason and who took it.
CREATE TABLE recusal_carried (
  matter text NOT NULL,
  seq    integer NOT NULL,
  origin text NOT NULL,             -- the matter whose step it was
  PRIMARY KEY (matter, seq),
  FOREIGN KEY (matter, seq) REFERENCES recusal,
  CHECK (matter <> origin)
);
SELECT make_append_only('recusal_carried');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('matter_merge', 'r.matter', 'r');
SELECT witness_rows('recusal_carried', 'r.matter || ''/'' || r.seq', 'r');
