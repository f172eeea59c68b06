/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setting-store.h"

/**
 * hecha_setting_store_get:
 *
 * Returns: (transfer full) (nullable): the value; %NULL where it was never set
 */
char *
hecha_setting_store_get (HechaDb    *db,
                         const char *name)
{
  return hecha_db_text (db, "SELECT value FROM setting WHERE name = ?", "s", name);
}

/**
 * hecha_setting_store_list:
 * @prefix: ASCII
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the values of the settings
 *   whose names begin with @prefix, by name
 */
GPtrArray *
hecha_setting_store_list (HechaDb     *db,
                          const char  *prefix,
                          GError     **error)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT value FROM setting WHERE substr (name, 1, length (?1)) = ?1"
                                              "  ORDER BY name", "s", prefix);

  while (hecha_rows_next (rows))
    g_ptr_array_add (values, hecha_rows_dup (rows, 0));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&values) : NULL;
}

/**
 * hecha_setting_store_set:
 * @value: (nullable): %NULL takes it away
 */
gboolean
hecha_setting_store_set (HechaDb     *db,
                         const char  *name,
                         const char  *value,
                         GError     **error)
{
  if (!value)
    return hecha_db_exec (db, error, "DELETE FROM setting WHERE name = ?", "s", name);
  return hecha_db_exec (db, error, "INSERT INTO setting (name, value) VALUES (?, ?)"
                        "  ON CONFLICT (name) DO UPDATE SET value = excluded.value", "ss", name, value);
}
