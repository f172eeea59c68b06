/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaTextInput:
 *
 * A file of foreign text as a stream of UTF-8. The encoding is UTF-8 or UTF-16
 * by its mark, else UTF-8 if the first text beyond ASCII is UTF-8, else GB18030.
 */
typedef struct _HechaTextInput HechaTextInput;

HechaTextInput *hecha_text_input_new      (int              fd,
                                           const char      *name,
                                           GCancellable    *cancellable,
                                           GError         **error);
void            hecha_text_input_free     (HechaTextInput  *self);
const char     *hecha_text_input_encoding (HechaTextInput  *self);
gssize          hecha_text_input_read     (HechaTextInput  *self,
                                           char            *out,
                                           gsize            size,
                                           GError         **error);
gboolean        hecha_text_input_check    (HechaTextInput  *self,
                                           guint            row,
                                           GError         **error);
guint64         hecha_text_input_offset   (HechaTextInput  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTextInput, hecha_text_input_free)

G_END_DECLS
