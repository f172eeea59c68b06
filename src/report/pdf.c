/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf.h"

#include "clock.h"
#include "error.h"
#include "icc.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define PRODUCER "Hecha " HECHA_VERSION

/* Print; and Locked. */
#define LINK_FLAGS      4
#define WIDGET_FLAGS    132
#define TEXT_MULTILINE  4096

/* The document does have signature fields; that it holds signatures is for the signer to say. */
#define SIGNATURES_EXIST 1

/* Deeper than any structure that the layout makes. */
#define MAX_STRUCTURE_DEPTH 32

/* A document up to this size is read from memory; what is larger has large pictures. */
#define MAPPED_LIMIT (16 * 1024 * 1024)

typedef struct
{
  qpdf_data               q;
  const HechaReportModel *model;
  const HechaPages       *pages;
  const HechaReportInput *input;
  char                   *date;
  guint                   figure;
} Pdf;

static void
set_text (Pdf        *self,
          qpdf_oh     dict,
          const char *key,
          const char *text)
{
  qpdf_oh_replace_key (self->q, dict, key, qpdf_oh_new_unicode_string (self->q, text));
}

static void
set_string (Pdf        *self,
            qpdf_oh     dict,
            const char *key,
            const char *text)
{
  qpdf_oh_replace_key (self->q, dict, key, qpdf_oh_new_string (self->q, text));
}

static void
set_name (Pdf        *self,
          qpdf_oh     dict,
          const char *key,
          const char *name)
{
  qpdf_oh_replace_key (self->q, dict, key, qpdf_oh_new_name (self->q, name));
}

static void
set_integer (Pdf        *self,
             qpdf_oh     dict,
             const char *key,
             gint64      value)
{
  qpdf_oh_replace_key (self->q, dict, key, qpdf_oh_new_integer (self->q, value));
}

/* A new indirect stream. */
static qpdf_oh
new_stream (Pdf           *self,
            gconstpointer  data,
            gsize          size,
            const char    *dictionary)
{
  qpdf_oh stream = qpdf_oh_new_stream (self->q);
  qpdf_oh dict = qpdf_oh_get_dict (self->q, stream);
  qpdf_oh entries = qpdf_oh_parse (self->q, dictionary);

  qpdf_oh_replace_stream_data (self->q, stream, data, size, qpdf_oh_new_null (self->q), qpdf_oh_new_null (self->q));
  qpdf_oh_begin_dict_key_iter (self->q, entries);
  while (qpdf_oh_dict_more_keys (self->q))
    {
      g_autofree char *key = g_strdup (qpdf_oh_dict_next_key (self->q));

      qpdf_oh_replace_key (self->q, dict, key, qpdf_oh_get_key (self->q, entries, key));
    }
  return stream;
}

static char *
pdf_date (const char *time)
{
  g_autoptr(GDateTime) utc = NULL;
  gint64 at;

  if (!hecha_time_from_text (time, &at))
    return NULL;
  utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  return utc ? g_date_time_format (utc, "D:%Y%m%d%H%M%SZ") : NULL;
}

static char *
xmp_date (const char *date)
{
  const char *d = date + 2;

  return g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", d, d + 4, d + 6, d + 8, d + 10, d + 12);
}

/* XMP says what Info says, and claims no conformance to a standard. */
static void
add_metadata (Pdf     *self,
              qpdf_oh  root)
{
  static const char format[] =
    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
    "   <dc:format>application/pdf</dc:format>\n"
    "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
    "   <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n"
    "   <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n"
    "   <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
    "   <dc:identifier>%s</dc:identifier>\n"
    "   <xmp:CreatorTool>%s</xmp:CreatorTool>\n"
    "   <xmp:CreateDate>%s</xmp:CreateDate>\n"
    "   <xmp:ModifyDate>%s</xmp:ModifyDate>\n"
    "   <pdf:Producer>%s</pdf:Producer>\n"
    "  </rdf:Description>\n"
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    "<?xpacket end=\"r\"?>\n";
  const HechaReportModel *model = self->model;
  g_autofree char *date = xmp_date (self->date);
  g_autofree char *xmp = g_markup_printf_escaped (format, model->title, model->author, model->subject,
                                                  hecha_language_to_text (model->language), model->number, PRODUCER,
                                                  date, date, PRODUCER);

  qpdf_oh_replace_key (self->q, root, "/Metadata",
                       new_stream (self, xmp, strlen (xmp), "<< /Type /Metadata /Subtype /XML >>"));
  qpdf_set_info_key (self->q, "/Producer", PRODUCER);
  qpdf_set_info_key (self->q, "/Creator", PRODUCER);
  qpdf_set_info_key (self->q, "/CreationDate", self->date);
  qpdf_set_info_key (self->q, "/ModDate", self->date);
}

static void
add_output_intent (Pdf     *self,
                   qpdf_oh  root)
{
  g_autoptr(GBytes) icc = hecha_icc_srgb ();
  qpdf_oh intent = qpdf_oh_parse (self->q, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
                                           " /RegistryName (http://www.color.org) /Info (sRGB) >>");
  qpdf_oh intents = qpdf_oh_new_array (self->q);
  gsize size;
  gconstpointer data = g_bytes_get_data (icc, &size);

  qpdf_oh_replace_key (self->q, intent, "/DestOutputProfile", new_stream (self, data, size, "<< /N 3 >>"));
  qpdf_oh_append_item (self->q, intents, qpdf_make_indirect_object (self->q, intent));
  qpdf_oh_replace_key (self->q, root, "/OutputIntents", intents);
}

/* “application/json” as the name /application#2Fjson. */
static char *
media_type_name (const char *type)
{
  GString *name = g_string_new ("/");

  for (const char *p = type; *p; p++)
    if (g_ascii_isalnum (*p) || *p == '-' || *p == '.' || *p == '+')
      g_string_append_c (name, *p);
    else
      g_string_append_printf (name, "#%02X", (guint8) *p);
  return g_string_free (name, FALSE);
}

static qpdf_oh
new_file (Pdf                   *self,
          const HechaReportFile *file)
{
  g_autofree char *type = media_type_name (file->media_type);
  g_autofree char *dictionary = g_strdup_printf ("<< /Type /EmbeddedFile /Subtype %s /Params << /Size %" G_GSIZE_FORMAT
                                                 " /ModDate (%s) /CreationDate (%s) >> >>", type,
                                                 g_bytes_get_size (file->bytes), self->date, self->date);
  qpdf_oh spec = qpdf_oh_parse (self->q, "<< /Type /Filespec /AFRelationship /Data >>");
  qpdf_oh ef = qpdf_oh_new_dictionary (self->q);
  gsize size;
  gconstpointer data = g_bytes_get_data (file->bytes, &size);
  qpdf_oh stream = new_stream (self, size ? data : "", size, dictionary);

  qpdf_oh_replace_key (self->q, ef, "/F", stream);
  qpdf_oh_replace_key (self->q, ef, "/UF", stream);
  qpdf_oh_replace_key (self->q, spec, "/EF", ef);
  set_text (self, spec, "/F", file->name);
  set_text (self, spec, "/UF", file->name);
  if (file->description)
    set_text (self, spec, "/Desc", file->description);
  return qpdf_make_indirect_object (self->q, spec);
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(const HechaReportFile *const *) a)->name, (*(const HechaReportFile *const *) b)->name);
}

static void
add_files (Pdf     *self,
           qpdf_oh  root)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  qpdf_oh names = qpdf_oh_get_key (self->q, root, "/Names");
  qpdf_oh tree = qpdf_oh_new_dictionary (self->q);
  qpdf_oh leaves = qpdf_oh_new_array (self->q);
  qpdf_oh associated = qpdf_oh_new_array (self->q);

  if (self->input->n_files == 0)
    return;
  for (guint i = 0; i < self->input->n_files; i++)
    g_ptr_array_add (sorted, (gpointer) &self->input->files[i]);
  g_ptr_array_sort (sorted, compare_files);
  for (guint i = 0; i < sorted->len; i++)
    {
      const HechaReportFile *file = sorted->pdata[i];
      qpdf_oh spec = new_file (self, file);

      qpdf_oh_append_item (self->q, leaves, qpdf_oh_new_string (self->q, file->name));
      qpdf_oh_append_item (self->q, leaves, spec);
      qpdf_oh_append_item (self->q, associated, spec);
    }
  qpdf_oh_replace_key (self->q, tree, "/Names", leaves);
  if (!qpdf_oh_is_dictionary (self->q, names))
    {
      names = qpdf_make_indirect_object (self->q, qpdf_oh_new_dictionary (self->q));
      qpdf_oh_replace_key (self->q, root, "/Names", names);
    }
  qpdf_oh_replace_key (self->q, names, "/EmbeddedFiles", qpdf_make_indirect_object (self->q, tree));
  qpdf_oh_replace_key (self->q, root, "/AF", associated);
}

static qpdf_oh
new_rectangle (Pdf                  *self,
               const HechaPageField *field)
{
  double edges[4] = { field->x, field->y, field->x + field->width, field->y + field->height };
  qpdf_oh rectangle = qpdf_oh_new_array (self->q);

  for (guint i = 0; i < 4; i++)
    qpdf_oh_append_item (self->q, rectangle, qpdf_oh_new_real_from_double (self->q, edges[i], 3));
  return rectangle;
}

static qpdf_oh
new_lock (Pdf   *self,
          GStrv  names)
{
  qpdf_oh lock = qpdf_oh_parse (self->q, "<< /Type /SigFieldLock /Action /Include >>");
  qpdf_oh fields = qpdf_oh_new_array (self->q);

  for (; *names; names++)
    qpdf_oh_append_item (self->q, fields, qpdf_oh_new_string (self->q, *names));
  qpdf_oh_replace_key (self->q, lock, "/Fields", fields);
  return qpdf_make_indirect_object (self->q, lock);
}

/* An appearance that shows nothing, for a field that holds nothing. */
static qpdf_oh
new_appearance (Pdf                  *self,
                const HechaPageField *field)
{
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *dictionary = g_strdup_printf ("<< /Type /XObject /Subtype /Form /BBox [ 0 0 %s %s ] /Resources << >> >>",
                                                 g_ascii_formatd (width, sizeof width, "%.3f", field->width),
                                                 g_ascii_formatd (height, sizeof height, "%.3f", field->height));
  qpdf_oh appearance = qpdf_oh_new_dictionary (self->q);

  qpdf_oh_replace_key (self->q, appearance, "/N", new_stream (self, "", 0, dictionary));
  return appearance;
}

/* Field and widget in one object of its own, so that a signature replaces that object and no other. */
static void
add_field (Pdf                  *self,
           const HechaPageField *field,
           qpdf_oh               fields)
{
  qpdf_oh page = qpdf_get_page_n (self->q, field->page);
  qpdf_oh annotations = qpdf_oh_get_key (self->q, page, "/Annots");
  qpdf_oh widget = qpdf_oh_parse (self->q, "<< /Type /Annot /Subtype /Widget >>");

  set_name (self, widget, "/FT", field->is_text ? "/Tx" : "/Sig");
  set_string (self, widget, "/T", field->name);
  if (field->label)
    set_text (self, widget, "/TU", field->label);
  set_integer (self, widget, "/F", WIDGET_FLAGS);
  qpdf_oh_replace_key (self->q, widget, "/Rect", new_rectangle (self, field));
  qpdf_oh_replace_key (self->q, widget, "/P", page);
  if (field->is_text)
    {
      set_integer (self, widget, "/Ff", TEXT_MULTILINE);
      set_string (self, widget, "/DA", "/Helv 10 Tf 0 g");
    }
  if (field->width > 0)
    qpdf_oh_replace_key (self->q, widget, "/AP", new_appearance (self, field));
  if (field->locks)
    qpdf_oh_replace_key (self->q, widget, "/Lock", new_lock (self, field->locks));
  widget = qpdf_make_indirect_object (self->q, widget);
  if (!qpdf_oh_is_array (self->q, annotations))
    {
      annotations = qpdf_oh_new_array (self->q);
      qpdf_oh_replace_key (self->q, page, "/Annots", annotations);
    }
  qpdf_oh_append_item (self->q, annotations, widget);
  qpdf_oh_append_item (self->q, fields, widget);
}

static void
add_form (Pdf     *self,
          qpdf_oh  root)
{
  const HechaPageField stamps[] = { { .name = (char *) HECHA_PDF_TIMESTAMP_1 }, { .name = (char *) HECHA_PDF_TIMESTAMP_2 } };
  qpdf_oh form = qpdf_oh_new_dictionary (self->q);
  qpdf_oh fields = qpdf_oh_new_array (self->q);

  for (guint i = 0; i < self->pages->fields->len; i++)
    {
      const HechaPageField *field = self->pages->fields->pdata[i];

      add_field (self, field, fields);
      if (field->is_text)
        qpdf_oh_replace_key (self->q, form, "/DR",
                             qpdf_oh_parse (self->q, "<< /Font << /Helv << /Type /Font /Subtype /Type1 "
                                                     "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++)
    add_field (self, &stamps[i], fields);
  qpdf_oh_replace_key (self->q, form, "/Fields", fields);
  set_integer (self, form, "/SigFlags", SIGNATURES_EXIST);
  qpdf_oh_replace_key (self->q, root, "/AcroForm", qpdf_make_indirect_object (self->q, form));
}

/* cairo 1.16 has no alternative texts: the figures get theirs in the order in which they were drawn. */
static void
add_alternatives (Pdf     *self,
                  qpdf_oh  element,
                  guint    depth)
{
  qpdf_oh kids = qpdf_oh_get_key (self->q, element, "/K");
  int n = qpdf_oh_is_array (self->q, kids) ? qpdf_oh_get_array_n_items (self->q, kids) : 0;

  if (self->figure < self->pages->alternatives->len &&
      qpdf_oh_is_name_and_equals (self->q, qpdf_oh_get_key (self->q, element, "/S"), "/Figure"))
    set_text (self, element, "/Alt", self->pages->alternatives->pdata[self->figure++]);
  if (qpdf_oh_is_dictionary (self->q, kids) && depth < MAX_STRUCTURE_DEPTH)
    add_alternatives (self, kids, depth + 1);
  for (int i = 0; i < n && depth < MAX_STRUCTURE_DEPTH; i++)
    {
      qpdf_oh kid = qpdf_oh_get_array_item (self->q, kids, i);

      if (qpdf_oh_is_dictionary (self->q, kid))
        add_alternatives (self, kid, depth + 1);
      qpdf_oh_release (self->q, kid);
    }
  qpdf_oh_release (self->q, kids);
}

/* Read in the order of the tags; its links are printed, which cairo does not say. */
static void
settle_page (Pdf     *self,
             qpdf_oh  page)
{
  qpdf_oh annotations = qpdf_oh_get_key (self->q, page, "/Annots");
  int n = qpdf_oh_is_array (self->q, annotations) ? qpdf_oh_get_array_n_items (self->q, annotations) : 0;

  set_name (self, page, "/Tabs", "/S");
  for (int i = 0; i < n; i++)
    set_integer (self, qpdf_oh_get_array_item (self->q, annotations, i), "/F", LINK_FLAGS);
}

static gboolean
set_qpdf_error (Pdf         *self,
                const char  *what,
                const char  *path,
                GError     **error)
{
  qpdf_error e = qpdf_has_error (self->q) ? qpdf_get_error (self->q) : NULL;

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s cannot be %s: %s", path, what,
               e ? qpdf_get_error_full_text (self->q, e) : "unknown error");
  return FALSE;
}

static void
add_all (Pdf *self)
{
  qpdf_oh root = qpdf_get_root (self->q);
  qpdf_oh structure = qpdf_oh_get_key (self->q, root, "/StructTreeRoot");

  set_string (self, root, "/Lang", hecha_language_to_text (self->model->language));
  qpdf_oh_replace_key (self->q, root, "/ViewerPreferences", qpdf_oh_parse (self->q, "<< /DisplayDocTitle true >>"));
  set_name (self, root, "/PageMode", "/UseOutlines");
  for (guint i = 0; i < self->pages->n_pages; i++)
    settle_page (self, qpdf_get_page_n (self->q, i));
  add_metadata (self, root);
  add_output_intent (self, root);
  add_files (self, root);
  add_form (self, root);
  if (qpdf_oh_is_dictionary (self->q, structure))
    add_alternatives (self, structure, 0);
}

/* From a file qpdf reads with several calls of the system for each object. */
static gboolean
read_drawn (Pdf         *self,
            const char  *drawn,
            GMappedFile *map)
{
  gsize size = map ? g_mapped_file_get_length (map) : 0;

  if (size > 0 && size <= MAPPED_LIMIT)
    return !(qpdf_read_memory (self->q, drawn, g_mapped_file_get_contents (map), size, NULL) & QPDF_ERRORS);
  return !(qpdf_read (self->q, drawn, NULL) & QPDF_ERRORS);
}

static gboolean
rewrite (Pdf         *self,
         const char  *drawn,
         GMappedFile *map,
         const char  *path,
         GError     **error)
{
  qpdf_set_suppress_warnings (self->q, QPDF_TRUE);
  qpdf_silence_errors (self->q);
  qpdf_set_attempt_recovery (self->q, QPDF_FALSE);
  if (!read_drawn (self, drawn, map))
    return set_qpdf_error (self, "read", drawn, error);
  add_all (self);
  if (qpdf_has_error (self->q))
    return set_qpdf_error (self, "completed", drawn, error);
  if (qpdf_init_write (self->q, path) & QPDF_ERRORS)
    return set_qpdf_error (self, "written", path, error);
  qpdf_set_object_stream_mode (self->q, qpdf_o_disable);
  qpdf_set_stream_data_mode (self->q, qpdf_s_compress);
  qpdf_set_deterministic_ID (self->q, QPDF_TRUE);
  qpdf_set_newline_before_endstream (self->q, QPDF_TRUE);
  qpdf_set_minimum_pdf_version (self->q, "1.7");
  if (qpdf_write (self->q) & QPDF_ERRORS)
    return set_qpdf_error (self, "written", path, error);
  return TRUE;
}

static gboolean
move_into_place (const char  *from,
                 const char  *to,
                 GError     **error)
{
  if (g_chmod (from, 0600) == 0 && g_rename (from, to) == 0)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s cannot be put in place: %s", to, g_strerror (errno));
  return FALSE;
}

/**
 * hecha_pdf_finish:
 * @drawn: the file that cairo made
 * @path: the document; replaced as a whole. Who keeps it makes it durable
 *
 * Adds in one pass what cairo 1.16 lacks: language, XMP, output intent, file
 * identifier, attached files, alternative texts, and every form field, empty.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO, or with %HECHA_ERROR_INVALID where the
 *   claimed time is none
 */
gboolean
hecha_pdf_finish (const char              *drawn,
                  const char              *path,
                  const HechaReportModel  *model,
                  const HechaPages        *pages,
                  const HechaReportInput  *input,
                  GError                 **error)
{
  g_autofree char *written = g_strconcat (path, ".new", NULL);
  g_autofree char *date = pdf_date (input->claimed_time);
  g_autoptr(GMappedFile) map = NULL;
  Pdf self = { NULL, model, pages, input, date, 0 };
  gboolean ok;

  g_return_val_if_fail (drawn && path && model && pages, FALSE);
  if (!date)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%s” is no time after RFC 3339", input->claimed_time);
      return FALSE;
    }
  map = g_mapped_file_new (drawn, FALSE, NULL);
  self.q = qpdf_init ();
  ok = rewrite (&self, drawn, map, written, error);
  qpdf_cleanup (&self.q);
  ok = ok && move_into_place (written, path, error);
  if (!ok)
    g_unlink (written);
  return ok;
}
