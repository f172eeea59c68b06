-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- As before, but the beginnings that are asked for are words of their own, as src/store/search-text.c makes them: an index
-- of prefixes holds each pair of Han characters twice.
DROP TABLE filing_text;
CREATE VIRTUAL TABLE filing_text USING fts5 (words, content = '', tokenize = 'ascii', columnsize = 0, detail = 'none');
INSERT INTO filing_text (filing_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO filing_text (rowid, words) SELECT id, hecha_filing_words (payload) FROM filing;
