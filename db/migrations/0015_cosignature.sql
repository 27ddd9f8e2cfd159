-- What witnesses signed of each checkpoint (C2SP tlog-cosignature). A row proves itself: the witness's verifier
-- key, and its signature line over the checkpoint's text. So no other witness of the row is needed.
CREATE TABLE ledger_cosignature (
  size      bigint NOT NULL REFERENCES ledger_checkpoint (size),
  witness   text NOT NULL,  -- verifier key
  signature text NOT NULL,  -- the line, with its newline
  PRIMARY KEY (size, witness)
);
SELECT make_append_only('ledger_cosignature');

-- Which node speaks with the witnesses, until when: one at a time, and another one soon after it has gone.
CREATE TABLE witness_turn (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  holder text NOT NULL,
  until  timestamptz NOT NULL
);
INSERT INTO witness_turn (holder, until) VALUES ('', '-infinity');
