-- What became of the comments on a notice is public from the day the procedure publishes it: how many were adopted, and
-- of those whose senders agreed the text with its answer. The numbers are those of that day.
CREATE TABLE notice_feedback (
  notice        text NOT NULL REFERENCES notice,
  seq           bigint NOT NULL,           -- the event that published it
  adopted       bigint NOT NULL,
  partly        bigint NOT NULL,
  not_adopted   bigint NOT NULL,
  explained     bigint NOT NULL,
  out_of_scope  bigint NOT NULL,
  at            timestamptz NOT NULL,
  PRIMARY KEY (notice, seq)
);
SELECT make_append_only('notice_feedback');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('notice_feedback', 'r.notice || ''/'' || r.seq', 'r');

CREATE OR REPLACE VIEW notice_row AS
  SELECT n.id, n.matter, n.title, n.year, n.number, n.params,
         to_char(n.opened_at at time zone interval '8 hours', 'YYYY-MM-DD') AS opened_on,
         to_char(n.closes_on, 'YYYY-MM-DD') AS closes_on, n.closed_at,
         c.received, c.replied, c.withdrawn, c.set_aside,
         c.received - c.replied - c.withdrawn - c.set_aside AS unanswered,
         (SELECT h.body FROM notice_hearing h WHERE h.notice = n.id ORDER BY h.seq DESC LIMIT 1) AS hearing,
         f.at AS feedback_at, f.adopted, f.partly, f.not_adopted, f.explained, f.out_of_scope
    FROM notice n JOIN notice_count c ON c.notice = n.id
    LEFT JOIN LATERAL (SELECT * FROM notice_feedback f WHERE f.notice = n.id ORDER BY f.seq DESC LIMIT 1) f ON true;
