INSERT INTO idempotency (account, key, request_sha256, status, location, body)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[])
