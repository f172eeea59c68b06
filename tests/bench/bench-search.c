/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "some-filings.h"

#include "migrations.h"

#define ROWS  100000
#define TURNS 7
#define FRAME 16.0  /* milliseconds: a picture of the screen */

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
time_search (HechaDb    *db,
             const char *search,
             guint      *found)
{
  HechaFilingFilter query = { .search = search, .limit = 50 };
  double times[TURNS];

  for (int i = 0; i < TURNS; i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 begin = g_get_monotonic_time ();
      g_autoptr(GArray) ids = hecha_filing_store_query (db, &query, &error);

      times[i] = (g_get_monotonic_time () - begin) / 1e3;
      if (!ids)
        g_error ("%s", error->message);
      *found = ids->len;
    }
  qsort (times, TURNS, sizeof (double), compare);
  return times[TURNS / 2];
}

/* The first 50 of 100,000 filings, for a search of one or two characters. */
int
main (int    argc,
      char **argv)
{
  static const char *const searches[] = { "公", "公司", "有限", "龙", "龙华", "南京", "机", "机械", "集团", "王", "王龙",
                                          "阀", "9", "91", "1", "13", "3" };
  g_autofree char *dir = g_dir_make_tmp ("hecha-bench-XXXXXX", NULL), *path = g_build_filename (dir, "hecha.db", NULL);
  g_autoptr(GPtrArray) filings = some_filings (ROWS);
  g_autoptr(GError) error = NULL;
  HechaDb *db = hecha_db_open (path, NULL, &error);
  double worst = 0;

  if (!db || !hecha_db_migrate (db, &error))
    g_error ("%s", error->message);
  import_filings (db, filings);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      guint found;
      double time = time_search (db, searches[i], &found);

      g_print ("%s: %u ids in %.1f ms\n", searches[i], found, time);
      worst = MAX (worst, time);
    }
  hecha_db_close (db);
  g_spawn_sync (NULL, (char *[]) { "rm", "-rf", dir, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_print ("search-frame ratio %.2f (aim 1.0)\n", worst / FRAME);
  return 0;
}
