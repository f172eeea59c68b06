-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- Two segments of one device over the same numbers are two segments: a fork, or one of them is forged.
-- "head" is the hash of the last event.
CREATE TABLE quarantine_4 (
  scope   TEXT NOT NULL,
  device  TEXT NOT NULL REFERENCES device,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  head    TEXT NOT NULL,
  segment BLOB NOT NULL,         -- a line of JSON for each event
  PRIMARY KEY (scope, device, first, last, head)
) STRICT;
INSERT INTO quarantine_4
  SELECT scope, device, first, last, iif (json_valid (lines), ifnull (json_extract (lines, '$[#-1].hash'), ''), ''), segment
    FROM (SELECT *, '[' || replace (rtrim (CAST (segment AS TEXT), char (10)), char (10), ',') || ']' AS lines
            FROM quarantine);
DROP TABLE quarantine;
ALTER TABLE quarantine_4 RENAME TO quarantine;
