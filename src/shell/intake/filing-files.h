/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaFilingFiles:
 *
 * The files that an enterprise handed in with a filing: each opens, more are
 * attached, and one that does not belong there is removed.
 */
#define HECHA_TYPE_FILING_FILES (hecha_filing_files_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingFiles, hecha_filing_files, HECHA, FILING_FILES, AdwPreferencesGroup)

GtkWidget *hecha_filing_files_new    (HechaSession      *session,
                                      const char        *code,
                                      HechaType          type,
                                      GPtrArray         *files);
void       hecha_filing_files_attach (HechaFilingFiles  *self,
                                      const char *const *paths);

G_END_DECLS
