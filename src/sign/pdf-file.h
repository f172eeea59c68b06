/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-value.h"

G_BEGIN_DECLS

#define HECHA_PDF_OBJECT_LIMIT 8388607    /* ISO 32000-1, annex C */

/**
 * HechaPdfEntry:
 * @kind: 0 free, 1 at @offset, 2 member @index of the object stream @offset
 * @offset: a byte of the file, or the number of an object stream
 * @index: the generation of kind 0 and 1, else the place in the object stream
 *
 * What the cross-reference says of one object.
 */
typedef struct
{
  guint8  kind;
  guint64 offset;
  guint32 index;
} HechaPdfEntry;

/**
 * HechaPdfObject:
 * @value: its value; of a stream its dictionary
 * @is_stream: whether it is a stream
 * @data: where a stream's bytes begin
 * @size: how many bytes a stream has, as stored
 */
typedef struct
{
  HechaPdfValue *value;
  gboolean       is_stream;
  gsize          data;
  gsize          size;
} HechaPdfObject;

/**
 * HechaPdfFile:
 *
 * A PDF read strictly: nothing is repaired, nothing guessed, encryption is
 * refused. Bytes are mapped, not copied. For one thread at a time.
 */
typedef struct _HechaPdfFile HechaPdfFile;

HechaPdfFile         *hecha_pdf_file_open         (const char          *path,
                                                   GError             **error);
HechaPdfFile         *hecha_pdf_file_new          (GBytes              *bytes,
                                                   GError             **error);
HechaPdfFile         *hecha_pdf_file_revision     (HechaPdfFile        *self,
                                                   guint                section,
                                                   GError             **error);
HechaPdfFile         *hecha_pdf_file_prefix       (const HechaPdfFile  *self,
                                                   gsize                size,
                                                   GError             **error);
void                  hecha_pdf_file_free         (HechaPdfFile        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPdfFile, hecha_pdf_file_free)

GBytes               *hecha_pdf_file_get_bytes    (const HechaPdfFile  *self);
void                  hecha_pdf_file_forget       (const HechaPdfFile  *self,
                                                   gsize                start,
                                                   gsize                end);
void                  hecha_pdf_file_forget_objects (HechaPdfFile   *self);
gsize                 hecha_pdf_file_get_trailing (const HechaPdfFile  *self);
guint                 hecha_pdf_file_n_sections   (const HechaPdfFile  *self);
guint64               hecha_pdf_file_get_section  (const HechaPdfFile  *self,
                                                   guint                section,
                                                   gboolean            *is_stream);
const HechaPdfValue  *hecha_pdf_file_get_trailer  (const HechaPdfFile  *self);
guint                 hecha_pdf_file_get_size     (const HechaPdfFile  *self);
GHashTable           *hecha_pdf_file_get_entries  (const HechaPdfFile  *self);
const HechaPdfEntry  *hecha_pdf_file_get_entry    (const HechaPdfFile  *self,
                                                   guint                number);
const HechaPdfObject *hecha_pdf_file_get_object   (HechaPdfFile        *self,
                                                   guint                number,
                                                   GError             **error);
const HechaPdfValue  *hecha_pdf_file_resolve      (HechaPdfFile        *self,
                                                   const HechaPdfValue *value,
                                                   GError             **error);
const HechaPdfValue  *hecha_pdf_file_lookup       (HechaPdfFile        *self,
                                                   const HechaPdfValue *dictionary,
                                                   const char          *key);
GBytes               *hecha_pdf_file_decode       (HechaPdfFile        *self,
                                                   const HechaPdfObject *object,
                                                   gsize                limit,
                                                   GError             **error);

G_END_DECLS
