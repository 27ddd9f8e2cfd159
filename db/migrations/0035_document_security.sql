-- 密级 of single documents (DA/T 46 asks for it of each, besides the volume's): who said it, when and on what basis, one act after the
-- other. A document of which nobody said it has its volume's. What is a state secret (秘密, 机密, 绝密) is open
-- to nobody until its class is lowered, and whoever gave it does not lower it.

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';

CREATE TABLE document_security (
  id       text PRIMARY KEY,
  n        bigint GENERATED ALWAYS AS IDENTITY,  -- their order
  document text NOT NULL REFERENCES document,
  matter   text NOT NULL,
  seq      bigint NOT NULL,                       -- of the matter's last event when it was said: a package ordered later has it
  class    text NOT NULL CHECK (class IN ('公开', '内部', '限制', '秘密', '机密', '绝密')),
  basis    text NOT NULL CHECK (basis <> ''),
  record   bytea NOT NULL,                        -- canonical JSON: what the leaf "document-security" names
  account  text NOT NULL,
  name     text NOT NULL,
  unit     text NOT NULL,
  at       timestamptz NOT NULL
);
CREATE INDEX document_security_document ON document_security (document, n);
CREATE INDEX document_security_matter ON document_security (matter, n);
SELECT make_append_only('document_security');

CREATE FUNCTION security_rank(class text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT array_position(ARRAY['公开', '内部', '限制', '秘密', '机密', '绝密'], class)
$$;

CREATE FUNCTION lowered_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was document_security;
BEGIN
  SELECT * INTO was FROM document_security s WHERE s.document = new.document ORDER BY s.n DESC LIMIT 1;
  IF security_rank(new.class) < security_rank(was.class) AND new.account = was.account THEN
    RAISE EXCEPTION 'whoever classified document % does not lower its class', new.document USING errcode = 'check_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER lowered_by_another BEFORE INSERT ON document_security FOR EACH ROW EXECUTE FUNCTION lowered_by_another();
ALTER TABLE document_security ENABLE ALWAYS TRIGGER lowered_by_another;

-- The last word on each document that has a class of its own.
CREATE VIEW document_class AS
  SELECT s.document, s.matter, s.class, s.account, s.at FROM document_security s
   WHERE NOT EXISTS (SELECT FROM document_security later WHERE later.document = s.document AND later.n > s.n);

-- Documents of stored volumes that are state secrets now: by their own class, or where they have none by their volume's.
CREATE INDEX package_secret ON package (archival_code) WHERE status = 'built' AND params ->> 'security' IN ('秘密', '机密', '绝密');
CREATE VIEW secret_document AS
  SELECT d.id AS document, p.archival_code, c.at
    FROM document_class c JOIN document d ON d.id = c.document JOIN package p ON p.matter = d.matter AND d.seq <= p.seq
   WHERE p.status = 'built' AND c.class IN ('秘密', '机密', '绝密')
  UNION ALL
  SELECT d.id, p.archival_code, p.built_at
    FROM package p JOIN document d ON d.matter = p.matter AND d.seq <= p.seq
   WHERE p.status = 'built' AND p.params ->> 'security' IN ('秘密', '机密', '绝密')
     AND NOT EXISTS (SELECT FROM document_security s WHERE s.document = d.id);

-- A state secret is closed, whatever was decided on who may see it.
CREATE OR REPLACE VIEW document_access AS
  SELECT s.document, s.archival_code, 'closed'::text AS outcome, s.at FROM secret_document s
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (a.document) a.document, a.archival_code, a.outcome, w.at
      FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
     WHERE a.document IS NOT NULL
     ORDER BY a.document, w.at DESC, a.outcome = 'open') decided
   WHERE NOT EXISTS (SELECT FROM secret_document s WHERE s.document = decided.document AND s.archival_code = decided.archival_code);

-- Who harvested a volume is to learn as well that a document in it was classified, or is no secret any more.
CREATE OR REPLACE VIEW open_volume AS
  SELECT once.archival_code, last.outcome = 'open' AND gone.act IS NULL AS is_open,
         greatest(last.at, gone.at, within.at, classed.at) AS since
  FROM (SELECT DISTINCT archival_code FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
        WHERE kind = 'access' AND outcome = 'open' AND document IS NULL) once
  CROSS JOIN LATERAL (SELECT a.outcome, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                      WHERE a.archival_code = once.archival_code AND a.kind = 'access' AND a.document IS NULL
                      ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) last
  LEFT JOIN LATERAL (SELECT max(w.at) AS at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = once.archival_code AND a.kind = 'access' AND a.document IS NOT NULL) within ON true
  LEFT JOIN LATERAL (SELECT max(s.at) AS at FROM package p JOIN document_security s ON s.matter = p.matter
                     WHERE p.archival_code = once.archival_code) classed ON true
  LEFT JOIN destruction gone ON gone.archival_code = once.archival_code;

UPDATE archive_record r SET access = access_of(r.archival_code, r.document)
 WHERE r.archival_code IN (SELECT archival_code FROM secret_document) AND r.access <> access_of(r.archival_code, r.document);

SELECT witness_rows('document_security', 'r.id', 'r');
