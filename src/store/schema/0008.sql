-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- Words as src/store/search-text.c makes them, in lower case, and which filing has them: no more is asked, and all else
-- that the index can keep is three times as much to write. "hashsize" bytes of it are gathered before they are written,
-- sorted: the more, the fewer pieces have to be merged afterwards.
DROP TABLE filing_text;
CREATE VIRTUAL TABLE filing_text USING fts5 (
  words, content = '', tokenize = 'ascii', columnsize = 0, detail = 'none', prefix = '1 2'
);
INSERT INTO filing_text (filing_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO filing_text (rowid, words) SELECT id, hecha_filing_words (payload) FROM filing;
