/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaDocumentsDialog:
 *
 * The documents of a visit beside its report, or of the verification of a filing:
 * which there are, each one's pages, and a copy of it.
 */
#define HECHA_TYPE_DOCUMENTS_DIALOG (hecha_documents_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaDocumentsDialog, hecha_documents_dialog, HECHA, DOCUMENTS_DIALOG, HechaDialog)

HechaDocumentsDialog *hecha_documents_dialog_new (GtkWindow    *parent,
                                                  HechaSession *session,
                                                  const char   *case_uuid);
HechaDocumentsDialog *hecha_documents_dialog_new_for_filing (GtkWindow    *parent,
                                                             HechaSession *session,
                                                             const char   *code,
                                                             HechaType     type);

G_END_DECLS
