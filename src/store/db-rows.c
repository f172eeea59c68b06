/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-private.h"

struct _HechaRows
{
  HechaDb   *db;
  HechaDbStatement *statement;
  gboolean   cached;
  int        code;
};

static HechaRows *
query (HechaDb    *self,
       const char *sql,
       const char *types,
       va_list    *values)
{
  HechaRows *rows = g_new0 (HechaRows, 1);

  rows->db = self;
  rows->statement = hecha_db_prepare (self, sql, &rows->cached, &rows->code);
  if (rows->statement)
    {
      rows->statement->busy = TRUE;
      hecha_db_bind (rows->statement, SQLITE_TRANSIENT, types, values);
    }
  return rows;
}

/**
 * hecha_db_query:
 * @sql: one statement; kept prepared
 * @types: as for hecha_db_exec()
 *
 * Returns: (transfer full): its rows, or what went wrong
 */
HechaRows *
hecha_db_query (HechaDb    *self,
                const char *sql,
                const char *types,
                ...)
{
  HechaRows *rows;
  va_list values;

  va_start (values, types);
  rows = query (self, sql, types, &values);
  va_end (values);
  return rows;
}

/**
 * hecha_rows_next:
 *
 * Returns: whether there is another row; %FALSE after the last and after a
 *   failure, see hecha_rows_end()
 */
gboolean
hecha_rows_next (HechaRows *self)
{
  if (self->code != SQLITE_OK && self->code != SQLITE_ROW)
    return FALSE;
  self->code = sqlite3_step (self->statement->handle);
  if (self->code != SQLITE_ROW && self->code != SQLITE_DONE)
    self->code = sqlite3_extended_errcode (self->db->handle);
  return self->code == SQLITE_ROW;
}

/**
 * hecha_rows_text:
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next row
 */
const char *
hecha_rows_text (HechaRows *self,
                 int        column)
{
  return (const char *) sqlite3_column_text (self->statement->handle, column);
}

/**
 * hecha_rows_dup:
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
hecha_rows_dup (HechaRows *self,
                int        column)
{
  return g_strdup (hecha_rows_text (self, column));
}

/**
 * hecha_rows_int:
 *
 * Returns: the number; 0 for none
 */
gint64
hecha_rows_int (HechaRows *self,
                int        column)
{
  return sqlite3_column_int64 (self->statement->handle, column);
}

/**
 * hecha_rows_bytes:
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
hecha_rows_bytes (HechaRows *self,
                  int        column)
{
  const void *data = sqlite3_column_blob (self->statement->handle, column);

  if (sqlite3_column_type (self->statement->handle, column) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (data, sqlite3_column_bytes (self->statement->handle, column));
}

/**
 * hecha_rows_n_columns:
 */
int
hecha_rows_n_columns (HechaRows *self)
{
  return self->statement ? sqlite3_column_count (self->statement->handle) : 0;
}

/**
 * hecha_rows_end:
 *
 * Returns: %FALSE where the rows ended because something failed
 */
gboolean
hecha_rows_end (HechaRows  *self,
                GError    **error)
{
  if (self->code == SQLITE_OK || self->code == SQLITE_ROW || self->code == SQLITE_DONE)
    return TRUE;
  return hecha_db_set_error (self->db, self->code, error);
}

/**
 * hecha_rows_free:
 */
void
hecha_rows_free (HechaRows *self)
{
  if (self->statement)
    hecha_db_release (self->statement, self->cached);
  g_free (self);
}

/**
 * hecha_db_int:
 * @fallback: what no row, or a failure, stands for
 *
 * Returns: the first number of the first row
 */
gint64
hecha_db_int (HechaDb    *self,
              gint64      fallback,
              const char *sql,
              const char *types,
              ...)
{
  g_autoptr(HechaRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = query (self, sql, types, &values);
  va_end (values);
  return hecha_rows_next (rows) ? hecha_rows_int (rows, 0) : fallback;
}

/**
 * hecha_db_text:
 *
 * Returns: (transfer full) (nullable): the first text of the first row; %NULL
 *   for no row and for a failure
 */
char *
hecha_db_text (HechaDb    *self,
               const char *sql,
               const char *types,
               ...)
{
  g_autoptr(HechaRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = query (self, sql, types, &values);
  va_end (values);
  return hecha_rows_next (rows) ? hecha_rows_dup (rows, 0) : NULL;
}
