-- Organs, offices and the positions in them; who holds one from when to when; who acts for whom; who keeps out of a matter.
CREATE TABLE office_position (
  id     text PRIMARY KEY,                 -- "mayor"
  organ  text NOT NULL,
  office text NOT NULL,                    -- within the organ; '' for the organ itself
  title  text NOT NULL,
  roles  text[] NOT NULL,                  -- what whoever holds it may do
  by     text NOT NULL,
  at     timestamptz NOT NULL
);
SELECT make_append_only('office_position');
SELECT witness_rows('office_position', 'r.id', 'r');

CREATE TABLE position_held (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position text NOT NULL REFERENCES office_position,
  account  text NOT NULL REFERENCES account,
  since    date NOT NULL,
  until    date CHECK (until >= since),    -- its last day; null: not said
  basis    text NOT NULL,
  by       text NOT NULL,
  at       timestamptz NOT NULL
);
CREATE INDEX position_held_account ON position_held (account);
SELECT make_append_only('position_held');
SELECT witness_rows('position_held', 'r.id::text', 'r');

-- One act or one role, lent for a time.
CREATE TABLE delegation (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  principal text NOT NULL REFERENCES account,
  delegate  text NOT NULL REFERENCES account CHECK (delegate <> principal),
  act       text NOT NULL,                 -- name of an event; '' where a role is lent
  role      text NOT NULL CHECK ((act = '') <> (role = '')),
  matter    text NOT NULL,                 -- '' for all
  since     date NOT NULL,
  until     date NOT NULL CHECK (until >= since),
  basis     text NOT NULL,
  by        text NOT NULL,
  at        timestamptz NOT NULL
);
CREATE INDEX delegation_pair ON delegation (delegate, principal);
SELECT make_append_only('delegation');
SELECT witness_rows('delegation', 'r.id::text', 'r');

-- Ends before the day that was foreseen.
CREATE TABLE office_ended (
  relation text NOT NULL CHECK (relation IN ('position_held', 'delegation')),
  id       bigint NOT NULL,
  day      date NOT NULL,                  -- from this day on it is over
  reason   text NOT NULL,
  by       text NOT NULL,
  at       timestamptz NOT NULL,
  PRIMARY KEY (relation, id)
);
SELECT make_append_only('office_ended');
SELECT witness_rows('office_ended', 'r.relation || ''/'' || r.id', 'r');

CREATE VIEW position_row AS
  SELECT h.*, p.organ, p.office, p.title, array_to_json(p.roles) AS roles, e.day AS ended, e.reason AS end_reason
    FROM position_held h JOIN office_position p ON p.id = h.position
    LEFT JOIN office_ended e ON e.relation = 'position_held' AND e.id = h.id;
CREATE VIEW delegation_row AS
  SELECT d.*, e.day AS ended, e.reason AS end_reason
    FROM delegation d LEFT JOIN office_ended e ON e.relation = 'delegation' AND e.id = d.id;

CREATE TABLE recusal (
  matter  text NOT NULL,
  seq     integer NOT NULL CHECK (seq > 0),
  account text NOT NULL REFERENCES account,
  step    text NOT NULL CHECK (step IN ('declare', 'ask', 'order', 'decline', 'lift')),
  reason  text NOT NULL,
  deputy  text NOT NULL,                   -- account; '' for none named
  by      text NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (matter, seq)
);
SELECT make_append_only('recusal');
SELECT witness_rows('recusal', 'r.matter || ''/'' || r.seq', 'r');

-- Those who keep out of a matter now: the last step that decides is a declaration or an order.
CREATE VIEW recused AS
  SELECT DISTINCT ON (matter, account) * FROM recusal
   WHERE step <> 'ask' ORDER BY matter, account, seq DESC;
