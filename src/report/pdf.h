/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Invisible signature fields for time stamps, on the first page. */
#define HECHA_PDF_TIMESTAMP_1 "timestamp-1"
#define HECHA_PDF_TIMESTAMP_2 "timestamp-2"

gboolean hecha_pdf_finish (const char              *drawn,
                           const char              *path,
                           const HechaReportModel  *model,
                           const HechaPages        *pages,
                           const HechaReportInput  *input,
                           GError                 **error);

G_END_DECLS
