-- A table of holidays that another took the place of may be put in force again, as the right one is after a wrong one: which is in
-- force is a record of its own, and a table stays the row it is.
CREATE TABLE calendar_in_force (
  line     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- the highest is in force
  calendar text NOT NULL REFERENCES calendar,
  since    timestamptz NOT NULL
);
INSERT INTO calendar_in_force (calendar, since) SELECT id, installed_at FROM calendar WHERE base IS NULL ORDER BY line;
SELECT make_append_only('calendar_in_force');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('calendar_in_force', 'r.line::text', 'r');
