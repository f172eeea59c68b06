/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendars.h"

#include "device-file.h"
#include "error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define SHIPPED "/org/hecha/data/calendar/"

/* A year's table is some lines of text. */
#define LARGEST (64 * 1024)

void
hecha_calendar_table_free (HechaCalendarTable *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self->source);
  g_free (self->fault);
  g_free (self);
}

/* The user's own tables, for every workspace: a calendar is a fact of the country. */
static char *
own_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "hecha", "calendar", NULL);
}

static gboolean
take_table (JsonObject          *object,
            const char          *name,
            HechaCalendar       *calendar,
            HechaCalendarTable  *table,
            GError             **error)
{
  if (!object || !hecha_calendar_add_year (calendar, object, name, error))
    return FALSE;
  table->year = (int) hecha_json_int (object, "year", 0);
  table->source = g_strdup (hecha_json_string (object, "source"));
  return TRUE;
}

/* @text: (out) (optional): what is in the file */
static gboolean
read_file (const char          *path,
           HechaCalendar       *calendar,
           HechaCalendarTable  *table,
           char               **text,
           GError             **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(JsonObject) object = hecha_json_read (path, LARGEST, text, error);

  return take_table (object, name, calendar, table, error);
}

static gboolean
read_shipped (HechaCalendar  *calendar,
              GPtrArray      *tables,
              GError        **error)
{
  g_auto(GStrv) names = g_resources_enumerate_children (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (!names)
    return FALSE;
  for (guint i = 0; names[i]; i++)
    {
      HechaCalendarTable *table = g_new0 (HechaCalendarTable, 1);
      g_autofree char *path = g_strconcat (SHIPPED, names[i], NULL);
      g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      g_autoptr(JsonObject) object = bytes ? hecha_json_parse_object (g_bytes_get_data (bytes, NULL),
                                                                      g_bytes_get_size (bytes), names[i], error) : NULL;

      table->name = g_strdup (names[i]);
      g_ptr_array_add (tables, table);
      if (!take_table (object, names[i], calendar, table, error))
        return FALSE;
    }
  return TRUE;
}

/* A table of the user's takes the place of a shipped one of the same year. */
static void
add_own (HechaCalendar *calendar,
         GPtrArray     *tables,
         const char    *path)
{
  HechaCalendarTable *table = g_new0 (HechaCalendarTable, 1);
  g_autoptr(GError) failure = NULL;

  table->name = g_path_get_basename (path);
  table->path = g_strdup (path);
  if (!read_file (path, calendar, table, NULL, &failure))
    table->fault = g_strdup (failure->message);
  for (guint i = tables->len; table->year && i > 0; i--)
    if (((HechaCalendarTable *) tables->pdata[i - 1])->year == table->year)
      g_ptr_array_remove_index (tables, i - 1);
  g_ptr_array_add (tables, table);
}

static void
read_own (HechaCalendar *calendar,
          GPtrArray     *tables)
{
  g_autofree char *folder = own_folder ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".json"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        add_own (calendar, tables, path);
      }
}

static int
by_year (gconstpointer a,
         gconstpointer b)
{
  const HechaCalendarTable *one = *(HechaCalendarTable *const *) a, *other = *(HechaCalendarTable *const *) b;

  return one->year - other->year;
}

static HechaCalendar *
load (GPtrArray  *tables,
      GError    **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();

  if (!read_shipped (calendar, tables, error))
    return NULL;
  read_own (calendar, tables);
  return g_steal_pointer (&calendar);
}

/**
 * hecha_calendars_load:
 *
 * Returns: (transfer full) (nullable): the working days of every year whose
 *   table came with Hecha or was added; a bad table of the user's is left out, so
 *   that the shipped one of its year stands or the year is provisional, and named
 *   by hecha_calendars_list()
 */
HechaCalendar *
hecha_calendars_load (GError **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_calendar_table_free);

  return load (tables, error);
}

/**
 * hecha_calendars_list:
 *
 * Returns: (transfer full) (element-type HechaCalendarTable) (nullable): the
 *   tables that are used, and those that cannot be, by year
 */
GPtrArray *
hecha_calendars_list (GError **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_calendar_table_free);
  g_autoptr(HechaCalendar) calendar = load (tables, error);

  if (!calendar)
    return NULL;
  g_ptr_array_sort (tables, by_year);
  return g_steal_pointer (&tables);
}

/**
 * hecha_calendars_add:
 * @path: a file as data/calendar/2026.json: year, source, off[], working[]
 *
 * Checks a table and keeps it with the user's configuration; it takes the place
 * of another one of its year.
 *
 * Returns: its year; 0 with %HECHA_ERROR_INVALID or %HECHA_ERROR_IO
 */
int
hecha_calendars_add (const char  *path,
                     GError     **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  g_autoptr(HechaCalendarTable) table = g_new0 (HechaCalendarTable, 1);
  g_autofree char *folder = own_folder (), *name = NULL, *own = NULL, *text = NULL;

  if (!read_file (path, calendar, table, &text, error))
    return 0;
  name = g_strdup_printf ("%d.json", table->year);
  own = g_build_filename (folder, name, NULL);
  return hecha_config_write (own, text, error) ? table->year : 0;
}

/**
 * hecha_calendars_remove:
 *
 * Takes the user's own table of @year away; a shipped one stands again.
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where the user added none
 */
gboolean
hecha_calendars_remove (int      year,
                        GError **error)
{
  g_autofree char *folder = own_folder (), *name = g_strdup_printf ("%d.json", year);
  g_autofree char *own = g_build_filename (folder, name, NULL);

  if (g_unlink (own) == 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "No table of the working days of %d was added", year);
  return FALSE;
}
