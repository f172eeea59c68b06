/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migrations.h"

#include "error.h"
#include "store-resources.h"

#include <glib/gstdio.h>

#define FOLDER "/org/hecha/store/schema/"

typedef struct
{
  const char *sql;
  int         version;
} Step;

/**
 * hecha_db_steps:
 *
 * Returns: (transfer full): the scripts of schema/NNNN.sql; the first makes
 *   version 1, and so on
 */
GStrv
hecha_db_steps (void)
{
  g_autoptr(GStrvBuilder) steps = g_strv_builder_new ();

  for (int i = 1; ; i++)
    {
      g_autofree char *path = g_strdup_printf (FOLDER "%04d.sql", i);
      g_autoptr(GBytes) script = g_resource_lookup_data (hecha_store_get_resource (), path,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *text = NULL;

      if (!script)
        return g_strv_builder_end (steps);
      text = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
      g_strv_builder_add (steps, text);
    }
}

/**
 * hecha_db_version:
 *
 * Returns: the version of the database's schema; 0 for a new file
 */
int
hecha_db_version (HechaDb *db)
{
  return (int) hecha_db_int (db, 0, "PRAGMA user_version", "");
}

static gboolean
run_step (HechaDb   *db,
          gpointer   data,
          GError   **error)
{
  Step *step = data;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            HECHA_DB_APPLICATION_ID, step->version);
  g_autofree char *broken = NULL;

  if (!hecha_db_run_script (db, step->sql, error) || !hecha_db_run_script (db, stamp, error))
    return FALSE;
  broken = hecha_db_text (db, "SELECT \"table\" FROM pragma_foreign_key_check", "");
  if (!broken)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "A row of %s points nowhere", broken);
  return FALSE;
}

/* An earlier try may have left its backup, which is as good as a new one, but never overwritten. */
static char *
backup_path (HechaDb *db,
             int      version)
{
  for (int i = 0; ; i++)
    {
      g_autofree char *path = i ? g_strdup_printf ("%s.v%d-%d.backup", hecha_db_path (db), version, i)
                                : g_strdup_printf ("%s.v%d.backup", hecha_db_path (db), version);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/**
 * hecha_db_migrate_with:
 * @steps: (array zero-terminated=1): scripts, as hecha_db_steps() gives them
 *
 * Brings the schema up to date, each step in a transaction with its version.
 * A database that holds something is copied first, beside itself.
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_NEW where a later version of Hecha
 *   wrote it; after a failed step, which left no trace, the message tells where
 *   the copy is
 */
gboolean
hecha_db_migrate_with (HechaDb            *db,
                       const char *const  *steps,
                       GError            **error)
{
  int version = hecha_db_version (db);
  int newest = (int) g_strv_length ((GStrv) steps);
  g_autofree char *backup = NULL;

  if (version > newest)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_NEW,
                   "%s was written by a later version of Hecha (schema %d, this one knows up to %d)",
                   hecha_db_path (db), version, newest);
      return FALSE;
    }
  if (version > 0 && version < newest)
    {
      backup = backup_path (db, version);
      if (!hecha_db_backup (db, backup, error))
        {
          g_prefix_error (error, "No copy could be made before bringing the workspace up to date: ");
          return FALSE;
        }
    }
  for (int i = version; i < newest; i++)
    {
      Step step = { steps[i], i + 1 };

      if (hecha_db_transaction (db, run_step, &step, error))
        continue;
      g_prefix_error (error, "The workspace stays at schema %d; step %d failed%s%s: ", i, i + 1,
                      backup ? "; a copy from before is in " : "", backup ? backup : "");
      return FALSE;
    }
  return TRUE;
}

/**
 * hecha_db_migrate:
 *
 * Brings the schema up to the one that this Hecha was built with; see
 * hecha_db_migrate_with().
 */
gboolean
hecha_db_migrate (HechaDb  *db,
                  GError  **error)
{
  g_auto(GStrv) steps = hecha_db_steps ();

  return hecha_db_migrate_with (db, (const char *const *) steps, error);
}
