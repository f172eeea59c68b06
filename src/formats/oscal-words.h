/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oscal-document.h"

G_BEGIN_DECLS

/**
 * HechaOscalWords:
 * @document: where the words stand
 * @params: (element-type utf8 JsonObject): parameters by id
 * @path: the place, for errors
 * @budget: (inout): bytes that may still be made; parameters multiply
 *
 * What it takes to turn the prose of a control into plain words.
 */
typedef struct
{
  HechaOscalDocument *document;
  GHashTable         *params;
  const char         *path;
  gsize              *budget;
} HechaOscalWords;

char     *hecha_oscal_words_insert (const HechaOscalWords  *self,
                                    const char             *prose,
                                    GError                **error);
gboolean  hecha_oscal_words_part   (const HechaOscalWords  *self,
                                    JsonObject             *part,
                                    HechaText              *text,
                                    GError                **error);
gboolean  hecha_oscal_words_tree   (const HechaOscalWords  *self,
                                    JsonObject             *part,
                                    HechaText              *text,
                                    GError                **error);

G_END_DECLS
