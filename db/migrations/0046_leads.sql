-- The unit a matter is counted and listed under: the one that drafts it, of several the lead; until one is named, the one that opened
-- it. It moves on with the matter's events; of those that are there the last that named one says it.
ALTER TABLE matter ADD COLUMN lead text NOT NULL DEFAULT '';
UPDATE matter m
   SET lead = coalesce((SELECT coalesce(e.facts->'registers'->'drafting_unit'->'found'->>'id', e.data->'data'->>'drafting_unit')
                          FROM event e
                         WHERE e.matter = m.id AND e.name IN ('initiation.start', 'initiation.reassign')
                         ORDER BY e.seq DESC LIMIT 1), m.unit);
