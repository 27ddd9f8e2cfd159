-- What happened to a decision after its file was closed (annulment, liability, evaluation) is a matter of its own, with a
-- volume of its own. Which archived matter it follows is written with the event that opens it; the archived one stays as it is.
CREATE TABLE matter_follow_up (
  matter        text PRIMARY KEY,
  seq           bigint NOT NULL,           -- the event that opened it
  follows       text NOT NULL,             -- the archived matter
  archival_code text NOT NULL,             -- and its volume
  at            timestamptz NOT NULL,
  CHECK (matter <> follows)
);
CREATE INDEX matter_follow_up_of ON matter_follow_up (follows, at, matter);
SELECT make_append_only('matter_follow_up');
SELECT witness_rows('matter_follow_up', 'r.matter', 'r');
