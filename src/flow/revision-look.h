/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaRevisionLook:
 * @before: the file as it was signed
 * @after: the file as it is
 * @pages: (element-type guint): the pages that look different, from 1
 * @all: whether all pages were looked at
 *
 * A file before and after something was changed in it. Plain data; free with
 * hecha_revision_look_free().
 */
typedef struct
{
  GBytes  *before;
  GBytes  *after;
  GArray  *pages;
  gboolean all;
} HechaRevisionLook;

HechaRevisionLook *hecha_revision_look_new  (const char         *file,
                                             guint64             covers,
                                             GCancellable       *cancellable,
                                             GError            **error);
HechaRevisionLook *hecha_revision_look_at   (GBytes             *file,
                                             guint64             covers,
                                             GCancellable       *cancellable,
                                             GError            **error);
void               hecha_revision_look_free (HechaRevisionLook  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRevisionLook, hecha_revision_look_free)

G_END_DECLS
