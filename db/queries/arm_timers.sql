INSERT INTO timer (matter, id, event, due, wake)
SELECT matter, id, event, due, due
  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS new (matter, id, event, due)
ON CONFLICT (matter, id) DO UPDATE
   SET event = excluded.event, due = excluded.due, wake = excluded.wake, failures = 0
