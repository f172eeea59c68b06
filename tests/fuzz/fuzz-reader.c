/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "pdf-form.h"

/* The PDF reader alone: every object that the cross-references name, in each
 * revision, and what its stream holds. fuzz-pdf judges what it read. */

static void
read_objects (HechaPdfFile *file)
{
  GHashTableIter iter;
  gpointer number;
  g_autoptr(GPtrArray) fields = NULL;

  g_hash_table_iter_init (&iter, hecha_pdf_file_get_entries (file));
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      const HechaPdfObject *object = hecha_pdf_file_get_object (file, GPOINTER_TO_UINT (number), NULL);
      g_autoptr(GBytes) content = object && object->is_stream ? hecha_pdf_file_decode (file, object, 1 << 16, NULL)
                                                              : NULL;
    }
  fields = hecha_pdf_form_list (file, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_new (bytes, NULL);

  for (guint i = 0; file && i < MIN (hecha_pdf_file_n_sections (file), 4); i++)
    {
      g_autoptr(HechaPdfFile) revision = hecha_pdf_file_revision (file, i, NULL);

      if (revision)
        read_objects (revision);
    }
  return 0;
}
