INSERT INTO matter (id, procedure_sha256, title, unit, opened_by, opened_at, version, configuration,
                    finished, updated_at, units, lead)
SELECT id, procedure_sha256, title, unit, opened_by, opened_at, version, configuration::text[],
       finished, updated_at, units::text[], lead
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[],
              $8::text[], $9::boolean[], $10::timestamptz[], $11::text[], $12::text[])
    AS new (id, procedure_sha256, title, unit, opened_by, opened_at, version, configuration, finished,
            updated_at, units, lead)
 ORDER BY id
ON CONFLICT (id) DO NOTHING
RETURNING id
