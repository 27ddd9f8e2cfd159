-- A matter is listed for every unit that has part in it, not only for the one that opened it.
ALTER TABLE matter ADD COLUMN units text[] NOT NULL DEFAULT '{}';
UPDATE matter SET units = ARRAY[unit];  -- those handed on are listed there again with their next event
ALTER TABLE matter ADD CONSTRAINT matter_units_has_opener CHECK (unit = ANY (units));
CREATE INDEX matter_units ON matter USING gin (units) WITH (fastupdate = on);
DROP INDEX matter_unit;
