/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-file.h"

G_BEGIN_DECLS

guint hecha_pdf_history_count       (const HechaPdfFile *file);
guint hecha_pdf_history_find_change (HechaPdfFile       *file,
                                     gsize               covers);

G_END_DECLS
