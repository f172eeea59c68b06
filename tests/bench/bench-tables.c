/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <glib/gstdio.h>

#define ROWS  "100000"
#define TURNS 3

static void
check (gboolean  good,
       GError   *error)
{
  if (!good)
    g_error ("%s", error ? error->message : "a program failed");
}

static double
time_program (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  int status;

  check (g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, &error), error);
  check (g_spawn_check_wait_status (status, &error), error);
  return (g_get_monotonic_time () - begin) / 1e6;
}

static double
time_reader (const char *path)
{
  g_autoptr(GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, &error);
  guint rows = 0;
  HechaRow row;

  check (table && hecha_table_select (table, 0, &error), error);
  while (hecha_table_next (table, &row, &error))
    rows++;
  check (!error && rows == 100001, error);
  return (g_get_monotonic_time () - begin) / 1e6;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
measure (const char        *name,
         const char        *path,
         const char *const *theirs,
         double             aim)
{
  double ratios[TURNS];

  for (int i = 0; i < TURNS; i++)
    {
      double ours = time_reader (path), other = time_program (theirs);

      g_print ("%s: ours %.2f s, %s %.2f s\n", name, ours, theirs[0], other);
      ratios[i] = ours / other;
    }
  qsort (ratios, TURNS, sizeof (double), compare);
  g_print ("%s ratio %.2f (aim %.1f)\n", name, ratios[TURNS / 2], aim);
}

/* Reading alone: csv against the sqlite3 program's import into memory, xlsx
 * against gnumeric's ssconvert to csv, 100,000 rows of twelve columns. */
int
main (int    argc,
      char **argv)
{
  g_autofree char *top = g_dir_make_tmp ("hecha-bench-XXXXXX", NULL);
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "bench", "gen-filings.py", NULL);
  g_autofree char *csv = g_build_filename (top, "filings.csv", NULL);
  g_autofree char *xlsx = g_build_filename (top, "filings.xlsx", NULL);
  g_autofree char *out = g_build_filename (top, "out.csv", NULL);
  g_autofree char *import = g_strdup_printf (".import --csv %s filings", csv);

  time_program ((const char *const[]) { script, ROWS, csv, xlsx, NULL });
  measure ("csv-reading", csv, (const char *const[]) { "sqlite3", ":memory:", import, NULL }, 0.5);
  measure ("xlsx-reading", xlsx, (const char *const[]) { "ssconvert", xlsx, out, NULL }, 0.6);
  time_program ((const char *const[]) { "rm", "-rf", top, NULL });
  return 0;
}
