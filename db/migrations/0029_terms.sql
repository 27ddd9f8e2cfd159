-- Terms of keeping count from the file itself, not from the hour at which its package happened to be written. A file is of the year in
-- which it was closed (年度); what is kept for 10 or 30 years is kept so from 1 January of the year after (保管期限). Opening after 25
-- years (档案法 art. 27) and hand-over after 10 or 20 (档案法实施条例 art. 20) count from the day the file was formed (形成之日).

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';

-- The day, in Beijing, on which the matter was closed whose package the event `ordered` orders. Where an archivist collects the file,
-- it was closed before that: when the matter last moved on. Otherwise the event that closes it orders its package, too.
CREATE FUNCTION file_closed_on(of_matter text, ordered bigint, ordered_at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (coalesce(
    (SELECT before.at FROM event before
      WHERE before.matter = of_matter AND before.seq < ordered AND before.entered <> '{}'
        AND before.name NOT IN ('archive.collect', 'system.archive.built')
        AND EXISTS (SELECT FROM event o WHERE o.matter = of_matter AND o.seq = ordered AND o.name = 'archive.collect')
      ORDER BY before.seq DESC LIMIT 1),
    ordered_at) AT TIME ZONE 'Asia/Shanghai')::date
$$;

ALTER TABLE package ADD COLUMN closed_on date;
ALTER TABLE package DISABLE TRIGGER package_changes;
UPDATE package SET closed_on = file_closed_on(matter, seq, ordered_at);
ALTER TABLE package ENABLE ALWAYS TRIGGER package_changes;
ALTER TABLE package ALTER COLUMN closed_on SET NOT NULL;

-- The first day after the term of a volume that is not kept for ever, with the years it was given more.
CREATE FUNCTION term_over(file_year integer, retention text, more integer) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT make_date(file_year + 1 + CASE retention WHEN 'D30' THEN 30 WHEN 'D10' THEN 10 END + coalesce(more, 0), 1, 1)
$$;

-- What falls due of one volume, each NULL where nothing does. Asked of one volume by kept_volume, of all at once by fsck.
CREATE FUNCTION opening_falls_due(closed_on date, access text, decided timestamptz, years integer, is_gone boolean) RETURNS date
  LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN access IS DISTINCT FROM 'open' AND NOT is_gone
              THEN greatest(closed_on + interval '25 years',
                            (decided AT TIME ZONE 'Asia/Shanghai')::date + make_interval(years => years))::date END
$$;
CREATE FUNCTION appraisal_falls_due(file_year integer, retention text, more integer, appraised text, is_handed_over boolean) RETURNS date
  LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN appraised IS DISTINCT FROM 'destroy' AND NOT is_handed_over THEN term_over(file_year, retention, more) END
$$;
CREATE FUNCTION handover_falls_due(closed_on date, retention text, transfer_years text, is_over boolean) RETURNS date
  LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN retention <> 'D10' AND NOT is_over
              THEN (closed_on + make_interval(years => CASE transfer_years WHEN '20' THEN 20 ELSE 10 END))::date END
$$;

CREATE OR REPLACE FUNCTION term_ends(code text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT term_over(p.year, p.retention,
           (SELECT sum(a.years)::integer FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
             WHERE a.archival_code = code AND a.kind = 'appraisal' AND a.outcome = 'extend'))
    FROM package p WHERE p.archival_code = code AND p.status = 'built' AND p.retention IN ('D30', 'D10')
$$;

CREATE OR REPLACE VIEW kept_volume AS
  SELECT p.archival_code, p.matter, p.title, p.retention, p.year, p.fonds, p.organisation, encode(p.sha256, 'hex') AS sha256, p.size,
         p.passed, m.unit, (p.built_at AT TIME ZONE 'Asia/Shanghai')::date AS built_on,
         coalesce(access.outcome, 'restricted') AS access,
         appraisal.outcome IS NOT DISTINCT FROM 'destroy' AS to_be_destroyed,
         handover.at AS handed_over_at, handover.receiver,
         opening_falls_due(p.closed_on, access.outcome, access.at, access.years, gone.act IS NOT NULL) AS opening_due,
         appraisal_falls_due(p.year, p.retention, grown.years, appraisal.outcome, handover.at IS NOT NULL) AS appraisal_due,
         handover_falls_due(p.closed_on, p.retention, first.policy ->> 'transfer_years', handover.at IS NOT NULL OR gone.act IS NOT NULL)
           AS handover_due,
         gone.act AS destroyed_by, gone.at AS destroyed_at,
         access.outcome IS NOT DISTINCT FROM 'open' AND NOT EXISTS (
           SELECT FROM document_access d WHERE d.archival_code = p.archival_code AND d.outcome <> 'open') AS wholly_open,
         p.closed_on
  FROM package p JOIN matter m ON m.id = p.matter
  LEFT JOIN destruction gone ON gone.matter = p.matter
  LEFT JOIN LATERAL (SELECT e.data::jsonb -> 'policy' AS policy FROM event e WHERE e.matter = p.matter AND e.seq = 1) first ON true
  LEFT JOIN LATERAL (SELECT a.outcome, a.years, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'access' AND a.document IS NULL
                     ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) access ON true
  LEFT JOIN LATERAL (SELECT a.outcome FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'appraisal' ORDER BY w.at DESC LIMIT 1) appraisal ON true
  LEFT JOIN LATERAL (SELECT sum(a.years)::integer AS years FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'appraisal' AND a.outcome = 'extend') grown ON true
  LEFT JOIN LATERAL (SELECT w.at, a.receiver FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'handover' ORDER BY w.at LIMIT 1) handover ON true
  WHERE p.status = 'built';

UPDATE keeping_due told
   SET (opening_due, appraisal_due, handover_due) = (found.opening_due, found.appraisal_due, found.handover_due)
  FROM kept_volume found WHERE found.archival_code = told.archival_code;

-- Who harvested a volume is to learn as well that a document in it was held back, or opened, since.
CREATE OR REPLACE VIEW open_volume AS
  SELECT once.archival_code, last.outcome = 'open' AND gone.act IS NULL AS is_open,
         greatest(last.at, gone.at, within.at) AS since
  FROM (SELECT DISTINCT archival_code FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
        WHERE kind = 'access' AND outcome = 'open' AND document IS NULL) once
  CROSS JOIN LATERAL (SELECT a.outcome, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                      WHERE a.archival_code = once.archival_code AND a.kind = 'access' AND a.document IS NULL
                      ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) last
  LEFT JOIN LATERAL (SELECT max(w.at) AS at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = once.archival_code AND a.kind = 'access' AND a.document IS NOT NULL) within ON true
  LEFT JOIN destruction gone ON gone.archival_code = once.archival_code;

-- What was handed over is the archives': they appraise it, and they alone.
CREATE FUNCTION not_handed_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
              WHERE a.archival_code = new.archival_code AND a.kind = 'handover') THEN
    RAISE EXCEPTION 'the volume % was handed over to the archives', new.archival_code USING errcode = 'check_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER not_handed_over BEFORE INSERT ON destruction FOR EACH ROW EXECUTE FUNCTION not_handed_over();
ALTER TABLE destruction ENABLE ALWAYS TRIGGER not_handed_over;

-- The rows of the table that has a new column, as they stand now.
INSERT INTO row_pending (relation, key, digest)
  SELECT 'package', r.matter, sha256(convert_to((r)::text, 'UTF8')) FROM package r;
