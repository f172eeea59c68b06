/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_PDF_ATTACHMENT_LIMIT (64 * 1024 * 1024)

/**
 * HechaPdfInfo:
 * @n_pages: pages
 * @fields: (array zero-terminated=1): full names of its signature fields, in the form's order
 * @is_signed: (array): for each of @fields whether it is filled; says nothing of validity
 * @attachments: (array zero-terminated=1): names of the embedded files, in the order of the file
 *
 * What a PDF holds. Plain data; free with hecha_pdf_info_free().
 */
typedef struct
{
  guint     n_pages;
  GStrv     fields;
  gboolean *is_signed;
  GStrv     attachments;
} HechaPdfInfo;

HechaPdfInfo *hecha_pdf_info_read       (const char    *path,
                                         GError       **error);
void          hecha_pdf_info_free       (HechaPdfInfo  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPdfInfo, hecha_pdf_info_free)
GBytes       *hecha_pdf_read_attachment (const char    *path,
                                         const char    *name,
                                         gsize          limit,
                                         GError       **error);

G_END_DECLS
