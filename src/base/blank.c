/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blank.h"

/**
 * hecha_is_blank:
 * @text: (nullable): what somebody wrote, UTF-8
 *
 * Where something has to be said, spaces say nothing, of whatever width.
 *
 * Returns: whether nothing in it can be seen
 */
gboolean
hecha_is_blank (const char *text)
{
  for (; text && *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isgraph (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_is_line:
 * @text: (nullable): a name that somebody wrote
 *
 * Returns: whether it is UTF-8 on one line, and something in it can be seen
 */
gboolean
hecha_is_line (const char *text)
{
  if (!text || !g_utf8_validate (text, -1, NULL) || hecha_is_blank (text))
    return FALSE;
  for (; *text; text = g_utf8_next_char (text))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (text));

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        return FALSE;
    }
  return TRUE;
}
