-- Whose account it is, by a number that people do not share (staff number and the like): one person has one account,
-- also after it was disabled. Empty for accounts whose holder was not told.
ALTER TABLE account ADD COLUMN person text UNIQUE CHECK (length(person) BETWEEN 1 AND 64);

CREATE OR REPLACE VIEW account_row AS
  SELECT account, name, unit, array_to_json(roles) AS roles, disabled, created_at, person FROM account;
