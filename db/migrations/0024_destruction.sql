-- Destruction (销毁) of a volume that was kept for 10 or 30 years and whose appraisal ended so: one person carries it out under the
-- eyes of another. The bytes go; the list of what was destroyed (销毁清册), and everything the ledger says of it, stay for ever.

ALTER TABLE keeping_act ADD COLUMN appraisal text REFERENCES keeping_act;  -- of a destruction: the act that it carries out
ALTER TABLE keeping_act DROP CONSTRAINT keeping_act_check, DROP CONSTRAINT keeping_act_check1;
ALTER TABLE keeping_act
  ADD CONSTRAINT keeping_act_outcome CHECK ((kind, outcome) IN (
    ('access', 'open'), ('access', 'restricted'), ('access', 'closed'), ('appraisal', 'extend'), ('appraisal', 'destroy'),
    ('handover', 'handed_over'), ('destruction', 'destroyed'))),
  ADD CONSTRAINT keeping_act_receiver CHECK ((kind = 'handover') = (receiver <> '')),
  ADD CONSTRAINT keeping_act_list CHECK ((kind IN ('handover', 'destruction')) = (list <> '')),
  ADD CONSTRAINT keeping_act_appraisal CHECK ((kind = 'destruction') = (appraisal IS NOT NULL));

CREATE TABLE destruction (
  act           text PRIMARY KEY REFERENCES keeping_act,
  n             bigint GENERATED ALWAYS AS IDENTITY UNIQUE,      -- in the order in which they were done
  appraisal     text NOT NULL REFERENCES keeping_act,
  archival_code text COLLATE "C" NOT NULL UNIQUE REFERENCES package (archival_code),
  matter        text NOT NULL UNIQUE REFERENCES package,
  title         text NOT NULL,
  retention     text NOT NULL CHECK (retention IN ('D30', 'D10')),
  sha256        bytea NOT NULL CHECK (octet_length(sha256) = 32), -- of the package that is no more
  size          bigint NOT NULL,
  account       text NOT NULL,                                    -- who carried it out
  name          text NOT NULL,
  unit          text NOT NULL,
  w_account     text NOT NULL,                                    -- who watched it (监销)
  w_name        text NOT NULL,
  w_unit        text NOT NULL,
  at            timestamptz NOT NULL,
  CHECK (account <> w_account)
);
SELECT make_append_only('destruction');

-- What the volume's term came to, in days of Beijing: when it was stored, and as many years as it was given.
CREATE FUNCTION term_ends(code text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT ((p.built_at AT TIME ZONE 'Asia/Shanghai')::date + make_interval(years => substr(p.retention, 2)::integer + coalesce(
           (SELECT sum(a.years)::integer FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
             WHERE a.archival_code = code AND a.kind = 'appraisal' AND a.outcome = 'extend'), 0)))::date
    FROM package p WHERE p.archival_code = code AND p.status = 'built' AND p.retention IN ('D30', 'D10')
$$;

-- Whatever the program does: no record of a destruction without the two acts of two persons each, and never of what is kept for ever.
CREATE FUNCTION destruction_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM package p WHERE p.status = 'built' AND p.retention IN ('D30', 'D10')
                  AND (p.archival_code, p.matter, p.title, p.retention, p.sha256, p.size)
                    = (new.archival_code, new.matter, new.title, new.retention, new.sha256, new.size)) THEN
    RAISE EXCEPTION 'only a stored volume that is kept for 10 or 30 years can be destroyed' USING errcode = 'check_violation';
  END IF;
  IF new.appraisal IS DISTINCT FROM (
       SELECT a.id FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed AND w.account <> a.account
        WHERE a.archival_code = new.archival_code AND a.kind = 'appraisal' ORDER BY w.at DESC, a.id DESC LIMIT 1)
     OR NOT EXISTS (SELECT FROM keeping_act a JOIN keeping_answer w ON w.act = a.id
                     WHERE a.id = new.appraisal AND a.outcome = 'destroy'
                       AND (w.at AT TIME ZONE 'Asia/Shanghai')::date >= term_ends(new.archival_code)) THEN
    RAISE EXCEPTION 'no appraisal by two persons, after the end of the term, has ended in destruction'
      USING errcode = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed AND w.account <> a.account
                  WHERE a.id = new.act AND a.kind = 'destruction' AND a.appraisal = new.appraisal
                    AND (a.archival_code, a.account, w.account, w.at)
                      = (new.archival_code, new.account, new.w_account, new.at)) THEN
    RAISE EXCEPTION 'a destruction is carried out by one person and watched by another' USING errcode = 'check_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER destruction_lawful BEFORE INSERT ON destruction FOR EACH ROW EXECUTE FUNCTION destruction_lawful();
ALTER TABLE destruction ENABLE ALWAYS TRIGGER destruction_lawful;

-- Where the bytes of a blob are used, and whether that use was destroyed: of a document with the volume that holds it.
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX archive_copy_sha256 ON archive_copy (sha256);
CREATE VIEW blob_use AS
  SELECT d.sha256, coalesce(d.seq <= p.seq, false) AS destroyed
    FROM document d LEFT JOIN (destruction x JOIN package p USING (matter)) ON x.matter = d.matter
  UNION ALL
  SELECT c.sha256, x.act IS NOT NULL FROM archive_copy c LEFT JOIN destruction x USING (archival_code);

-- A row of a document outlives its bytes, so no foreign key holds it; that it began with them, a trigger sees to.
ALTER TABLE document DROP CONSTRAINT document_sha256_fkey;
ALTER TABLE archive_copy DROP CONSTRAINT archive_copy_sha256_fkey;
CREATE FUNCTION blob_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM blob WHERE sha256 = new.sha256 FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the bytes of % are not there', encode(new.sha256, 'hex') USING errcode = 'foreign_key_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER blob_is_there BEFORE INSERT ON document FOR EACH ROW EXECUTE FUNCTION blob_is_there();
CREATE TRIGGER blob_is_there BEFORE INSERT ON archive_copy FOR EACH ROW EXECUTE FUNCTION blob_is_there();
ALTER TABLE document ENABLE ALWAYS TRIGGER blob_is_there;
ALTER TABLE archive_copy ENABLE ALWAYS TRIGGER blob_is_there;

-- Bytes stay, for the owner too, unless the record of their destruction stands.
CREATE FUNCTION only_what_was_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_go boolean := false;
BEGIN
  IF tg_op = 'DELETE' AND tg_table_name = 'package_tar' THEN
    may_go := EXISTS (SELECT FROM destruction x WHERE x.matter = old.matter);
  ELSIF tg_op = 'DELETE' THEN
    SELECT coalesce(bool_and(u.destroyed), false) INTO may_go FROM blob_use u WHERE u.sha256 = old.sha256;
  END IF;
  IF may_go THEN RETURN old; END IF;
  RAISE EXCEPTION 'table % is append-only: % is not allowed without a record of destruction', tg_table_name, tg_op
    USING errcode = 'insufficient_privilege';
END $$;
DROP TRIGGER append_only ON package_tar;
DROP TRIGGER append_only ON blob;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON package_tar FOR EACH ROW EXECUTE FUNCTION only_what_was_destroyed();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON blob FOR EACH ROW EXECUTE FUNCTION only_what_was_destroyed();
ALTER TABLE package_tar ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE blob ENABLE ALWAYS TRIGGER append_only;

CREATE FUNCTION stays_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM destruction x WHERE x.matter = new.matter) THEN
    RAISE EXCEPTION 'the volume of % was destroyed', new.matter USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER stays_destroyed BEFORE INSERT ON package_tar FOR EACH ROW EXECUTE FUNCTION stays_destroyed();
CREATE TRIGGER stays_destroyed BEFORE INSERT ON archive_record FOR EACH ROW EXECUTE FUNCTION stays_destroyed();
ALTER TABLE package_tar ENABLE ALWAYS TRIGGER stays_destroyed;
ALTER TABLE archive_record ENABLE ALWAYS TRIGGER stays_destroyed;

-- Of a stored package two things may still change: that its matter was told, and that a destroyed one's words are forgotten.
CREATE OR REPLACE FUNCTION package_changes() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  same package%ROWTYPE;
BEGIN
  IF tg_op = 'UPDATE' AND old.status <> 'built' AND new.matter = old.matter
     AND (old.archival_code IS NULL OR new.archival_code = old.archival_code) THEN
    RETURN new;
  END IF;
  IF tg_op = 'UPDATE' AND old.status = 'built' THEN
    same := old;
    same.reported := true;
    IF new::text = same::text THEN RETURN new; END IF;
    same := old;
    same.searched := '';
    same.grams := '{}';
    IF new::text = same::text AND EXISTS (SELECT FROM destruction x WHERE x.matter = old.matter) THEN RETURN new; END IF;
  END IF;
  RAISE EXCEPTION 'a package cannot be changed once it is built' USING errcode = 'integrity_constraint_violation';
END $$;

-- ---- how it shows
CREATE OR REPLACE VIEW package_row AS
  SELECT p.matter, p.archival_code, p.title, CASE WHEN x.act IS NULL THEN p.status ELSE 'destroyed' END AS status, p.procedure,
         p.retention, p.organisation, p.fonds, p.year, encode(p.sha256, 'hex') AS sha256, p.size, p.built_at, p.passed, p.report,
         p.people, p.stages, p.searched, p.grams
  FROM package p LEFT JOIN destruction x ON x.matter = p.matter;

CREATE OR REPLACE VIEW kept_volume AS
  SELECT p.archival_code, p.matter, p.title, p.retention, p.year, p.fonds, p.organisation, encode(p.sha256, 'hex') AS sha256, p.size,
         p.passed, m.unit, built.on_day AS built_on,
         coalesce(access.outcome, 'restricted') AS access,
         appraisal.outcome IS NOT DISTINCT FROM 'destroy' AS to_be_destroyed,
         handover.at AS handed_over_at, handover.receiver,
         CASE WHEN access.outcome = 'open' OR gone.act IS NOT NULL THEN NULL
              ELSE greatest(built.on_day + interval '25 years',
                            (access.at AT TIME ZONE 'Asia/Shanghai')::date + make_interval(years => access.years))::date END AS opening_due,
         CASE WHEN p.retention = 'Y' OR appraisal.outcome = 'destroy' THEN NULL
              ELSE (built.on_day + make_interval(years => substr(p.retention, 2)::integer + coalesce(grown.years, 0)))::date END AS appraisal_due,
         CASE WHEN p.retention = 'D10' OR handover.at IS NOT NULL OR gone.act IS NOT NULL THEN NULL
              ELSE (built.on_day + make_interval(years => CASE first.policy ->> 'transfer_years' WHEN '20' THEN 20 ELSE 10 END))::date
         END AS handover_due,
         gone.act AS destroyed_by, gone.at AS destroyed_at
  FROM package p JOIN matter m ON m.id = p.matter
  CROSS JOIN LATERAL (SELECT (p.built_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day) built
  LEFT JOIN destruction gone ON gone.matter = p.matter
  LEFT JOIN LATERAL (SELECT e.data::jsonb -> 'policy' AS policy FROM event e WHERE e.matter = p.matter AND e.seq = 1) first ON true
  LEFT JOIN LATERAL (SELECT a.outcome, a.years, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'access' ORDER BY w.at DESC LIMIT 1) access ON true
  LEFT JOIN LATERAL (SELECT a.outcome FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'appraisal' ORDER BY w.at DESC LIMIT 1) appraisal ON true
  LEFT JOIN LATERAL (SELECT sum(a.years)::integer AS years FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'appraisal' AND a.outcome = 'extend') grown ON true
  LEFT JOIN LATERAL (SELECT w.at, a.receiver FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                     WHERE a.archival_code = p.archival_code AND a.kind = 'handover' ORDER BY w.at LIMIT 1) handover ON true
  WHERE p.status = 'built';

-- A destroyed volume is no longer open; who harvested it is to learn of that, too.
CREATE OR REPLACE VIEW open_volume AS
  SELECT once.archival_code, last.outcome = 'open' AND gone.act IS NULL AS is_open, greatest(last.at, gone.at) AS since
  FROM (SELECT DISTINCT archival_code FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
        WHERE kind = 'access' AND outcome = 'open') once
  CROSS JOIN LATERAL (SELECT a.outcome, w.at FROM keeping_act a JOIN keeping_answer w ON w.act = a.id AND w.agreed
                      WHERE a.archival_code = once.archival_code AND a.kind = 'access'
                      ORDER BY w.at DESC, a.outcome = 'open' LIMIT 1) last
  LEFT JOIN destruction gone ON gone.archival_code = once.archival_code;

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('destruction', 'r.act', 'r');
-- The rows of the table that has a new column, as they stand now.
INSERT INTO row_pending (relation, key, digest)
  SELECT 'keeping_act', r.id, sha256(convert_to((r)::text, 'UTF8')) FROM keeping_act r;
