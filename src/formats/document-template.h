/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"
#include "paper.h"

G_BEGIN_DECLS

/* No template of ours comes near; beyond it a file is none. */
#define HECHA_DOCUMENT_TEMPLATE_LARGEST (256 * 1024)

/**
 * HechaDocumentTemplate:
 *
 * The words of a document with {fields} in them. See data/documents/README.md
 * for the grammar.
 */
typedef struct _HechaDocumentTemplate HechaDocumentTemplate;

HechaDocumentTemplate *hecha_document_template_parse (const char                   *text,
                                                      gsize                         length,
                                                      const char                   *name,
                                                      const char *const            *vocabulary,
                                                      GError                      **error);
GPtrArray             *hecha_document_template_check (const char                   *text,
                                                      gsize                         length,
                                                      const char                   *name,
                                                      const char *const            *vocabulary);
void                   hecha_document_template_free  (HechaDocumentTemplate        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDocumentTemplate, hecha_document_template_free)
const char            *hecha_document_template_get   (const HechaDocumentTemplate  *self,
                                                      const char                   *key);
HechaPaper            *hecha_document_template_fill  (const HechaDocumentTemplate  *self,
                                                      HechaLanguage                 language,
                                                      JsonObject                   *values,
                                                      GError                      **error);

G_END_DECLS
