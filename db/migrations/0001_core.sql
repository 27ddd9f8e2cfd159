-- The core: procedures, calendars, matters with their events, timers, and what waits for the ledger.
-- Events are the truth; everything else about a matter can be rebuilt from them.

CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % is not allowed', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Makes a table append-only, for its owner too.
CREATE FUNCTION make_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s
                  FOR EACH ROW EXECUTE FUNCTION forbid_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_whole', target);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC', target);
END
$$;

-- ---- what matters run on
CREATE TABLE procedure (
  sha256       text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name         text NOT NULL,
  version      text NOT NULL,
  source       bytea NOT NULL,            -- the file, byte for byte
  installed_at timestamptz NOT NULL
);
SELECT make_append_only('procedure');

-- Which version new matters of a name start on: the newest line of the name.
CREATE TABLE procedure_in_force (
  line   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name   text NOT NULL,
  sha256 text NOT NULL REFERENCES procedure,
  since  timestamptz NOT NULL
);
CREATE INDEX procedure_in_force_name ON procedure_in_force (name, line DESC);
SELECT make_append_only('procedure_in_force');

CREATE TABLE calendar (
  id           text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),  -- SHA-256 of csv
  csv          bytea NOT NULL,
  installed_at timestamptz NOT NULL,
  line         bigint GENERATED ALWAYS AS IDENTITY UNIQUE        -- the highest is in force
);
SELECT make_append_only('calendar');

-- ---- matters
CREATE TABLE matter (
  id               text PRIMARY KEY CHECK (id <> ''),
  procedure_sha256 text NOT NULL REFERENCES procedure,
  title            text NOT NULL,
  unit             text NOT NULL,
  opened_by        text NOT NULL,
  opened_at        timestamptz NOT NULL,
  version          bigint NOT NULL CHECK (version > 0),  -- seq of its last event
  configuration    text[] NOT NULL,
  finished         boolean NOT NULL,
  updated_at       timestamptz NOT NULL
) WITH (fillfactor = 80);                                -- room to update a row on its page
CREATE INDEX matter_newest ON matter (opened_at DESC, id DESC);
CREATE INDEX matter_unit ON matter (unit, opened_at DESC, id DESC);
CREATE INDEX matter_configuration ON matter USING gin (configuration) WITH (fastupdate = on);

-- Of record, so json and not jsonb: the bytes are kept as written.
CREATE TABLE event (
  matter      text NOT NULL REFERENCES matter,
  seq         bigint NOT NULL CHECK (seq > 0),
  kind        text NOT NULL CHECK (kind IN ('opened', 'sent', 'document', 'timer')),
  name        text NOT NULL,
  data        json NOT NULL,
  actor       json NOT NULL,
  at          timestamptz NOT NULL,
  facts       json NOT NULL,
  calendar_id text NOT NULL REFERENCES calendar,
  entered     text[] NOT NULL,
  exited      text[] NOT NULL,
  PRIMARY KEY (matter, seq)
);
SELECT make_append_only('event');

-- A cache: may be emptied at any time.
CREATE TABLE snapshot (
  matter  text NOT NULL REFERENCES matter,
  version bigint NOT NULL,
  body    json NOT NULL,
  PRIMARY KEY (matter, version)
);

CREATE TABLE timer (
  matter   text NOT NULL REFERENCES matter,
  id       text NOT NULL,
  event    text NOT NULL,
  due      timestamptz NOT NULL,
  wake     timestamptz NOT NULL,             -- not to be tried before: due, or the end of a claim
  failures int NOT NULL DEFAULT 0,
  PRIMARY KEY (matter, id)
);
CREATE INDEX timer_wake ON timer (wake);
CREATE INDEX timer_due ON timer (due, matter, id);

-- ---- the first answer to a POST, kept with its effects
CREATE TABLE idempotency (
  account        text NOT NULL,
  key            text NOT NULL,
  request_sha256 text NOT NULL,
  status         int NOT NULL,
  location       text NOT NULL,
  body           text NOT NULL,
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_at ON idempotency (at);

-- ---- what waits for its place in the ledger; the sequencer moves the rows on
CREATE TABLE ledger_pending (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter  text NOT NULL,                    -- '' where it concerns no single matter
  kind    text NOT NULL,
  subject text NOT NULL,
  entry   bytea NOT NULL CHECK (octet_length(entry) BETWEEN 1 AND 65535),
  created timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- ---- nodes
-- Each writer counts its batches here, in the batch's own transaction: the number says after a broken
-- COMMIT whether the batch is there.
CREATE TABLE writer (
  id    text PRIMARY KEY,
  batch bigint NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen  timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

CREATE TABLE virtual_clock (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  now  timestamptz NOT NULL
);
