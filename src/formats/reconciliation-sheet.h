/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reconciliation.h"

G_BEGIN_DECLS

gboolean hecha_reconciliation_sheet_write (const HechaReconciliation *list,
                                           const char                *path,
                                           HechaLanguage              language,
                                           GError                   **error);

G_END_DECLS
