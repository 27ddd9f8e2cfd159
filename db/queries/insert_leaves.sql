INSERT INTO ledger_pending (matter, kind, subject, entry)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
