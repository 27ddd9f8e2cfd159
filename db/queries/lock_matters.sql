-- The versions of the matters named, their rows held. In order of id: two nodes never wait for each other.
SELECT id, version FROM matter WHERE id = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE
