/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaImportColumns:
 *
 * Which column of a register is which field: guessed, and to be corrected.
 */
#define HECHA_TYPE_IMPORT_COLUMNS (hecha_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (HechaImportColumns, hecha_import_columns, HECHA, IMPORT_COLUMNS, AdwPreferencesGroup)

void  hecha_import_columns_set_preview (HechaImportColumns       *self,
                                        const HechaIntakePreview *preview);
GStrv hecha_import_columns_dup_targets (HechaImportColumns       *self);

G_END_DECLS
