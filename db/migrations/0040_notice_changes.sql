-- What became of a notice after it was published: given more days, or recalled as published in error. The public sees it with the
-- notice for good, open or closed.
CREATE TABLE notice_change (
  notice    text NOT NULL REFERENCES notice,
  seq       bigint NOT NULL,               -- the event that changed it
  kind      text NOT NULL CHECK (kind IN ('extended', 'recalled')),
  closes_on date CHECK ((closes_on IS NULL) = (kind = 'recalled')),
  reason    text NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (notice, seq)
);
SELECT make_append_only('notice_change');
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('notice_change', 'r.notice || ''/'' || r.seq', 'r');

-- What happened before this table was there. The last day of an open notice is that before its clock rings; what earlier
-- extensions of it gave, and those of notices that closed since, is in the events of their matters alone.
INSERT INTO notice_change (notice, seq, kind, closes_on, reason, at)
SELECT n.id, e.seq, 'extended', (t.due at time zone interval '8 hours')::date - 1, e.data->'data'->>'reason', e.at
  FROM notice n JOIN timer t ON t.matter = n.matter AND t.id = 'T02'
  JOIN LATERAL (SELECT * FROM event e WHERE e.matter = n.matter AND e.seq > n.seq AND e.name = 'notice.extend'
                 ORDER BY e.seq DESC LIMIT 1) e ON true
 WHERE n.closed_at IS NULL;
INSERT INTO notice_change (notice, seq, kind, closes_on, reason, at)
SELECT n.id, e.seq, 'recalled', NULL, e.data->'data'->>'reason', e.at
  FROM notice n JOIN event e ON e.matter = n.matter AND e.seq = n.closed_seq AND e.name = 'notice.recall';

-- As it was, with these; of one that was recalled also the notice of its matter that came next.
CREATE OR REPLACE VIEW notice_row AS
  SELECT n.id, n.matter, n.title, n.year, n.number, n.params,
         to_char(n.opened_at at time zone interval '8 hours', 'YYYY-MM-DD') AS opened_on,
         to_char(n.closes_on, 'YYYY-MM-DD') AS closes_on, n.closed_at,
         c.received, c.replied, c.withdrawn, c.set_aside,
         c.received - c.replied - c.withdrawn - c.set_aside AS unanswered,
         (SELECT h.body FROM notice_hearing h WHERE h.notice = n.id ORDER BY h.seq DESC LIMIT 1) AS hearing,
         f.at AS feedback_at, f.adopted, f.partly, f.not_adopted, f.explained, f.out_of_scope,
         json_build_object(
           'extended', (SELECT coalesce(json_agg(json_build_object('on', to_char(x.at at time zone interval '8 hours', 'YYYY-MM-DD'),
                                                                   'closes_on', to_char(x.closes_on, 'YYYY-MM-DD'),
                                                                   'reason', x.reason) ORDER BY x.seq), '[]')
                          FROM notice_change x WHERE x.notice = n.id AND x.kind = 'extended'),
           'recalled', (SELECT json_build_object('on', to_char(x.at at time zone interval '8 hours', 'YYYY-MM-DD'),
                                                 'reason', x.reason,
                                                 'replaced_by', (SELECT l.id FROM notice l WHERE l.matter = n.matter
                                                                    AND (l.year, l.number) > (n.year, n.number)
                                                                  ORDER BY l.year, l.number LIMIT 1))
                          FROM notice_change x WHERE x.notice = n.id AND x.kind = 'recalled' ORDER BY x.seq LIMIT 1)) AS changes
    FROM notice n JOIN notice_count c ON c.notice = n.id
    LEFT JOIN LATERAL (SELECT * FROM notice_feedback f WHERE f.notice = n.id ORDER BY f.seq DESC LIMIT 1) f ON true;
