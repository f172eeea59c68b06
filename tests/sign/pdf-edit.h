/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Changing a PDF with a cross-reference table as an attacker would: by its text. */

typedef struct
{
  guint number;
  const char *text;             /* of the object; %NULL frees it */
} PdfUpdate;

gsize find_first    (const GString *data,
                     const char    *part);
gsize find_last     (const GString *data,
                     const char    *part);
guint number_after  (const GString *data,
                     const char    *key);
char *object_text   (const GString *data,
                     guint          number);
guint object_around (const GString *data,
                     gsize          at);
void  replace_text  (char         **text,
                     const char    *from,
                     const char    *to);
void  append_section (GString      *data,
                      const char   *rows,
                      const char   *entries,
                      guint         size);
void  update_object (GString       *data,
                     guint          number,
                     const char    *text);
void  update_objects (GString         *data,
                      const PdfUpdate *updates,
                      gsize            n);
