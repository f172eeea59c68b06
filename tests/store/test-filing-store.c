/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "filing-store.h"

#include <string.h>

static HechaFiling *
filing_of (HechaType   type,
           int         level,
           const char *name,
           const char *code,
           const char *region,
           const char *contact)
{
  HechaFiling *filing = hecha_filing_new (type, level);

  hecha_filing_set (filing, HECHA_FIELD_NAME, name);
  hecha_filing_set (filing, HECHA_FIELD_CODE, code);
  hecha_filing_set (filing, HECHA_FIELD_REGION, region);
  hecha_filing_set (filing, HECHA_FIELD_CONTACT, contact);
  hecha_filing_set (filing, HECHA_FIELD_PHONE, "13800001234");
  return filing;
}

static GPtrArray *
three_filings (void)
{
  GPtrArray *filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);

  g_ptr_array_add (filings, filing_of (HECHA_TYPE_CONNECTED, 3, "南京龙华机械有限公司", "91320100MA1AAAAA1X",
                                       "320102", "张三"));
  g_ptr_array_add (filings, filing_of (HECHA_TYPE_PLATFORM, 2, "苏州云端Cloud平台有限公司", "91320500MA1BBBBB2Y",
                                       "320505", "李四"));
  g_ptr_array_add (filings, filing_of (HECHA_TYPE_CONNECTED, 1, "深圳华龙电子股份有限公司", "91440300MA1CCCCC3Z",
                                       "440305", "王小龙"));
  return filings;
}

static HechaFilingImport *
import_rows (Place     *place,
             GPtrArray *filings)
{
  g_autoptr(GError) error = NULL;
  HechaFilingImport *import = hecha_filing_import_new ("filings.csv", "aa", "2026-01-26T02:30:00.125Z");

  store_filings (place, import, filings, "2026-06-30", FALSE, &error);
  g_assert_no_error (error);
  return import;
}

/* The names' first two characters, in order. */
static char *
query_names (Place                  *place,
             const HechaFilingFilter *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = hecha_filing_store_query (place->db, query, &error);
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  page = hecha_filing_store_page (place->db, (gint64 *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < page->len; i++)
    {
      const char *name = hecha_filing_get (((HechaStoredFiling *) page->pdata[i])->filing, HECHA_FIELD_NAME);

      g_string_append_printf (names, "%s%.*s", i ? " " : "", (int) (g_utf8_offset_to_pointer (name, 2) - name), name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static const struct
{
  const char       *name;
  HechaFilingFilter  query;
  const char       *found;
} queries[] = {
  { "all", { NULL }, "南京 深圳 苏州" },
  { "descending", { .descending = TRUE }, "苏州 深圳 南京" },
  { "by-code", { .sort = HECHA_FILING_SORT_CODE }, "南京 苏州 深圳" },
  { "by-level", { .sort = HECHA_FILING_SORT_LEVEL }, "深圳 苏州 南京" },
  { "by-region-descending", { .sort = HECHA_FILING_SORT_REGION, .descending = TRUE }, "深圳 苏州 南京" },
  { "by-due", { .sort = HECHA_FILING_SORT_DUE }, "南京 深圳 苏州" },
  { "by-state", { .sort = HECHA_FILING_SORT_STATE }, "南京 深圳 苏州" },
  { "limit", { .limit = 2 }, "南京 深圳" },
  { "type", { .types = 1u << HECHA_TYPE_PLATFORM }, "苏州" },
  { "types", { .types = 1u << HECHA_TYPE_PLATFORM | 1u << HECHA_TYPE_CONNECTED }, "南京 深圳 苏州" },
  { "level", { .levels = 1 << 3 }, "南京" },
  { "region", { .region = "32" }, "南京 苏州" },
  { "region-whole", { .region = "320505" }, "苏州" },
  { "state", { .state = "submitted" }, "南京 深圳 苏州" },
  { "state-none", { .state = "accepted" }, "" },
  { "due", { .due_before = "2026-07-01" }, "南京 深圳 苏州" },
  { "not-due", { .due_before = "2026-06-30" }, "" },
  { "one-character", { .search = "龙" }, "南京 深圳" },
  { "two-characters", { .search = "龙华" }, "南京" },
  { "the-other-way-round", { .search = "华龙" }, "深圳" },
  { "three-characters", { .search = "限公司" }, "南京 深圳 苏州" },
  { "last-character", { .search = "司" }, "南京 深圳 苏州" },
  { "pair-and-sign", { .search = "公司、" }, "南京 深圳 苏州" },
  { "latin-then-chinese", { .search = "cloud平" }, "苏州" },
  { "latin-then-pair", { .search = "Cloud平台" }, "苏州" },
  { "inside", { .search = "有限" }, "南京 深圳 苏州" },
  { "contact", { .search = "王小龙" }, "深圳" },
  { "not-across-fields", { .search = "司张" }, "" },
  { "two-words", { .search = "龙 电子" }, "深圳" },
  { "latin", { .search = "clo" }, "苏州" },
  { "latin-full-width", { .search = "Ｃｌｏ" }, "苏州" },
  { "latin-inside-is-no-beginning", { .search = "loud" }, "" },
  { "code-beginning", { .search = "914403" }, "深圳" },
  { "phone-beginning", { .search = "1380" }, "南京 深圳 苏州" },
  { "region-code", { .search = "320505" }, "苏州" },
  { "mixed", { .search = "云端cloud" }, "苏州" },
  { "search-and-filter", { .search = "有限", .levels = 1 << 2, .limit = 50 }, "苏州" },
  { "quotes", { .search = "\"龙\" OR" }, "" },
  { "operators", { .search = "NEAR(龙" }, "" },
  { "only-signs", { .search = "\"*-" }, "南京 深圳 苏州" },
  { "nothing", { .search = "阀门" }, "" },
};

static void
test_query (void)
{
  g_autoptr(GPtrArray) filings = three_filings ();
  g_autofree char *device = device_id (1);
  Place place;

  place_open (&place, device);
  hecha_filing_import_free (import_rows (&place, filings));
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *found = query_names (&place, &queries[i].query);

      g_test_message ("%s", queries[i].name);
      g_assert_cmpstr (found, ==, queries[i].found);
    }
  place_close (&place);
}

/* A name that has each pair of a run is not one that has the run. */
static void
test_run (void)
{
  static const struct { const char *search; const char *found; } runs[] = {
    { "云端云", "" }, { "端云云端", "端云" }, { "端云 云端", "端云" }, { "云云端 厂张", "" }, { "云端厂 张三丰", "端云" },
  };
  g_autoptr(GPtrArray) filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  g_autofree char *device = device_id (1);
  Place place;

  place_open (&place, device);
  g_ptr_array_add (filings, filing_of (HECHA_TYPE_CONNECTED, 1, "端云云端厂", "91320100MA1AAAAA1X", "320102", "张三丰"));
  hecha_filing_import_free (import_rows (&place, filings));
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      HechaFilingFilter query = { .search = runs[i].search };
      g_autofree char *found = query_names (&place, &query);

      g_test_message ("%s", runs[i].search);
      g_assert_cmpstr (found, ==, runs[i].found);
    }
  place_close (&place);
}

/* More matches than are sorted. */
static void
test_common_word (void)
{
  g_autoptr(GPtrArray) filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  g_autofree char *device = device_id (1);
  HechaFilingFilter half = { .search = "偶", .limit = 3 }, all = { .search = "号厂", .limit = 3 };
  HechaFilingFilter run = { .search = "号厂偶", .limit = 3 }, filtered = { .search = "号厂", .levels = 1 << 3, .limit = 3 };
  g_autoptr(GError) error = NULL;
  Place place;

  place_open (&place, device);
  for (int i = 0; i < 12000; i++)
    {
      /* In the opposite order of their names. */
      g_autofree char *name = g_strdup_printf ("%05d号厂%s", 11999 - i, i % 2 ? "偶" : "奇");
      g_autofree char *code = g_strdup_printf ("91%016d", i);

      g_ptr_array_add (filings, filing_of (HECHA_TYPE_CONNECTED, i % 3000 == 1 ? 3 : 1, name, code, "320102", "张三"));
    }
  hecha_filing_import_free (import_rows (&place, filings));
  {
    g_autoptr(GArray) of_half = hecha_filing_store_query (place.db, &half, &error);
    g_autoptr(GArray) of_all = hecha_filing_store_query (place.db, &all, &error);
    g_autoptr(GArray) of_run = hecha_filing_store_query (place.db, &run, &error);
    g_autoptr(GArray) of_some = hecha_filing_store_query (place.db, &filtered, &error);

    g_assert_no_error (error);
    /* Row 12000 has the name 00000, row 11998 the name 00002. */
    g_assert_cmpuint (of_half->len, ==, 3);
    g_assert_cmpint (g_array_index (of_half, gint64, 0), ==, 12000);
    g_assert_cmpint (g_array_index (of_half, gint64, 1), ==, 11998);
    g_assert_cmpint (g_array_index (of_half, gint64, 2), ==, 11996);
    g_assert_cmpuint (of_run->len, ==, 3);
    g_assert_cmpint (g_array_index (of_run, gint64, 2), ==, 11996);
    g_assert_cmpint (g_array_index (of_all, gint64, 0), ==, 12000);
    g_assert_cmpint (g_array_index (of_all, gint64, 1), ==, 11999);
    g_assert_cmpint (g_array_index (of_all, gint64, 2), ==, 11998);
    g_assert_cmpint (g_array_index (of_some, gint64, 0), ==, 9002);
    g_assert_cmpint (g_array_index (of_some, gint64, 1), ==, 6002);
    g_assert_cmpint (g_array_index (of_some, gint64, 2), ==, 3002);
  }
  place_close (&place);
}

static void
test_find (void)
{
  g_autoptr(GPtrArray) filings = three_filings ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaStoredFiling) row = NULL, none = NULL;
  g_autofree char *device = device_id (1);
  Place place;

  place_open (&place, device);
  hecha_filing_import_free (import_rows (&place, filings));
  row = hecha_filing_store_find (place.db, "91320500MA1BBBBB2Y", HECHA_TYPE_PLATFORM, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (row->due_on, ==, "2026-06-30");
  g_assert_cmpint (row->filing->level, ==, 2);
  none = hecha_filing_store_find (place.db, "91320500MA1BBBBB2Y", HECHA_TYPE_CONNECTED, &error);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hecha_filing_store_set_due (place.db, row->id, "2027-01-01", &error));
  g_clear_pointer (&row, hecha_stored_filing_free);
  row = hecha_filing_store_find (place.db, "91320500MA1BBBBB2Y", HECHA_TYPE_PLATFORM, &error);
  g_assert_cmpstr (row->due_on, ==, "2027-01-01");
  g_assert_cmpint (hecha_filing_store_count (place.db), ==, 3);
  place_close (&place);
}

static void
test_mapping (void)
{
  const char *headers[] = { "企业名称", "信用代码", NULL }, *turned[] = { "信用代码", "企业名称", NULL };
  const char *other[] = { "企业名称", NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *device = device_id (1), *digest = hecha_filing_headers_digest (headers);
  g_autofree char *digest_turned = hecha_filing_headers_digest (turned), *digest_other = hecha_filing_headers_digest (other);
  g_autoptr(GHashTable) before = NULL, after = NULL;
  Place place;

  place_open (&place, device);
  before = hecha_filing_store_mappings (place.db, &error);
  g_assert_cmpuint (g_hash_table_size (before), ==, 0);
  g_assert_true (hecha_filing_store_remember (place.db, headers, "{\"0\":\"name\"}", "2026-01-26T02:30:00Z", &error));
  after = hecha_filing_store_mappings (place.db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (digest_turned, ==, digest);
  g_assert_cmpstr (g_hash_table_lookup (after, digest), ==, "{\"0\":\"name\"}");
  g_assert_null (g_hash_table_lookup (after, digest_other));
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-store/query", test_query);
  g_test_add_func ("/filing-store/run", test_run);
  g_test_add_func ("/filing-store/common-word", test_common_word);
  g_test_add_func ("/filing-store/find", test_find);
  g_test_add_func ("/filing-store/mapping", test_mapping);
  return g_test_run ();
}
