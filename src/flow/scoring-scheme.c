/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scoring scheme for the seven factors of article 6: one, with the user's configuration. */
#include "scoring-scheme.h"

#include "device-file.h"
#include "error.h"

#define LARGEST (64 * 1024)

static char *
own_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "hecha", "scoring.json", NULL);
}

/* @text: (out) (optional): what is in the file */
static HechaScoring *
read_file (const char  *path,
           char       **text,
           GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(JsonObject) object = hecha_json_read (path, LARGEST, text, error);

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
  g_autofree char *own = own_path (), *text = NULL;
  g_autoptr(HechaScoring) scheme = read_file (path, &text, error);

  return scheme && hecha_config_write (own, text, error) ? g_steal_pointer (&scheme) : NULL;
}
