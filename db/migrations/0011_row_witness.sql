-- Every row that matters has a witness: each statement that writes one leaves its digest here, in the same
-- transaction, and the sequencer seals what has gathered into a batch whose digest becomes one ledger leaf.
-- So a change made past the triggers is found by `gavel fsck`, in whatever column it was made.

CREATE TABLE row_pending (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- the later one of a row is in force
  relation text NOT NULL,
  key      text NOT NULL,
  digest   bytea NOT NULL CHECK (octet_length(digest) IN (0, 32))  -- empty: the row was deleted
);

-- The body: a line of salt and the newest checkpoint's size, then a line ["relation","key","digest"] for each
-- row. Its SHA-256 is in the leaf of type "rows" and of this number.
CREATE TABLE row_batch (
  batch bigint PRIMARY KEY CHECK (batch > 0),
  head  bigint NOT NULL,                    -- size of the newest checkpoint whose row it witnesses
  body  bytea NOT NULL
);
SELECT make_append_only('row_batch');

-- `key` and `content` are expressions over a row r. The settings make a row's text the same in every session.
CREATE FUNCTION witness_rows(target regclass, key text, content text) RETURNS void LANGUAGE plpgsql AS $make$
BEGIN
  EXECUTE format($fn$
    CREATE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql
      SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET bytea_output = 'hex' AS $body$
    BEGIN
      IF tg_op = 'INSERT' THEN
        INSERT INTO row_pending (relation, key, digest)
          SELECT %2$L, %3$s, sha256(convert_to((%4$s)::text, 'UTF8')) FROM added r;
      ELSIF tg_op = 'UPDATE' THEN
        INSERT INTO row_pending (relation, key, digest)
          SELECT %2$L, c.key, sha256(convert_to(c.content, 'UTF8'))
            FROM (SELECT %3$s AS key, (%4$s)::text AS content FROM added r
                  EXCEPT SELECT %3$s, (%4$s)::text FROM gone r) c;
      ELSE
        INSERT INTO row_pending (relation, key, digest) SELECT %2$L, %3$s, '' FROM gone r;
      END IF;
      RETURN NULL;
    END $body$ $fn$, 'witness_' || target, target, key, content);
  EXECUTE format('CREATE TRIGGER witness_insert AFTER INSERT ON %1$s REFERENCING NEW TABLE AS added
                  FOR EACH STATEMENT EXECUTE FUNCTION %2$I()', target, 'witness_' || target);
  EXECUTE format('CREATE TRIGGER witness_update AFTER UPDATE ON %1$s
                  REFERENCING OLD TABLE AS gone NEW TABLE AS added
                  FOR EACH STATEMENT EXECUTE FUNCTION %2$I()', target, 'witness_' || target);
  EXECUTE format('CREATE TRIGGER witness_delete AFTER DELETE ON %1$s REFERENCING OLD TABLE AS gone
                  FOR EACH STATEMENT EXECUTE FUNCTION %2$I()', target, 'witness_' || target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER witness_insert', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER witness_update', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER witness_delete', target);
  -- What stands already is witnessed as it stands.
  EXECUTE format('INSERT INTO row_pending (relation, key, digest)
                  SELECT %L, %s, sha256(convert_to((%s)::text, ''UTF8'')) FROM %s r',
                 target, key, content, target);
END
$make$;

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';

-- The same lines stand in db/row_witness.cpp.
SELECT witness_rows('procedure', 'r.sha256', 'r');
SELECT witness_rows('procedure_in_force', 'r.line::text', 'r');
SELECT witness_rows('calendar', 'r.id', 'r');
SELECT witness_rows('matter', 'r.id', 'r');
SELECT witness_rows('event', 'r.matter || ''/'' || r.seq', 'r');
SELECT witness_rows('snapshot', 'r.matter || ''/'' || r.version', 'r');
SELECT witness_rows('timer', 'r.matter || ''/'' || r.id', 'ROW(r.event, r.due)');  -- the rest is a lease
SELECT witness_rows('unit', 'r.id', 'r');
SELECT witness_rows('account', 'r.account', 'r');
SELECT witness_rows('signing_key', 'r.id', 'r');
SELECT witness_rows('document', 'r.id', 'r');
SELECT witness_rows('notice', 'r.id', 'r');
SELECT witness_rows('comment', 'r.receipt', 'r');
SELECT witness_rows('comment_person', 'r.notice || ''/'' || r.seq', 'r');
SELECT witness_rows('personal_key', 'r.single::text', 'r');
SELECT witness_rows('settlement', 'r.notice || ''/'' || r.seq', 'r');
SELECT witness_rows('reply', 'r.notice || ''/'' || r.seq || ''/'' || r.version', 'r');
SELECT witness_rows('disposition', 'r.notice || ''/'' || r.seq', 'r');
SELECT witness_rows('statement', 'r.id', 'r');
SELECT witness_rows('signature', 'r.statement_id', 'r');
SELECT witness_rows('package', 'r.matter', 'r');
SELECT witness_rows('archive_access', 'r.id::text', 'r');
SELECT witness_rows('catalogue_version', 'r.catalogue || ''/'' || r.version', 'r');
SELECT witness_rows('catalogue_item', 'r.catalogue || ''/'' || r.version || ''/'' || r.position', 'r');
SELECT witness_rows('catalogue_closed', 'r.catalogue', 'r');
SELECT witness_rows('catalogue_use', 'r.matter || ''/'' || r.seq', 'r');
