-- What is decided of a stored volume after it was sealed: who may see it, whether its term is prolonged or over, that it was handed
-- over. One archivist proposes, another person answers; the volume itself never changes.

CREATE TABLE keeping_act (
  id            text PRIMARY KEY,
  archival_code text NOT NULL REFERENCES package (archival_code),
  kind          text NOT NULL,
  outcome       text NOT NULL,
  years         integer CHECK (years BETWEEN 1 AND 100),   -- until the next review; by how many the term grows
  reason        text NOT NULL CHECK (reason <> ''),
  receiver      text NOT NULL DEFAULT '',                  -- of a hand-over: the archives that take it
  list          text NOT NULL DEFAULT '',                  -- of a hand-over: the bytes that the receipt signs
  account       text NOT NULL,
  name          text NOT NULL,
  unit          text NOT NULL,
  at            timestamptz NOT NULL,
  CHECK ((kind, outcome) IN (('access', 'open'), ('access', 'restricted'), ('access', 'closed'),
                             ('appraisal', 'extend'), ('appraisal', 'destroy'), ('handover', 'handed_over'))),
  CHECK ((kind = 'handover') = (receiver <> '' AND list <> ''))
);
CREATE INDEX keeping_act_code ON keeping_act (archival_code, at);
SELECT make_append_only('keeping_act');

CREATE TABLE keeping_answer (
  act        text PRIMARY KEY REFERENCES keeping_act,
  agreed     boolean NOT NULL,
  note       text NOT NULL,
  signature  bytea,                                        -- of a hand-over: the receiver's, over keeping_act.list
  public_key text,
  account    text NOT NULL,
  name       text NOT NULL,
  unit       text NOT NULL,
  at         timestamptz NOT NULL,
  CHECK ((signature IS NULL) = (public_key IS NULL))
);
SELECT make_append_only('keeping_answer');

CREATE FUNCTION keeping_two_persons() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM keeping_act a WHERE a.id = new.act AND a.account = new.account) THEN
    RAISE EXCEPTION 'an act of keeping is answered by another person than the one who proposed it' USING errcode = 'check_violation';
  END IF;
  IF new.agreed AND new.signature IS NULL AND EXISTS (SELECT FROM keeping_act a WHERE a.id = new.act AND a.kind = 'handover') THEN
    RAISE EXCEPTION 'a hand-over is over with the receipt' USING errcode = 'check_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER keeping_two_persons BEFORE INSERT ON keeping_answer FOR EACH ROW EXECUTE FUNCTION keeping_two_persons();
ALTER TABLE keeping_answer ENABLE ALWAYS TRIGGER keeping_two_persons;

-- Each built volume as it is kept now, and when what is next falls due (days in Beijing).
CREATE VIEW kept_volume AS
  SELECT p.archival_code, p.matter, p.title, p.retention, p.year, p.fonds, p.organisation, encode(p.sha256, 'hex') AS sha256, p.size,
         p.passed, m.unit, built.on_day AS built_on,
         coalesce(access.outcome, 'restricted') AS access,
         appraisal.outcome IS NOT DISTINCT FROM 'destroy' AS to_be_destroyed,
         handover.at AS handed_over_at, handover.receiver,
         CASE WHEN access.outcome = 'open' THEN NULL
              ELSE greatest(built.on_day + interval '25 years',
                            (access.at AT TIME ZONE 'Asia/Shanghai')::date + make_interval(years => access.years))::date END AS opening_due,
         CASE WHEN p.retention = 'Y' OR appraisal.outcome = 'destroy' THEN NULL
              ELSE (built.on_day + make_interval(years => substr(p.retention, 2)::integer + coalesce(grown.years, 0)))::date END AS appraisal_due,
         CASE WHEN p.retention = 'D10' OR handover.at IS NOT NULL THEN NULL
              ELSE (built.on_day + make_interval(years => CASE first.policy ->> 'transfer_years' WHEN '20' THEN 20 ELSE 10 END))::date
         END AS handover_due
  FROM package p JOIN matter m ON m.id = p.matter
  CROSS JOIN LATERAL (SELECT (p.built_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day) built
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

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('keeping_act', 'r.id', 'r');
SELECT witness_rows('keeping_answer', 'r.act', 'r');
