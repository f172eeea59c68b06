/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dss-private.h"

#include "error.h"
#include "pdf-revision.h"
#include "pdf-tree.h"

#define STREAM_LIMIT (16 * 1024 * 1024)
#define STORE_LIMIT  (64 * 1024 * 1024)
#define COUNT_LIMIT  256

/* The lists of a document security store (EN 319 142-1, 5.4.2), and its key in one signature's entry. */
enum
{
  CERTS,
  CRLS,
  OCSPS,
  N_LISTS
};

static const char *const list_keys[N_LISTS][2] = {
  [CERTS] = { "Certs", "Cert" },
  [CRLS] = { "CRLs", "CRL" },
  [OCSPS] = { "OCSPs", "OCSP" },
};

static GPtrArray *
list_of (const HechaValidationData *data,
         guint                      list)
{
  GPtrArray *const lists[N_LISTS] = {
    [CERTS] = data->certificates, [CRLS] = data->crls, [OCSPS] = data->answers,
  };

  return lists[list];
}

static const HechaPdfValue *
find_store (HechaPdfFile *file)
{
  const HechaPdfValue *store = hecha_pdf_file_lookup (file, hecha_pdf_file_get_catalog (file, NULL), "DSS");

  return store && store->type == HECHA_PDF_DICTIONARY ? store : NULL;
}

/* Reading */

/* @numbers gets the object of each of the bytes. A few kilobytes can unpack to @room:
 * what fails costs as much of it as it could have taken. */
static void
read_list (HechaPdfFile        *file,
           const HechaPdfValue *list,
           GPtrArray           *out,
           GHashTable          *numbers,
           gsize               *room)
{
  for (guint i = 0; list && list->type == HECHA_PDF_ARRAY && i < MIN (list->items->len, COUNT_LIMIT); i++)
    {
      const HechaPdfValue *item = list->items->pdata[i];
      const HechaPdfObject *object = item->type == HECHA_PDF_REFERENCE
                                     ? hecha_pdf_file_get_object (file, (guint) item->integer, NULL) : NULL;
      gsize limit = MIN (*room, STREAM_LIMIT);
      g_autoptr(GBytes) bytes = NULL;

      if (!object || !object->is_stream || limit == 0)
        continue;
      bytes = hecha_pdf_file_decode (file, object, limit, NULL);
      *room -= bytes ? g_bytes_get_size (bytes) : limit;
      if (bytes && hecha_validation_data_add (out, bytes) && numbers)
        g_hash_table_insert (numbers, g_bytes_ref (bytes), GUINT_TO_POINTER ((guint) item->integer));
    }
}

static HechaValidationData *
read_store (HechaPdfFile *file,
            GHashTable   *numbers)
{
  const HechaPdfValue *store = find_store (file);
  HechaValidationData *data = hecha_validation_data_new ();
  gsize room = STORE_LIMIT;

  for (guint i = 0; store && i < N_LISTS; i++)
    read_list (file, hecha_pdf_file_lookup (file, store, list_keys[i][0]), list_of (data, i), numbers,
               &room);
  return data;
}

/**
 * hecha_dss_read:
 *
 * Returns: (transfer full): what the document security store of @file holds;
 *   what cannot be read of it is left out, and what goes beyond 64 MiB in all
 */
HechaValidationData *
hecha_dss_read (HechaPdfFile *file)
{
  return read_store (file, NULL);
}

/* Writing */

typedef struct
{
  HechaPdfFile *file;
  HechaPdfRevision *revision;
  GHashTable *numbers;          /* bytes → object */
  GPtrArray *entries;           /* HechaDssEntry */
  HechaValidationData *all;     /* old and new */
  guint n_added;
} Writing;

static void
put_stream (Writing *self,
            GBytes  *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GString) body = g_string_new (NULL);
  guint number = hecha_pdf_revision_reserve (self->revision);

  g_string_append_printf (body, "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n", size);
  g_string_append_len (body, data, (gssize) size);
  g_string_append (body, "\nendstream");
  hecha_pdf_revision_put (self->revision, number, 0, body);
  g_hash_table_insert (self->numbers, g_bytes_ref (bytes), GUINT_TO_POINTER (number));
  self->n_added++;
}

static void
put_streams (Writing *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    for (guint list = 0; list < N_LISTS; list++)
      {
        const GPtrArray *bytes = list_of (((HechaDssEntry *) self->entries->pdata[i])->data, list);

        for (guint k = 0; k < bytes->len; k++)
          if (!g_hash_table_contains (self->numbers, bytes->pdata[k])
              && hecha_validation_data_add (list_of (self->all, list), bytes->pdata[k]))
            put_stream (self, bytes->pdata[k]);
      }
}

static void
append_list (Writing         *self,
             GString         *out,
             const char      *key,
             const GPtrArray *bytes)
{
  if (bytes->len == 0)
    return;
  g_string_append_printf (out, " /%s [", key);
  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (out, " %u 0 R", GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, bytes->pdata[i])));
  g_string_append (out, " ]");
}

/* Entries of signatures that are no longer asked about stay as they are. */
static void
append_entries (Writing *self,
                GString *out)
{
  const HechaPdfValue *old = hecha_pdf_file_lookup (self->file, find_store (self->file), "VRI");
  g_autoptr(HechaPdfValue) entries = old && old->type == HECHA_PDF_DICTIONARY
                                     ? hecha_pdf_value_copy (old) : hecha_pdf_value_new (HECHA_PDF_DICTIONARY);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const HechaDssEntry *entry = self->entries->pdata[i];
      g_autoptr(GString) text = g_string_new ("<< /Type /VRI");

      for (guint list = 0; list < N_LISTS; list++)
        append_list (self, text, list_keys[list][1], list_of (entry->data, list));
      g_string_append (text, " >>");
      hecha_pdf_value_set_parsed (entries, entry->key, text->str);
    }
  g_string_append (out, " /VRI ");
  hecha_pdf_value_write (entries, out);
}

static void
put_store (Writing *self)
{
  const HechaPdfValue *catalog = hecha_pdf_file_get_catalog (self->file, NULL);
  const HechaPdfValue *root = hecha_pdf_value_get (hecha_pdf_file_get_trailer (self->file), "Root");
  const HechaPdfValue *old = hecha_pdf_value_get (catalog, "DSS");
  gboolean has_object = old && old->type == HECHA_PDF_REFERENCE;
  guint number = has_object ? (guint) old->integer : hecha_pdf_revision_reserve (self->revision);
  g_autoptr(GString) body = g_string_new ("<< /Type /DSS");

  for (guint list = 0; list < N_LISTS; list++)
    append_list (self, body, list_keys[list][0], list_of (self->all, list));
  append_entries (self, body);
  g_string_append (body, " >>");
  hecha_pdf_revision_put (self->revision, number, has_object ? (guint) old->generation : 0, body);
  if (!has_object)
    {
      g_autoptr(HechaPdfValue) copy = hecha_pdf_value_copy (catalog);
      g_autofree char *reference = g_strdup_printf ("%u 0 R", number);
      g_autoptr(GString) text = g_string_new (NULL);

      hecha_pdf_value_set_parsed (copy, "DSS", reference);
      hecha_pdf_value_write (copy, text);
      hecha_pdf_revision_put (self->revision, (guint) root->integer, (guint) root->generation, text);
    }
}

/**
 * hecha_pdf_add_validation_data:
 * @in_path: a signed PDF
 * @out_path: where the file with more is put; nothing is put there where there is nothing to add
 * @now: microseconds since the epoch UTC
 * @fetch: carries a request to a server that a certificate names
 * @summary: (out caller-allocates): what was added, and what could not be had; free its text
 *
 * Adds a document security store with all that it takes to judge the file's
 * signatures later without a network (EN 319 142-1, B-LT), as a revision of
 * its own. Nothing is added that the issuer of a certificate did not sign.
 *
 * Returns: %FALSE where the file cannot be read or written, with %HECHA_ERROR_DAMAGED or %HECHA_ERROR_IO
 */
gboolean
hecha_pdf_add_validation_data (const char             *in_path,
                               const char             *out_path,
                               gint64                  now,
                               HechaFetch              fetch,
                               gpointer                data,
                               HechaValidationSummary *summary,
                               GError                **error)
{
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                         (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr(HechaValidationData) all = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(HechaPdfRevision) revision = NULL;
  Writing self = { NULL };

  g_return_val_if_fail (in_path && out_path && fetch && summary, FALSE);
  *summary = (HechaValidationSummary) { 0 };
  file = hecha_pdf_file_open (in_path, error);
  all = file ? read_store (file, numbers) : NULL;
  entries = file ? hecha_dss_collect (file, all, now, fetch, data, summary, error) : NULL;
  if (!entries)
    return FALSE;
  revision = hecha_pdf_revision_new (file);
  self = (Writing) { file, revision, numbers, entries, all, 0 };
  put_streams (&self);
  summary->n_added = self.n_added;
  if (self.n_added == 0)
    return TRUE;
  put_store (&self);
  hecha_pdf_revision_finish (revision);
  return hecha_pdf_revision_save (revision, out_path, error);
}
