-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen once released: a change is the next number.

-- How many bytes of the full-text index are gathered before they are written, sorted: the more, the fewer pieces
-- have to be merged afterwards.
INSERT INTO filing_text (filing_text, rank) VALUES ('hashsize', 67108864);
