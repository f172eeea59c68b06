/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"

G_BEGIN_DECLS

/**
 * HechaPdfRevision:
 *
 * An incremental update (ISO 32000-1, 7.5.6) of a file: objects are put, then
 * it is finished, then saved as a new file.
 */
typedef struct _HechaPdfRevision HechaPdfRevision;

HechaPdfRevision *hecha_pdf_revision_new      (HechaPdfFile     *base);
void              hecha_pdf_revision_free     (HechaPdfRevision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPdfRevision, hecha_pdf_revision_free)
guint             hecha_pdf_revision_reserve  (HechaPdfRevision *self);
gsize             hecha_pdf_revision_put      (HechaPdfRevision *self,
                                               guint             number,
                                               guint             generation,
                                               const GString    *body);
void              hecha_pdf_revision_finish   (HechaPdfRevision *self);
GString          *hecha_pdf_revision_get_tail (HechaPdfRevision *self);
gboolean          hecha_pdf_revision_save     (HechaPdfRevision *self,
                                               const char       *path,
                                               GError          **error);

G_END_DECLS
