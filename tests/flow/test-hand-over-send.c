/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "exchange.h"
#include "segment.h"

#include <string.h>

static void
assert_lies_there (Sides      *self,
                   const char *folder,
                   const char *name,
                   const char *sha256)
{
  g_autofree char *path = g_build_filename (self->apache->root, "cases", self->uuid, folder, name, NULL);
  g_autofree char *text = NULL, *digest = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, size);
  g_assert_cmpstr (digest, ==, sha256);
}

/* Everything lies under the name of what it holds. */
static void
test_names (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) exchange = sides_push (self->sender);
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (self->sender->session, self->uuid, NULL);
  g_autofree char *name = g_strdup_printf ("1-%s.pdf", report->sha256);

  sides_clean (exchange);
  g_assert_cmpuint (exchange->sent, ==, 4);
  g_assert_cmpuint (exchange->cases->len, ==, 1);
  for (guint i = 0; i < self->evidence->len; i++)
    assert_lies_there (self, "evidence", self->evidence->pdata[i], self->evidence->pdata[i]);
  assert_lies_there (self, "reports", name, report->sha256);
}

/* What lies there already is not sent again; what lies there wrongly is named. */
static void
test_there (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autofree char *right = g_strdup_printf ("cases/%s/evidence/%s", self->uuid, (char *) self->evidence->pdata[0]);
  g_autofree char *wrong = g_strdup_printf ("cases/%s/evidence/%s", self->uuid, (char *) self->evidence->pdata[1]);
  g_autofree char *folder = g_strdup_printf ("cases/%s/x", self->uuid);
  char text[100] = "small.txt";
  g_autoptr(HechaExchange) exchange = NULL;
  HechaOutboxRow *row;

  sides_write (self, folder, "", 0);
  sides_write (self, right, text, sizeof text);
  sides_write (self, wrong, "in the way", -1);
  exchange = sides_push (self->sender);
  g_assert_cmpuint (exchange->skipped, ==, 1);
  g_assert_cmpuint (exchange->failed, ==, 1);
  g_assert_true (sides_fault (exchange, self->evidence->pdata[1]));
  row = sides_row (self->sender);
  g_assert_cmpstr (row->state, ==, "failed");
  g_assert_cmpuint (row->arrived, ==, 3);
  hecha_outbox_row_free (row);
}

/* The same bytes each time: Ed25519 signatures are deterministic (RFC 8032). */
static void
test_segment (void)
{
  g_autoptr(Sides) self = sides_new ();
  HechaSession *session = self->sender->session;
  g_autofree char *what = g_strdup_printf ("%s/1-3", hecha_session_get_device (session));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = hecha_segment_of_item (session, self->uuid, what, &error);
  g_autoptr(GBytes) second = hecha_segment_of_item (session, self->uuid, what, &error);
  g_autoptr(HechaSegment) parsed = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  parsed = hecha_segment_parse (first, "segment", hecha_device_key_verify, &error);
  g_assert_no_error (error);
  g_assert_cmpint (parsed->first, ==, 1);
  g_assert_cmpint (parsed->last, ==, 3);
  g_assert_cmpstr (parsed->unit, ==, "示例测评机构");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-send/names", test_names);
  g_test_add_func ("/flow/hand-over-send/there", test_there);
  g_test_add_func ("/flow/hand-over-send/segment", test_segment);
  return g_test_run ();
}
