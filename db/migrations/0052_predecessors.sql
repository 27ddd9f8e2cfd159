-- The decision that a matter adjusts or ends: whoever keeps out of that decision keeps out of what changes it.
CREATE TABLE matter_predecessor (
  matter      text NOT NULL,
  seq         bigint NOT NULL,      -- its event that named it; what it names last stands
  predecessor text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (matter, seq),
  CHECK (matter <> predecessor)
);
CREATE INDEX matter_predecessor_of ON matter_predecessor (predecessor, matter);
SELECT make_append_only('matter_predecessor');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('matter_predecessor', 'r.matter || ''/'' || r.seq', 'r');
