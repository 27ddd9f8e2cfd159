SELECT seq, kind, name, data, actor, at, facts, calendar_id, array_to_json(entered) AS entered,
       array_to_json(exited) AS exited
  FROM event
 WHERE matter = $1 AND seq > $2 AND seq <= $3
 ORDER BY seq
 LIMIT $4
