-- Document numbers of decisions: of one organ no two matters have the same. A number is taken by the event that signs the decision
-- or corrects its number; a matter has the last one it took. One that was corrected belongs to no decision any more, and another
-- may take it: then it stands here a second time.
CREATE TABLE document_number (
  organ   text NOT NULL,                   -- whose decisions they are: the organ's policy pack
  number  text NOT NULL CHECK (number <> ''),  -- without its spelling
  nth     integer NOT NULL CHECK (nth > 0),
  matter  text NOT NULL,
  seq     bigint NOT NULL,                 -- the event that took it
  written text NOT NULL,                   -- as it was given
  at      timestamptz NOT NULL,
  PRIMARY KEY (organ, number, nth),
  UNIQUE (matter, seq)
);
SELECT make_append_only('document_number');

CREATE VIEW document_number_held AS
  SELECT d.* FROM document_number d WHERE d.seq = (SELECT max(l.seq) FROM document_number l WHERE l.matter = d.matter);

-- Numbers of before there was a register, each with every event that gave it: where two matters were given the same, both have it.
-- Spelled as engine/base/spelling.hpp does, as far as document numbers go.
INSERT INTO document_number (organ, number, nth, matter, seq, written, at)
SELECT g.organ, g.number, row_number() OVER (PARTITION BY g.organ, g.number ORDER BY g.at, g.matter, g.seq), g.matter, g.seq,
       g.written, g.at
  FROM (SELECT split_part(coalesce(first.data::jsonb -> 'policy' ->> 'pack', 'none'), '@', 1) AS organ, e.matter, e.seq, e.at,
               e.data::jsonb -> 'data' ->> 'number' AS written,
               lower(regexp_replace(translate(e.data::jsonb -> 'data' ->> 'number', '０１２３４５６７８９', '0123456789'),
                 '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007F\u00A0\u00B7\u2000-\u206F\u3000-\u3003\u3008-\u301F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFEFF]',
                 '', 'g')) AS number
          FROM event e
          JOIN matter m ON m.id = e.matter
          JOIN procedure p ON p.sha256 = m.procedure_sha256 AND p.name = 'major-decision'
          JOIN event first ON first.matter = e.matter AND first.seq = 1
         WHERE e.kind = 'sent' AND e.name IN ('decision.sign', 'decision.correct')) g
 WHERE g.number <> '';

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('document_number', 'r.organ || ''/'' || r.number || ''/'' || r.nth', 'r');
