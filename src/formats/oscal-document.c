/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-document.h"

#include "error.h"

#include <string.h>

/**
 * hecha_oscal_is_own:
 * @object: a prop or a part
 *
 * Returns: whether its name is one of our namespace
 */
gboolean
hecha_oscal_is_own (JsonObject *object)
{
  return g_strcmp0 (hecha_json_string (object, "ns"), HECHA_OSCAL_NS) == 0;
}

/**
 * hecha_oscal_prop:
 * @holder: (nullable): an object that may have props
 *
 * Returns: (transfer none) (nullable): the value of the prop @name of any
 *   namespace but ours; one without a class goes before one with
 */
const char *
hecha_oscal_prop (JsonObject *holder,
                  const char *name)
{
  JsonArray *props = hecha_json_array (holder, "props");
  const char *found = NULL;

  for (guint i = 0; props && i < json_array_get_length (props); i++)
    {
      JsonObject *prop = hecha_json_element (props, i);

      if (g_strcmp0 (hecha_json_string (prop, "name"), name) != 0 || hecha_oscal_is_own (prop))
        continue;
      if (!hecha_json_string (prop, "class"))
        return hecha_json_string (prop, "value");
      if (!found)
        found = hecha_json_string (prop, "value");
    }
  return found;
}

static const char *
own_prop (JsonObject *holder,
          const char *name,
          gboolean    english)
{
  JsonArray *props = hecha_json_array (holder, "props");

  for (guint i = 0; props && i < json_array_get_length (props); i++)
    {
      JsonObject *prop = hecha_json_element (props, i);

      if (hecha_oscal_is_own (prop) && g_strcmp0 (hecha_json_string (prop, "name"), name) == 0 &&
          (g_strcmp0 (hecha_json_string (prop, "class"), "en") == 0) == english)
        return hecha_json_string (prop, "value");
    }
  return NULL;
}

/**
 * hecha_oscal_own_prop:
 * @holder: (nullable): an object that may have props
 *
 * Returns: (transfer none) (nullable): the value of the prop @name of our
 *   namespace, in the document's main language
 */
const char *
hecha_oscal_own_prop (JsonObject *holder,
                      const char *name)
{
  return own_prop (holder, name, FALSE);
}

static gboolean
has_han (const char *words)
{
  for (const char *p = words; *p; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/**
 * hecha_oscal_document_slot:
 * @words: something that the document says in its main language
 *
 * Returns: (transfer none): the member of @text that @words belong in. A
 *   document that does not declare its language is told word by word: what has
 *   a Han character is Chinese.
 */
char **
hecha_oscal_document_slot (const HechaOscalDocument *self,
                           HechaText                *text,
                           const char               *words)
{
  gboolean chinese = self->language ? hecha_language_from_text (self->language) == HECHA_LANGUAGE_ZH
                                    : has_han (words);

  return chinese ? &text->zh : &text->en;
}

static void
set_text (const HechaOscalDocument *document,
          const char               *main,
          const char               *english,
          HechaText                *text)
{
  if (main)
    *hecha_oscal_document_slot (document, text, main) = g_strdup (main);
  if (english && !text->en)
    text->en = g_strdup (english);
}

/**
 * hecha_oscal_own_text:
 * @text: (out caller-allocates): must be empty; the prop @name of our
 *   namespace, with the one of class "en" beside it
 */
void
hecha_oscal_own_text (const HechaOscalDocument *document,
                      JsonObject               *holder,
                      const char               *name,
                      HechaText                *text)
{
  set_text (document, own_prop (holder, name, FALSE), own_prop (holder, name, TRUE), text);
}

/**
 * hecha_oscal_title:
 * @holder: metadata, a group or a control
 * @text: (out caller-allocates): must be empty; its title, with our prop
 *   "title" of class "en" beside it
 */
void
hecha_oscal_title (const HechaOscalDocument *document,
                   JsonObject               *holder,
                   HechaText                *text)
{
  set_text (document, hecha_json_string (holder, "title"), own_prop (holder, "title", TRUE), text);
}

static gboolean
check_version (const char  *name,
               const char  *version,
               GError     **error)
{
  const char *digits = version && *version == 'v' ? version + 1 : version;

  if (digits && g_str_has_prefix (digits, "1.") && g_ascii_isdigit (digits[2]) && !strstr (digits, "ilestone"))
    {
      if (digits[2] <= '2' && !g_ascii_isdigit (digits[3]))
        return TRUE;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_NEW,
                   "%s: metadata.oscal-version is %.40s; 1.0 to 1.2 can be read", name, version);
      return FALSE;
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED,
               "%s: metadata.oscal-version is %.40s; 1.0 to 1.2 can be read", name, version ? version : "missing");
  return FALSE;
}

static gboolean
read_root (HechaOscalDocument  *self,
           JsonObject          *file,
           GError             **error)
{
  JsonObject *catalog = hecha_json_object (file, "catalog");
  JsonObject *profile = hecha_json_object (file, "profile");

  self->kind = catalog ? HECHA_OSCAL_CATALOG : HECHA_OSCAL_PROFILE;
  if (catalog || profile)
    {
      self->root = json_object_ref (catalog ? catalog : profile);
      return TRUE;
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED,
               "%s: neither an OSCAL catalog nor an OSCAL profile", self->name);
  return FALSE;
}

static gboolean
read_metadata (HechaOscalDocument  *self,
               GError             **error)
{
  JsonObject *metadata = hecha_json_object (self->root, "metadata");
  const char *uuid = hecha_json_string (self->root, "uuid");
  const char *missing = NULL;

  if (!uuid || !g_uuid_string_is_valid (uuid))
    missing = "uuid";
  else if (!metadata)
    missing = "metadata";
  else if (!hecha_json_string (metadata, "title"))
    missing = "metadata.title";
  if (missing)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s is missing or not as it should be",
                   self->name, missing);
      return FALSE;
    }
  if (!check_version (self->name, hecha_json_string (metadata, "oscal-version"), error))
    return FALSE;
  self->uuid = g_ascii_strdown (uuid, -1);
  self->id = g_strdup (hecha_oscal_own_prop (metadata, "pack-id"));
  if (!self->id)
    self->id = g_strdup (self->uuid);
  self->version = g_strdup (hecha_json_string (metadata, "version"));
  if (!self->version)
    self->version = g_strdup ("");
  self->language = g_strdup (hecha_oscal_own_prop (metadata, "language"));
  hecha_oscal_title (self, metadata, &self->title);
  return TRUE;
}

/**
 * hecha_oscal_document_parse:
 * @bytes: an OSCAL catalog or profile as JSON
 * @name: the file's name
 *
 * Reads the envelope: kind, versions, title. The controls are read by whoever
 * asks for them.
 *
 * Returns: (transfer full) (nullable): the document; %HECHA_ERROR_INVALID,
 *   %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_TOO_NEW or %HECHA_ERROR_UNSUPPORTED
 */
HechaOscalDocument *
hecha_oscal_document_parse (GBytes      *bytes,
                            const char  *name,
                            GError     **error)
{
  g_autoptr(HechaOscalDocument) self = NULL;
  g_autoptr(JsonObject) file = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size > HECHA_OSCAL_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: %" G_GSIZE_FORMAT " bytes; at most %d are read",
                   name, size, HECHA_OSCAL_MAX_SIZE);
      return NULL;
    }
  file = hecha_json_parse_object (text ? text : "", size, name, error);
  if (!file)
    return NULL;
  self = g_new0 (HechaOscalDocument, 1);
  g_ref_count_init (&self->refs);
  self->name = g_strdup (name);
  self->digest = hecha_sha256_hex (text, size);
  if (!read_root (self, file, error) || !read_metadata (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

HechaOscalDocument *
hecha_oscal_document_ref (HechaOscalDocument *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
hecha_oscal_document_unref (HechaOscalDocument *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_free (self->name);
  g_clear_pointer (&self->root, json_object_unref);
  g_free (self->uuid);
  g_free (self->id);
  g_free (self->version);
  hecha_text_clear (&self->title);
  g_free (self->language);
  g_free (self->digest);
  g_free (self);
}
