-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rows of schema 1, as the first version with it wrote them.
INSERT INTO setting VALUES ('unit', '某评测中心');
INSERT INTO chain VALUES (1, 'case:0c4e7a52-0000-4000-8000-000000000001', 'aa', 2, 2, 'h2');
INSERT INTO event VALUES (1, 1, 1, 1, '', 'h1', '2026-01-26T02:30:00.125Z', '王检查', 'answer-set', 'answer/item-1/whole/1/answer', NULL, '', 'd1', '00', '{"value":"yes"}');
INSERT INTO event VALUES (2, 1, 2, 2, 'h1', 'h2', '2026-01-26T02:31:00.125Z', '王检查', 'frozen', 'report', NULL, '', 'd2', NULL, NULL);
INSERT INTO answer VALUES ('0c4e7a52-0000-4000-8000-000000000001', 'item-1', 'whole', 1, 'answer', 'yes', '王检查', '2026-01-26T02:30:00.125Z', 'h1', 0);
INSERT INTO device VALUES ('aa', NULL, '笔记本', NULL, 'own'), ('bb', NULL, NULL, NULL, 'unknown');
INSERT INTO quarantine VALUES ('case:0c4e7a52-0000-4000-8000-000000000001', 'bb', 1, 1, x'7b7d0a');
INSERT INTO report (case_id, revision, frozen, heads, conflict) VALUES ('0c4e7a52-0000-4000-8000-000000000001', 1, 1, '[]', 0);
INSERT INTO import VALUES ('i1', 'filings.csv', 'aa', 'bb', '2026-01-26T02:30:00.125Z', 1, 0, 0);
INSERT INTO filing VALUES (1, '91320100MA1AAAAA1X', 'connected', 3, '南京龙华机械有限公司', '320102', '', 'submitted', NULL, 'd', 'i1',
  '{"type":"connected","level":3,"name":"南京龙华机械有限公司"}');
INSERT INTO filing_version VALUES (1, 1, 'i1', 'c', '{"type":"connected","level":2}');
INSERT INTO filing_text (rowid, name, code, people, place) VALUES (1, ' 南京  京 ', '91320100MA1AAAAA1X', '', '320102');
INSERT INTO column_map VALUES ('hh', '{}', '2026-01-26T02:30:00.125Z');
INSERT INTO pack VALUES ('pp', 'connected', '1.0', 'catalog', '{}', 96, NULL, '2026-01-26T02:30:00.125Z', x'00');
INSERT INTO outbox VALUES (1, 'report', '0c4e7a52-0000-4000-8000-000000000001', 'rr', '市局', 'reports/1.pdf', 9, 'waiting', NULL, 0, NULL, NULL, '2026-01-26T02:30:00.125Z');
