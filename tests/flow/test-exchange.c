/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "error.h"

#define CASE   "5e1d6f7a-0000-4000-8000-000000000001"
#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* As DESIGN.md lays the store out. */
static void
test_paths (void)
{
  const struct { char *path; const char *expected; } paths[] = {
    { hecha_path_of_segment (CASE, "abc", "1-2-3.jsonl"), "cases/" CASE "/journal/abc/1-2-3.jsonl" },
    { hecha_path_of_evidence (CASE, DIGEST), "cases/" CASE "/evidence/" DIGEST },
    { hecha_path_of_report (CASE, 2, DIGEST), "cases/" CASE "/reports/2-" DIGEST ".pdf" },
    { hecha_path_of_pack (DIGEST), "packs/" DIGEST ".zip" },
    { hecha_path_of_receipt (CASE, "abc", DIGEST), "receipts/" CASE "/abc-" DIGEST ".json" },
    { hecha_path_of_announcement (CASE, 2, "2026-11-22", DIGEST), "inbox/2026-11-22/" CASE "-2-" DIGEST ".json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_cmpstr (paths[i].path, ==, paths[i].expected);
      g_free (paths[i].path);
    }
}

static void
test_notes (void)
{
  g_autoptr(HechaExchange) self = hecha_exchange_new ();
  g_autoptr(GError) error = g_error_new_literal (HECHA_ERROR, HECHA_ERROR_DAMAGED, "torn");

  hecha_exchange_touch (self->cases, CASE);
  hecha_exchange_touch (self->cases, CASE);
  hecha_exchange_fault (self, "inbox/x", error);
  g_assert_cmpuint (self->cases->len, ==, 1);
  g_assert_cmpuint (self->faults->len, ==, 1);
  g_assert_cmpstr (self->faults->pdata[0], ==, "inbox/x: torn");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/exchange/paths", test_paths);
  g_test_add_func ("/flow/exchange/notes", test_notes);
  return g_test_run ();
}
