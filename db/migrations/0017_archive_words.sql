-- Finding rare words among common characters: the grams of a record now go to three characters. What is in the index is made
-- again from the documents.
TRUNCATE archive_record;

-- A list reads many rows and few texts: the texts and their grams lie outside the row, packed so that reading them is cheap.
ALTER TABLE archive_record SET (toast_tuple_target = 256);
DO $$
BEGIN
  ALTER TABLE archive_record ALTER COLUMN searched SET COMPRESSION lz4;
  ALTER TABLE archive_record ALTER COLUMN grams SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;  -- a PostgreSQL built without lz4: the same, somewhat slower
END $$;

-- What a search asks of a record besides its words. NULL does not restrict; codes from code_from to before code_to.
CREATE FUNCTION archive_meets(r archive_record, code_from text, code_to text, asked_person text, asked_unit text, asked_stage text,
                              asked_kind text, asked_procedure text, asked_year integer) RETURNS boolean
  LANGUAGE sql STABLE AS $$
  SELECT (code_from IS NULL OR (r.archival_code >= code_from AND r.archival_code < code_to))
     AND (asked_person IS NULL OR r.people @> ARRAY[asked_person])
     AND (asked_unit IS NULL OR r.unit = asked_unit)
     AND (asked_stage IS NULL OR r.stage = asked_stage)
     AND (asked_kind IS NULL OR r.kind = asked_kind)
     AND (asked_procedure IS NULL OR r.procedure = asked_procedure)
     AND (asked_year IS NULL OR r.year = asked_year)
$$;
