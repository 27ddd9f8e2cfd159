-- What the archive has opened to everyone and not closed again, and since when.
CREATE VIEW open_volume AS
  SELECT once.archival_code, last.at AS opened_at
  FROM (SELECT DISTINCT archival_code FROM keeping_act WHERE kind = 'access' AND outcome = 'open') once
  CROSS JOIN LATERAL (SELECT a.outcome, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                      WHERE a.archival_code = once.archival_code AND a.kind = 'access'
                      ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) last
  WHERE last.outcome = 'open';
