-- The Merkle log (C2SP tlog-tiles). Leaves come from ledger_pending; only the sequencer writes here.

CREATE TABLE ledger_leaf (
  idx     bigint PRIMARY KEY CHECK (idx >= 0),
  matter  text NOT NULL,
  kind    text NOT NULL,
  subject text NOT NULL,
  entry   bytea NOT NULL CHECK (octet_length(entry) BETWEEN 1 AND 65535)
);
CREATE INDEX ledger_leaf_matter ON ledger_leaf (matter, idx);
CREATE INDEX ledger_leaf_subject ON ledger_leaf (kind, subject);

-- One row per tile; a partial tile grows in place (its earlier widths are its prefixes), so that any width
-- ever published can still be served.
CREATE TABLE ledger_tile (
  level  integer NOT NULL CHECK (level >= 0),
  idx    bigint NOT NULL CHECK (idx >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) % 32 = 0 AND octet_length(hashes) BETWEEN 32 AND 8192),
  PRIMARY KEY (level, idx)
);

CREATE TABLE ledger_checkpoint (
  size      bigint PRIMARY KEY CHECK (size >= 0),
  root      bytea NOT NULL CHECK (octet_length(root) = 32),
  note      text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION ledger_tile_changes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND new.level = old.level AND new.idx = old.idx
     AND substr(new.hashes, 1, octet_length(old.hashes)) = old.hashes THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'a tile only grows' USING errcode = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_tile_changes BEFORE UPDATE OR DELETE ON ledger_tile
  FOR EACH ROW EXECUTE FUNCTION ledger_tile_changes();
CREATE TRIGGER ledger_tile_truncate BEFORE TRUNCATE ON ledger_tile
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE ledger_tile ENABLE ALWAYS TRIGGER ledger_tile_changes;
ALTER TABLE ledger_tile ENABLE ALWAYS TRIGGER ledger_tile_truncate;

SELECT make_append_only('ledger_leaf');
SELECT make_append_only('ledger_checkpoint');
