/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/**
 * HechaLanguage:
 *
 * The languages that a case, and so its report, can be in.
 */
typedef enum
{
  HECHA_LANGUAGE_ZH,
  HECHA_LANGUAGE_EN,
} HechaLanguage;

/**
 * HechaText:
 * @zh: (nullable): Chinese
 * @en: (nullable): English
 *
 * The same words in both languages. A foreign catalog usually has one of them.
 */
typedef struct
{
  char *zh;
  char *en;
} HechaText;

HechaLanguage hecha_language_from_text (const char      *text);
const char   *hecha_language_to_text   (HechaLanguage    language);
const char   *hecha_text_get           (const HechaText *self,
                                        HechaLanguage    language);
void          hecha_text_copy          (const HechaText *from,
                                        HechaText       *to);
void          hecha_text_clear         (HechaText       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaText, hecha_text_clear)
gboolean      hecha_text_is_empty      (const HechaText *self);
JsonObject   *hecha_text_to_json       (const HechaText *self);
void          hecha_text_from_json     (JsonObject      *object,
                                        HechaText       *self);

G_END_DECLS
