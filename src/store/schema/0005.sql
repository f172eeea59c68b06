-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- By whose word a signature is known, and the files with what was signed on paper.
ALTER TABLE signing ADD COLUMN author TEXT;
ALTER TABLE signing ADD COLUMN scans TEXT;      -- JSON; NULL for a signature in the file
UPDATE signing SET author = (SELECT e.author FROM event e WHERE e.hash = signing.event);
