-- Which meetings of its organ a position has a seat in (Organic Law art. 77, 78): the executive meeting, whose members sit in the
-- plenary too, or the plenary alone, or neither. A position of which nothing is said sits in both.
CREATE TABLE position_seat (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position text NOT NULL REFERENCES office_position,
  seat     text NOT NULL CHECK (seat IN ('executive', 'plenary', 'none')),
  since    date,                           -- its first day; null: from when the position was entered
  basis    text NOT NULL,
  by       text NOT NULL,
  at       timestamptz NOT NULL
);
CREATE INDEX position_seat_position ON position_seat (position, since, id);
SELECT make_append_only('position_seat');
SELECT witness_rows('position_seat', 'r.id::text', 'r');

-- Who holds which position (`post`) on a day.
CREATE FUNCTION posts_on(asked date) RETURNS TABLE (account text, post text, organ text, title text, roles text[])
  STABLE LANGUAGE sql AS
  'SELECT h.account, p.id, p.organ, p.title, p.roles FROM position_held h JOIN office_position p ON p.id = h.position
   LEFT JOIN office_ended e ON e.relation = ''position_held'' AND e.id = h.id
   WHERE h.since <= asked AND (h.until IS NULL OR h.until >= asked) AND (e.day IS NULL OR e.day > asked)';

-- The seat of a position on a day: what was said of it last for a day up to that one.
CREATE FUNCTION seat_on(asked text, day date) RETURNS text STABLE LANGUAGE sql AS
  'SELECT coalesce((SELECT s.seat FROM position_seat s WHERE s.position = asked AND (s.since IS NULL OR s.since <= day)
   ORDER BY s.since DESC NULLS LAST, s.id DESC LIMIT 1), ''executive'')';
