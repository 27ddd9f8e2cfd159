-- Whoever asked that somebody keep out of a matter may take that back; and whoever has no account asks through the office, which
-- enters the request in their name.
ALTER TABLE recusal DROP CONSTRAINT recusal_step_check;
ALTER TABLE recusal ADD CONSTRAINT recusal_step_check
  CHECK (step IN ('declare', 'ask', 'order', 'decline', 'lift', 'withdraw'));
CREATE OR REPLACE VIEW recused AS
  SELECT DISTINCT ON (matter, account) * FROM recusal
   WHERE step NOT IN ('ask', 'withdraw') ORDER BY matter, account, seq DESC;

CREATE TABLE recusal_asker (
  matter text NOT NULL,
  seq    integer NOT NULL,
  name   text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (matter, seq),
  FOREIGN KEY (matter, seq) REFERENCES recusal
);
SELECT make_append_only('recusal_asker');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('recusal_asker', 'r.matter || ''/'' || r.seq', 'r');
