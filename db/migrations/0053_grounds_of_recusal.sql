-- Who keeps out of a matter for several reasons keeps out until the last of them ends: one of its own,
-- and one from each matter that is linked to it. A lift that came from another matter ends what came
-- from there; one of this matter ends its own reason, and where it has none, what was carried into it.
CREATE OR REPLACE VIEW recused AS
  WITH step AS NOT MATERIALIZED (
    SELECT r.*, coalesce(c.origin, '') AS origin FROM recusal r
      LEFT JOIN recusal_carried c USING (matter, seq)
     WHERE r.step IN ('declare', 'order', 'lift')),
  last AS (
    SELECT DISTINCT ON (matter, account, origin) * FROM step
     ORDER BY matter, account, origin, seq DESC)
  SELECT DISTINCT ON (g.matter, g.account)
         g.matter, g.seq, g.account, g.step, g.reason, g.deputy, g.by, g.at
    FROM last g
   WHERE g.step <> 'lift'
     AND (g.origin = '' OR NOT EXISTS (
           SELECT FROM step l
            WHERE l.matter = g.matter AND l.account = g.account AND l.origin = ''
              AND l.step = 'lift' AND l.seq > g.seq
              AND NOT EXISTS (
                    SELECT FROM step o
                     WHERE o.matter = g.matter AND o.account = g.account AND o.origin = ''
                       AND o.step <> 'lift' AND o.seq < l.seq
                       AND NOT EXISTS (
                             SELECT FROM step k
                              WHERE k.matter = g.matter AND k.account = g.account AND k.origin = ''
                                AND k.step = 'lift' AND k.seq > o.seq AND k.seq < l.seq))))
   ORDER BY g.matter, g.account, g.step = 'order' DESC, g.origin = '' DESC, g.seq DESC;
