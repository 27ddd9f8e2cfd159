-- Whose account it is, by a number that people do not share (staff number and the like): one person has one account,
-- also after it was disabled. No row for accounts whose holder was not told.
CREATE TABLE account_person (
  account text PRIMARY KEY REFERENCES account,
  person  text NOT NULL UNIQUE CHECK (length(person) BETWEEN 1 AND 64)
);
SELECT witness_rows('account_person', 'r.account', 'r');

CREATE OR REPLACE VIEW account_row AS
  SELECT a.account, a.name, a.unit, array_to_json(a.roles) AS roles, a.disabled, a.created_at, p.person
    FROM account a LEFT JOIN account_person p ON p.account = a.account;

-- The hearing that goes with a notice, as it was published each time: announced, its list, postponed, cancelled, held.
CREATE TABLE notice_hearing (
  notice text NOT NULL REFERENCES notice,
  seq    bigint NOT NULL,                  -- the event that published it
  body   json NOT NULL,
  at     timestamptz NOT NULL,
  PRIMARY KEY (notice, seq)
);
SELECT make_append_only('notice_hearing');
SELECT witness_rows('notice_hearing', 'r.notice || ''/'' || r.seq', 'r');

CREATE OR REPLACE VIEW notice_row AS
  SELECT n.id, n.matter, n.title, n.year, n.number, n.params,
         to_char(n.opened_at at time zone interval '8 hours', 'YYYY-MM-DD') AS opened_on,
         to_char(n.closes_on, 'YYYY-MM-DD') AS closes_on, n.closed_at,
         c.received, c.replied, c.withdrawn, c.set_aside,
         c.received - c.replied - c.withdrawn - c.set_aside AS unanswered,
         (SELECT h.body FROM notice_hearing h WHERE h.notice = n.id ORDER BY h.seq DESC LIMIT 1) AS hearing
    FROM notice n JOIN notice_count c ON c.notice = n.id;
