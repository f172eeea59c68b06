/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendars.h"

#include <gio/gio.h>

#define SHIPPED "/org/hecha/data/calendar/"

static gboolean
add_table (HechaCalendar *calendar,
           const char    *name,
           GError       **error)
{
  g_autofree char *path = g_strconcat (SHIPPED, name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(JsonObject) table = NULL;

  if (!bytes)
    return FALSE;
  table = hecha_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name, error);
  return table && hecha_calendar_add_year (calendar, table, name, error);
}

/**
 * hecha_calendars_load:
 *
 * Returns: (transfer full) (nullable): the working days of every year whose
 *   table came with Hecha; %NULL with %HECHA_ERROR_INVALID for a bad table
 */
HechaCalendar *
hecha_calendars_load (GError **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  g_auto(GStrv) names = g_resources_enumerate_children (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (!names)
    return NULL;
  for (guint i = 0; names[i]; i++)
    if (!add_table (calendar, names[i], error))
      return NULL;
  return g_steal_pointer (&calendar);
}
