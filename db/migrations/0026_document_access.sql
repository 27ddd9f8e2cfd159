-- The access class of single documents: an act of keeping may be about one document of a volume. What is closed, as a volume or by
-- itself, is closed; otherwise a document's own class goes before that of its volume.

-- Codes compare as those of packages do; otherwise the index on them does not serve the views below, which then look at every act.
DROP VIEW open_volume, kept_volume;
ALTER TABLE keeping_act ALTER COLUMN archival_code TYPE text COLLATE "C";

ALTER TABLE keeping_act ADD COLUMN document text REFERENCES document;  -- NULL: about the volume
ALTER TABLE keeping_act ADD CONSTRAINT keeping_act_document CHECK (document IS NULL OR (kind = 'access' AND years IS NULL));
CREATE INDEX keeping_act_of_document ON keeping_act (document) WHERE document IS NOT NULL;

-- The last word on each document that has a class of its own.
CREATE VIEW document_access AS
  SELECT DISTINCT ON (a.document) a.document, a.archival_code, a.outcome, w.at
    FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
   WHERE a.document IS NOT NULL
   ORDER BY a.document, w.at DESC, a.outcome = 'open';

CREATE FUNCTION stricter_access(of_volume text, of_document text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN of_volume = 'closed' OR of_document = 'closed' THEN 'closed'
              ELSE coalesce(of_document, of_volume, 'restricted') END
$$;

CREATE VIEW kept_volume AS
  SELECT p.archival_code, p.matter, p.title, p.retention, p.year, p.fonds, p.organisation, encode(p.sha256, 'hex') AS sha256, p.size,
         p.passed, m.unit, built.on_day AS built_on,
         coalesce(access.outcome, 'restricted') AS access,
         appraisal.outcome IS NOT DISTINCT FROM 'destroy' AS to_be_destroyed,
         handover.at AS handed_over_at, handover.receiver,
         CASE WHEN access.outcome = 'open' OR gone.act IS NOT NULL THEN NULL
              ELSE greatest(built.on_day + interval '25 years',
                            (access.at AT TIME ZONE 'Asia/Shanghai')::date + make_interval(years => access.years))::date END AS opening_due,
         CASE WHEN appraisal.outcome IS DISTINCT FROM 'destroy'
              THEN (built.on_day + make_interval(years => CASE p.retention WHEN 'D30' THEN 30 WHEN 'D10' THEN 10 END
                                                          + coalesce(grown.years, 0)))::date END AS appraisal_due,
         CASE WHEN p.retention = 'D10' OR handover.at IS NOT NULL OR gone.act IS NOT NULL THEN NULL
              ELSE (built.on_day + make_interval(years => CASE first.policy ->> 'transfer_years' WHEN '20' THEN 20 ELSE 10 END))::date
         END AS handover_due,
         gone.act AS destroyed_by, gone.at AS destroyed_at,
         access.outcome IS NOT DISTINCT FROM 'open' AND NOT EXISTS (
           SELECT FROM document_access d WHERE d.archival_code = p.archival_code AND d.outcome <> 'open') AS wholly_open
  FROM package p JOIN matter m ON m.id = p.matter
  CROSS JOIN LATERAL (SELECT (p.built_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day) built
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
;

CREATE VIEW open_volume AS
  SELECT once.archival_code, last.outcome = 'open' AND gone.act IS NULL AS is_open, greatest(last.at, gone.at) AS since
  FROM (SELECT DISTINCT archival_code FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
        WHERE kind = 'access' AND outcome = 'open' AND document IS NULL) once
  CROSS JOIN LATERAL (SELECT a.outcome, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                      WHERE a.archival_code = once.archival_code AND a.kind = 'access' AND a.document IS NULL
                      ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) last
  LEFT JOIN destruction gone ON gone.archival_code = once.archival_code;

-- Who may see a document (NULL: the volume itself).
CREATE FUNCTION access_of(code text, asked_document text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT stricter_access(
    (SELECT a.outcome FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
      WHERE a.archival_code = code AND a.kind = 'access' AND a.document IS NULL ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1),
    (SELECT d.outcome FROM document_access d WHERE d.document = asked_document))
$$;

-- In the index too, so that what somebody may not see is neither found nor counted.
ALTER TABLE archive_record ADD COLUMN access text NOT NULL DEFAULT 'restricted' CHECK (access IN ('open', 'restricted', 'closed'));
UPDATE archive_record SET access = access_of(archival_code, document)
 WHERE archival_code IN (SELECT archival_code FROM keeping_act WHERE kind = 'access');
CREATE INDEX archive_record_open ON archive_record (id) WHERE access = 'open';

DROP FUNCTION archive_meets;
-- What a search asks of a record besides its words. NULL does not restrict; codes from code_from to before code_to. `audience`:
-- 'public' finds what is open, 'reader' what is not closed, NULL everything.
CREATE FUNCTION archive_meets(r archive_record, code_from text, code_to text, asked_person text, asked_unit text, asked_stage text,
                              asked_kind text, asked_procedure text, asked_year integer, audience text) RETURNS boolean
  LANGUAGE sql STABLE AS $$
  SELECT (code_from IS NULL OR (r.archival_code >= code_from AND r.archival_code < code_to))
     AND (asked_person IS NULL OR r.people @> ARRAY[asked_person])
     AND (asked_unit IS NULL OR r.unit = asked_unit)
     AND (asked_stage IS NULL OR r.stage = asked_stage)
     AND (asked_kind IS NULL OR r.kind = asked_kind)
     AND (asked_procedure IS NULL OR r.procedure = asked_procedure)
     AND (asked_year IS NULL OR r.year = asked_year)
     AND (audience IS NULL OR r.access = 'open' OR (audience = 'reader' AND r.access = 'restricted'))
$$;

-- What falls due of each stored volume, as kept_volume says it: to look at every volume for it takes the longer the more there are.
CREATE TABLE keeping_due (
  archival_code text COLLATE "C" PRIMARY KEY REFERENCES package (archival_code),
  opening_due   date,
  appraisal_due date,
  handover_due  date
);
CREATE INDEX keeping_due_opening ON keeping_due (opening_due, archival_code);
CREATE INDEX keeping_due_appraisal ON keeping_due (appraisal_due, archival_code);
CREATE INDEX keeping_due_handover ON keeping_due (handover_due, archival_code);

-- By whatever changes it: that a volume is stored, that an act is answered, that it is destroyed.
CREATE FUNCTION set_keeping_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  code text;
BEGIN
  IF tg_table_name = 'keeping_answer' THEN
    SELECT a.archival_code INTO code FROM keeping_act a WHERE a.id = new.act;
  ELSE
    code := new.archival_code;
  END IF;
  INSERT INTO keeping_due AS due
    SELECT v.archival_code, v.opening_due, v.appraisal_due, v.handover_due FROM kept_volume v WHERE v.archival_code = code
    ON CONFLICT (archival_code) DO UPDATE
      SET (opening_due, appraisal_due, handover_due) = (excluded.opening_due, excluded.appraisal_due, excluded.handover_due);
  RETURN NULL;
END $$;
CREATE TRIGGER set_keeping_due_stored AFTER INSERT ON package FOR EACH ROW WHEN (new.status = 'built')
  EXECUTE FUNCTION set_keeping_due();
CREATE TRIGGER set_keeping_due_built AFTER UPDATE OF status ON package FOR EACH ROW
  WHEN (new.status = 'built' AND old.status <> 'built') EXECUTE FUNCTION set_keeping_due();
CREATE TRIGGER set_keeping_due AFTER INSERT ON keeping_answer FOR EACH ROW WHEN (new.agreed) EXECUTE FUNCTION set_keeping_due();
CREATE TRIGGER set_keeping_due AFTER INSERT ON destruction FOR EACH ROW EXECUTE FUNCTION set_keeping_due();
INSERT INTO keeping_due SELECT archival_code, opening_due, appraisal_due, handover_due FROM kept_volume;

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
-- The rows of the table that has a new column, as they stand now.
INSERT INTO row_pending (relation, key, digest)
  SELECT 'keeping_act', r.id, sha256(convert_to((r)::text, 'UTF8')) FROM keeping_act r;
