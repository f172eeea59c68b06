/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define FILES 300
#define TOTAL 1000000000
#define TURNS 3

static void
check (gboolean  good,
       GError   *error)
{
  if (!good)
    g_error ("%s", error ? error->message : "a program failed");
}

/* xorshift64*: nothing that a file system could compress or leave out. */
static void
fill (guint64 *words,
      gsize    count)
{
  static guint64 state = 88172645463325252u;

  for (gsize i = 0; i < count; i++)
    {
      state ^= state >> 12;
      state ^= state << 25;
      state ^= state >> 27;
      words[i] = state * 2685821657736338717u;
    }
}

static GPtrArray *
make_files (const char *dir)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  gsize size = TOTAL / FILES;
  g_autofree guint64 *content = g_malloc (size + 8);

  check (g_mkdir (dir, 0700) == 0, NULL);
  for (int i = 0; i < FILES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%03d.bin", dir, i);
      g_autoptr(GError) error = NULL;

      fill (content, size / 8 + 1);
      check (g_file_set_contents_full (path, (const char *) content, size, G_FILE_SET_CONTENTS_NONE, 0600, &error),
             error);
      g_ptr_array_add (files, g_file_new_for_path (path));
    }
  return files;
}

static void
run (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  check (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, &error), error);
  check (g_spawn_check_wait_status (status, &error), error);
}

static double
time_programs (const char *from,
               const char *to)
{
  const char *const copy[] = { "cp", "-r", from, to, NULL };
  const char *const save[] = { "sync", NULL };
  const char *const digest[] = { "sh", "-c", "sha256sum \"$0\"/*", to, NULL };
  gint64 begin;

  sync ();
  begin = g_get_monotonic_time ();
  run (copy);
  run (save);
  run (digest);
  return (g_get_monotonic_time () - begin) / 1e6;
}

static double
time_vault (GPtrArray  *files,
            const char *dir)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) entries = NULL;
  g_autoptr(HechaVault) vault = NULL;
  gint64 begin;

  sync ();
  begin = g_get_monotonic_time ();
  vault = hecha_vault_open (dir, &error);
  check (vault != NULL, error);
  entries = hecha_vault_import_many (vault, files, TOTAL, NULL, NULL, NULL, &error);
  check (entries != NULL, error);
  return (g_get_monotonic_time () - begin) / 1e6;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Evidence taken in by the vault, against cp, sync and sha256sum of the same files. */
int
main (int    argc,
      char **argv)
{
  g_autofree char *top = g_dir_make_tmp ("hecha-bench-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (top, "from", NULL);
  g_autofree char *to = g_build_filename (top, "to", NULL);
  g_autofree char *vault = g_build_filename (top, "vault", NULL);
  g_autoptr(GPtrArray) files = make_files (from);
  double ratios[TURNS];

  for (int i = 0; i < TURNS; i++)
    {
      double ours = time_vault (files, vault);
      double theirs = time_programs (from, to);

      g_print ("vault %.2f s, cp + sync + sha256sum %.2f s\n", ours, theirs);
      ratios[i] = ours / theirs;
      run ((const char *const[]) { "rm", "-rf", vault, to, NULL });
    }
  run ((const char *const[]) { "rm", "-rf", top, NULL });
  qsort (ratios, TURNS, sizeof (double), compare);
  g_print ("evidence-import ratio %.2f (aim 0.7)\n", ratios[TURNS / 2]);
  return 0;
}
