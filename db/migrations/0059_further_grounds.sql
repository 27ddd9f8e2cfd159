-- Several reasons of the matter's own to keep out of it: which of them a step is or ends. The first has no row here; one that was noted
-- while another stood is counted on, and each lift ends the one that it names.
CREATE TABLE recusal_further (
  matter  text NOT NULL,
  seq     integer NOT NULL,
  further integer NOT NULL CHECK (further > 0),
  PRIMARY KEY (matter, seq),
  FOREIGN KEY (matter, seq) REFERENCES recusal
);
SELECT make_append_only('recusal_further');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('recusal_further', 'r.matter || ''/'' || r.seq', 'r');

-- As before, but that further reasons of the matter's own stand beside the first: apart is told by `origin`, the matter that a step
-- came with, '' for the first of its own, and '#1', '#2', … for those after it.
CREATE OR REPLACE VIEW recused AS
  WITH step AS NOT MATERIALIZED (
    SELECT r.*, coalesce('#' || f.further, c.origin, '') AS origin FROM recusal r
      LEFT JOIN recusal_carried c USING (matter, seq)
      LEFT JOIN recusal_further f USING (matter, seq)
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
