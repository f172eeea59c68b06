/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What the files of db.h share: the connection and its prepared statements. */

struct _HechaDb
{
  sqlite3    *handle;
  char       *path;
  char       *vfs;
  GThread    *owner;
  GHashTable *statements;  /* SQL text → HechaDbStatement */
  gboolean    joined;      /* inside hecha_db_transaction() */
  gboolean    doomed;      /* a nested part failed */
};

typedef struct
{
  sqlite3_stmt *handle;
  gboolean      busy;
} HechaDbStatement;

int               hecha_db_define_functions (HechaDb           *self);
gboolean          hecha_db_set_error (HechaDb                  *self,
                                      int                       code,
                                      GError                  **error);
HechaDbStatement *hecha_db_prepare   (HechaDb                  *self,
                                      const char               *sql,
                                      gboolean                 *cached,
                                      int                      *code);
void              hecha_db_release   (HechaDbStatement         *statement,
                                      gboolean                  cached);
void              hecha_db_bind      (HechaDbStatement         *statement,
                                      sqlite3_destructor_type   keep,
                                      const char               *types,
                                      va_list                  *values);

G_END_DECLS
