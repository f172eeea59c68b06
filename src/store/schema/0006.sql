-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- What a visit came to when it was last counted, as JSON; it holds while its chains have "events" events and the
-- same program counts. It may be thrown away at any time.
CREATE TABLE tally (
  case_id TEXT PRIMARY KEY,
  program TEXT NOT NULL,
  events  INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A list of visits says of each whether two people disagree: few rows, among all answers.
CREATE INDEX answer_conflict ON answer (case_id) WHERE conflict;
