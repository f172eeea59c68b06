/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-check.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaDocumentRow:
 * @id: names it, such as risk-notice
 * @language: its language
 * @title: of the template, its fields not filled
 * @use: (nullable): evaluation, inspection, visit (either) or filing
 * @own: whether it is the workspace's own
 * @fault: (nullable): why it cannot be used, with file and line
 * @sha256: (nullable): of the bytes, where it was issued and is kept as it was
 * @case_uuid: (nullable): the visit that it is of, among those of a filing
 * @number: (nullable): of what was issued, or of the visit
 * @on: (nullable): its day
 *
 * A document that can be made, or was.
 */
typedef struct
{
  char          *id;
  HechaLanguage  language;
  char          *title;
  char          *use;
  gboolean       own;
  char          *fault;
  char          *sha256;
  char          *case_uuid;
  char          *number;
  char          *on;
} HechaDocumentRow;

/**
 * HechaDocumentOrder:
 * @id: of the template
 * @case_uuid: (nullable): the visit that it is about; or else
 * @code: (nullable): the enterprise whose filing it is about
 * @type: which filing
 * @language: of the document, where it is about a filing, or @other_language
 * @other_language: whether @language counts instead of the visit's
 */
typedef struct
{
  const char    *id;
  const char    *case_uuid;
  const char    *code;
  HechaType      type;
  HechaLanguage  language;
  gboolean       other_language;
} HechaDocumentOrder;

void       hecha_document_row_free   (HechaDocumentRow          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDocumentRow, hecha_document_row_free)
GPtrArray *hecha_documents_list      (HechaSession              *session,
                                      GError                   **error);
GPtrArray *hecha_documents_of_visit  (HechaSession              *session,
                                      const char                *case_uuid,
                                      GError                   **error);
GPtrArray *hecha_documents_of_filing (HechaSession              *session,
                                      const char                *code,
                                      HechaType                  type,
                                      HechaLanguage              language,
                                      GError                   **error);
GBytes    *hecha_documents_issued    (HechaSession              *session,
                                      const char                *sha256,
                                      GError                   **error);
GPtrArray *hecha_documents_check     (HechaSession              *session,
                                      const char                *id_or_path,
                                      HechaLanguage              language,
                                      GError                   **error);
char      *hecha_documents_customise (HechaSession              *session,
                                      const char                *id,
                                      HechaLanguage              language,
                                      GError                   **error);
gboolean   hecha_documents_make      (HechaSession              *session,
                                      const HechaDocumentOrder  *order,
                                      const char                *path,
                                      guint                     *n_pages,
                                      GCancellable              *cancellable,
                                      GError                   **error);
GBytes    *hecha_documents_preview   (HechaSession              *session,
                                      const HechaDocumentOrder  *order,
                                      GCancellable              *cancellable,
                                      GError                   **error);
GBytes    *hecha_documents_notice    (HechaSession              *session,
                                      const HechaFiling         *filing,
                                      const HechaFilingCheck    *check,
                                      HechaLanguage              language,
                                      GError                   **error);
const char *const *hecha_documents_fields (void);

G_END_DECLS
