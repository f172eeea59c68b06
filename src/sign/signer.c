/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signer.h"

#include "appearance.h"
#include "cms.h"
#include "error.h"
#include "openssl-error.h"
#include "pdf-filter.h"
#include "pdf-form.h"
#include "pdf-tree.h"

#include <string.h>

#define STAMP_RESERVE (8 * 1024)
#define STAMP_LIMIT   (128 * 1024)
#define RANGE_PLACE "0000000000 0000000000 0000000000"

/* One signing. Offsets count from the start of the revision's tail. */
typedef struct
{
  HechaPdfFile *file;
  HechaPdfRevision *revision;
  const HechaKey *key;          /* NULL for a document time stamp */
  const HechaSignRequest *request;
  const HechaStamper *stamper;
  const char *field_name;
  const HechaPdfField *field;
  const HechaPdfValue *dictionary;      /* of the field */
  const HechaPdfField *text;            /* NULL where none is filled */
  gboolean certifies;
  guint signature;
  gsize base_size;
  HechaRangeDigest *digests;    /* of the file */
  gsize range;
  gsize contents;
  gsize stamp_reserve;
  gsize reserve;
  gint64 stamped_at;            /* of a document time stamp */
} Signing;

static gboolean
refuse (GError    **error,
        HechaError  code,
        const char *field,
        const char *rule)
{
  g_set_error (error, HECHA_ERROR, code, "The field \"%s\" %s", field, rule);
  return FALSE;
}

static gboolean
check_locks (Signing    *self,
             GPtrArray  *fields,
             const char *name,
             GError    **error)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *other = fields->pdata[i];

      if (other->is_signature && other->is_filled && hecha_pdf_form_is_locked (self->file, other, name))
        return refuse (error, HECHA_ERROR_REFUSED, name, "is locked by a signature");
    }
  return TRUE;
}

static gboolean
find_field (Signing   *self,
            GPtrArray *fields,
            GError   **error)
{
  const char *name = self->field_name;

  self->field = hecha_pdf_form_find (fields, name);
  if (!self->field)
    return refuse (error, HECHA_ERROR_NOT_FOUND, name, "is not in this file");
  if (!self->field->is_signature)
    return refuse (error, HECHA_ERROR_INVALID, name, "is not a signature field");
  if (self->field->is_filled)
    return refuse (error, HECHA_ERROR_EXISTS, name, "is signed already");
  self->dictionary = hecha_pdf_file_get_object (self->file, self->field->number, error)->value;
  if (!hecha_pdf_value_is_name (hecha_pdf_value_get (self->dictionary, "Subtype"), "Widget"))
    return refuse (error, HECHA_ERROR_UNSUPPORTED, name, "is not one object with its widget");
  self->certifies = TRUE;
  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *other = fields->pdata[i];

      self->certifies &= !other->is_signature || !other->is_filled;
    }
  return check_locks (self, fields, name, error);
}

/* A text field that is filled in the same revision. */
static gboolean
find_text (Signing   *self,
           GPtrArray *fields,
           GError   **error)
{
  const char *name = self->request ? self->request->text_field : NULL;
  const HechaPdfObject *object;

  if (!name)
    return TRUE;
  self->text = hecha_pdf_form_find (fields, name);
  object = self->text ? hecha_pdf_file_get_object (self->file, self->text->number, NULL) : NULL;
  if (!object)
    return refuse (error, HECHA_ERROR_NOT_FOUND, name, "is not in this file");
  if (!hecha_pdf_value_is_name (hecha_pdf_value_get (object->value, "FT"), "Tx"))
    return refuse (error, HECHA_ERROR_INVALID, name, "is not a text field");
  if (self->text->is_filled)
    return refuse (error, HECHA_ERROR_EXISTS, name, "is filled in already");
  return check_locks (self, fields, name, error);
}

static gboolean
choose_stamp_field (Signing   *self,
                    GPtrArray *fields,
                    GError   **error)
{
  gboolean has_signature = FALSE;

  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *field = fields->pdata[i];

      has_signature |= field->is_signature && field->is_filled;
      if (!self->field_name && field->is_signature && !field->is_filled
          && g_str_has_prefix (field->name, HECHA_STAMP_FIELD))
        self->field_name = field->name;
    }
  if (has_signature && self->field_name)
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, has_signature ? HECHA_ERROR_NOT_FOUND : HECHA_ERROR_REFUSED,
                       has_signature ? "No field is left for a time stamp" : "Nothing is signed yet: sign first");
  return FALSE;
}

static char *
pdf_time (gint64 time)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (utc, "(D:%Y%m%d%H%M%SZ)");
}

/* The fields that this signature locks, as the form asks it (12.8.2.4). */
static void
append_field_lock (Signing *self,
                   GString *out)
{
  const HechaPdfValue *lock = hecha_pdf_file_lookup (self->file, self->dictionary, "Lock");
  const HechaPdfValue *action = hecha_pdf_file_lookup (self->file, lock, "Action");
  const HechaPdfValue *fields = hecha_pdf_file_lookup (self->file, lock, "Fields");

  if (!action)
    return;
  g_string_append (out, " << /Type /SigRef /TransformMethod /FieldMDP /Data ");
  hecha_pdf_value_write (hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->file), "Root"), out);
  g_string_append (out, " /TransformParams << /Type /TransformParams /V /1.2 /Action ");
  hecha_pdf_value_write (action, out);
  if (fields)
    {
      g_string_append (out, " /Fields ");
      hecha_pdf_value_write (fields, out);
    }
  g_string_append (out, " >> >>");
}

static void
append_references (Signing *self,
                   GString *out)
{
  g_autoptr(GString) list = g_string_new (NULL);

  if (self->certifies)
    g_string_append (list, " << /Type /SigRef /TransformMethod /DocMDP "
                           "/TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>");
  append_field_lock (self, list);
  if (list->len)
    g_string_append_printf (out, " /Reference [%s ]", list->str);
}

static void
append_claims (Signing *self,
               GString *body)
{
  g_autofree char *time = pdf_time (self->request->time);

  g_string_append_printf (body, "/Type /Sig /SubFilter /ETSI.CAdES.detached /M %s /Name ", time);
  hecha_pdf_append_text (body, self->request->signer);
  g_string_append (body, " /Reason ");
  hecha_pdf_append_text (body, self->request->role);
  append_references (self, body);
}

static void
put_signature (Signing *self)
{
  g_autoptr(GString) body = g_string_new ("<< /Filter /Adobe.PPKLite ");
  gsize range, contents, at;

  if (self->key)
    append_claims (self, body);
  else
    g_string_append (body, "/Type /DocTimeStamp /SubFilter /ETSI.RFC3161");
  g_string_append (body, " /ByteRange [0 ");
  range = body->len;
  g_string_append (body, RANGE_PLACE "] /Contents ");
  contents = body->len;
  self->reserve = (self->key ? hecha_cms_reserve (self->key) : 0) + (self->stamper ? self->stamp_reserve : 0);
  g_string_append_c (body, '<');
  at = body->len;
  g_string_set_size (body, at + 2 * self->reserve);
  memset (body->str + at, '0', 2 * self->reserve);
  g_string_append (body, "> >>");
  self->signature = hecha_pdf_revision_reserve (self->revision);
  at = hecha_pdf_revision_put (self->revision, self->signature, 0, body);
  self->range = at + range;
  self->contents = at + contents;
}

static gboolean
read_rectangle (Signing             *self,
                const HechaPdfValue *dictionary,
                double              *width,
                double              *height)
{
  const HechaPdfValue *rect = hecha_pdf_file_lookup (self->file, dictionary, "Rect");
  double edge[4] = { 0 };

  for (guint i = 0; rect && rect->type == HECHA_PDF_ARRAY && i < 4 && i < rect->items->len; i++)
    {
      const HechaPdfValue *item = rect->items->pdata[i];

      edge[i] = item->type == HECHA_PDF_REAL ? g_ascii_strtod (item->text, NULL)
                : item->type == HECHA_PDF_INTEGER ? (double) item->integer : 0;
    }
  *width = ABS (edge[2] - edge[0]);
  *height = ABS (edge[3] - edge[1]);
  return *width > 0 && *height > 0 && *width < 14400 && *height < 14400;
}

/* On white, so that nothing shines through and no viewer has to blend. */
static guint8 *
flatten (const HechaPixels *pixels)
{
  guint8 *out = g_malloc ((gsize) pixels->width * pixels->height * 3), *to = out;

  for (int y = 0; y < pixels->height; y++)
    {
      const guint32 *from = (gconstpointer) ((const guint8 *) g_bytes_get_data (pixels->data, NULL) + pixels->stride * y);

      for (int x = 0; x < pixels->width; x++)
        for (int shift = 16; shift >= 0; shift -= 8)
          *to++ = MIN (255, (from[x] >> shift & 255) + 255 - (from[x] >> 24));
    }
  return out;
}

static guint
put_picture (Signing           *self,
             const HechaPixels *pixels)
{
  g_autofree guint8 *flat = flatten (pixels);
  g_autoptr(GBytes) packed = hecha_deflate (flat, (gsize) pixels->width * pixels->height * 3);
  g_autoptr(GString) body = g_string_new (NULL);
  guint number = hecha_pdf_revision_reserve (self->revision);
  gsize size;
  const char *data = g_bytes_get_data (packed, &size);

  g_string_append_printf (body, "<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
                          "/BitsPerComponent 8 /Filter /FlateDecode /Length %" G_GSIZE_FORMAT " >>\nstream\n",
                          pixels->width, pixels->height, size);
  g_string_append_len (body, data, (gssize) size);
  g_string_append (body, "\nendstream");
  hecha_pdf_revision_put (self->revision, number, 0, body);
  return number;
}

/* @picture: the number of the object that the content calls, or 0. */
static guint
put_look (Signing *self,
          GString *content,
          guint    picture,
          double   width,
          double   height)
{
  g_autofree char *resources = picture ? g_strdup_printf ("/XObject << /" HECHA_APPEARANCE_PICTURE " %u 0 R >> ", picture)
                                       : g_strdup ("");
  g_autoptr(GBytes) packed = hecha_deflate (content->str, content->len);
  g_autoptr(GString) body = g_string_new (NULL);
  char w[G_ASCII_DTOSTR_BUF_SIZE], h[G_ASCII_DTOSTR_BUF_SIZE];
  guint number = hecha_pdf_revision_reserve (self->revision);
  gsize size;
  const char *data = g_bytes_get_data (packed, &size);

  g_ascii_formatd (w, sizeof w, "%.2f", width);
  g_ascii_formatd (h, sizeof h, "%.2f", height);
  g_string_append_printf (body, "<< /Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources << %s>> "
                          "/Filter /FlateDecode /Length %" G_GSIZE_FORMAT " >>\nstream\n", w, h, resources, size);
  g_string_append_len (body, data, (gssize) size);
  g_string_append (body, "\nendstream");
  hecha_pdf_revision_put (self->revision, number, 0, body);
  return number;
}

static const char *
language_of (Signing *self)
{
  return self->request->language ? self->request->language : "zh_CN";
}

static guint
put_appearance (Signing *self,
                double   width,
                double   height)
{
  const char *fingerprint = hecha_key_get_certificate (self->key)->fingerprint;
  HechaAppearance words = {
    self->request->role, self->request->signer, self->request->time,
    fingerprint + strlen (fingerprint) - 8, language_of (self), self->request->picture,
  };
  g_autoptr(GString) content = hecha_appearance_draw (&words, width, height);

  return put_look (self, content, words.picture ? put_picture (self, words.picture) : 0, width, height);
}

static void
put_value (Signing             *self,
           guint                number,
           guint                generation,
           const HechaPdfValue *value)
{
  g_autoptr(GString) body = g_string_new (NULL);

  hecha_pdf_value_write (value, body);
  hecha_pdf_revision_put (self->revision, number, generation, body);
}

static void
put_field (Signing *self)
{
  g_autoptr(HechaPdfValue) field = hecha_pdf_value_copy (self->dictionary);
  g_autofree char *value = g_strdup_printf ("%u 0 R", self->signature);
  double width, height;

  hecha_pdf_value_set_parsed (field, "V", value);
  if (self->key && read_rectangle (self, self->dictionary, &width, &height))
    {
      g_autofree char *look = g_strdup_printf ("<< /N %u 0 R >>", put_appearance (self, width, height));

      hecha_pdf_value_set_parsed (field, "AP", look);
    }
  put_value (self, self->field->number, self->field->generation, field);
}

static void
put_text (Signing *self)
{
  const HechaPdfValue *old = hecha_pdf_file_get_object (self->file, self->text->number, NULL)->value;
  g_autoptr(HechaPdfValue) field = hecha_pdf_value_copy (old);
  g_autoptr(GString) value = g_string_new (NULL);
  double width, height;

  hecha_pdf_append_text (value, self->request->text);
  hecha_pdf_value_set_parsed (field, "V", value->str);
  if (read_rectangle (self, old, &width, &height))
    {
      g_autoptr(GString) content = hecha_appearance_draw_text (self->request->text, language_of (self), width, height);
      g_autofree char *look = g_strdup_printf ("<< /N %u 0 R >>", put_look (self, content, 0, width, height));

      hecha_pdf_value_set_parsed (field, "AP", look);
    }
  put_value (self, self->text->number, self->text->generation, field);
}

/* /SigFlags 3: signatures exist, only append (12.7.2). */
static void
put_form (Signing       *self,
          HechaPdfValue *catalog)
{
  const HechaPdfValue *form = hecha_pdf_value_get (catalog, "AcroForm");
  const HechaPdfValue *old = hecha_pdf_file_resolve (self->file, form, NULL);
  const HechaPdfValue *flags = hecha_pdf_value_get (old, "SigFlags");
  g_autoptr(HechaPdfValue) copy = NULL;

  if (!old || (flags && flags->type == HECHA_PDF_INTEGER && (flags->integer & 3) == 3))
    return;
  copy = hecha_pdf_value_copy (old);
  hecha_pdf_value_set_parsed (copy, "SigFlags", "3");
  if (form->type == HECHA_PDF_REFERENCE)
    put_value (self, (guint) form->integer, (guint) form->generation, copy);
  else
    hecha_pdf_value_set (catalog, "AcroForm", g_steal_pointer (&copy));
}

static void
put_catalog (Signing *self)
{
  const HechaPdfValue *root = hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->file), "Root");
  g_autoptr(HechaPdfValue) catalog = hecha_pdf_value_copy (hecha_pdf_file_get_catalog (self->file, NULL));
  g_autofree char *permissions = g_strdup_printf ("<< /DocMDP %u 0 R >>", self->signature);

  hecha_pdf_value_set_parsed (catalog, "Perms", permissions);
  put_form (self, catalog);
  put_value (self, (guint) root->integer, (guint) root->generation, catalog);
}

static void
fill_range (Signing *self)
{
  GString *tail = hecha_pdf_revision_get_tail (self->revision);
  gsize before = self->base_size + self->contents;
  gsize after = before + 2 * self->reserve + 2;
  g_autofree char *range = g_strdup_printf ("%" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT,
                                            before, after, self->base_size + tail->len - after);

  g_assert (strlen (range) <= strlen (RANGE_PLACE));
  memset (tail->str + self->range, ' ', strlen (RANGE_PLACE));
  memcpy (tail->str + self->range, range, strlen (range));
}

static GBytes *
digest_new (Signing *self)
{
  GString *tail = hecha_pdf_revision_get_tail (self->revision);
  gsize after = self->contents + 2 * self->reserve + 2;

  return hecha_range_digest_extend (self->digests, tail->str, self->contents, tail->str + after, tail->len - after);
}

static GBytes *
contents_new (Signing *self,
              GError **error)
{
  g_autoptr(GBytes) digest = digest_new (self);
  g_autoptr(HechaStamp) stamp = NULL;
  GBytes *token;

  if (self->key)
    return hecha_cms_sign (self->key, digest, self->stamper, error);
  token = hecha_stamp_fetch (self->stamper, digest, error);
  stamp = token ? hecha_stamp_read (token, NULL) : NULL;
  self->stamped_at = stamp ? hecha_stamp_get_time (stamp) : 0;
  return token;
}

static void
fill_contents (Signing *self,
               GBytes  *contents)
{
  static const char digits[] = "0123456789abcdef";
  char *out = hecha_pdf_revision_get_tail (self->revision)->str + self->contents + 1;
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);

  for (gsize i = 0; i < size; i++)
    {
      out[2 * i] = digits[data[i] >> 4];
      out[2 * i + 1] = digits[data[i] & 15];
    }
}

static HechaPdfRevision *
revision_new (Signing *self)
{
  HechaPdfRevision *revision = hecha_pdf_revision_new (self->file);

  self->revision = revision;
  put_signature (self);
  put_field (self);
  if (self->text)
    put_text (self);
  if (self->certifies)
    put_catalog (self);
  hecha_pdf_revision_finish (revision);
  fill_range (self);
  return revision;
}

/* How large a stamp is shows when it is there, and its place is signed before:
 * an unusually large one gets a second signature with a larger place. */
static HechaPdfRevision *
signed_revision (Signing *self,
                 GError **error)
{
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      g_autoptr(HechaPdfRevision) revision = revision_new (self);
      g_autoptr(GBytes) contents = contents_new (self, error);

      if (!contents)
        return NULL;
      if (g_bytes_get_size (contents) <= self->reserve)
        {
          fill_contents (self, contents);
          return g_steal_pointer (&revision);
        }
      self->stamp_reserve = MIN (g_bytes_get_size (contents) * 11 / 10, STAMP_LIMIT);
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The signature does not fit its place");
  return NULL;
}

static HechaPdfRevision *
sign_file (Signing  *self,
           GError  **error)
{
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (self->file, error);

  if (!fields || (!self->key && !choose_stamp_field (self, fields, error)) || !find_field (self, fields, error)
      || !find_text (self, fields, error))
    return NULL;
  if (hecha_pdf_file_get_trailing (self->file))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "Bytes follow the end of the file: it was changed");
      return NULL;
    }
  self->base_size = g_bytes_get_size (hecha_pdf_file_get_bytes (self->file));
  self->stamp_reserve = STAMP_RESERVE;
  return signed_revision (self, error);
}

static gboolean
sign_path (Signing    *self,
           const char *in_path,
           const char *out_path,
           GError    **error)
{
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_open (in_path, error);
  g_autoptr(HechaRangeDigest) digests = file ? hecha_range_digest_new (file) : NULL;
  g_autoptr(HechaPdfRevision) revision = NULL;

  if (!file)
    return FALSE;
  self->file = file;
  self->digests = digests;
  revision = sign_file (self, error);
  if (revision && hecha_pdf_revision_save (revision, out_path, error))
    return TRUE;
  g_prefix_error (error, "%s: ", in_path);
  return FALSE;
}

static gboolean
signing_init (Signing                 *self,
              const HechaKey          *key,
              const HechaSignRequest  *request,
              GError                 **error)
{
  g_return_val_if_fail (key && request, FALSE);
  g_return_val_if_fail (request->field && request->signer && request->role, FALSE);
  g_return_val_if_fail (!request->text_field == !request->text, FALSE);
  g_return_val_if_fail (!request->picture || (request->picture->width <= HECHA_SIGN_PICTURE_WIDTH &&
                                              request->picture->height <= HECHA_SIGN_PICTURE_HEIGHT), FALSE);
  self->key = key;
  self->request = request;
  self->stamper = request->stamper;
  self->field_name = request->field;
  return hecha_certificate_check (hecha_key_get_certificate (key), request->time, error);
}

/**
 * hecha_pdf_sign_file:
 * @file: a PDF with an empty signature field; outlives the revision
 * @digests: of @file; where it has the SHA-256 already, nothing is read again
 * @key: the signer's
 *
 * As hecha_pdf_sign(), of a file that is open: who asks for it puts it where it belongs.
 *
 * Returns: (transfer full) (nullable): the finished revision
 */
HechaPdfRevision *
hecha_pdf_sign_file (HechaPdfFile            *file,
                     HechaRangeDigest        *digests,
                     const HechaKey          *key,
                     const HechaSignRequest  *request,
                     GError                 **error)
{
  Signing signing = { .file = file, .digests = digests };

  g_return_val_if_fail (file && digests, NULL);
  return signing_init (&signing, key, request, error) ? sign_file (&signing, error) : NULL;
}

/**
 * hecha_pdf_sign:
 * @in_path: a PDF with an empty signature field; never changed unless it is @out_path
 * @out_path: where the signed file is put; on failure nothing has changed there
 * @key: the signer's
 *
 * Fills the field with a signature as an incremental revision
 * (ETSI.CAdES.detached, EN 319 142-1 B-B; B-T with a stamper). The first
 * signature of a file certifies it: afterwards only fields may be filled and
 * signed (DocMDP, P=2). A field that asks for it (/Lock) locks others.
 *
 * Returns: whether it is signed; %HECHA_ERROR_NOT_FOUND for the field,
 *   %HECHA_ERROR_EXISTS where it is signed already, %HECHA_ERROR_REFUSED for a
 *   certificate that may not sign at @request's time and for a locked field, %HECHA_ERROR_DAMAGED for
 *   the file, %HECHA_ERROR_IO, and the errors of hecha_stamp_fetch()
 */
gboolean
hecha_pdf_sign (const char             *in_path,
                const char             *out_path,
                const HechaKey         *key,
                const HechaSignRequest *request,
                GError                **error)
{
  Signing signing = { NULL };

  g_return_val_if_fail (in_path && out_path, FALSE);
  return signing_init (&signing, key, request, error) && sign_path (&signing, in_path, out_path, error);
}

/**
 * hecha_pdf_stamp:
 * @in_path: a signed PDF with an empty field whose name begins with %HECHA_STAMP_FIELD
 * @out_path: as in hecha_pdf_sign()
 * @time: (out) (optional): that is proven, microseconds since the epoch UTC
 *
 * Adds a document time stamp (EN 319 142-1, 5.4.3): it proves that all that is
 * in the file was there at its time.
 *
 * Returns: whether it is stamped; %HECHA_ERROR_REFUSED where nothing is signed,
 *   %HECHA_ERROR_NOT_FOUND where no field is left, and the errors of
 *   hecha_pdf_sign() and hecha_stamp_fetch()
 */
gboolean
hecha_pdf_stamp (const char         *in_path,
                 const char         *out_path,
                 const HechaStamper *stamper,
                 gint64             *time,
                 GError            **error)
{
  Signing signing = { .stamper = stamper };

  g_return_val_if_fail (in_path && out_path && stamper, FALSE);
  if (!sign_path (&signing, in_path, out_path, error))
    return FALSE;
  if (time)
    *time = signing.stamped_at;
  return TRUE;
}
