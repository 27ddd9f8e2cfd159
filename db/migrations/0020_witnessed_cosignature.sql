-- A cosignature proves itself, but not that there was one: with a quorum left, a deleted one would not be missed.
-- So its row is sealed as well, in the next batch that other rows make: by itself it makes none, or every
-- cosignature would lead to a checkpoint, and every checkpoint to cosignatures, for ever.
SELECT witness_rows('ledger_cosignature', 'r.size || ''/'' || r.witness', 'r');
