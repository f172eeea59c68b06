/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scoring scheme for the seven factors of article 6: one, with the user's configuration. */
#include "scoring-scheme.h"

#include "error.h"
#include "file.h"

#include <errno.h>

#define LARGEST (64 * 1024)

static char *
own_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "hecha", "scoring.json", NULL);
}

/* @bytes: (out) (optional): what is in the file */
static HechaScoring *
read_file (const char  *path,
           GBytes     **bytes,
           GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GBytes) read = hecha_file_read (path, LARGEST, error);
  g_autoptr(JsonObject) object = NULL;

  if (!read)
    return NULL;
  object = hecha_json_parse_object (g_bytes_get_data (read, NULL), (gssize) g_bytes_get_size (read), name, error);
  if (object && bytes)
    *bytes = g_steal_pointer (&read);
  return object ? hecha_scoring_from_json (object, name, error) : NULL;
}

/**
 * hecha_scoring_scheme_load:
 *
 * Returns: (transfer full) (nullable): the scoring scheme that was imported;
 *   %HECHA_ERROR_NOT_FOUND where none was
 */
HechaScoring *
hecha_scoring_scheme_load (GError **error)
{
  g_autofree char *path = own_path ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return read_file (path, NULL, error);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "No scoring scheme was imported");
  return NULL;
}

/**
 * hecha_scoring_scheme_set:
 * @path: a scoring scheme; see hecha_scoring_from_json()
 *
 * Checks a scheme and keeps it with the user's configuration, in place of any other.
 *
 * Returns: (transfer full) (nullable): what it says
 */
HechaScoring *
hecha_scoring_scheme_set (const char  *path,
                          GError     **error)
{
  g_autofree char *own = own_path (), *folder = g_path_get_dirname (own);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaScoring) scheme = read_file (path, &bytes, error);
  g_autoptr(GError) failure = NULL;

  if (!scheme)
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents (own, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &failure))
    return g_steal_pointer (&scheme);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", own, failure ? failure->message : g_strerror (errno));
  return NULL;
}
