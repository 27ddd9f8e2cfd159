-- A position that one person holds at a time, the mayor's for instance; of one of which nothing is said several may, side by side.
-- What was said last counts.
CREATE TABLE position_single (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position text NOT NULL REFERENCES office_position,
  single   boolean NOT NULL,
  by       text NOT NULL,
  at       timestamptz NOT NULL
);
CREATE INDEX position_single_position ON position_single (position, id);
SELECT make_append_only('position_single');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('position_single', 'r.id::text', 'r');

CREATE FUNCTION is_single(asked text) RETURNS boolean STABLE LANGUAGE sql AS
  'SELECT coalesce((SELECT s.single FROM position_single s WHERE s.position = asked ORDER BY s.id DESC LIMIT 1), false)';

-- The days on which a position is held: up to its last day, or to the one from which it is ended.
CREATE FUNCTION days_held(since date, until date, ended date) RETURNS daterange IMMUTABLE LANGUAGE sql AS
  'SELECT daterange(since, least(until + 1, ended))';
