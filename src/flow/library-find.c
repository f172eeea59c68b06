/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of library.h that finds the pack that is meant. */
#include "library-private.h"

#include "error.h"
#include "file.h"
#include "oscal-document.h"

#include <string.h>

/* "id", "id@version", or the beginning of a digest. */
static gboolean
is_wanted (const HechaPackRow *row,
           const char         *wanted)
{
  gsize length = strlen (row->id);

  if (strncmp (wanted, row->id, length) == 0 &&
      (wanted[length] == '\0' || (wanted[length] == '@' && strcmp (wanted + length + 1, row->version) == 0)))
    return TRUE;
  return strlen (wanted) >= 8 && g_str_has_prefix (row->digest, wanted);
}

/**
 * hecha_library_find:
 * @wanted: (nullable): a pack's id, its id and version as "id@version", or the
 *   beginning of its digest; %NULL for the one that fits @type
 *
 * Returns: (transfer full) (nullable): the pack; of several versions the one
 *   that was added last; %HECHA_ERROR_NOT_FOUND
 */
HechaPackRow *
hecha_library_find (HechaSession  *session,
                    const char    *wanted,
                    HechaType      type,
                    GError       **error)
{
  const char *id = wanted ? wanted : hecha_nick_text (hecha_type_nicks, type);
  g_autoptr(GPtrArray) rows = hecha_library_list (session, error);

  for (guint i = 0; rows && i < rows->len; i++)
    if (is_wanted (rows->pdata[i], id))
      return g_ptr_array_steal_index (rows, i);
  if (rows)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no checklist pack “%s” in the library", id);
  return NULL;
}

/**
 * hecha_library_file:
 *
 * Returns: (transfer full) (nullable): the file's bytes; errors as of hecha_file_read()
 */
GBytes *
hecha_library_file (const char  *path,
                    GError     **error)
{
  return hecha_file_read (path, HECHA_OSCAL_MAX_SIZE, error);
}

/**
 * hecha_library_open:
 * @wanted: as of hecha_library_find(), or the path of a bundle (.zip)
 * @level: 1 to 3, or 0 for all that the pack has
 *
 * Returns: (transfer full) (nullable): the pack as at that level
 */
HechaPack *
hecha_library_open (HechaSession  *session,
                    const char    *wanted,
                    int            level,
                    GError       **error)
{
  g_autoptr(HechaPackRow) row = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *name = g_path_get_basename (wanted);

  if (g_str_has_suffix (wanted, ".zip"))
    {
      bytes = hecha_library_file (wanted, error);
      return bytes ? hecha_library_read (bytes, name, level, error) : NULL;
    }
  row = hecha_library_find (session, wanted, HECHA_TYPE_CONNECTED, error);
  return row ? hecha_library_load (session, row->digest, level, error) : NULL;
}
