-- The public's part. A notice row is the lock under which comments are taken in and it is closed.
-- Every comment is settled at most once: replied, withdrawn or set aside. Counts and the list of what is
-- unanswered are kept by triggers, so that no path of writing can make them lie.

-- Notices are numbered within the year without gaps.
CREATE TABLE notice_number (
  year integer PRIMARY KEY,
  last integer NOT NULL
);

CREATE TABLE notice (
  id          text PRIMARY KEY,            -- '2026-12'
  year        integer NOT NULL,
  number      integer NOT NULL,
  matter      text NOT NULL,
  seq         bigint NOT NULL,             -- the event that opened it
  title       text NOT NULL,
  params      json NOT NULL,               -- bytes as announced
  opened_at   timestamptz NOT NULL,
  closes_on   date,
  closed_at   timestamptz,
  closed_seq  bigint,
  last_seq    bigint NOT NULL DEFAULT 0,   -- comments taken so far
  UNIQUE (year, number)
);
CREATE INDEX notice_matter ON notice (matter);
CREATE INDEX notice_open ON notice (year DESC, number DESC) WHERE closed_at IS NULL;

CREATE TABLE notice_count (
  notice    text PRIMARY KEY REFERENCES notice,
  received  bigint NOT NULL DEFAULT 0,
  replied   bigint NOT NULL DEFAULT 0,
  withdrawn bigint NOT NULL DEFAULT 0,
  set_aside bigint NOT NULL DEFAULT 0,
  CHECK (replied + withdrawn + set_aside <= received)
);

-- Of all notices of one matter together; one row, also when there are none.
CREATE FUNCTION matter_comment_counts(of_matter text)
  RETURNS TABLE (received bigint, replied bigint, withdrawn bigint, set_aside bigint, unanswered bigint)
  LANGUAGE sql stable AS $$
  SELECT coalesce(sum(c.received), 0)::bigint, coalesce(sum(c.replied), 0)::bigint,
         coalesce(sum(c.withdrawn), 0)::bigint, coalesce(sum(c.set_aside), 0)::bigint,
         coalesce(sum(c.received - c.replied - c.withdrawn - c.set_aside), 0)::bigint
    FROM notice n JOIN notice_count c ON c.notice = n.id WHERE n.matter = of_matter
$$;

CREATE VIEW notice_row AS
  SELECT n.id, n.matter, n.title, n.year, n.number, n.params,
         to_char(n.opened_at at time zone interval '8 hours', 'YYYY-MM-DD') AS opened_on,
         to_char(n.closes_on, 'YYYY-MM-DD') AS closes_on, n.closed_at,
         c.received, c.replied, c.withdrawn, c.set_aside,
         c.received - c.replied - c.withdrawn - c.set_aside AS unanswered
    FROM notice n JOIN notice_count c ON c.notice = n.id;

CREATE TABLE comment (
  notice            text NOT NULL REFERENCES notice,
  seq               bigint NOT NULL CHECK (seq > 0),
  receipt           text NOT NULL UNIQUE,
  secret_sha256     bytea NOT NULL CHECK (octet_length(secret_sha256) = 32),
  text              text NOT NULL,
  clause            text,
  channel           text NOT NULL CHECK (channel IN ('web', 'mail', 'phone', 'visit', 'hearing', 'newmedia')),
  consent_publish   boolean NOT NULL,
  received_at       timestamptz NOT NULL,
  person_commitment bytea CHECK (octet_length(person_commitment) = 32),
  salt              bytea NOT NULL CHECK (octet_length(salt) = 16),
  commitment        bytea NOT NULL CHECK (octet_length(commitment) = 32),  -- as in the ledger leaf
  PRIMARY KEY (notice, seq)
);

-- Which key file of the data folder personal data is sealed with: a node that has another one must not start.
CREATE TABLE personal_key (
  single      boolean PRIMARY KEY DEFAULT true CHECK (single),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32)
);
SELECT make_append_only('personal_key');

-- Name and contact, encrypted; the one table of the public's part that lawful erasure may delete from.
CREATE TABLE comment_person (
  notice text NOT NULL,
  seq    bigint NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (notice, seq),
  FOREIGN KEY (notice, seq) REFERENCES comment
);

CREATE TABLE unanswered (
  notice text NOT NULL,
  seq    bigint NOT NULL,
  PRIMARY KEY (notice, seq)
);

CREATE TABLE settlement (
  notice text NOT NULL,
  seq    bigint NOT NULL,
  kind   text NOT NULL CHECK (kind IN ('replied', 'withdrawn', 'set_aside')),
  at     timestamptz NOT NULL,
  PRIMARY KEY (notice, seq),
  FOREIGN KEY (notice, seq) REFERENCES comment
);

CREATE TABLE reply (
  notice   text NOT NULL,
  seq      bigint NOT NULL,
  version  integer NOT NULL CHECK (version > 0),  -- the highest is in force
  adoption text NOT NULL CHECK (adoption IN ('adopted', 'partly', 'not_adopted', 'explained', 'out_of_scope')),
  reason   text NOT NULL CHECK (adoption = 'adopted' OR reason <> ''),
  account  text NOT NULL,
  unit     text NOT NULL,
  at       timestamptz NOT NULL,
  sha256   bytea NOT NULL CHECK (octet_length(sha256) = 32),
  PRIMARY KEY (notice, seq, version),
  FOREIGN KEY (notice, seq) REFERENCES settlement
);

CREATE TABLE disposition (
  notice  text NOT NULL,
  seq     bigint NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('withdrawn', 'set_aside')),
  reason  text NOT NULL CHECK (kind = 'withdrawn' OR reason <> ''),
  account text NOT NULL,                            -- empty: the sender, by the secret
  at      timestamptz NOT NULL,
  sha256  bytea NOT NULL CHECK (octet_length(sha256) = 32),
  PRIMARY KEY (notice, seq),
  FOREIGN KEY (notice, seq) REFERENCES settlement
);

CREATE VIEW comment_row AS
  SELECT c.notice, c.seq, c.receipt, n.matter, c.text, c.clause, c.channel, c.consent_publish,
         c.received_at, c.secret_sha256,
         EXISTS (SELECT FROM comment_person p WHERE p.notice = c.notice AND p.seq = c.seq) AS has_person,
         coalesce(s.kind, 'received') AS status, s.at AS settled_at,
         r.adoption, r.reason, r.account, r.unit, r.version, r.at AS replied_at,
         coalesce(d.reason, '') AS set_aside_reason
    FROM comment c
    JOIN notice n ON n.id = c.notice
    LEFT JOIN settlement s ON s.notice = c.notice AND s.seq = c.seq
    LEFT JOIN LATERAL (SELECT * FROM reply r WHERE r.notice = c.notice AND r.seq = c.seq
                        ORDER BY r.version DESC LIMIT 1) r ON true
    LEFT JOIN disposition d ON d.notice = c.notice AND d.seq = c.seq;

CREATE FUNCTION comment_counted() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notice_count AS c (notice, received)
    SELECT notice, count(*) FROM added GROUP BY notice
    ON CONFLICT (notice) DO UPDATE SET received = c.received + excluded.received;
  INSERT INTO unanswered (notice, seq) SELECT notice, seq FROM added;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_counted AFTER INSERT ON comment
  referencing new TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION comment_counted();

CREATE FUNCTION settlement_counted() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE notice_count c
    SET replied   = c.replied + n.replied,
        withdrawn = c.withdrawn + n.withdrawn,
        set_aside = c.set_aside + n.set_aside
    FROM (SELECT notice,
                 count(*) FILTER (WHERE kind = 'replied') AS replied,
                 count(*) FILTER (WHERE kind = 'withdrawn') AS withdrawn,
                 count(*) FILTER (WHERE kind = 'set_aside') AS set_aside
            FROM added GROUP BY notice) n
    WHERE c.notice = n.notice;
  DELETE FROM unanswered u USING added a WHERE u.notice = a.notice AND u.seq = a.seq;
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_counted AFTER INSERT ON settlement
  referencing new TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION settlement_counted();

-- A notice changes in two ways only: comments are taken while it is open, and it is closed once.
CREATE FUNCTION notice_changes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND old.closed_at IS NULL
     AND (new.id, new.year, new.number, new.matter, new.seq, new.title, new.params::text, new.opened_at)
       = (old.id, old.year, old.number, old.matter, old.seq, old.title, old.params::text, old.opened_at)
     AND new.closes_on IS NOT DISTINCT FROM old.closes_on
     AND new.last_seq >= old.last_seq THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'a notice cannot be changed once it is published' USING errcode = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER notice_changes BEFORE UPDATE OR DELETE ON notice
  FOR EACH ROW EXECUTE FUNCTION notice_changes();
CREATE TRIGGER notice_truncate BEFORE TRUNCATE ON notice FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE notice ENABLE ALWAYS TRIGGER notice_changes;
ALTER TABLE notice ENABLE ALWAYS TRIGGER notice_truncate;

SELECT make_append_only('comment');
SELECT make_append_only('settlement');
SELECT make_append_only('reply');
SELECT make_append_only('disposition');
