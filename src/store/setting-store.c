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
