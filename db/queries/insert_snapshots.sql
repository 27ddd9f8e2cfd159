-- Only the newest is of use: the older ones go.
WITH new AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::json[]) AS new (matter, version, body)),
     old AS (DELETE FROM snapshot USING new
              WHERE snapshot.matter = new.matter AND snapshot.version < new.version)
INSERT INTO snapshot (matter, version, body) SELECT matter, version, body FROM new
ON CONFLICT (matter, version) DO NOTHING
