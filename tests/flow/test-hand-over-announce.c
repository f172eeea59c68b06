/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "announcement.h"
#include "device-key.h"

#include <string.h>

static HechaAnnouncement *
read_announcement (Sides *self)
{
  g_autofree char *day = sides_only (self, "inbox");
  g_autofree char *path = sides_only (self, day), *full = sides_path (self, path), *text = NULL;
  g_autofree char *digest = NULL;
  g_autoptr(GError) error = NULL;
  HechaAnnouncement *announcement;
  gsize size;

  g_assert_true (g_file_get_contents (full, &text, &size, NULL));
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, size);
  g_assert_nonnull (strstr (path, digest));
  announcement = hecha_announcement_parse (text, size, path, hecha_device_key_verify, &error);
  g_assert_no_error (error);
  return announcement;
}

/* It names all that the other side needs, and is said once. */
static void
test_said (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) first = sides_push (self->sender), second = sides_push (self->sender);
  g_autoptr(HechaAnnouncement) told = read_announcement (self);
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (self->sender->session, self->uuid, NULL);
  g_autoptr(HechaCase) content = hecha_inspect_load (self->sender->session, self->uuid, NULL);

  sides_clean (first);
  sides_clean (second);
  g_assert_cmpuint (second->sent + second->skipped, ==, 0);
  g_assert_cmpstr (told->case_uuid, ==, self->uuid);
  g_assert_cmpstr (told->number, ==, content->visit->number);
  g_assert_cmpstr (told->code, ==, WORKSPACE_CODE);
  g_assert_cmpstr (told->unit, ==, "示例测评机构");
  g_assert_cmpstr (told->device, ==, hecha_session_get_device (self->sender->session));
  g_assert_cmpint (told->revision, ==, 1);
  g_assert_cmpstr (told->report->sha256, ==, report->sha256);
  g_assert_cmpint (told->report->size, ==, report->size);
  g_assert_cmpuint (told->segments->len, ==, 1);
  g_assert_cmpuint (told->evidence->len, ==, 2);
  for (guint i = 0; i < content->visit->scopes->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("packs/%s.zip", ((HechaScope *) content->visit->scopes->pdata[i])->digest);
      g_autofree char *path = sides_path (self, name);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-announce/said", test_said);
  return g_test_run ();
}
