/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-private.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 5000
#define BACKUP_PAGES      1024

static void
statement_free (HechaDbStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

static int
error_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HECHA_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HECHA_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
             ? HECHA_ERROR_EXISTS : HECHA_ERROR_INVALID;
    case SQLITE_TOOBIG:
      return HECHA_ERROR_TOO_LARGE;
    default:
      return HECHA_ERROR_IO;
    }
}

gboolean
hecha_db_set_error (HechaDb  *self,
                    int       code,
                    GError  **error)
{
  const char *why = self->handle && sqlite3_extended_errcode (self->handle) == code
                    ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);

  if ((code & 0xff) == SQLITE_FULL)
    why = "the disk is full";
  g_set_error (error, HECHA_ERROR, error_code (code), "%s: %s", self->path, why);
  return FALSE;
}

/* A statement that is being read gets a second one beside it, which is not kept. */
HechaDbStatement *
hecha_db_prepare (HechaDb    *self,
                  const char *sql,
                  gboolean   *cached,
                  int        *code)
{
  HechaDbStatement *statement;

  g_assert (self->owner == g_thread_self ());

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement && !statement->busy)
    {
      *cached = TRUE;
      *code = SQLITE_OK;
      return statement;
    }
  *cached = !statement;
  statement = g_new0 (HechaDbStatement, 1);
  *code = sqlite3_prepare_v3 (self->handle, sql, -1, *cached ? SQLITE_PREPARE_PERSISTENT : 0,
                              &statement->handle, NULL);
  if (*code != SQLITE_OK)
    {
      g_free (statement);
      return NULL;
    }
  if (*cached)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

void
hecha_db_release (HechaDbStatement *statement,
                  gboolean          cached)
{
  if (!cached)
    {
      statement_free (statement);
      return;
    }
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->busy = FALSE;
}

static void
bind_bytes (sqlite3_stmt *handle,
            int           place,
            GBytes       *bytes)
{
  if (bytes)
    sqlite3_bind_blob64 (handle, place, g_bytes_get_data (bytes, NULL) ? g_bytes_get_data (bytes, NULL) : "",
                         g_bytes_get_size (bytes), SQLITE_TRANSIENT);
}

void
hecha_db_bind (HechaDbStatement        *statement,
               sqlite3_destructor_type  keep,
               const char              *types,
               va_list                 *values)
{
  sqlite3_stmt *handle = statement->handle;
  const char *text;

  g_assert (sqlite3_bind_parameter_count (handle) == (int) strlen (types));

  for (int i = 0; types[i]; i++)
    switch (types[i])
      {
      case 's':
        text = va_arg (*values, const char *);
        sqlite3_bind_text (handle, i + 1, text, -1, keep);
        break;
      case 'i':
        sqlite3_bind_int (handle, i + 1, va_arg (*values, int));
        break;
      case 'x':
        sqlite3_bind_int64 (handle, i + 1, va_arg (*values, gint64));
        break;
      case 'y':
        bind_bytes (handle, i + 1, va_arg (*values, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }
}

/* Opening */

/* SQLite would create the file with the umask alone, and its WAL with the file's mode. */
static gboolean
create_file (const char  *path,
             GError     **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* The page size is that of a new database; larger pages than usual are fewer to write. */
static const char *const settings =
  "PRAGMA page_size = 8192;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA cell_size_check = ON;"
  "PRAGMA trusted_schema = OFF;"
  "PRAGMA secure_delete = ON;"
  "PRAGMA recursive_triggers = ON;"
  "PRAGMA mmap_size = 0;"
  "PRAGMA cache_size = -64000;"
  "PRAGMA journal_mode = WAL;"
  "PRAGMA synchronous = FULL;"
  "PRAGMA foreign_keys = ON;";

static gboolean
configure (HechaDb  *self,
           GError  **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  if (hecha_db_define_functions (self) != SQLITE_OK)
    return hecha_db_set_error (self, sqlite3_extended_errcode (self->handle), error);
  return hecha_db_run_script (self, settings, error);
}

/* Before anything is written to it: is the file ours? */
static gboolean
is_ours (HechaDb  *self,
         GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (self, "SELECT application_id, (SELECT count(*) FROM sqlite_schema)"
                                              "  FROM pragma_application_id", "");
  gint64 id = 0, tables = 0;

  while (hecha_rows_next (rows))
    {
      id = hecha_rows_int (rows, 0);
      tables = hecha_rows_int (rows, 1);
    }
  if (!hecha_rows_end (rows, error))
    return FALSE;
  if (id == HECHA_DB_APPLICATION_ID || (id == 0 && tables == 0))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s is no workspace of Hecha", self->path);
  return FALSE;
}

static HechaDb *
open_file (const char  *path,
           const char  *vfs,
           GError     **error)
{
  g_autoptr(HechaDb) self = NULL;
  int code;

  if (!create_file (path, error))
    return NULL;
  self = g_new0 (HechaDb, 1);
  self->path = g_strdup (path);
  self->vfs = g_strdup (vfs);
  self->owner = g_thread_self ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) statement_free);
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                          vfs);
  if (code == SQLITE_OK)
    return g_steal_pointer (&self);
  hecha_db_set_error (self, code, error);
  return NULL;
}

/**
 * hecha_db_open:
 * @path: the database; created with mode 0600 where it is not there
 * @vfs: (nullable): name of the SQLite VFS; %NULL for %HECHA_DB_VFS
 *
 * The only way to a database. The caller's thread owns it from now on. The
 * schema is not looked at: see hecha_db_migrate().
 *
 * Returns: (transfer full) (nullable): the connection; %HECHA_ERROR_INVALID for
 *   a database of another program, %HECHA_ERROR_DAMAGED for no database
 */
HechaDb *
hecha_db_open (const char  *path,
               const char  *vfs,
               GError     **error)
{
  g_autoptr(HechaDb) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = open_file (path, vfs ? vfs : HECHA_DB_VFS, error);
  if (!self || !is_ours (self, error) || !configure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hecha_db_close:
 */
void
hecha_db_close (HechaDb *self)
{
  g_assert (self->owner == g_thread_self ());

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self->vfs);
  g_free (self);
}

/**
 * hecha_db_path:
 *
 * Returns: (transfer none): where the database lies
 */
const char *
hecha_db_path (HechaDb *self)
{
  return self->path;
}

static int
copy_pages (sqlite3 *from,
            sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int code;

  if (!backup)
    return sqlite3_extended_errcode (to);
  do
    code = sqlite3_backup_step (backup, BACKUP_PAGES);
  while (code == SQLITE_OK);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/**
 * hecha_db_backup:
 * @path: a file that is not there yet
 *
 * Copies the database as it stands, by SQLite's backup interface.
 *
 * Returns: %FALSE with %HECHA_ERROR_EXISTS, or %HECHA_ERROR_IO
 */
gboolean
hecha_db_backup (HechaDb     *self,
                 const char  *path,
                 GError     **error)
{
  g_autoptr(HechaDb) copy = NULL;
  int code;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS, "%s is there already", path);
      return FALSE;
    }
  copy = open_file (path, self->vfs, error);
  if (!copy)
    return FALSE;
  code = copy_pages (self->handle, copy->handle);
  return code == SQLITE_OK || hecha_db_set_error (copy, code, error);
}

/* Running */

/**
 * hecha_db_run_script:
 * @script: statements without parameters; one that gives rows gives them to nobody
 *
 * Returns: %FALSE where one of them failed
 */
gboolean
hecha_db_run_script (HechaDb     *self,
                     const char  *script,
                     GError     **error)
{
  int code;

  g_assert (self->owner == g_thread_self ());

  code = sqlite3_exec (self->handle, script, NULL, NULL, NULL);
  return code == SQLITE_OK || hecha_db_set_error (self, code, error);
}

/**
 * hecha_db_exec:
 * @sql: one statement; kept prepared
 * @types: a letter for each parameter, as in GVariant: s text (nullable), i
 *   int, x gint64, y #GBytes (nullable)
 * @...: the parameters
 *
 * Returns: %FALSE where it failed: %HECHA_ERROR_EXISTS for a key that is taken,
 *   %HECHA_ERROR_INVALID for another rule of the schema, %HECHA_ERROR_IO
 */
gboolean
hecha_db_exec (HechaDb     *self,
               GError     **error,
               const char  *sql,
               const char  *types,
               ...)
{
  gboolean cached;
  int code;
  HechaDbStatement *statement = hecha_db_prepare (self, sql, &cached, &code);
  va_list values;

  if (!statement)
    return hecha_db_set_error (self, code, error);
  va_start (values, types);
  hecha_db_bind (statement, SQLITE_STATIC, types, &values);
  va_end (values);
  do
    code = sqlite3_step (statement->handle);
  while (code == SQLITE_ROW);
  if (code != SQLITE_DONE)
    hecha_db_set_error (self, sqlite3_extended_errcode (self->handle), error);
  hecha_db_release (statement, cached);
  return code == SQLITE_DONE;
}

/**
 * hecha_db_last_id:
 *
 * Returns: the row id of the last row put in
 */
gint64
hecha_db_last_id (HechaDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * hecha_db_changes:
 *
 * Returns: how many rows the last statement changed
 */
int
hecha_db_changes (HechaDb *self)
{
  return sqlite3_changes (self->handle);
}

static gboolean
run_in_transaction (HechaDb      *self,
                    HechaDbFunc   func,
                    gpointer      data,
                    gboolean      keep,
                    GError      **error)
{
  gboolean ok;

  if (!hecha_db_exec (self, error, "BEGIN IMMEDIATE", ""))
    return FALSE;
  self->joined = TRUE;
  self->doomed = FALSE;
  ok = func (self, data, error);
  self->joined = FALSE;
  if (ok && self->doomed)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "%s: a part of this change failed", self->path);
      ok = FALSE;
    }
  if (ok && keep)
    ok = hecha_db_exec (self, error, "COMMIT", "");
  /* After some failures SQLite has rolled back by itself. */
  if ((!ok || !keep) && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  return ok;
}

/**
 * hecha_db_transaction:
 * @func: (scope call): what is to happen as a whole or not at all
 *
 * Runs @func between BEGIN IMMEDIATE and COMMIT. Inside another transaction it
 * joins that one; where it then fails, the outer one cannot be committed any
 * more, even if its own function succeeds.
 *
 * Returns: whether @func succeeded and what it did is safe on the disk
 */
gboolean
hecha_db_transaction (HechaDb      *self,
                      HechaDbFunc   func,
                      gpointer      data,
                      GError      **error)
{
  g_assert (self->owner == g_thread_self ());

  if (!self->joined)
    return run_in_transaction (self, func, data, TRUE, error);
  if (func (self, data, error))
    return TRUE;
  self->doomed = TRUE;
  return FALSE;
}

/**
 * hecha_db_try:
 * @func: (scope call): what is to happen, and then not to have happened
 *
 * Runs @func in a transaction of its own and rolls it back in any case.
 *
 * Returns: what @func returned
 */
gboolean
hecha_db_try (HechaDb      *self,
              HechaDbFunc   func,
              gpointer      data,
              GError      **error)
{
  g_return_val_if_fail (!self->joined, FALSE);

  return run_in_transaction (self, func, data, FALSE, error);
}

/**
 * hecha_db_in_transaction:
 *
 * Returns: whether a transaction runs that hecha_db_transaction() would join
 */
gboolean
hecha_db_in_transaction (HechaDb *self)
{
  return self->joined;
}

/**
 * hecha_db_checkpoint:
 *
 * Brings all that was committed from the WAL to the database and empties the
 * WAL, so that what was deleted is nowhere any more.
 */
gboolean
hecha_db_checkpoint (HechaDb  *self,
                     GError  **error)
{
  int code = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  return code == SQLITE_OK || hecha_db_set_error (self, code, error);
}
