-- For which organisation a comment speaks that came by letter, by telephone or in person. An organisation's name is no personal
-- data: it stands open with the comment, and in what the comment's leaf commits to.
CREATE TABLE comment_organisation (
  notice text NOT NULL,
  seq    bigint NOT NULL,
  name   text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  PRIMARY KEY (notice, seq),
  FOREIGN KEY (notice, seq) REFERENCES entered_comment
);
SELECT make_append_only('comment_organisation');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('comment_organisation', 'r.notice || ''/'' || r.seq', 'r');

-- As it was, with the organisation, and the name of the unit that answered beside its id.
CREATE OR REPLACE VIEW comment_row AS
  SELECT c.notice, c.seq, c.receipt, n.matter, c.text, c.clause, c.channel, c.consent_publish,
         c.received_at, c.secret_sha256,
         EXISTS (SELECT FROM comment_person p WHERE p.notice = c.notice AND p.seq = c.seq) AS has_person,
         coalesce(s.kind, 'received') AS status, s.at AS settled_at,
         r.adoption, r.reason, r.account, r.unit, r.version, r.at AS replied_at,
         coalesce(d.reason, '') AS set_aside_reason,
         to_char(e.received_on, 'YYYY-MM-DD') AS received_on,
         o.name AS organisation, coalesce(u.name, r.unit) AS unit_name
    FROM comment c
    JOIN notice n ON n.id = c.notice
    LEFT JOIN settlement s ON s.notice = c.notice AND s.seq = c.seq
    LEFT JOIN LATERAL (SELECT * FROM reply r WHERE r.notice = c.notice AND r.seq = c.seq
                        ORDER BY r.version DESC LIMIT 1) r ON true
    LEFT JOIN disposition d ON d.notice = c.notice AND d.seq = c.seq
    LEFT JOIN entered_comment e ON e.notice = c.notice AND e.seq = c.seq
    LEFT JOIN comment_organisation o ON o.notice = c.notice AND o.seq = c.seq
    LEFT JOIN unit u ON u.id = r.unit;
