/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HECHA_PDF_NULL,
  HECHA_PDF_BOOLEAN,
  HECHA_PDF_INTEGER,
  HECHA_PDF_REAL,
  HECHA_PDF_NAME,
  HECHA_PDF_STRING,
  HECHA_PDF_ARRAY,
  HECHA_PDF_DICTIONARY,
  HECHA_PDF_REFERENCE,
} HechaPdfType;

/**
 * HechaPdfValue:
 * @type: which of the fields below count
 * @integer: of a boolean, an integer, or the object number of a reference
 * @generation: of a reference
 * @text: of a name (without the slash, decoded), or a real as it was written
 * @string: of a string, decoded
 * @keys: (element-type utf8): of a dictionary, in the order of the file, each once
 * @items: (element-type HechaPdfValue): of an array, or the values of @keys
 * @start: where its first byte stands in what was read
 * @end: where the byte after it stands
 *
 * One value of ISO 32000-1, 7.3, other than a stream.
 */
typedef struct
{
  HechaPdfType type;
  gint64       integer;
  int          generation;
  char        *text;
  GBytes      *string;
  GPtrArray   *keys;
  GPtrArray   *items;
  gsize        start;
  gsize        end;
} HechaPdfValue;

HechaPdfValue *hecha_pdf_value_new         (HechaPdfType         type);
HechaPdfValue *hecha_pdf_value_copy        (const HechaPdfValue *self);
void           hecha_pdf_value_free        (HechaPdfValue       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPdfValue, hecha_pdf_value_free)
const HechaPdfValue *hecha_pdf_value_get   (const HechaPdfValue *self,
                                            const char          *key);
gboolean       hecha_pdf_value_is_name     (const HechaPdfValue *self,
                                            const char          *name);
char          *hecha_pdf_value_to_utf8     (const HechaPdfValue *self);
void           hecha_pdf_value_set         (HechaPdfValue       *self,
                                            const char          *key,
                                            HechaPdfValue       *value);
void           hecha_pdf_value_set_parsed  (HechaPdfValue       *self,
                                            const char          *key,
                                            const char          *text);
gboolean       hecha_pdf_value_equal       (const HechaPdfValue *a,
                                            const HechaPdfValue *b);
void           hecha_pdf_value_write       (const HechaPdfValue *self,
                                            GString             *out);
void           hecha_pdf_append_text       (GString             *out,
                                            const char          *text);

G_END_DECLS
