/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"
#include "store-test.h"

#include "error.h"
#include "journal-check.h"
#include "migrations.h"

#include <sqlite3.h>

#define ANSWERS 3

static char *scope;
static char *template;
static gsize template_size;

/* An empty workspace, made once. */
static void
make_template (void)
{
  g_autofree char *device = device_id (1), *path = NULL;
  g_autoptr(GError) error = NULL;
  Place place;

  place_open (&place, device);
  path = g_build_filename (place.dir, "hecha.db", NULL);
  g_assert_true (hecha_db_checkpoint (place.db, &error));
  g_assert_true (g_file_get_contents (path, &template, &template_size, &error));
  place_close (&place);
}

/* Small steps of the WAL, so that checkpoints fall into the run. */
static void
open_place (Place *place)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *device = device_id (1), *path = NULL;

  *place = (Place) { .dir = g_dir_make_tmp ("hecha-store-XXXXXX", NULL) };
  path = g_build_filename (place->dir, "hecha.db", NULL);
  g_assert_true (g_file_set_contents_full (path, template, template_size, G_FILE_SET_CONTENTS_NONE, 0600, &error));
  place_reopen (place, FAULT_VFS);
  place->journal = hecha_journal_new (place->db, device, "王检查", &still_clock);
  hecha_db_run_script (place->db, "PRAGMA wal_autocheckpoint = 8", &error);
  g_assert_no_error (error);
}

/* Answers one question after the other; returns how many were reported as saved. */
static int
answer_all (Place *place,
            int    from,
            int    code)
{
  for (int i = from; i < ANSWERS; i++)
    {
      g_autoptr(GError) error = NULL;

      if (hecha_journal_append (place->journal, answer_event (scope, "item-1", i + 1, "yes"), &error))
        continue;
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
      if (code == SQLITE_FULL)
        g_assert_nonnull (g_strrstr (error->message, "the disk is full"));
      return i;
    }
  return ANSWERS;
}

static void
assert_sound (Place *place,
              int    saved)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = hecha_journal_check (place->journal, NULL, &error);
  g_autofree char *integrity = hecha_db_text (place->db, "PRAGMA integrity_check", "");

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpint (hecha_db_int (place->db, 0, "SELECT count (*) FROM event", ""), >=, saved);
  g_assert_cmpint (hecha_db_int (place->db, 0, "SELECT count (*) FROM answer WHERE value = 'yes'", ""), >=, saved);
}

static void
close_without_disk (Place *place)
{
  fault_vfs_arm (1, TRUE, SQLITE_IOERR_WRITE);
  g_clear_pointer (&place->db, hecha_db_close);
  fault_vfs_arm (0, FALSE, 0);
}

typedef struct
{
  const char *name;
  gboolean    for_good;
  gboolean    power;
  int         code;
} Failure;

static const Failure failures[] = {
  { "write-fails-once", FALSE, FALSE, SQLITE_IOERR_WRITE },
  { "disk-full", TRUE, FALSE, SQLITE_FULL },
  { "disk-gone", TRUE, FALSE, SQLITE_IOERR_FSYNC },
  { "power-lost", TRUE, TRUE, SQLITE_IOERR_WRITE },
};

/* Returns whether the failure came at all. */
static gboolean
fail_at (const Failure *failure,
         guint          n)
{
  gboolean came;
  Place place;
  int saved;

  open_place (&place);
  fault_vfs_arm (n, failure->for_good, failure->code);
  saved = answer_all (&place, 0, failure->code);
  came = fault_vfs_calls () >= n;
  if (failure->power || failure->for_good)
    close_without_disk (&place);
  else
    {
      /* The disk is well again, and so is the connection. */
      fault_vfs_arm (0, FALSE, 0);
      saved = answer_all (&place, saved, 0);
      g_assert_cmpint (saved, ==, ANSWERS);
    }
  if (failure->power)
    fault_vfs_lose_power (place.dir);
  place_reopen (&place, FAULT_VFS);
  assert_sound (&place, saved);
  place_close (&place);
  return came;
}

static void
test_failure (gconstpointer data)
{
  guint n = 1;

  while (fail_at (data, n))
    n++;
  g_test_message ("%u places to fail at", n - 1);
  g_assert_cmpuint (n, >, ANSWERS);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *uuid = case_uuid (1);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fault_vfs_register ();
  make_template ();
  scope = hecha_scope_of_case (uuid);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/journal-fault/", failures[i].name, NULL);

      g_test_add_data_func (path, &failures[i], test_failure);
    }
  return g_test_run ();
}
