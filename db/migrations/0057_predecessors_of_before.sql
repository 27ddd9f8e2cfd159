-- The decisions that matters adjust or end, of those that named theirs before 0052 or under a version of the procedure that does not
-- tell so: the event that named it holds which one was found. Whoever keeps out of that decision keeps out of what is under way on it;
-- a step keeps its day, its reason and who took it. Not where a meeting is called: that would not learn of it, so there what is entered
-- from now on follows alone. A request that waits there is not brought here: who asked may ask here.
WITH RECURSIVE added AS (
  INSERT INTO matter_predecessor (matter, seq, predecessor, at)
    SELECT e.matter, e.seq, e.facts #>> '{registers,predecessor,found,id}', e.at
      FROM event e JOIN matter m ON m.id = e.matter JOIN procedure p ON p.sha256 = m.procedure_sha256
     WHERE p.name = 'major-decision' AND (e.name = 'predecessor.name' OR (e.seq = 1 AND e.name = 'gavel.open'))
       AND e.facts #>> '{registers,predecessor,found,id}' <> e.matter
       AND NOT EXISTS (SELECT FROM matter_predecessor k WHERE k.matter = e.matter AND k.seq = e.seq)
  RETURNING matter, seq, predecessor),
named AS (  -- what a matter named last, and whether that is known only now
  SELECT DISTINCT ON (matter) matter, predecessor, is_new
    FROM (SELECT matter, seq, predecessor, true AS is_new FROM added
          UNION ALL SELECT matter, seq, predecessor, false FROM matter_predecessor) link
   ORDER BY matter, seq DESC),
back AS (  -- what each that is under way goes back to, over decisions that may be closed
  SELECT n.matter, n.predecessor, n.is_new FROM named n JOIN matter m ON m.id = n.matter
   WHERE NOT m.finished AND NOT m.configuration && '{meeting_called,deliberating}'
  UNION
  SELECT b.matter, n.predecessor, n.is_new FROM back b JOIN named n ON n.matter = b.predecessor),
-- Every ground that stands, as the view `recused` has them.
step AS (
  SELECT r.*, coalesce(c.origin, '') AS origin FROM recusal r LEFT JOIN recusal_carried c USING (matter, seq)
   WHERE r.step IN ('declare', 'order', 'lift')),
last AS (
  SELECT DISTINCT ON (matter, account, origin) * FROM step ORDER BY matter, account, origin, seq DESC),
ground AS (
  SELECT g.* FROM last g
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
                                AND k.step = 'lift' AND k.seq > o.seq AND k.seq < l.seq))))),
due AS (
  SELECT DISTINCT ON (b.matter, g.account, f.root) b.matter, g.account, g.step, g.reason, g.deputy, g.by, g.at, f.root
    FROM back b JOIN ground g ON g.matter = b.predecessor
   CROSS JOIN LATERAL (SELECT coalesce(nullif(g.origin, ''), g.matter) AS root) f
   WHERE b.is_new AND f.root <> b.matter
     AND NOT EXISTS (SELECT FROM step s
                      WHERE s.matter = b.matter AND s.account = g.account AND s.origin = f.root
                        AND s.step = g.step AND s.by = g.by AND s.at = g.at)
   ORDER BY b.matter, g.account, f.root, g.at DESC),
numbered AS (
  SELECT d.*, coalesce((SELECT max(r.seq) FROM recusal r WHERE r.matter = d.matter), 0)
                + row_number() OVER (PARTITION BY d.matter ORDER BY d.at, d.account, d.root) AS seq
    FROM due d),
taken AS (
  INSERT INTO recusal (matter, seq, account, step, reason, deputy, by, at)
    SELECT matter, seq, account, step, reason, deputy, by, at FROM numbered)
INSERT INTO recusal_carried (matter, seq, origin) SELECT matter, seq, root FROM numbered;
