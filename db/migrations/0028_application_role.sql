-- Two roles: the owner of the schema, who brings it up to date, and gavel_application, which is what the server works as. The
-- application writes records and reads them; it cannot change or delete one, put a trigger off, or touch the schema.

DO $$
DECLARE
  held text := CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gavel_application') THEN
    BEGIN
      CREATE ROLE gavel_application NOLOGIN;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of this server is prepared at the same time
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'role gavel_application is missing, and % may not create it: have an administrator run CREATE ROLE gavel_application; GRANT gavel_application TO % WITH ADMIN OPTION;',
          current_user, current_user USING errcode = 'insufficient_privilege';
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'gavel_application', held) THEN
    EXECUTE format('GRANT gavel_application TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO gavel_application', current_schema());
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO gavel_application', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO gavel_application', current_schema());
END $$;

-- From now on a table of record is open to the application for new rows as soon as it is made one.
CREATE OR REPLACE FUNCTION make_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s
                  FOR EACH ROW EXECUTE FUNCTION forbid_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_whole', target);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC', target);
  EXECUTE format('GRANT SELECT, INSERT ON %s TO gavel_application', target);
END
$$;

DO $$
DECLARE
  target regclass;
BEGIN
  FOR target IN SELECT tgrelid::regclass FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
                 WHERE tgname = 'append_only' AND c.relnamespace = current_schema()::regnamespace LOOP
    EXECUTE format('GRANT INSERT ON %s TO gavel_application', target);
  END LOOP;
END $$;

-- What is no record, and what a trigger of its own lets through.
GRANT INSERT ON unit TO gavel_application;
GRANT INSERT, UPDATE ON account, account_person, archive_number, keeping_due, ledger_tile, matter, notice, notice_count,
  notice_number, package, signing_key, virtual_clock, writer TO gavel_application;
GRANT UPDATE ON witness_turn TO gavel_application;
GRANT INSERT, DELETE ON comment_person, idempotency, ledger_pending, row_pending, session, snapshot, unanswered
  TO gavel_application;
GRANT INSERT, UPDATE, DELETE ON archive_record, blob, package_tar, timer TO gavel_application;

-- ---- bytes that were damaged in the store are put back by the application, and only as they were
-- The digest of each piece, from when it was written: what a replica must agree with.
CREATE TABLE package_piece (
  matter text NOT NULL REFERENCES package,
  piece  integer NOT NULL CHECK (piece >= 0),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  PRIMARY KEY (matter, piece)
);
INSERT INTO package_piece SELECT matter, piece, sha256(bytes) FROM package_tar;
SELECT make_append_only('package_piece');

-- Pieces come while the package is stored. Afterwards only one that is missing comes back.
CREATE FUNCTION piece_is_known() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM package p WHERE p.matter = new.matter AND p.status = 'built') THEN
    INSERT INTO package_piece VALUES (new.matter, new.piece, sha256(new.bytes)) ON CONFLICT DO NOTHING;
  END IF;
  IF NOT EXISTS (SELECT FROM package_piece k WHERE (k.matter, k.piece, k.sha256) = (new.matter, new.piece, sha256(new.bytes))) THEN
    RAISE EXCEPTION 'piece % of % is not of the package that was stored', new.piece, new.matter
      USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER piece_is_known BEFORE INSERT ON package_tar FOR EACH ROW EXECUTE FUNCTION piece_is_known();
ALTER TABLE package_tar ENABLE ALWAYS TRIGGER piece_is_known;

-- Bytes go with a record of their destruction, and come back as what their digest says. A piece that no package has may go.
CREATE OR REPLACE FUNCTION only_what_was_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may boolean := false;
BEGIN
  IF tg_table_name = 'package_tar' AND tg_op = 'DELETE' THEN
    may := EXISTS (SELECT FROM destruction x WHERE x.matter = old.matter)
      OR NOT EXISTS (SELECT FROM package_piece k WHERE (k.matter, k.piece) = (old.matter, old.piece));
  ELSIF tg_table_name = 'package_tar' THEN
    may := (new.matter, new.piece) = (old.matter, old.piece) AND EXISTS (
      SELECT FROM package_piece k WHERE (k.matter, k.piece, k.sha256) = (new.matter, new.piece, sha256(new.bytes)));
  ELSIF tg_op = 'DELETE' THEN
    SELECT coalesce(bool_and(u.destroyed), false) INTO may FROM blob_use u WHERE u.sha256 = old.sha256;
  ELSE
    may := new.sha256 = old.sha256 AND sha256(new.bytes) = old.sha256;
  END IF;
  IF NOT may THEN
    RAISE EXCEPTION 'table % is append-only: % is not allowed without a record of destruction', tg_table_name, tg_op
      USING errcode = 'insufficient_privilege';
  END IF;
  RETURN CASE tg_op WHEN 'DELETE' THEN old ELSE new END;
END $$;

-- ---- an entry that waits for the ledger has its digest, always
UPDATE ledger_pending SET digest = sha256(entry) WHERE digest IS NULL;
ALTER TABLE ledger_pending ALTER COLUMN digest SET NOT NULL;

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('package_piece', 'r.matter || ''/'' || r.piece', 'r');
