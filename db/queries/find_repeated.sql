SELECT used.account, used.key
  FROM idempotency AS used, unnest($1::text[], $2::text[]) AS asked (account, key)
 WHERE used.account = asked.account AND used.key = asked.key
