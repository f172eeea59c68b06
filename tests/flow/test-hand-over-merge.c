/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sides.h"

#include "error.h"
#include "exchange.h"
#include "remotes.h"
#include "segment.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *scope;
  const char *device;
  GPtrArray  *events;
} Chain;

static gboolean
read_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Chain *chain = data;

  chain->events = hecha_journal_read (journal, chain->scope, chain->device, 1, 3, error);
  return chain->events != NULL;
}

/* Another third event than the one that was sent, well signed by the same device: where its segment lies. */
static char *
fork_chain (Sides *self)
{
  HechaSession *session = self->sender->session;
  g_autofree char *scope = hecha_scope_of_case (self->uuid), *name = NULL;
  Chain chain = { scope, hecha_session_get_device (session), NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GBytes) bytes = NULL;
  HechaSignatory signatory;
  HechaEvent *last;
  char *path;

  hecha_session_work (session, read_work, &chain, &error);
  g_assert_no_error (error);
  events = chain.events;
  last = events->pdata[2];
  g_free (last->author);
  last->author = g_strdup ("另一人");
  hecha_event_seal (last);
  hecha_remotes_signatory (session, &signatory);
  bytes = hecha_segment_build (events, &signatory, &error);
  g_assert_no_error (error);
  name = hecha_segment_name (events->pdata[0], last);
  path = hecha_path_of_segment (self->uuid, chain.device, name);
  sides_write (self, path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return path;
}

static char *
only_segment (Sides *self)
{
  g_autofree char *journal = g_strdup_printf ("cases/%s/journal", self->uuid), *device = sides_only (self, journal);

  return sides_only (self, device);
}

static void
test_forked (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = sides_pull (self->office), after = NULL, again = NULL;
  g_autoptr(HechaCase) before = hecha_inspect_load (self->office->session, self->uuid, NULL), now = NULL;
  g_autoptr(GPtrArray) kept = NULL;
  g_autofree char *path = NULL;

  sides_clean (sent);
  sides_clean (got);
  path = fork_chain (self);
  after = sides_pull (self->office);
  g_assert_cmpuint (after->faults->len, ==, 1);
  g_assert_true (sides_fault (after, "forked"));
  g_assert_cmpuint (after->entries, ==, 0);
  now = hecha_inspect_load (self->office->session, self->uuid, NULL);
  g_assert_cmpuint (now->heads->len, ==, before->heads->len);
  again = sides_pull (self->office);   /* named once */
  sides_clean (again);
  kept = hecha_hand_over_waiting (self->office->session, hecha_session_get_device (self->sender->session), NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (((HechaWaitingRow *) kept->pdata[0])->why, ==, "fork");
  g_assert_nonnull (strstr (((HechaWaitingRow *) kept->pdata[0])->entries, "另一人"));
}

/* What a stranger puts among the chains is named, and stops nobody. */
static void
test_forged (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = NULL;
  g_autofree char *path = only_segment (self), *folder = g_path_get_dirname (path);
  g_autofree char *first = g_strdup_printf ("%s/1-1-%064d.jsonl", folder, 1);
  g_autofree char *far = g_strdup_printf ("%s/1-99999-%064d.jsonl", folder, 2);
  g_autofree char *other = g_strdup_printf ("cases/%s/journal/%064d/1-1-%064d.jsonl", self->uuid, 3, 4);
  g_autofree char *name = g_strdup_printf ("%s/readme.txt", folder);

  sides_clean (sent);
  sides_write (self, first, "{}\n", -1);
  sides_write (self, far, "", 0);
  sides_write (self, other, "not JSON\n", -1);
  sides_write (self, name, "what is this", -1);
  got = sides_pull (self->office);
  g_assert_cmpuint (got->faults->len, ==, 3);
  g_assert_true (sides_fault (got, first));
  g_assert_true (sides_fault (got, far));
  g_assert_true (sides_fault (got, other));
  g_assert_cmpuint (got->reports, ==, 1);
  g_assert_cmpuint (got->devices->len, ==, 1);
}

/* One byte of the chain: nothing of it is believed. Once it is mended all of it is. */
static void
test_altered (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = NULL, mended = NULL;
  g_autofree char *path = only_segment (self);

  sides_clean (sent);
  sides_flip (self, path);
  got = sides_pull (self->office);
  g_assert_true (sides_fault (got, path));
  g_assert_cmpuint (got->entries, ==, 0);
  g_assert_null (hecha_inspect_load (self->office->session, self->uuid, NULL));
  sides_flip (self, path);
  mended = sides_pull (self->office);
  sides_clean (mended);
  g_assert_cmpuint (mended->reports, ==, 1);
}

/* Under the name of another chain. */
static void
test_renamed (void)
{
  g_autoptr(Sides) self = sides_new ();
  g_autoptr(HechaExchange) sent = sides_push (self->sender), got = NULL;
  g_autofree char *path = only_segment (self), *full = sides_path (self, path), *text = NULL;
  g_autofree char *other = g_strdup_printf ("cases/%s/journal/%064d/1-9-%064d.jsonl", self->uuid, 3, 4);
  gsize size;

  sides_clean (sent);
  g_assert_true (g_file_get_contents (full, &text, &size, NULL));
  sides_write (self, other, text, size);
  g_unlink (full);
  got = sides_pull (self->office);
  g_assert_true (sides_fault (got, "another chain than its name says"));
  g_assert_cmpuint (got->entries, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/hand-over-merge/forked", test_forked);
  g_test_add_func ("/flow/hand-over-merge/forged", test_forged);
  g_test_add_func ("/flow/hand-over-merge/altered", test_altered);
  g_test_add_func ("/flow/hand-over-merge/renamed", test_renamed);
  return g_test_run ();
}
