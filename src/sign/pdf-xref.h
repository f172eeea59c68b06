/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-cursor.h"
#include "pdf-file.h"

/* For pdf-file.c: the cross-reference with all its sections. */

typedef struct
{
  guint64  offset;
  gboolean is_stream;
} HechaPdfSection;

typedef struct
{
  GArray        *sections;      /* HechaPdfSection, newest first */
  GHashTable    *entries;       /* number → HechaPdfEntry */
  HechaPdfValue *trailer;       /* the newest */
  guint          size;
} HechaPdfXref;

gboolean hecha_pdf_xref_load        (HechaPdfXref        *self,
                                     const guint8        *data,
                                     gsize                size,
                                     guint64              start,
                                     GError             **error);
void     hecha_pdf_xref_clear       (HechaPdfXref        *self);
gboolean hecha_pdf_read_object_head (HechaPdfCursor      *cursor,
                                     guint                number,
                                     guint                generation,
                                     GError             **error);
GBytes  *hecha_pdf_decode           (HechaPdfFile        *file,
                                     const HechaPdfValue *dictionary,
                                     const guint8        *data,
                                     gsize                size,
                                     gsize                limit,
                                     GError             **error);
