/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nick.h"

#include <string.h>

/**
 * hecha_nick_text:
 * @table: the enum's names
 * @value: a value that the table holds
 *
 * Returns: (transfer none): the name of @value. Never %NULL: a value without a
 *   name is a programming error.
 */
const char *
hecha_nick_text (const HechaNick *table,
                 int              value)
{
  for (; table->text; table++)
    if (table->value == value)
      return table->text;
  g_return_val_if_reached ("");
}

/**
 * hecha_nick_value:
 * @table: the enum's names
 * @text: (nullable): a name, from outside
 * @value: (out): the value; untouched on failure
 *
 * Returns: whether @text is one of the names
 */
gboolean
hecha_nick_value (const HechaNick *table,
                  const char      *text,
                  int             *value)
{
  for (; text && table->text; table++)
    if (strcmp (table->text, text) == 0)
      {
        *value = table->value;
        return TRUE;
      }
  return FALSE;
}
