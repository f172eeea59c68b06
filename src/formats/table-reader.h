/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table.h"

G_BEGIN_DECLS

/* What table.c and the kinds of file agree on; nobody else includes this. */

typedef struct
{
  char    *name;
  gboolean hidden;
} HechaSheet;

/**
 * HechaTableSource:
 * @fd: open for reading, owned by the table
 * @size: bytes of the file
 * @name: the file's name, for errors
 * @sheets: (element-type HechaSheet): filled by the kind's open function
 */
typedef struct
{
  int           fd;
  guint64       size;
  char         *name;
  GCancellable *cancellable;
  GArray       *sheets;
} HechaTableSource;

typedef struct
{
  gpointer (*open)     (HechaTableSource *source, GError **error);
  gboolean (*select)   (gpointer reader, guint sheet, GError **error);
  gboolean (*next)     (gpointer reader, HechaRow *row, GError **error);
  double   (*progress) (gpointer reader);
  void     (*free)     (gpointer reader);
} HechaTableReader;

extern const HechaTableReader hecha_csv_reader;
extern const HechaTableReader hecha_xlsx_reader;
extern const HechaTableReader hecha_rows_json_reader;

void hecha_table_source_add_sheet (HechaTableSource *source,
                                   const char       *name,
                                   gboolean          hidden);

G_END_DECLS
