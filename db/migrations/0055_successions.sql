-- A published decision that adjusts or ends an earlier one, which it named when it was proposed: told on the page of the earlier one,
-- whose volume may be closed, and to whoever would adjust that one once more.
CREATE TABLE matter_succession (
  matter   text PRIMARY KEY,
  told_by  text NOT NULL,           -- the matter whose event said so: itself, or a follow-up of the earlier one
  seq      bigint NOT NULL,
  replaces text NOT NULL,
  at       timestamptz NOT NULL,
  CHECK (matter <> replaces)
);
CREATE INDEX matter_succession_of ON matter_succession (replaces, at, matter);
SELECT make_append_only('matter_succession');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('matter_succession', 'r.matter', 'r');
