/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "digest.h"
#include "error.h"
#include "filing-store.h"

#include <string.h>

static Place place;
static GPtrArray *filings;

static void
set_up (void)
{
  g_autofree char *device = device_id (1);

  place_open (&place, device);
  filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  for (int i = 0; i < 4; i++)
    {
      HechaFiling *filing = hecha_filing_new (HECHA_TYPE_CONNECTED, 2);
      g_autofree char *name = g_strdup_printf ("龙华第%d机械厂", i), *code = g_strdup_printf ("91320100MA%08d", i);

      hecha_filing_set (filing, HECHA_FIELD_NAME, name);
      hecha_filing_set (filing, HECHA_FIELD_CODE, code);
      hecha_filing_set (filing, HECHA_FIELD_PHONE, "025-84000000");
      g_hash_table_insert (filing->extra, g_strdup ("备注"), g_strdup ("甲"));
      g_ptr_array_add (filings, filing);
    }
}

static void
tear_down (void)
{
  place_close (&place);
  g_clear_pointer (&filings, g_ptr_array_unref);
}

static HechaFilingImport *
import_all (void)
{
  g_autoptr(GError) error = NULL;
  HechaFilingImport *import = hecha_filing_import_new ("filings.csv", "aa", "2026-01-26T02:30:00.125Z");

  store_filings (&place, import, filings, NULL, FALSE, &error);
  g_assert_no_error (error);
  return import;
}

static guint
count_found (const char *search)
{
  g_autoptr(GError) error = NULL;
  HechaFilingFilter query = { .search = search };
  g_autoptr(GArray) ids = hecha_filing_store_query (place.db, &query, &error);

  g_assert_no_error (error);
  return ids->len;
}

static void
test_again (void)
{
  g_autoptr(HechaFilingImport) first = NULL, second = NULL, third = NULL;
  g_autoptr(GPtrArray) versions = NULL;
  g_autoptr(HechaStoredFiling) row = NULL;
  g_autoptr(GError) error = NULL;

  set_up ();
  first = import_all ();
  g_assert_cmpuint (first->added, ==, 4);
  g_assert_cmpuint (first->changed + first->unchanged, ==, 0);
  second = import_all ();
  g_assert_cmpuint (second->unchanged, ==, 4);
  g_assert_cmpstr (first->root, ==, second->root);

  hecha_filing_set (filings->pdata[1], HECHA_FIELD_NAME, "凤凰电子厂");
  third = import_all ();
  g_assert_cmpuint (third->changed, ==, 1);
  g_assert_cmpuint (third->unchanged, ==, 3);
  g_assert_cmpstr (first->root, !=, third->root);
  g_assert_cmpuint (count_found ("龙华"), ==, 3);
  g_assert_cmpuint (count_found ("凤凰"), ==, 1);

  row = hecha_filing_store_find (place.db, "91320100MA00000001", HECHA_TYPE_CONNECTED, &error);
  g_assert_no_error (error);
  g_assert_cmpint (row->versions, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (row->filing->extra, "备注"), ==, "甲");
  versions = hecha_filing_store_versions (place.db, row->id, &error);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpstr (hecha_filing_get (versions->pdata[0], HECHA_FIELD_NAME), ==, "龙华第1机械厂");
  tear_down ();
}

/* The root is what anybody can compute from the rows: the digests with a newline after each. */
static void
test_root (void)
{
  g_autoptr(HechaFilingImport) import = NULL;
  g_autoptr(GString) digests = g_string_new (NULL);
  g_autofree char *root = NULL;

  set_up ();
  import = import_all ();
  for (guint i = 0; i < filings->len; i++)
    {
      g_autofree char *digest = hecha_filing_digest (filings->pdata[i]);

      g_string_append_printf (digests, "%s\n", digest);
    }
  root = hecha_sha256_hex (digests->str, digests->len);
  g_assert_cmpstr (import->root, ==, root);
  g_assert_cmpint (hecha_db_int (place.db, 0, "SELECT count (*) FROM import WHERE root = ? AND added = 4", "s", root),
                   ==, 1);
  tear_down ();
}

static void
test_all_or_nothing (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaFilingImport) import = hecha_filing_import_new ("filings.csv", "aa", "2026-01-26T02:30:00.125Z");

  set_up ();
  g_assert_false (store_filings (&place, import, filings, NULL, TRUE, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpint (hecha_filing_store_count (place.db), ==, 0);
  g_assert_cmpint (hecha_db_int (place.db, 9, "SELECT count (*) FROM import", ""), ==, 0);
  g_assert_cmpuint (count_found ("龙华"), ==, 0);
  tear_down ();
}

/* One code as two types is two filings. */
static void
test_types (void)
{
  g_autoptr(HechaFilingImport) import = NULL;
  HechaFiling *platform;

  set_up ();
  platform = hecha_filing_copy (filings->pdata[0]);
  platform->type = HECHA_TYPE_PLATFORM;
  g_ptr_array_add (filings, platform);
  import = import_all ();
  g_assert_cmpuint (import->added, ==, 5);
  tear_down ();
}

/* In one import: what is new is stored as it was told last, without a version. */
static void
test_told_again (void)
{
  g_autoptr(HechaFilingImport) import = NULL;
  g_autoptr(HechaStoredFiling) row = NULL;
  g_autoptr(GError) error = NULL;
  HechaFiling *again;

  set_up ();
  again = hecha_filing_copy (filings->pdata[1]);
  hecha_filing_set (again, HECHA_FIELD_NAME, "凤凰电子厂");
  g_ptr_array_add (filings, again);
  import = import_all ();
  g_assert_cmpuint (import->added, ==, 4);
  g_assert_cmpuint (import->changed + import->unchanged, ==, 0);
  g_assert_cmpuint (count_found ("龙华"), ==, 3);
  g_assert_cmpuint (count_found ("凤凰"), ==, 1);
  row = hecha_filing_store_find (place.db, "91320100MA00000001", HECHA_TYPE_CONNECTED, &error);
  g_assert_cmpint (row->versions, ==, 0);
  g_assert_cmpstr (hecha_filing_get (row->filing, HECHA_FIELD_NAME), ==, "凤凰电子厂");
  tear_down ();
}

/* What was there is compared with what is told last: on the way it may have looked changed. */
static void
test_told_again_as_before (void)
{
  g_autoptr(HechaFilingImport) first = NULL, second = NULL, third = NULL;
  g_autoptr(HechaStoredFiling) row = NULL;
  g_autoptr(GError) error = NULL;
  HechaFiling *whole;

  set_up ();
  first = import_all ();
  whole = hecha_filing_copy (filings->pdata[1]);
  hecha_filing_set (filings->pdata[1], HECHA_FIELD_CONTACT, "张三");
  g_ptr_array_add (filings, whole);
  second = import_all ();
  g_assert_cmpuint (second->unchanged, ==, 4);
  g_assert_cmpuint (second->added + second->changed, ==, 0);
  g_assert_cmpstr (second->root, ==, first->root);
  hecha_filing_set (whole, HECHA_FIELD_CONTACT, "李四");
  third = import_all ();
  g_assert_cmpuint (third->changed, ==, 1);
  row = hecha_filing_store_find (place.db, "91320100MA00000001", HECHA_TYPE_CONNECTED, &error);
  g_assert_cmpint (row->versions, ==, 1);
  g_assert_cmpuint (count_found ("李四"), ==, 1);
  g_assert_cmpuint (count_found ("张三"), ==, 0);
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-import/again", test_again);
  g_test_add_func ("/filing-import/root", test_root);
  g_test_add_func ("/filing-import/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/filing-import/types", test_types);
  g_test_add_func ("/filing-import/told-again", test_told_again);
  g_test_add_func ("/filing-import/told-again-as-before", test_told_again_as_before);
  return g_test_run ();
}
