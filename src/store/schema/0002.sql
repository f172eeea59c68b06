-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- Verifications of filings, in the registers of the enterprises. "filing" is the digest of what was looked at.
CREATE TABLE filing_check (
  code     TEXT NOT NULL,
  type     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  state    TEXT NOT NULL,
  filing   TEXT,
  changed  INTEGER NOT NULL,      -- whether a re-grading is awaited
  PRIMARY KEY (code, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX filing_check_running ON filing_check (state, changed);

-- What the register shows of a filing is where its verification stands, whichever of the two came first;
-- an import looks here by itself.
CREATE TRIGGER filing_check_put AFTER INSERT ON filing_check BEGIN
  UPDATE filing SET state = NEW.state WHERE code = NEW.code AND type = NEW.type AND digest = NEW.filing;
END;

-- Filings that wait for their verification, the oldest first.
ALTER TABLE filing ADD COLUMN filed_on TEXT;
UPDATE filing SET filed_on = json_extract (payload, '$."filed-on"');
CREATE INDEX filing_unverified ON filing (filed_on) WHERE state = 'submitted';
