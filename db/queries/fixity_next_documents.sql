-- The next documents of a pass behind $1 (matter) and $2 (seq), those that came by $3 and were not destroyed; $4 at most. A stored package
-- that holds the document too: archival_code.
SELECT d.matter, d.seq, d.id, d.code, encode(d.sha256, 'hex') AS sha256, d.size, b.sha256 IS NOT NULL AS has_bytes, p.archival_code
  FROM document d
  LEFT JOIN blob b USING (sha256)
  LEFT JOIN package p ON p.matter = d.matter AND p.status = 'built' AND d.seq <= p.seq
 WHERE (d.matter, d.seq) > ($1, $2::bigint) AND d.added_at <= $3::timestamptz
   AND NOT EXISTS (SELECT FROM destruction x WHERE x.matter = p.matter)
 ORDER BY d.matter, d.seq
 LIMIT $4::integer
