-- Registers of people who advise: the pool of experts, and legal counsel with public lawyers. What is known of a person
-- is a row for each fact; a wrong one is struck by a later one that says so, never changed.
CREATE TABLE person_fact (
  register text NOT NULL CHECK (register IN ('expert', 'counsel')),
  person   text NOT NULL,                  -- "E-0001", "C-0001"
  seq      integer NOT NULL CHECK (seq > 0),
  kind     text NOT NULL,                  -- of register expert: admit, interest, …; see api/routes/people_forms.cpp
  day      date NOT NULL,                  -- on which it took effect
  body     json NOT NULL,
  by       text NOT NULL,                  -- account
  at       timestamptz NOT NULL,
  PRIMARY KEY (register, person, seq)
);
SELECT make_append_only('person_fact');
SELECT witness_rows('person_fact', 'r.register || ''/'' || r.person || ''/'' || r.seq', 'r');

-- Draws of experts. The body has everything the result was computed from, the random value too.
CREATE TABLE expert_draw (
  id     text PRIMARY KEY,                 -- "<matter>-<number>"
  matter text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  body   json NOT NULL,
  by     text NOT NULL,
  at     timestamptz NOT NULL,
  UNIQUE (matter, number)
);
SELECT make_append_only('expert_draw');
SELECT witness_rows('expert_draw', 'r.id', 'r');

-- Who took part in which matter by which event, written with the event.
CREATE TABLE person_use (
  register text NOT NULL,
  person   text NOT NULL,
  matter   text NOT NULL,
  seq      bigint NOT NULL,
  event    text NOT NULL,
  at       timestamptz NOT NULL,
  PRIMARY KEY (matter, seq, register, person)
);
CREATE INDEX person_use_person ON person_use (register, person, at);
SELECT make_append_only('person_use');
SELECT witness_rows('person_use', 'r.matter || ''/'' || r.seq || ''/'' || r.register || ''/'' || r.person', 'r');
