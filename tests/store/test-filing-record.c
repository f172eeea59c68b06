/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-record.h"

/* printf '%s' '{"code":"91320100MA00000001","contact":"张三","extra":{"备注":"甲\"乙\\"},"level":2,"name":"示例厂","phone":"025-84000000","type":"connected"}' | sha256sum */
#define PAYLOAD "{\"code\":\"91320100MA00000001\",\"contact\":\"张三\",\"extra\":{\"备注\":\"甲\\\"乙\\\\\"},\"level\":2,\"name\":\"示例厂\",\"phone\":\"025-84000000\",\"type\":\"connected\"}"
#define SHA256  "54af2b6d14aa9fe1cd585c0fe875933ebbc00614189fc805136be6330c8c2523"

static HechaFilingRecord *
some_record (void)
{
  HechaFiling *filing = hecha_filing_new (HECHA_TYPE_CONNECTED, 2);

  hecha_filing_set (filing, HECHA_FIELD_NAME, "示例厂");
  hecha_filing_set (filing, HECHA_FIELD_CODE, "91320100MA00000001");
  hecha_filing_set (filing, HECHA_FIELD_CONTACT, "张三");
  hecha_filing_set (filing, HECHA_FIELD_PHONE, "025-84000000");
  g_hash_table_insert (filing->extra, g_strdup ("备注"), g_strdup ("甲\"乙\\"));
  return hecha_filing_record_new (filing, "2026-06-30");
}

static void
test_payload (void)
{
  g_autoptr(HechaFilingRecord) record = some_record ();
  g_autofree char *digest = hecha_filing_digest (record->filing);

  g_assert_cmpstr (record->payload, ==, PAYLOAD);
  g_assert_cmpstr (record->digest, ==, SHA256);
  g_assert_cmpstr (digest, ==, SHA256);
  g_assert_cmpstr (record->due_on, ==, "2026-06-30");
  g_assert_cmpint (record->outcome, ==, HECHA_FILING_PENDING);
}

/* A character is a word, and so is a pair of them; other words are found by their beginnings. */
static void
test_words (void)
{
  g_autoptr(HechaFilingRecord) record = some_record ();
  g_auto(GStrv) words = g_strsplit (record->words, " ", -1);
  g_autoptr(GString) said = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (said, "%s%s", said->len ? " " : "", words[i]);
  g_assert_cmpstr (said->str, ==, "示 示例 例 例厂 厂 91320100ma00000001 9 91 张 张三 三 025 0 02 84000000 8 84");
}

static void
test_shrink (void)
{
  g_autoptr(HechaFilingRecord) record = some_record ();

  hecha_filing_record_shrink (record);
  g_assert_null (record->payload);
  g_assert_null (record->words);
  g_assert_cmpstr (record->digest, ==, SHA256);
  g_assert_cmpstr (hecha_filing_get (record->filing, HECHA_FIELD_NAME), ==, "示例厂");
}

static void
test_clear (void)
{
  g_autoptr(HechaFilingRecord) record = some_record ();

  record->outcome = HECHA_FILING_ADDED;
  hecha_filing_record_clear (record);
  hecha_filing_record_clear (record);
  g_assert_true (record->payload == NULL && record->words == NULL && record->filing == NULL && record->due_on == NULL);
  g_assert_cmpstr (record->digest, ==, SHA256);
  g_assert_cmpint (record->outcome, ==, HECHA_FILING_ADDED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-record/payload", test_payload);
  g_test_add_func ("/filing-record/words", test_words);
  g_test_add_func ("/filing-record/shrink", test_shrink);
  g_test_add_func ("/filing-record/clear", test_clear);
  return g_test_run ();
}
