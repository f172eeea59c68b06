/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "announcement.h"
#include "device-key.h"
#include "error.h"
#include "exchange.h"
#include "remotes.h"

#include <string.h>

static char *
announcement (Sides  *self,
              char  **text,
              gsize  *size)
{
  g_autofree char *day = sides_only (self, "inbox");
  char *path = sides_only (self, day);
  g_autofree char *full = sides_path (self, path);

  g_assert_true (g_file_get_contents (full, text, size, NULL));
  return path;
}

static void
put_in_inbox (Sides      *self,
              const char *text,
              gsize       size)
{
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, size);
  g_autofree char *day = sides_only (self, "inbox"), *base = g_path_get_basename (day);
  g_autofree char *path = hecha_path_of_announcement (self->uuid, 1, base, sha256);

  sides_write (self, path, text, size);
}

/* Whether the authorities of signers were asked what they revoked. */
static gboolean
has_asked (Workspace *side)
{
  g_autofree char *folder = g_build_filename (hecha_session_get_directory (side->session), "revocations", NULL);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* What the other side has when all went well, and that it comes once. */
static void
test_whole (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office), again = NULL, own = NULL;
  g_autoptr(HechaCase) content = hecha_inspect_load (self->office->session, self->uuid, NULL);
  g_autoptr(GPtrArray) rows = NULL;

  sides_clean (sent);
  sides_clean (got);
  g_assert_cmpuint (got->cases->len, ==, 1);
  g_assert_cmpuint (got->reports, ==, 1);
  g_assert_cmpuint (got->evidence, ==, 2);
  g_assert_cmpuint (got->entries, >, 100);
  g_assert_cmpuint (got->decisions, ==, 0);
  g_assert_cmpuint (got->devices->len, ==, 1);
  g_assert_cmpstr (content->visit->unit, ==, "示例测评机构");
  again = sides_pull (self->office);
  sides_clean (again);
  g_assert_cmpuint (again->received + again->cases->len, ==, 0);
  own = sides_pull (self->sender);
  sides_clean (own);
  g_assert_cmpuint (own->received, ==, 0);
  g_assert_true (has_asked (self->office) && !has_asked (self->sender));
  rows = hecha_hand_over_devices (self->office->session, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
}

/* Changed after signing; signed by a stranger in another's name; under another name; no announcement at all. */
static void
test_forged (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = NULL;
  g_autofree char *text = NULL, *path = NULL, *copy = NULL, *day = NULL, *other = NULL, *changed = NULL, *foreign = NULL;
  g_autoptr(HechaAnnouncement) parsed = NULL;
  HechaSignatory stranger;
  gsize size;
  char *at;

  sides_clean (sent);
  path = announcement (self, &text, &size);
  day = g_path_get_dirname (path);
  changed = g_strdup (text);
  at = strstr (changed, "示例测评机构");
  memcpy (at, "某某", strlen ("某某"));
  parsed = hecha_announcement_parse (text, size, path, hecha_device_key_verify, NULL);
  hecha_remotes_signatory (self->office->session, &stranger);
  stranger.device = hecha_session_get_device (self->sender->session);
  foreign = hecha_announcement_build (parsed, &stranger, NULL);
  put_in_inbox (self, changed, size);
  put_in_inbox (self, foreign, strlen (foreign));
  copy = g_build_filename (day, "another-name.json", NULL);
  other = g_build_filename (day, "junk.json", NULL);
  sides_write (self, copy, text, size);
  sides_write (self, other, "{", -1);
  got = sides_pull (self->office);
  g_assert_cmpuint (got->faults->len, ==, 4);
  g_assert_true (sides_fault (got, "does not match"));
  g_assert_true (sides_fault (got, "another announcement than its name says"));
  g_assert_true (sides_fault (got, "junk.json"));
  g_assert_cmpuint (got->reports, ==, 1);   /* the true one came all the same */
  g_assert_cmpuint (got->evidence, ==, 2);
}

/* An announcement of another revision and report, well signed, but by somebody who has nothing to say about the case. */
static void
test_stranger (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = NULL;
  g_autoptr(Workspace) stranger = workspace_new (HECHA_HOLDER_EVALUATION, "别处");
  g_autofree char *text = NULL, *path = NULL, *mine = NULL, *report = NULL;
  g_autoptr(HechaAnnouncement) parsed = NULL;
  HechaSignatory signatory;
  gsize size;

  sides_clean (sent);
  path = announcement (self, &text, &size);
  parsed = hecha_announcement_parse (text, size, path, hecha_device_key_verify, NULL);
  g_free (parsed->report->sha256);
  g_free (parsed->report->path);
  parsed->report->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "%PDF", 4);
  parsed->report->path = hecha_path_of_report (self->uuid, 1, parsed->report->sha256);
  parsed->report->size = 4;
  sides_write (self, parsed->report->path, "%PDF", 4);
  hecha_remotes_signatory (stranger->session, &signatory);
  mine = hecha_announcement_build (parsed, &signatory, NULL);
  put_in_inbox (self, mine, strlen (mine));
  got = sides_pull (self->office);
  g_assert_cmpuint (got->faults->len, ==, 1);
  g_assert_true (sides_fault (got, "No journal at hand knows the report"));
  g_assert_cmpuint (got->reports, ==, 1);
}

/* The same announcement on a later day, and once more after the report was decided about. */
static void
test_replayed (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office), later = NULL;
  g_autofree char *text = NULL, *path = NULL, *base = NULL, *replay = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  sides_clean (sent);
  sides_clean (got);
  path = announcement (self, &text, &size);
  base = g_path_get_basename (path);
  replay = g_build_filename ("inbox/2099-01-01", base, NULL);
  g_assert_true (hecha_review_return (self->office->session, self->uuid, "缺少照片", &error));
  sides_write (self, replay, text, size);
  later = sides_pull (self->office);
  sides_clean (later);
  g_assert_cmpuint (later->received + later->cases->len, ==, 0);
  content = hecha_inspect_load (self->office->session, self->uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_RETURNED);
}

/* Back to the evaluator. */
static void
test_decision (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office), back = NULL, home = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  sides_clean (sent);
  sides_clean (got);
  g_assert_true (hecha_review_return (self->office->session, self->uuid, "缺少照片", &error));
  back = sides_push (self->office);
  sides_clean (back);
  home = sides_pull (self->sender);
  sides_clean (home);
  g_assert_cmpuint (home->decisions, ==, 1);
  g_assert_cmpuint (home->reports, ==, 0);
  g_assert_cmpuint (home->cases->len, ==, 1);
  g_assert_cmpstr (home->cases->pdata[0], ==, self->uuid);
  content = hecha_inspect_load (self->sender->session, self->uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_RETURNED);
  g_assert_cmpstr (content->decision->reason, ==, "缺少照片");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-pull/whole", test_whole);
  g_test_add_func ("/flow/hand-over-pull/forged", test_forged);
  g_test_add_func ("/flow/hand-over-pull/stranger", test_stranger);
  g_test_add_func ("/flow/hand-over-pull/replayed", test_replayed);
  g_test_add_func ("/flow/hand-over-pull/decision", test_decision);
  return g_test_run ();
}
