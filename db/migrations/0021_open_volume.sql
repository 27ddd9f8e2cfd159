-- What the archive has ever opened to everyone: whether it still is, and since when it is so. A volume that was closed again
-- stays listed, for those who harvested it meanwhile are to learn of it.
CREATE VIEW open_volume AS
  SELECT once.archival_code, last.outcome = 'open' AS is_open, last.at AS since
  FROM (SELECT DISTINCT archival_code FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
        WHERE kind = 'access' AND outcome = 'open') once
  CROSS JOIN LATERAL (SELECT a.outcome, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                      WHERE a.archival_code = once.archival_code AND a.kind = 'access'
                      ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) last;
