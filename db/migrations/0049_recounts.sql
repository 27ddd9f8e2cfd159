-- When another table of holidays comes into force, or an organ's own days off change, running matters are counted anew: their timers were
-- armed by the days before. A recount stands here until each of them was looked at, whatever becomes of the server meanwhile.
CREATE TABLE recount (
  n             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  before        json NOT NULL,            -- by what they were counted: {"table", "own", "local": {pack: days}}
  cursor        text NOT NULL DEFAULT '', -- of the page of matters that comes next
  claimed_until timestamptz
);
GRANT INSERT, UPDATE, DELETE ON recount TO gavel_application;

-- The organs' own days off that matters are counted by; the highest line is in force.
CREATE TABLE local_days_in_force (
  line  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  days  json NOT NULL,                    -- {"own", "local": {pack: days}}
  since timestamptz NOT NULL
);
SELECT make_append_only('local_days_in_force');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('local_days_in_force', 'r.line::text', 'r');
