-- The last day of an open notice that a table of holidays or local days moved later: from when the public was told so. It stands though the
-- table is taken back.
ALTER TABLE notice_change DROP CONSTRAINT notice_change_kind_check;
ALTER TABLE notice_change ADD CONSTRAINT notice_change_kind_check CHECK (kind IN ('extended', 'recalled', 'moved'));

-- As it was, with these.
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
           'moved', (SELECT coalesce(json_agg(json_build_object('on', to_char(x.at at time zone interval '8 hours', 'YYYY-MM-DD'),
                                                                'closes_on', to_char(x.closes_on, 'YYYY-MM-DD')) ORDER BY x.seq), '[]')
                       FROM notice_change x WHERE x.notice = n.id AND x.kind = 'moved'),
           'recalled', (SELECT json_build_object('on', to_char(x.at at time zone interval '8 hours', 'YYYY-MM-DD'),
                                                 'reason', x.reason,
                                                 'replaced_by', (SELECT l.id FROM notice l WHERE l.matter = n.matter
                                                                    AND (l.year, l.number) > (n.year, n.number)
                                                                  ORDER BY l.year, l.number LIMIT 1))
                          FROM notice_change x WHERE x.notice = n.id AND x.kind = 'recalled' ORDER BY x.seq LIMIT 1)) AS changes
    FROM notice n JOIN notice_count c ON c.notice = n.id
    LEFT JOIN LATERAL (SELECT * FROM notice_feedback f WHERE f.notice = n.id ORDER BY f.seq DESC LIMIT 1) f ON true;
