-- A matter may be moved to another version of its procedure: an event of its own kind. The old rows obey
-- the narrower check that goes, so they are not read again.
ALTER TABLE event DROP CONSTRAINT event_kind_check;
ALTER TABLE event ADD CONSTRAINT event_kind_check
  CHECK (kind IN ('opened', 'sent', 'document', 'timer', 'migrated')) NOT VALID;
-- Which procedure was in force at a past moment.
CREATE INDEX event_migrated ON event (matter, seq) WHERE kind = 'migrated';
CREATE INDEX procedure_version ON procedure (name, version);
