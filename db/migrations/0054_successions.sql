-- Organs that another took over: one that was renamed, a county that became a city, two that were made one. The matters of the one
-- go on in the other from that day. What was said last of an organ counts; without a successor it takes back what was said.
CREATE TABLE organ_succession (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organ     text NOT NULL CHECK (organ <> ''),
  successor text NOT NULL CHECK (successor <> organ),  -- '' for none
  since     date NOT NULL,
  basis     text NOT NULL CHECK (basis <> ''),         -- the paper that says so
  by        text NOT NULL,
  at        timestamptz NOT NULL
);
SELECT make_append_only('organ_succession');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('organ_succession', 'r.id::text', 'r');
