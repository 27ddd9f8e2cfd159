-- A volume that is opened is not opened whole (Archives Law art. 27, 30): papers for the inside, such as the record of a meeting or the
-- papers of somebody's liability, stay where they are unless one is opened by name, after a review of its own; and so does the package,
-- which has the whole course of events in it. Which papers these are, and which the public has already, its procedure says as it
-- orders the package (`inside`, `published`).

-- Volumes whose procedure did not say it yet.
CREATE FUNCTION papers_inside(procedure_name text, params json) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN json_typeof(params -> 'inside') = 'array' THEN ARRAY(SELECT json_array_elements_text(params -> 'inside'))
    WHEN procedure_name IN ('major-decision', 'follow-up', 'collective-vote')
      THEN ARRAY['MTG-04', 'MTG-06', 'MTG-07', 'MTG-10', 'PUB-04', 'PUB-10', 'PUB-12', 'ISS-02', 'LIA-01', 'TOP-04', 'TOP-06']
    ELSE ARRAY[]::text[] END
$$;
CREATE FUNCTION papers_published(params json) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN params ->> 'disclosure' = 'public' AND json_typeof(params -> 'published') = 'array'
      THEN ARRAY(SELECT json_array_elements_text(params -> 'published'))
    ELSE ARRAY[]::text[] END
$$;

-- What the opening of a volume left where it was, as it was agreed to. Of volumes opened before there is none.
CREATE TABLE opening_held_back (
  act      text NOT NULL REFERENCES keeping_act,
  document text NOT NULL,           -- '': the package, with its events
  PRIMARY KEY (act, document)
);
CREATE INDEX opening_held_back_document ON opening_held_back (document);
SELECT make_append_only('opening_held_back');

CREATE OR REPLACE VIEW document_access AS
  SELECT s.document, s.archival_code, 'closed'::text AS outcome, s.at FROM secret_document s
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (a.document) a.document, a.archival_code, a.outcome, w.at
      FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
     WHERE a.document IS NOT NULL
     ORDER BY a.document, w.at DESC, a.outcome = 'open') decided
   WHERE NOT EXISTS (SELECT FROM secret_document s WHERE s.document = decided.document AND s.archival_code = decided.archival_code)
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (h.document) h.document, a.archival_code, 'restricted'::text AS outcome, w.at
      FROM opening_held_back h JOIN keeping_act a ON a.id = h.act JOIN keeping_answer w ON w.act = a.id
     WHERE h.document <> ''
     ORDER BY h.document, w.at DESC) held
   WHERE NOT EXISTS (SELECT FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed WHERE a.document = held.document)
     AND NOT EXISTS (SELECT FROM secret_document s WHERE s.document = held.document AND s.archival_code = held.archival_code);

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
           SELECT FROM document_access d WHERE d.archival_code = p.archival_code AND d.outcome <> 'open') AND NOT EXISTS (
           SELECT FROM keeping_act a JOIN opening_held_back h ON h.act = a.id
            WHERE a.archival_code = p.archival_code AND h.document = '') AS wholly_open,
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

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('opening_held_back', 'r.act || ''/'' || r.document', 'r');
