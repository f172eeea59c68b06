/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
receipt (Sides *self)
{
  g_autofree char *folder = g_strdup_printf ("receipts/%s", self->uuid);

  return sides_only (self, folder);
}

/* From the office to the evaluator; the same again where it was lost on the way. */
static void
test_way (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office), again = NULL, home = NULL;
  g_autofree char *path = receipt (self), *full = sides_path (self, path), *text = NULL, *second = NULL;
  HechaOutboxRow *row;

  sides_clean (sent);
  sides_clean (got);
  g_assert_true (g_file_get_contents (full, &text, NULL, NULL));
  g_unlink (full);
  again = sides_pull (self->office);
  sides_clean (again);
  g_assert_true (g_file_get_contents (full, &second, NULL, NULL));
  g_assert_cmpstr (second, ==, text);
  home = sides_pull (self->sender);
  sides_clean (home);
  row = sides_row (self->sender);
  g_assert_nonnull (strstr (row->receipt, "某省工信厅"));
  g_assert_nonnull (strstr (row->receipt, "2/2"));
  hecha_outbox_row_free (row);
}

/* Altered, or for another case. */
static void
test_forged (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office), home = NULL;
  g_autofree char *path = receipt (self);
  HechaOutboxRow *row;

  sides_clean (sent);
  sides_clean (got);
  sides_flip (self, path);
  home = sides_pull (self->sender);
  g_assert_cmpuint (home->faults->len, ==, 1);
  g_assert_true (sides_fault (home, path));
  row = sides_row (self->sender);
  g_assert_null (row->receipt);
  hecha_outbox_row_free (row);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-receipt/way", test_way);
  g_test_add_func ("/flow/hand-over-receipt/forged", test_forged);
  return g_test_run ();
}
