/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of session.h that makes a workspace. */
#include "session.h"

#include "blank.h"
#include "db-worker.h"
#include "durable.h"
#include "error.h"
#include "setting-store.h"
#include "uuid.h"

#include <glib.h>

/**
 * hecha_session_default_directory:
 *
 * Returns: (transfer full): the user's own workspace, $XDG_DATA_HOME/hecha
 */
char *
hecha_session_default_directory (void)
{
  return g_build_filename (g_get_user_data_dir (), "hecha", NULL);
}

/**
 * hecha_session_exists:
 *
 * Returns: whether @directory has the file of a workspace; hecha_session_open()
 *   says whether its making came to an end
 */
gboolean
hecha_session_exists (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, HECHA_DB_FILE, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

typedef struct
{
  const char  *directory;
  HechaHolder  holder;
  const char  *unit;
  const char  *author;
} Founding;

static gboolean
found (HechaDb   *db,
       gpointer   data,
       GError   **error)
{
  Founding *founding = data;
  g_autofree char *uuid = hecha_uuid_new (), *there = hecha_setting_store_get (db, HECHA_SETTING_WORKSPACE);

  if (there)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS, "%s is a workspace already", founding->directory);
      return FALSE;
    }
  return hecha_setting_store_set (db, HECHA_SETTING_WORKSPACE, uuid, error) &&
         hecha_setting_store_set (db, HECHA_SETTING_HOLDER, hecha_nick_text (hecha_holder_nicks, founding->holder), error) &&
         hecha_setting_store_set (db, HECHA_SETTING_UNIT, founding->unit, error) &&
         hecha_setting_store_set (db, HECHA_SETTING_AUTHOR, founding->author, error);
}

static gboolean
found_in_transaction (HechaDb   *db,
                      gpointer   data,
                      GError   **error)
{
  return hecha_db_transaction (db, found, data, error);
}

/**
 * hecha_session_create:
 * @directory: made where it is not there; must not be a workspace yet
 * @unit: the holder's name
 * @author: who works here
 *
 * Makes a workspace, or ends the making of one that was cut short.
 *
 * Returns: %FALSE with %HECHA_ERROR_EXISTS, %HECHA_ERROR_BUSY, %HECHA_ERROR_INVALID or %HECHA_ERROR_IO
 */
gboolean
hecha_session_create (const char   *directory,
                      HechaHolder   holder,
                      const char   *unit,
                      const char   *author,
                      GError      **error)
{
  Founding founding = { directory, holder, unit, author };
  HechaDbWorker *worker;
  gboolean done;

  if (!hecha_is_line (unit) || !hecha_is_line (author))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "A workspace needs the name of the unit and of the person who works here, each on one line");
      return FALSE;
    }
  if (!hecha_durable_folder (directory, error))
    return FALSE;
  worker = hecha_db_worker_open (directory, error);
  if (!worker)
    return FALSE;
  done = hecha_db_worker_run (worker, found_in_transaction, &founding, error);
  hecha_db_worker_close (worker);
  return done;
}
