-- The minutes of meetings: one number for each, in a series of its own for each body of an organ and year. Several matters
-- discussed at one meeting share its minutes. A number is taken by the event that issues them and never given back.
CREATE TABLE minutes_issued (
  organ   text NOT NULL,                   -- whose body it is: the organ's policy pack, or the unit of the body that votes
  body    text NOT NULL,
  held_on date NOT NULL,
  year    integer NOT NULL GENERATED ALWAYS AS (extract(year FROM held_on)) STORED,
  number  integer NOT NULL CHECK (number > 0),
  PRIMARY KEY (organ, body, held_on),
  UNIQUE (organ, body, year, number)
);
SELECT make_append_only('minutes_issued');

-- Which matters they are of.
CREATE TABLE minutes_matter (
  matter  text NOT NULL,
  seq     bigint NOT NULL,                 -- the event that issued them
  organ   text NOT NULL,
  body    text NOT NULL,
  held_on date NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (matter, seq),
  FOREIGN KEY (organ, body, held_on) REFERENCES minutes_issued
);
CREATE INDEX minutes_matter_meeting ON minutes_matter (organ, body, held_on);
SELECT make_append_only('minutes_matter');

-- Minutes issued before there was a register: the meeting is the one called and opened last. Where two meetings were given
-- the same number, the first to be issued has it; of the other the event tells it still.
DO $$
DECLARE
  old record;
BEGIN
  FOR old IN
    SELECT e.matter, e.seq, e.at, (e.data::jsonb -> 'data' ->> 'number')::integer AS number,
           split_part(coalesce(first.data::jsonb -> 'policy' ->> 'pack', 'none'), '@', 1) AS organ,
           called.data::jsonb -> 'data' ->> 'body' AS body, (opened.at AT TIME ZONE 'Asia/Shanghai')::date AS held_on
    FROM event e
    JOIN matter m ON m.id = e.matter
    JOIN procedure p ON p.sha256 = m.procedure_sha256 AND p.name = 'major-decision'
    JOIN event first ON first.matter = e.matter AND first.seq = 1
    CROSS JOIN LATERAL (SELECT c.data FROM event c WHERE c.matter = e.matter AND c.seq < e.seq AND c.kind = 'sent'
                        AND c.name = 'meeting.notify' ORDER BY c.seq DESC LIMIT 1) called
    CROSS JOIN LATERAL (SELECT c.at FROM event c WHERE c.matter = e.matter AND c.seq < e.seq AND c.kind = 'sent'
                        AND c.name = 'meeting.open' ORDER BY c.seq DESC LIMIT 1) opened
    WHERE e.kind = 'sent' AND e.name = 'minutes.issue'
    ORDER BY e.at, e.matter
  LOOP
    INSERT INTO minutes_issued (organ, body, held_on, number) VALUES (old.organ, old.body, old.held_on, old.number)
      ON CONFLICT DO NOTHING;
    INSERT INTO minutes_matter (matter, seq, organ, body, held_on, at)
      SELECT old.matter, old.seq, old.organ, old.body, old.held_on, old.at
      FROM minutes_issued i WHERE (i.organ, i.body, i.held_on, i.number) = (old.organ, old.body, old.held_on, old.number);
  END LOOP;
END $$;

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('minutes_issued', 'r.organ || ''/'' || r.body || ''/'' || r.held_on', 'r');
SELECT witness_rows('minutes_matter', 'r.matter || ''/'' || r.seq', 'r');
