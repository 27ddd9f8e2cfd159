-- What a matter keeps to a circle, the archive's search keeps to it as well: to be found by its words would say what it holds.
-- The index is emptied, and made again with it.
TRUNCATE archive_record;
ALTER TABLE archive_record ADD COLUMN kept_for text[];  -- the roles it is for, besides the archive's own; NULL: for its readers

DROP FUNCTION archive_meets;
-- What a search asks of a record besides its words. NULL does not restrict; codes from code_from to before code_to. `audience`:
-- 'public' finds what is open, 'reader' what is not closed, but of what is kept to a circle only what one of `asker_roles` has,
-- NULL everything. What the archive opened is kept to nobody.
CREATE FUNCTION archive_meets(r archive_record, code_from text, code_to text, asked_person text, asked_unit text, asked_stage text,
                              asked_kind text, asked_procedure text, asked_year integer, audience text, asker_roles text[])
  RETURNS boolean
  LANGUAGE sql STABLE AS $$
  SELECT (code_from IS NULL OR (r.archival_code >= code_from AND r.archival_code < code_to))
     AND (asked_person IS NULL OR r.people @> ARRAY[asked_person])
     AND (asked_unit IS NULL OR r.unit = asked_unit)
     AND (asked_stage IS NULL OR r.stage = asked_stage)
     AND (asked_kind IS NULL OR r.kind = asked_kind)
     AND (asked_procedure IS NULL OR r.procedure = asked_procedure)
     AND (asked_year IS NULL OR r.year = asked_year)
     AND (audience IS NULL OR r.access = 'open'
          OR (audience = 'reader' AND r.access = 'restricted' AND (r.kept_for IS NULL OR r.kept_for && asker_roles)))
$$;
