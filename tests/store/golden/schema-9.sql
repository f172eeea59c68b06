-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE INDEX answer_conflict ON answer (case_id) WHERE conflict;
CREATE INDEX event_subject ON event (subject, chain);
CREATE INDEX evidence_sha256 ON evidence (sha256);
CREATE INDEX filing_check_running ON filing_check (state, changed);
CREATE INDEX filing_due_on ON filing (due_on);
CREATE INDEX filing_name ON filing (name);
CREATE INDEX filing_region ON filing (region);
CREATE INDEX filing_unverified ON filing (filed_on) WHERE state = 'submitted';
CREATE INDEX filing_version_filing ON filing_version (filing);
CREATE INDEX finding_deadline ON finding (deadline);
CREATE INDEX outbox_case ON outbox (case_id);
CREATE INDEX outbox_state ON outbox (state, next_try);
CREATE INDEX pack_id ON pack (id, version);
CREATE INDEX report_file_sha256 ON report_file (sha256);
CREATE INDEX visit_code ON visit (code);
CREATE INDEX visit_number ON visit (number);
CREATE INDEX visit_planned_on ON visit (planned_on);
CREATE TABLE answer (
  case_id  TEXT NOT NULL,
  item     TEXT NOT NULL,
  object   TEXT NOT NULL,
  step     INTEGER NOT NULL,
  field    TEXT NOT NULL,
  value    TEXT,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  PRIMARY KEY (case_id, item, object, step, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE chain (
  id      INTEGER PRIMARY KEY,
  scope   TEXT NOT NULL,
  device  TEXT NOT NULL,
  count   INTEGER NOT NULL,
  lamport INTEGER NOT NULL,
  hash    TEXT NOT NULL,
  UNIQUE (scope, device)
) STRICT;
CREATE TABLE column_map (
  headers TEXT PRIMARY KEY,       -- SHA-256 of the set of headers
  mapping TEXT NOT NULL,          -- JSON
  time    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
  case_id  TEXT NOT NULL,
  event    TEXT NOT NULL,
  place    INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'return')),
  reason   TEXT,
  comments TEXT NOT NULL,         -- JSON
  sha256   TEXT,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  PRIMARY KEY (case_id, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE delivery (
  case_id        TEXT NOT NULL,
  event          TEXT NOT NULL,
  place          INTEGER NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('handed-over', 'received')),
  revision       INTEGER NOT NULL,
  sha256         TEXT,
  remote         TEXT,            -- to where, or from whom
  evidence_count INTEGER,
  author         TEXT NOT NULL,
  time           TEXT NOT NULL,
  PRIMARY KEY (case_id, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
  id         TEXT PRIMARY KEY,
  public_key TEXT,
  name       TEXT,
  unit       TEXT,
  state      TEXT NOT NULL CHECK (state IN ('own', 'admitted', 'unknown'))
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  id             INTEGER PRIMARY KEY,
  chain          INTEGER NOT NULL REFERENCES chain,
  seq            INTEGER NOT NULL,
  lamport        INTEGER NOT NULL,
  prev           TEXT NOT NULL,
  hash           TEXT NOT NULL,
  time           TEXT NOT NULL,
  author         TEXT NOT NULL,
  kind           TEXT NOT NULL,
  subject        TEXT NOT NULL,
  group_id       TEXT,
  based_on       TEXT NOT NULL,  -- hashes with a space between
  payload_digest TEXT NOT NULL,
  salt           TEXT,
  payload        TEXT,
  UNIQUE (chain, seq)
) STRICT;
CREATE TABLE evidence (
  case_id  TEXT NOT NULL,
  uuid     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  sha256   TEXT,
  PRIMARY KEY (case_id, uuid)
) STRICT, WITHOUT ROWID;
CREATE TABLE filing (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL,
  type       TEXT NOT NULL,
  level      INTEGER NOT NULL,
  name       TEXT NOT NULL,
  region     TEXT NOT NULL,
  industry   TEXT NOT NULL,
  state      TEXT NOT NULL,
  due_on     TEXT,
  digest     TEXT NOT NULL,
  import     TEXT NOT NULL REFERENCES import,
  payload    TEXT NOT NULL, filed_on TEXT,       -- all that it says, JSON
  UNIQUE (code, type)
) STRICT;
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
CREATE VIRTUAL TABLE filing_text USING fts5 (words, content = '', tokenize = 'ascii', columnsize = 0, detail = 'none');
CREATE TABLE 'filing_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'filing_text_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'filing_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE filing_version (
  id      INTEGER PRIMARY KEY,
  filing  INTEGER NOT NULL REFERENCES filing,
  import  TEXT NOT NULL REFERENCES import,  -- that brought this version
  digest  TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE TABLE finding (
  case_id  TEXT NOT NULL,
  uuid     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  deadline TEXT,
  PRIMARY KEY (case_id, uuid)
) STRICT, WITHOUT ROWID;
CREATE TABLE import (
  uuid      TEXT PRIMARY KEY,
  file      TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  root      TEXT NOT NULL,        -- SHA-256 over the digests of its rows, in their order
  time      TEXT NOT NULL,
  added     INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  unchanged INTEGER NOT NULL
) STRICT;
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
CREATE TABLE object (
  case_id  TEXT NOT NULL,
  uuid     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  PRIMARY KEY (case_id, uuid)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('evidence', 'journal', 'report', 'announcement', 'receipt')),
  case_id  TEXT NOT NULL,
  what     TEXT NOT NULL,         -- names the bytes: a digest, or device/first-last
  remote   TEXT NOT NULL,
  path     TEXT NOT NULL,
  size     INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  why      TEXT,
  attempts INTEGER NOT NULL,
  next_try TEXT,
  receipt  TEXT,
  added    TEXT NOT NULL,
  UNIQUE (remote, path)
) STRICT;
CREATE TABLE pack (
  digest  TEXT PRIMARY KEY,
  id      TEXT NOT NULL,
  version TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('catalog', 'profile', 'bundle')),
  title   TEXT NOT NULL,          -- JSON
  items   INTEGER NOT NULL,
  signer  TEXT,
  added   TEXT NOT NULL,
  bytes   BLOB NOT NULL
) STRICT;
CREATE TABLE "quarantine" (
  scope   TEXT NOT NULL,
  device  TEXT NOT NULL REFERENCES device,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  head    TEXT NOT NULL,
  segment BLOB NOT NULL,         -- a line of JSON for each event
  PRIMARY KEY (scope, device, first, last, head)
) STRICT;
CREATE TABLE recheck (
  code     TEXT NOT NULL,
  finding  TEXT NOT NULL,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  state    TEXT,
  PRIMARY KEY (code, finding)
) STRICT, WITHOUT ROWID;
CREATE TABLE remote (
  name     TEXT PRIMARY KEY,
  payload  TEXT NOT NULL,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  event    TEXT NOT NULL,
  conflict INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE report (
  case_id        TEXT PRIMARY KEY,
  revision       INTEGER NOT NULL,
  frozen         INTEGER NOT NULL,
  frozen_at      TEXT,
  number         TEXT,
  results_digest TEXT,
  heads          TEXT NOT NULL,   -- JSON, as the last freeze pinned them
  sha256         TEXT,            -- of the newest file of the revision
  state          TEXT,            -- NULL: that of the content
  conflict       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE report_file (
  case_id  TEXT NOT NULL,
  event    TEXT NOT NULL,
  place    INTEGER NOT NULL,      -- in the order of the events
  revision INTEGER NOT NULL,
  sha256   TEXT NOT NULL,
  before   TEXT,                  -- the file that was signed; NULL for the one that was made
  size     INTEGER,
  name     TEXT,
  author   TEXT NOT NULL,
  time     TEXT NOT NULL,
  PRIMARY KEY (case_id, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE result (
  case_id  TEXT NOT NULL,
  revision INTEGER NOT NULL,
  type     TEXT NOT NULL,
  item     TEXT NOT NULL,
  domain   TEXT NOT NULL,         -- the group of the checklist
  title    TEXT NOT NULL,         -- of the item, JSON
  verdict  TEXT NOT NULL,
  PRIMARY KEY (case_id, revision, type, item)
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
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE signing (
  case_id     TEXT NOT NULL,
  event       TEXT NOT NULL,
  place       INTEGER NOT NULL,
  revision    INTEGER NOT NULL,
  field       TEXT NOT NULL,
  signer      TEXT,
  fingerprint TEXT,
  time        TEXT,
  sha256      TEXT NOT NULL, author TEXT, scans TEXT,
  PRIMARY KEY (case_id, event)
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
CREATE TABLE tally (
  case_id TEXT PRIMARY KEY,
  program TEXT NOT NULL,
  events  INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  case_id    TEXT PRIMARY KEY,
  payload    TEXT NOT NULL,
  author     TEXT NOT NULL,
  time       TEXT NOT NULL,
  event      TEXT NOT NULL,
  conflict   INTEGER NOT NULL,
  number     TEXT,
  planned_on TEXT,
  procedure  TEXT,
  code       TEXT,
  enterprise TEXT
) STRICT;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
  OR (NEW.id, NEW.chain, NEW.seq, NEW.lamport, NEW.prev, NEW.hash, NEW.time, NEW.author, NEW.kind,
      NEW.subject, NEW.group_id, NEW.based_on, NEW.payload_digest)
     IS NOT
     (OLD.id, OLD.chain, OLD.seq, OLD.lamport, OLD.prev, OLD.hash, OLD.time, OLD.author, OLD.kind,
      OLD.subject, OLD.group_id, OLD.based_on, OLD.payload_digest)
BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER filing_check_put AFTER INSERT ON filing_check BEGIN
  UPDATE filing SET state = NEW.state WHERE code = NEW.code AND type = NEW.type AND digest = NEW.filing;
END;
CREATE VIEW visit_state (case_id, state) AS
  SELECT v.case_id,
         coalesce (r.state,
                   CASE WHEN EXISTS (SELECT 1 FROM answer   t WHERE t.case_id = v.case_id)
                          OR EXISTS (SELECT 1 FROM object   t WHERE t.case_id = v.case_id)
                          OR EXISTS (SELECT 1 FROM finding  t WHERE t.case_id = v.case_id)
                          OR EXISTS (SELECT 1 FROM evidence t WHERE t.case_id = v.case_id)
                        THEN 'on-site' ELSE 'planned' END)
    FROM visit v LEFT JOIN report r ON r.case_id = v.case_id;
