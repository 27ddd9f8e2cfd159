-- How a signing key came into the register: by a signature made with it, which shows that who registered it holds it; and in
-- place of which other key of theirs. Keys registered before this stand without such a row.

CREATE TABLE key_possession (
  key_id    text PRIMARY KEY REFERENCES signing_key,
  signature bytea NOT NULL,
  replaces  text UNIQUE REFERENCES signing_key CHECK (replaces <> key_id)  -- a key has one successor
);

SELECT make_append_only('key_possession');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('key_possession', 'r.key_id', 'r');

CREATE OR REPLACE VIEW signing_key_row AS
  SELECT k.id, k.account, k.algorithm, k.pem, k.registered_at, k.revoked_at, a.name, a.unit,
         p.signature AS possession, p.replaces
  FROM signing_key k JOIN account a USING (account) LEFT JOIN key_possession p ON p.key_id = k.id;
