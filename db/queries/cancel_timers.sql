DELETE FROM timer USING unnest($1::text[], $2::text[]) AS gone (matter, id)
 WHERE timer.matter = gone.matter AND timer.id = gone.id
