-- Bytes that nothing watched: what waits for its place in the ledger, the index that archivists search, and the reports of
-- the tests that stored packages undergo, which lay in files.

-- SHA-256 of the entry, written with it; rows older than this column have none.
ALTER TABLE ledger_pending ADD COLUMN digest bytea CHECK (octet_length(digest) = 32);

-- Each test of a stored package; the newest of a subject is how it stands.
CREATE TABLE fixity_report (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject  text NOT NULL,                    -- archival code
  at       timestamptz NOT NULL,
  passed   boolean NOT NULL,                 -- as found, before any repair
  repaired boolean NOT NULL,                 -- from the replica
  report   bytea NOT NULL                    -- canonical JSON; its SHA-256 is in the leaf "fixity" or "fixity-failure"
);
CREATE INDEX fixity_report_subject ON fixity_report (subject, id DESC);
CREATE INDEX fixity_report_failed ON fixity_report (subject, id) WHERE NOT passed AND NOT repaired;
SELECT make_append_only('fixity_report');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('fixity_report', 'r.id::text', 'r');
-- An index that may be emptied and made again; while a row is there, it is the one that was written.
SELECT witness_rows('archive_record', 'r.matter || ''/'' || r.n', 'r');
