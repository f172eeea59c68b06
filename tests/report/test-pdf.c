/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf.h"

#include "error.h"
#include "sample-input.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

/* A document that several tests read, made by the first of them. */
typedef struct
{
  HechaSample  sample;
  char        *path;
  guint        n_pages;
} Document;

typedef struct
{
  SampleInput  input;
  const char  *path;
  guint        n_pages;
  qpdf_data    q;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  Document *document = (Document *) data;

  memset (self, 0, sizeof *self);
  sample_input_init (&self->input, &document->sample, NULL);
  if (!document->path)
    document->path = sample_write (&self->input, &document->n_pages);
  self->path = document->path;
  self->n_pages = document->n_pages;
  self->q = qpdf_init ();
  qpdf_set_attempt_recovery (self->q, QPDF_FALSE);
  g_assert_cmpint (qpdf_read (self->q, self->path, NULL), ==, QPDF_SUCCESS);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  qpdf_cleanup (&self->q);
  sample_input_clear (&self->input);
}

static qpdf_oh
root_key (Fixture    *self,
          const char *key)
{
  return qpdf_oh_get_key (self->q, qpdf_get_root (self->q), key);
}

static void
assert_name (Fixture    *self,
             qpdf_oh     dict,
             const char *key,
             const char *name)
{
  g_assert_cmpstr (qpdf_oh_get_name (self->q, qpdf_oh_get_key (self->q, dict, key)), ==, name);
}

/* The whole file reads without a warning, strictly. */
static void
test_check (Fixture       *self,
            gconstpointer  data)
{
  g_assert_cmpint (qpdf_check_pdf (self->q), ==, QPDF_SUCCESS);
  g_assert_false (qpdf_more_warnings (self->q));
  g_assert_cmpint (qpdf_get_num_pages (self->q), ==, (int) self->n_pages);
  g_assert_true (qpdf_oh_is_dictionary (self->q, qpdf_get_trailer (self->q)));
  g_assert_cmpint (qpdf_oh_get_array_n_items (self->q, qpdf_oh_get_key (self->q, qpdf_get_trailer (self->q), "/ID")),
                   ==, 2);
}

static char *
stream_text (Fixture *self,
             qpdf_oh  stream)
{
  unsigned char *bytes = NULL;
  size_t size = 0;
  char *text;

  g_assert_cmpint (qpdf_oh_get_stream_data (self->q, stream, qpdf_dl_all, NULL, &bytes, &size), ==, QPDF_SUCCESS);
  text = g_strndup ((const char *) bytes, size);
  free (bytes);
  return text;
}

static void
test_metadata (Fixture       *self,
               gconstpointer  data)
{
  static const char *const told[] = { "<pdf:Producer>Hecha ", "2026-03-06T01:20:00Z</xmp:CreateDate>",
                                      "示例精密机械有限公司", "示例评测有限公司", "示例-2026-0007", ">zh-CN<" };
  qpdf_oh metadata = root_key (self, "/Metadata");
  qpdf_oh intent = qpdf_oh_get_array_item (self->q, root_key (self, "/OutputIntents"), 0);
  g_autofree char *xmp = stream_text (self, metadata);

  assert_name (self, qpdf_oh_get_dict (self->q, metadata), "/Subtype", "/XML");
  g_assert_false (qpdf_oh_has_key (self->q, qpdf_oh_get_dict (self->q, metadata), "/Filter"));
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_nonnull (strstr (xmp, told[i]));
  g_assert_null (strstr (xmp, "pdfaid"));
  assert_name (self, intent, "/S", "/GTS_PDFA1");
  g_assert_true (qpdf_oh_is_stream (self->q, qpdf_oh_get_key (self->q, intent, "/DestOutputProfile")));
  g_assert_cmpstr (qpdf_oh_get_utf8_value (self->q, root_key (self, "/Lang")), ==, "zh-CN");
  g_assert_true (qpdf_oh_get_bool_value (self->q, qpdf_oh_get_key (self->q, root_key (self, "/ViewerPreferences"),
                                                                   "/DisplayDocTitle")));
  g_assert_cmpstr (qpdf_get_info_key (self->q, "/CreationDate"), ==, "D:20260306012000Z");
}

/* What comes out of another program is what went in. */
static void
test_attachments (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("hecha-detach-XXXXXX", NULL);
  g_autofree char *said = sample_run ("pdfdetach", "-saveall", "-o", folder, self->path, NULL);
  qpdf_oh associated = root_key (self, "/AF");

  g_assert_cmpint (qpdf_oh_get_array_n_items (self->q, associated), ==, 4);
  for (guint i = 0; i < self->input.input.n_files; i++)
    {
      const HechaReportFile *file = &self->input.input.files[i];
      g_autofree char *path = g_build_filename (folder, file->name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;
      qpdf_oh spec = qpdf_oh_get_array_item (self->q, associated, i);

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_cmpmem (bytes, size, g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
      assert_name (self, spec, "/AFRelationship", "/Data");
      assert_name (self, qpdf_oh_get_dict (self->q, qpdf_oh_get_key (self->q, qpdf_oh_get_key (self->q, spec, "/EF"), "/F")),
                   "/Subtype", "/application/json");
    }
}

static char *
list_fields (Fixture *self)
{
  qpdf_oh fields = qpdf_oh_get_key (self->q, root_key (self, "/AcroForm"), "/Fields");
  GString *list = g_string_new (NULL);

  for (int i = 0; i < qpdf_oh_get_array_n_items (self->q, fields); i++)
    {
      qpdf_oh field = qpdf_oh_get_array_item (self->q, fields, i);

      /* One at a time: both live in the same buffer. */
      g_string_append_printf (list, "%s%s", i ? " " : "",
                              qpdf_oh_get_utf8_value (self->q, qpdf_oh_get_key (self->q, field, "/T")));
      g_string_append_printf (list, ":%s", qpdf_oh_get_name (self->q, qpdf_oh_get_key (self->q, field, "/FT")) + 1);
      g_assert_true (qpdf_oh_is_indirect (self->q, field));
      g_assert_false (qpdf_oh_has_key (self->q, field, "/V"));
      g_assert_cmpint (qpdf_oh_get_int_value_as_int (self->q, qpdf_oh_get_key (self->q, field, "/F")), ==, 132);
    }
  return g_string_free (list, FALSE);
}

/* Each widget is among the annotations of the page that it names. */
static void
test_widgets (Fixture       *self,
              gconstpointer  data)
{
  qpdf_oh fields = qpdf_oh_get_key (self->q, root_key (self, "/AcroForm"), "/Fields");
  int n = qpdf_oh_get_array_n_items (self->q, fields);

  for (int i = 0; i < n; i++)
    {
      qpdf_oh field = qpdf_oh_get_array_item (self->q, fields, i);
      qpdf_oh annotations = qpdf_oh_get_key (self->q, qpdf_oh_get_key (self->q, field, "/P"), "/Annots");
      gboolean found = FALSE;

      for (int j = 0; j < qpdf_oh_get_array_n_items (self->q, annotations); j++)
        found |= qpdf_oh_get_object_id (self->q, qpdf_oh_get_array_item (self->q, annotations, j)) ==
                 qpdf_oh_get_object_id (self->q, field);
      g_assert_true (found);
    }
  g_assert_cmpint (qpdf_oh_get_int_value_as_int (self->q, qpdf_oh_get_key (self->q, root_key (self, "/AcroForm"),
                                                                           "/SigFlags")), ==, 1);
}

static void
test_evaluation_fields (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *list = list_fields (self);

  g_assert_cmpstr (list, ==, "prepared:Sig reviewed:Sig approved:Sig body-seal:Sig timestamp-1:Sig timestamp-2:Sig");
  test_widgets (self, data);
}

static void
test_inspection_fields (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *list = list_fields (self);
  qpdf_oh fields = qpdf_oh_get_key (self->q, root_key (self, "/AcroForm"), "/Fields");

  g_assert_cmpstr (list, ==, "inspector-1:Sig inspector-2:Sig on-site-person:Sig approved:Sig authority-seal:Sig "
                             "refusal:Tx refusal-officer-1:Sig refusal-officer-2:Sig timestamp-1:Sig timestamp-2:Sig");
  for (int i = 6; i < 8; i++)
    {
      qpdf_oh lock = qpdf_oh_get_key (self->q, qpdf_oh_get_array_item (self->q, fields, i), "/Lock");
      qpdf_oh locked = qpdf_oh_get_key (self->q, lock, "/Fields");

      assert_name (self, lock, "/Action", "/Include");
      g_assert_cmpint (qpdf_oh_get_array_n_items (self->q, locked), ==, 2);
      g_assert_cmpstr (qpdf_oh_get_utf8_value (self->q, qpdf_oh_get_array_item (self->q, locked, 0)), ==, "on-site-person");
      g_assert_cmpstr (qpdf_oh_get_utf8_value (self->q, qpdf_oh_get_array_item (self->q, locked, 1)), ==, "refusal");
    }
  test_widgets (self, data);
}

/* Every font on the pages is in the file, a subset, and can be read back. */
static void
test_fonts (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *said = sample_run ("pdffonts", self->path, NULL);
  g_auto(GStrv) lines = g_strsplit (g_strchomp (said), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i]; i++)
    if (!strstr (lines[i], "Helvetica "))
      g_assert_nonnull (strstr (lines[i], "yes yes yes"));
}

static void
test_structure (Fixture       *self,
                gconstpointer  data)
{
  static const char *const tags[] = { "Document", "Sect", "H1 ", "H2 ", "P ", "Table ", "TR", "TH", "TD", "Figure", "TOC",
                                      "Link" };
  g_autofree char *info = sample_run ("pdfinfo", self->path, NULL);
  g_autofree char *tree = sample_run ("pdfinfo", "-struct", self->path, NULL);

  g_assert_true (g_regex_match_simple ("Tagged:\\s+yes", info, 0, 0));
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_test_message ("%s", tags[i]);
      g_assert_nonnull (strstr (tree, tags[i]));
    }
  g_assert_true (qpdf_oh_is_dictionary (self->q, root_key (self, "/Outlines")));
}

static guint
count_alternatives (Fixture *self,
                    qpdf_oh  element)
{
  qpdf_oh kids = qpdf_oh_get_key (self->q, element, "/K");
  gboolean figure = qpdf_oh_is_name_and_equals (self->q, qpdf_oh_get_key (self->q, element, "/S"), "/Figure");
  guint n = 0;

  if (figure)
    {
      g_assert_cmpstr (qpdf_oh_get_utf8_value (self->q, qpdf_oh_get_key (self->q, element, "/Alt")), !=, "");
      n = 1;
    }
  if (qpdf_oh_is_dictionary (self->q, kids))
    return n + count_alternatives (self, kids);
  for (int i = 0; qpdf_oh_is_array (self->q, kids) && i < qpdf_oh_get_array_n_items (self->q, kids); i++)
    if (qpdf_oh_is_dictionary (self->q, qpdf_oh_get_array_item (self->q, kids, i)))
      n += count_alternatives (self, qpdf_oh_get_array_item (self->q, kids, i));
  return n;
}

/* Two charts, for two types, a diagram and three pictures. */
static void
test_alternatives (Fixture       *self,
                   gconstpointer  data)
{
  g_assert_cmpuint (count_alternatives (self, root_key (self, "/StructTreeRoot")), ==, 6);
}

/* A JPEG is in the document as it came. */
static void
test_pictures (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *said = sample_run ("pdfimages", "-list", self->path, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_regex_match_simple ("320\\s+240 .* jpeg ", said, 0, 0));
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_nonnull (memmem (bytes, size, g_bytes_get_data (self->input.jpeg, NULL),
                            g_bytes_get_size (self->input.jpeg)));
}

static void
test_not_a_pdf (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hecha-pdf-XXXXXX", NULL);
  g_autofree char *drawn = g_build_filename (folder, "drawn.pdf", NULL);
  g_autofree char *path = g_build_filename (folder, "out.pdf", NULL);
  g_autoptr(HechaReportModel) model = hecha_report_model_new (HECHA_LANGUAGE_EN);
  HechaPages pages = { 0 };
  HechaReportInput input = { .claimed_time = "2026-03-06T01:20:00Z" };
  g_autoptr(GError) error = NULL;

  g_file_set_contents (drawn, "%PDF-1.5\nbroken", -1, NULL);
  g_assert_false (hecha_pdf_finish (drawn, path, model, &pages, &input, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  static Document evaluation = { { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, 10, 3, TRUE, FALSE, FALSE } };
  static Document inspection = { { HECHA_PROCEDURE_INSPECTION, HECHA_LANGUAGE_EN, 10, 0, FALSE, FALSE, FALSE } };
  static const struct
  {
    const char *name;
    Document   *document;
    void      (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/pdf/check/evaluation", &evaluation, test_check },
    { "/pdf/check/inspection", &inspection, test_check },
    { "/pdf/metadata", &evaluation, test_metadata },
    { "/pdf/attachments", &evaluation, test_attachments },
    { "/pdf/fields/evaluation", &evaluation, test_evaluation_fields },
    { "/pdf/fields/inspection", &inspection, test_inspection_fields },
    { "/pdf/fonts", &evaluation, test_fonts },
    { "/pdf/structure", &evaluation, test_structure },
    { "/pdf/alternatives", &evaluation, test_alternatives },
    { "/pdf/pictures", &evaluation, test_pictures },
  };
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, tests[i].document, set_up, tests[i].func, tear_down);
  g_test_add_func ("/pdf/not-a-pdf", test_not_a_pdf);
  status = g_test_run ();
  g_free (evaluation.path);
  g_free (inspection.path);
  return status;
}
