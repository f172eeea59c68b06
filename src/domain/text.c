/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text.h"

/**
 * hecha_language_from_text:
 * @text: (nullable): a language tag, such as zh-CN or en
 *
 * Returns: English for a tag that begins with "en", else Chinese
 */
HechaLanguage
hecha_language_from_text (const char *text)
{
  return text && g_str_has_prefix (text, "en") ? HECHA_LANGUAGE_EN : HECHA_LANGUAGE_ZH;
}

/**
 * hecha_language_to_text:
 *
 * Returns: (transfer none): the BCP 47 tag
 */
const char *
hecha_language_to_text (HechaLanguage language)
{
  return language == HECHA_LANGUAGE_EN ? "en" : "zh-CN";
}

/**
 * hecha_text_get:
 *
 * Returns: (transfer none): the words in @language, else in the other one,
 *   else the empty text
 */
const char *
hecha_text_get (const HechaText *self,
                HechaLanguage    language)
{
  const char *first = language == HECHA_LANGUAGE_EN ? self->en : self->zh;
  const char *second = language == HECHA_LANGUAGE_EN ? self->zh : self->en;

  return first && *first ? first : second ? second : "";
}

/**
 * hecha_text_copy:
 * @to: (out caller-allocates): overwritten, not cleared
 */
void
hecha_text_copy (const HechaText *from,
                 HechaText       *to)
{
  to->zh = g_strdup (from->zh);
  to->en = g_strdup (from->en);
}

void
hecha_text_clear (HechaText *self)
{
  g_clear_pointer (&self->zh, g_free);
  g_clear_pointer (&self->en, g_free);
}

gboolean
hecha_text_is_empty (const HechaText *self)
{
  return !(self->zh && *self->zh) && !(self->en && *self->en);
}

/**
 * hecha_text_to_json:
 *
 * Returns: (transfer full): an object with the members zh and en where there are any
 */
JsonObject *
hecha_text_to_json (const HechaText *self)
{
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "zh", self->zh);
  hecha_json_set_string (object, "en", self->en);
  return object;
}

/**
 * hecha_text_from_json:
 * @object: (nullable): as hecha_text_to_json() makes it
 * @self: (out caller-allocates): overwritten
 */
void
hecha_text_from_json (JsonObject *object,
                      HechaText  *self)
{
  self->zh = g_strdup (hecha_json_string (object, "zh"));
  self->en = g_strdup (hecha_json_string (object, "en"));
}
