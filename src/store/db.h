/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The VFS that databases are opened with; sealing at rest would name another. */
#define HECHA_DB_VFS            "unix"
#define HECHA_DB_APPLICATION_ID 0x48656368  /* "Hech" */

/**
 * HechaDb:
 *
 * A connection to the database of a workspace. It belongs to the thread that
 * opened it, and every function asserts that.
 */
typedef struct _HechaDb HechaDb;

/**
 * HechaRows:
 *
 * The rows of a query on their way. A query never fails at once: what went
 * wrong is told by hecha_rows_end(), after the last row.
 *
 * |[<!-- language="C" -->
 * g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT name FROM setting WHERE value = ?", "s", value);
 *
 * while (hecha_rows_next (rows))
 *   g_ptr_array_add (names, hecha_rows_dup (rows, 0));
 * return hecha_rows_end (rows, error);
 * ]|
 */
typedef struct _HechaRows HechaRows;

/**
 * HechaDbFunc:
 *
 * Work on the database, in its thread.
 *
 * Returns: %FALSE with @error set where it failed
 */
typedef gboolean (*HechaDbFunc) (HechaDb   *db,
                                 gpointer   data,
                                 GError   **error);

HechaDb    *hecha_db_open          (const char   *path,
                                    const char   *vfs,
                                    GError      **error);
void        hecha_db_close         (HechaDb      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDb, hecha_db_close)
const char *hecha_db_path          (HechaDb      *self);
gboolean    hecha_db_backup        (HechaDb      *self,
                                    const char   *path,
                                    GError      **error);
gboolean    hecha_db_run_script    (HechaDb      *self,
                                    const char   *script,
                                    GError      **error);
gboolean    hecha_db_exec          (HechaDb      *self,
                                    GError      **error,
                                    const char   *sql,
                                    const char   *types,
                                    ...);
gint64      hecha_db_last_id       (HechaDb      *self);
int         hecha_db_changes       (HechaDb      *self);
gboolean    hecha_db_transaction   (HechaDb      *self,
                                    HechaDbFunc   func,
                                    gpointer      data,
                                    GError      **error);
gboolean    hecha_db_try           (HechaDb      *self,
                                    HechaDbFunc   func,
                                    gpointer      data,
                                    GError      **error);
gboolean    hecha_db_in_transaction (HechaDb     *self);
gboolean    hecha_db_checkpoint    (HechaDb      *self,
                                    GError      **error);
gint64      hecha_db_int           (HechaDb      *self,
                                    gint64        fallback,
                                    const char   *sql,
                                    const char   *types,
                                    ...);
char       *hecha_db_text          (HechaDb      *self,
                                    const char   *sql,
                                    const char   *types,
                                    ...);

HechaRows  *hecha_db_query         (HechaDb      *self,
                                    const char   *sql,
                                    const char   *types,
                                    ...);
gboolean    hecha_rows_next        (HechaRows    *self);
const char *hecha_rows_text        (HechaRows    *self,
                                    int           column);
char       *hecha_rows_dup         (HechaRows    *self,
                                    int           column);
gint64      hecha_rows_int         (HechaRows    *self,
                                    int           column);
GBytes     *hecha_rows_bytes       (HechaRows    *self,
                                    int           column);
int         hecha_rows_n_columns   (HechaRows    *self);
gboolean    hecha_rows_end         (HechaRows    *self,
                                    GError      **error);
void        hecha_rows_free        (HechaRows    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRows, hecha_rows_free)

G_END_DECLS
