/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaRevisionLook:
 * @before: the file as it was signed
 * @after: the file as it is
 * @page: the first page that looks different, from 0; -1 where none was found
 * @all: whether all pages were looked at
 *
 * A file before and after something was changed in it. Plain data; free with
 * hecha_revision_look_free().
 */
typedef struct
{
  GBytes  *before;
  GBytes  *after;
  int      page;
  gboolean all;
} HechaRevisionLook;

HechaRevisionLook *hecha_revision_look_new  (const char         *file,
                                             guint64             covers,
                                             GCancellable       *cancellable,
                                             GError            **error);
void               hecha_revision_look_free (HechaRevisionLook  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRevisionLook, hecha_revision_look_free)

G_END_DECLS
