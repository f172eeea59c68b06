/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report-model.h"
#include "report.h"

G_BEGIN_DECLS

gboolean hecha_report_write_model (const char              *path,
                                   const HechaReportModel  *model,
                                   const HechaReportInput  *input,
                                   guint                   *n_pages,
                                   GCancellable            *cancellable,
                                   GError                 **error);

G_END_DECLS
