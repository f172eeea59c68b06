/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-columns.h"

#include <string.h>

/* No two columns of a sheet share a name, in either language, and each has both. */
static void
test_names (void)
{
  for (guint s = 0; s < HECHA_N_PACK_SHEETS; s++)
    {
      const HechaPackSheetForm *form = &hecha_pack_sheets[s];
      g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpuint (form->n_columns, <=, 32);
      for (guint i = 0; i < form->n_columns; i++)
        {
          g_assert_false (g_str_is_ascii (form->columns[i].header.zh) && strcmp (form->columns[i].header.zh, "UUID") != 0);
          g_assert_true (g_str_is_ascii (form->columns[i].header.en));
          g_assert_true (g_hash_table_add (names, form->columns[i].header.zh));
          g_assert_true (g_hash_table_add (names, form->columns[i].header.en));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pack-columns/names", test_names);
  return g_test_run ();
}
