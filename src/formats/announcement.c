/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "announcement.h"

#include "clock.h"
#include "digest.h"
#include "error.h"

#include <string.h>

HechaSentFile *
hecha_sent_file_new (const char *path,
                     const char *sha256,
                     gint64      size)
{
  HechaSentFile *self = g_new0 (HechaSentFile, 1);

  self->path = g_strdup (path);
  self->sha256 = g_strdup (sha256);
  self->size = size;
  return self;
}

void
hecha_sent_file_free (HechaSentFile *self)
{
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

HechaAnnouncement *
hecha_announcement_new (void)
{
  HechaAnnouncement *self = g_new0 (HechaAnnouncement, 1);

  self->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_sent_file_free);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_sent_file_free);
  return self;
}

void
hecha_announcement_free (HechaAnnouncement *self)
{
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->enterprise);
  g_free (self->code);
  g_free (self->unit);
  g_free (self->time);
  g_clear_pointer (&self->report, hecha_sent_file_free);
  g_ptr_array_unref (self->segments);
  g_ptr_array_unref (self->evidence);
  g_free (self->device);
  g_free (self->public_key);
  g_free (self);
}

static JsonObject *
file_to_json (const HechaSentFile *file)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", file->path);
  json_object_set_string_member (object, "sha256", file->sha256);
  json_object_set_int_member (object, "size", file->size);
  return object;
}

static JsonArray *
files_to_json (GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    json_array_add_object_element (array, file_to_json (files->pdata[i]));
  return array;
}

static gboolean
is_plain_path (const char *path)
{
  g_auto(GStrv) parts = path ? g_strsplit (path, "/", -1) : NULL;

  if (!path || strlen (path) > 1024 || strchr (path, '\\'))
    return FALSE;
  for (char **part = parts; *part; part++)
    if (**part == '\0' || strcmp (*part, ".") == 0 || strcmp (*part, "..") == 0)
      return FALSE;
  for (const char *p = path; *p; p++)
    if ((guchar) *p < 0x20)
      return FALSE;
  return *path != '\0';
}

static HechaSentFile *
file_from_json (JsonObject *object)
{
  const char *path = hecha_json_string (object, "path");
  const char *sha256 = hecha_json_string (object, "sha256");
  gint64 size = hecha_json_int (object, "size", -1);

  return is_plain_path (path) && hecha_is_sha256_hex (sha256) && size >= 0 && size <= HECHA_JSON_MAX_INTEGER
         ? hecha_sent_file_new (path, sha256, size) : NULL;
}

static gboolean
files_from_json (JsonArray *array,
                 GPtrArray *files)
{
  if (!array || json_array_get_length (array) > HECHA_ANNOUNCEMENT_MAX_FILES)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      HechaSentFile *file = file_from_json (hecha_json_element (array, i));

      if (!file)
        return FALSE;
      g_ptr_array_add (files, file);
    }
  return TRUE;
}

/**
 * hecha_announcement_build:
 * @self: complete, with its report
 *
 * Returns: (transfer full) (nullable): the signed announcement as canonical JSON
 */
char *
hecha_announcement_build (const HechaAnnouncement  *self,
                          const HechaSignatory     *signatory,
                          GError                  **error)
{
  g_autoptr(JsonObject) object = json_object_new ();

  g_return_val_if_fail (self && self->case_uuid && self->report && self->time, NULL);
  json_object_set_string_member (object, "case", self->case_uuid);
  hecha_json_set_string (object, "number", self->number);
  hecha_json_set_string (object, "enterprise", self->enterprise);
  hecha_json_set_string (object, "code", self->code);
  hecha_json_set_string (object, "unit", self->unit);
  json_object_set_string_member (object, "time", self->time);
  json_object_set_int_member (object, "revision", self->revision);
  json_object_set_object_member (object, "report", file_to_json (self->report));
  json_object_set_array_member (object, "segments", files_to_json (self->segments));
  json_object_set_array_member (object, "evidence", files_to_json (self->evidence));
  return hecha_signed_json_build (object, "announcement", signatory, error);
}

/**
 * hecha_announcement_parse:
 * @text: (array length=length): from outside
 * @name: what it is, for the error
 * @verify: checks the device's signature
 *
 * Returns: (transfer full) (nullable): the announcement; %HECHA_ERROR_INVALID,
 *   %HECHA_ERROR_DAMAGED
 */
HechaAnnouncement *
hecha_announcement_parse (const char       *text,
                          gssize            length,
                          const char       *name,
                          HechaVerifyFunc   verify,
                          GError          **error)
{
  g_autoptr(JsonObject) object = hecha_signed_json_parse (text, length, name, "announcement", verify, error);
  g_autoptr(HechaAnnouncement) self = hecha_announcement_new ();
  gint64 time;

  if (!object)
    return NULL;
  self->case_uuid = g_strdup (hecha_json_string (object, "case"));
  self->number = g_strdup (hecha_json_string (object, "number"));
  self->enterprise = g_strdup (hecha_json_string (object, "enterprise"));
  self->code = g_strdup (hecha_json_string (object, "code"));
  self->unit = g_strdup (hecha_json_string (object, "unit"));
  self->time = g_strdup (hecha_json_string (object, "time"));
  self->revision = hecha_json_int (object, "revision", 0);
  self->report = file_from_json (hecha_json_object (object, "report"));
  self->device = g_strdup (hecha_json_string (object, "device"));
  self->public_key = g_strdup (hecha_json_string (object, "public-key"));
  if (self->case_uuid && g_uuid_string_is_valid (self->case_uuid) && self->time &&
      hecha_time_from_text (self->time, &time) && self->revision >= 1 && self->report &&
      files_from_json (hecha_json_array (object, "segments"), self->segments) &&
      files_from_json (hecha_json_array (object, "evidence"), self->evidence))
    return g_steal_pointer (&self);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: the announcement is not whole", name);
  return NULL;
}

HechaReceipt *
hecha_receipt_new (void)
{
  return g_new0 (HechaReceipt, 1);
}

void
hecha_receipt_free (HechaReceipt *self)
{
  g_free (self->case_uuid);
  g_free (self->sha256);
  g_free (self->time);
  g_free (self->unit);
  g_free (self->device);
  g_free (self->public_key);
  g_free (self);
}

/**
 * hecha_receipt_build:
 *
 * Returns: (transfer full) (nullable): the signed receipt as canonical JSON
 */
char *
hecha_receipt_build (const HechaReceipt    *self,
                     const HechaSignatory  *signatory,
                     GError               **error)
{
  g_autoptr(JsonObject) object = json_object_new ();

  g_return_val_if_fail (self && self->case_uuid && self->sha256 && self->time, NULL);
  json_object_set_string_member (object, "case", self->case_uuid);
  json_object_set_string_member (object, "sha256", self->sha256);
  json_object_set_string_member (object, "time", self->time);
  hecha_json_set_string (object, "unit", self->unit);
  json_object_set_int_member (object, "expected", self->expected);
  json_object_set_int_member (object, "arrived", self->arrived);
  return hecha_signed_json_build (object, "receipt", signatory, error);
}

/**
 * hecha_receipt_parse:
 * @text: (array length=length): from outside
 *
 * Returns: (transfer full) (nullable): the receipt; %HECHA_ERROR_INVALID,
 *   %HECHA_ERROR_DAMAGED
 */
HechaReceipt *
hecha_receipt_parse (const char       *text,
                     gssize            length,
                     const char       *name,
                     HechaVerifyFunc   verify,
                     GError          **error)
{
  g_autoptr(JsonObject) object = hecha_signed_json_parse (text, length, name, "receipt", verify, error);
  g_autoptr(HechaReceipt) self = hecha_receipt_new ();
  gint64 time;

  if (!object)
    return NULL;
  self->case_uuid = g_strdup (hecha_json_string (object, "case"));
  self->sha256 = g_strdup (hecha_json_string (object, "sha256"));
  self->time = g_strdup (hecha_json_string (object, "time"));
  self->unit = g_strdup (hecha_json_string (object, "unit"));
  self->expected = hecha_json_int (object, "expected", -1);
  self->arrived = hecha_json_int (object, "arrived", -1);
  self->device = g_strdup (hecha_json_string (object, "device"));
  self->public_key = g_strdup (hecha_json_string (object, "public-key"));
  if (self->case_uuid && g_uuid_string_is_valid (self->case_uuid) && hecha_is_sha256_hex (self->sha256) &&
      self->time && hecha_time_from_text (self->time, &time) && self->expected >= 0 && self->arrived >= 0 &&
      self->arrived <= self->expected)
    return g_steal_pointer (&self);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: the receipt is not whole", name);
  return NULL;
}
