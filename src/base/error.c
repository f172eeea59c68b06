/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"

G_DEFINE_QUARK (hecha-error-quark, hecha_error)

/**
 * hecha_refuse:
 * @format: why, as for printf()
 *
 * Says %HECHA_ERROR_REFUSED: for a function that checks and has nothing to free.
 *
 * Returns: %FALSE
 */
gboolean
hecha_refuse (GError     **error,
              const char  *format,
              ...)
{
  va_list words;

  va_start (words, format);
  g_propagate_error (error, g_error_new_valist (HECHA_ERROR, HECHA_ERROR_REFUSED, format, words));
  va_end (words);
  return FALSE;
}
