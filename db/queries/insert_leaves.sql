INSERT INTO ledger_pending (matter, kind, subject, entry, digest)
SELECT *, sha256(entry) FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) AS new (matter, kind, subject, entry)
