/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-value.h"

G_BEGIN_DECLS

/**
 * HechaPdfCursor:
 * @data: (array length=size): what is read
 * @position: the next byte
 */
typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         position;
} HechaPdfCursor;

void           hecha_pdf_skip_space    (HechaPdfCursor  *cursor);
gboolean       hecha_pdf_skip_word     (HechaPdfCursor  *cursor,
                                        const char      *word);
gboolean       hecha_pdf_read_unsigned (HechaPdfCursor  *cursor,
                                        guint64          limit,
                                        guint64         *value);
HechaPdfValue *hecha_pdf_read_value    (HechaPdfCursor  *cursor,
                                        GError         **error);

G_END_DECLS
