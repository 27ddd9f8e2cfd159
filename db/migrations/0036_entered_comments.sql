-- Comments that came by letter, by telephone or in person are entered by an event of the matter, also in the days after the
-- close, when the last letters arrive. When each came in stands here; all else is in the comment, as of any other.
CREATE TABLE entered_comment (
  notice      text NOT NULL,
  seq         bigint NOT NULL,
  event_seq   bigint NOT NULL,             -- the matter's event that entered it
  received_on date NOT NULL,               -- of a letter the day of its postmark
  PRIMARY KEY (notice, seq),
  FOREIGN KEY (notice, seq) REFERENCES comment
);
SELECT make_append_only('entered_comment');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('entered_comment', 'r.notice || ''/'' || r.seq', 'r');

-- A closed notice still counts what is entered under it, and changes in nothing else.
CREATE OR REPLACE FUNCTION notice_changes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE'
     AND (new.id, new.year, new.number, new.matter, new.seq, new.title, new.params::text, new.opened_at)
       = (old.id, old.year, old.number, old.matter, old.seq, old.title, old.params::text, old.opened_at)
     AND new.closes_on IS NOT DISTINCT FROM old.closes_on
     AND new.last_seq >= old.last_seq
     AND (old.closed_at IS NULL OR (new.closed_at, new.closed_seq) IS NOT DISTINCT FROM (old.closed_at, old.closed_seq)) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'a notice cannot be changed once it is published' USING errcode = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE VIEW comment_row AS
  SELECT c.notice, c.seq, c.receipt, n.matter, c.text, c.clause, c.channel, c.consent_publish,
         c.received_at, c.secret_sha256,
         EXISTS (SELECT FROM comment_person p WHERE p.notice = c.notice AND p.seq = c.seq) AS has_person,
         coalesce(s.kind, 'received') AS status, s.at AS settled_at,
         r.adoption, r.reason, r.account, r.unit, r.version, r.at AS replied_at,
         coalesce(d.reason, '') AS set_aside_reason,
         to_char(e.received_on, 'YYYY-MM-DD') AS received_on
    FROM comment c
    JOIN notice n ON n.id = c.notice
    LEFT JOIN settlement s ON s.notice = c.notice AND s.seq = c.seq
    LEFT JOIN LATERAL (SELECT * FROM reply r WHERE r.notice = c.notice AND r.seq = c.seq
                        ORDER BY r.version DESC LIMIT 1) r ON true
    LEFT JOIN disposition d ON d.notice = c.notice AND d.seq = c.seq
    LEFT JOIN entered_comment e ON e.notice = c.notice AND e.seq = c.seq;
