-- The version is checked again here, though the rows are held: the same truth said twice.
UPDATE matter
   SET version = new.version, configuration = new.configuration::text[], finished = new.finished,
       updated_at = new.updated_at, units = new.units::text[], procedure_sha256 = new.procedure_sha256,
       lead = new.lead
  FROM unnest($1::text[], $2::bigint[], $3::text[], $4::boolean[], $5::timestamptz[], $6::text[], $7::text[],
              $8::text[])
    AS new (id, version, configuration, finished, updated_at, units, procedure_sha256, lead)
 WHERE matter.id = new.id AND matter.version = new.version - 1
