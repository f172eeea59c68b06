-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- What connects the objects of a case, where they were moved to in the diagram, and how many of how many were sampled.
CREATE TABLE link (
  case_id  TEXT NOT NULL,
  uuid     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  PRIMARY KEY (case_id, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE spot (
  case_id  TEXT NOT NULL,
  object   TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  PRIMARY KEY (case_id, object)
) STRICT, WITHOUT ROWID;

CREATE TABLE sampling (
  case_id  TEXT NOT NULL,
  kind     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  PRIMARY KEY (case_id, kind)
) STRICT, WITHOUT ROWID;
