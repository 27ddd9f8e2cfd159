-- A claim is a lease: whoever holds it has until $2 to fire, then anyone may. Rows that another node is
-- claiming at this moment are passed over.
UPDATE timer SET wake = $2
  FROM (SELECT matter, id FROM timer WHERE wake <= $1 ORDER BY wake LIMIT $3 FOR UPDATE SKIP LOCKED) AS due
 WHERE timer.matter = due.matter AND timer.id = due.id
RETURNING timer.matter, timer.id, timer.due
