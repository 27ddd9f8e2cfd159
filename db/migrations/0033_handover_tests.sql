-- The test of a volume on its way to the public archives (移交接收, DA/T 70): our own before its list is made, passed or not, and the
-- receiver's, signed by them, naming the list it is of. `report` is to the byte what the leaf "handover-test" names.

CREATE TABLE handover_test (
  id            text PRIMARY KEY,
  n             bigint GENERATED ALWAYS AS IDENTITY,  -- their order
  archival_code text NOT NULL REFERENCES package (archival_code),
  side          text NOT NULL CHECK (side IN ('own', 'receiver')),
  act           text REFERENCES keeping_act,
  passed        boolean NOT NULL,
  report        bytea NOT NULL,             -- canonical JSON
  receiver_key  text REFERENCES outside_key,
  signature     bytea,                      -- the receiver's, over the report
  account       text NOT NULL,              -- who had it made, or entered it
  name          text NOT NULL,
  unit          text NOT NULL,
  at            timestamptz NOT NULL,
  CHECK ((side = 'receiver') = (act IS NOT NULL)),
  CHECK ((side = 'receiver') = (receiver_key IS NOT NULL)),
  CHECK ((side = 'receiver') = (signature IS NOT NULL))
);
CREATE INDEX handover_test_code ON handover_test (archival_code, n);
CREATE INDEX handover_test_act ON handover_test (act, n);
CREATE UNIQUE INDEX handover_test_report ON handover_test (act, sha256(report));  -- an older one does not come back as the newest
SELECT make_append_only('handover_test');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('handover_test', 'r.id', 'r');
