-- This number is another change's: its file takes the place of this one.
SELECT 1;
