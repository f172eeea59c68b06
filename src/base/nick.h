/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaNick:
 * @value: an enum's value
 * @text: its name on disk and on the command line; frozen once released
 *
 * One row of an enum's table of names. A table ends with a %NULL @text.
 */
typedef struct
{
  int         value;
  const char *text;
} HechaNick;

const char *hecha_nick_text  (const HechaNick *table,
                              int              value);
gboolean    hecha_nick_value (const HechaNick *table,
                              const char      *text,
                              int             *value);

G_END_DECLS
