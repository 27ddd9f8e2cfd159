-- What the organ must know over all its matters: deadlines that fired, matters at rest, exceptions used.
CREATE INDEX event_timer ON event (matter, name, seq DESC) WHERE kind = 'timer';
CREATE INDEX matter_idle ON matter (updated_at, id) WHERE NOT finished;

-- Copied from the variable `exceptions` of each matter as its events are written.
CREATE TABLE matter_exception (
  matter   text NOT NULL,
  position integer NOT NULL,
  seq      bigint NOT NULL,                -- the event that used it
  at       timestamptz NOT NULL,
  kind     text NOT NULL,
  reason   text NOT NULL,
  by       text NOT NULL,
  PRIMARY KEY (matter, position)
);
CREATE INDEX matter_exception_at ON matter_exception (at, matter, position);
SELECT make_append_only('matter_exception');
SELECT witness_rows('matter_exception', 'r.matter || ''/'' || r.position', 'r');
