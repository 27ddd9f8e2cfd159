-- A volume of what was not made public is opened, as a whole or a document of it, only after a new secrecy review (保密法实施条例
-- art. 42: 先审查、后公开): which one, for whoever agrees to the opening and for whoever asks later.

CREATE TABLE opening_review (
  act    text PRIMARY KEY REFERENCES keeping_act,
  review text NOT NULL CHECK (review <> '')  -- the number of the review's paper
);
SELECT make_append_only('opening_review');

SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL bytea_output = 'hex';
SELECT witness_rows('opening_review', 'r.act', 'r');
