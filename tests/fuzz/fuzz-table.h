/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-table.h"
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Reads a file with these bytes twice: row by row, and as filings. */
static inline void
fuzz_table (const void *data,
            gsize       size)
{
  int fd = memfd_create ("table", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = NULL;

  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  table = hecha_table_open (path, NULL, &error);
  close (fd);
  g_assert_true ((table == NULL) == (error != NULL));
  for (guint i = 0; table && i < hecha_table_n_sheets (table); i++)
    {
      g_autoptr(HechaFilingTable) filings = NULL;
      HechaFilingEntry *entry;
      guint last = 0;
      HechaRow row;

      g_clear_error (&error);
      if (!hecha_table_select (table, i, &error))
        continue;
      while (hecha_table_next (table, &row, &error))
        {
          g_assert_cmpuint (row.number, >=, last);
          g_assert_cmpuint (row.n_cells, <=, HECHA_TABLE_MAX_COLUMNS);
          last = row.number;
          for (guint c = 0; c < row.n_cells; c++)
            {
              g_assert_cmpuint (strlen (row.cells[c].text), ==, row.cells[c].length);
              g_assert_true (g_utf8_validate (row.cells[c].text, -1, NULL));
            }
        }
      g_clear_error (&error);
      filings = hecha_filing_table_open (table, i, &error);
      while (filings && hecha_filing_table_next (filings, &entry, &error))
        {
          g_assert_cmpint (entry->refused, ==, entry->filings->len == 0);
          hecha_filing_entry_free (entry);
        }
    }
}
