/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"

/* For the sources of this folder: the catalog, and trees of pages and of names. */

const HechaPdfValue *hecha_pdf_file_get_catalog (HechaPdfFile  *file,
                                                 GError       **error);

gboolean   hecha_pdf_count_pages      (HechaPdfFile  *file,
                                       guint         *n_pages,
                                       GError       **error);
GArray    *hecha_pdf_list_pages       (HechaPdfFile  *file,
                                       GError       **error);
GPtrArray *hecha_pdf_list_attachments (HechaPdfFile  *file,
                                       GError       **error);

/**
 * HechaPdfAttachment:
 * @name: of the file
 * @stream: the object that holds it
 */
typedef struct
{
  char *name;
  guint stream;
} HechaPdfAttachment;
