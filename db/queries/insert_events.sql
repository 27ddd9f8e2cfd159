INSERT INTO event (matter, seq, kind, name, data, actor, at, facts, calendar_id, entered, exited)
SELECT matter, seq, kind, name, data, actor, at, facts, calendar_id, entered::text[], exited::text[]
  FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::json[], $6::json[], $7::timestamptz[],
              $8::json[], $9::text[], $10::text[], $11::text[])
    AS new (matter, seq, kind, name, data, actor, at, facts, calendar_id, entered, exited)
