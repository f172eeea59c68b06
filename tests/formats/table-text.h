/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table.h"

#include <glib/gstdio.h>
#include <string.h>

/* A temporary file with the given bytes; the caller unlinks and frees. */
static inline char *
write_temp (const char *name,
            const void *data,
            gssize      size)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-XXXXXX", NULL);
  char *path = g_build_filename (dir, name, NULL);

  g_assert_true (g_file_set_contents (path, data, size, NULL));
  return path;
}

static inline void
remove_temp (char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
  g_free (path);
}

/* The selected sheet as text: "1:a|b\n3:c\n"; a cell's notes follow it in
 * braces: n number, l lossy, d date, e error, s spread. */
static inline char *
rows_text (HechaTable  *table,
           GError     **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) failure = NULL;
  HechaRow row;

  while (hecha_table_next (table, &row, &failure))
    {
      g_string_append_printf (out, "%u:", row.number);
      for (guint i = 0; i < row.n_cells; i++)
        {
          const HechaCell *cell = &row.cells[i];

          g_assert_cmpuint (strlen (cell->text), ==, cell->length);
          g_assert_true (g_utf8_validate (cell->text, -1, NULL));
          g_string_append_printf (out, "%s%s", i ? "|" : "", cell->text);
          if (cell->notes & ~HECHA_CELL_NUMBER)
            g_string_append_printf (out, "{%s%s%s%s%s}", cell->notes & HECHA_CELL_LOSSY ? "l" : "",
                                    cell->notes & HECHA_CELL_DATE ? "d" : "", cell->notes & HECHA_CELL_ERROR ? "e" : "",
                                    cell->notes & HECHA_CELL_FORMULA ? "f" : "", cell->notes & HECHA_CELL_SPREAD ? "s" : "");
        }
      g_string_append_c (out, '\n');
    }
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The first sheet of a file with these bytes. */
static inline char *
read_bytes (const char  *name,
            const void  *data,
            gssize       size,
            GError     **error)
{
  char *path = write_temp (name, data, size), *text = NULL;
  HechaTable *table = hecha_table_open (path, NULL, error);

  if (table && hecha_table_select (table, 0, error))
    text = rows_text (table, error);
  g_clear_pointer (&table, hecha_table_free);
  remove_temp (path);
  return text;
}
