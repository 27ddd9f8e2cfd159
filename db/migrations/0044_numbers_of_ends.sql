-- The act that ends the execution of a decision has a document number too. It stands beside the number of the decision itself, of
-- which the last one counts that the matter was signed under or had corrected.
CREATE OR REPLACE VIEW document_number_held AS
  SELECT d.* FROM document_number d
   WHERE NOT EXISTS (SELECT FROM document_number l JOIN event after ON after.matter = l.matter AND after.seq = l.seq
                       JOIN event own ON own.matter = d.matter AND own.seq = d.seq
                      WHERE l.matter = d.matter AND l.seq > d.seq
                        AND 'execution.terminate' NOT IN (own.name, after.name));
