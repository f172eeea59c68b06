/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HECHA_UPDATE_GOLDEN=1 meson test -C build --suite report   writes the goldens anew. */
#include "report.h"

#include "error.h"
#include "sample-input.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char  *name;
  HechaSample  sample;
} Case;

static const Case cases[] = {
  { "evaluation-zh", { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, 10, 3, TRUE, FALSE, FALSE } },
  { "evaluation-en", { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_EN, 10, 0, FALSE, FALSE, TRUE } },
  { "inspection-zh", { HECHA_PROCEDURE_INSPECTION, HECHA_LANGUAGE_ZH, 10, 2, FALSE, FALSE, FALSE } },
  { "inspection-en", { HECHA_PROCEDURE_INSPECTION, HECHA_LANGUAGE_EN, 10, 0, FALSE, FALSE, FALSE } },
};

static void
test_golden (gconstpointer data)
{
  const Case *each = data;
  g_autofree char *name = g_strconcat (each->name, ".txt", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "report", "golden", name, NULL);
  g_auto(SampleInput) input = { 0 };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) texts = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;
  g_autofree char *golden = NULL;

  sample_input_init (&input, &each->sample, NULL);
  texts = hecha_report_texts (&input.input, &error);
  g_assert_no_error (error);
  joined = g_strjoinv ("\n", texts);
  text = g_strconcat (joined, "\n", NULL);
  if (g_getenv ("HECHA_UPDATE_GOLDEN"))
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, golden);
}

static char *
without_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\f')
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/* The pages say what the document says: extracted by another program, each text
 * is there, but for what a page's end cuts in two. */
static void
test_pages_say_all (gconstpointer data)
{
  const Case *each = data;
  g_auto(SampleInput) input = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *extracted = NULL;
  g_autofree char *shown = NULL;
  g_auto(GStrv) texts = NULL;
  guint missing = 0;

  sample_input_init (&input, &each->sample, NULL);
  path = sample_write (&input, NULL);
  extracted = sample_run ("pdftotext", "-raw", path, "-", NULL);
  shown = without_spaces (extracted);
  texts = hecha_report_texts (&input.input, NULL);
  for (guint i = 0; texts[i]; i++)
    {
      g_autofree char *text = without_spaces (texts[i]);

      if (!strstr (shown, text))
        g_test_message ("not found: %s", text);
      missing += !strstr (shown, text);
    }
  g_assert_cmpuint (g_strv_length (texts), >, 100);
  g_assert_cmpuint (missing, <=, 2);
}

/* Each page of a record, to its last, is signed by itself; those of a report are not. */
static void
test_signature_place_on_each_page (void)
{
  static const struct
  {
    HechaProcedure  procedure;
    HechaLanguage   language;
    const char     *line;
    guint           times;
  } records[] = {
    { HECHA_PROCEDURE_INSPECTION, HECHA_LANGUAGE_ZH, "逐页签字检查人员：____________、____________企业现场人员：_________________年___月___日", 1 },
    { HECHA_PROCEDURE_INSPECTION, HECHA_LANGUAGE_EN,
      "SigneachpageInspectors:____________,____________On-siteperson:____________Date:________", 1 },
    { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, "逐页签字", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      HechaSample sample = { records[i].procedure, records[i].language, 40, 6, TRUE, TRUE, FALSE, 20 };
      g_auto(SampleInput) input = { 0 };
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      sample_input_init (&input, &sample, NULL);
      path = sample_write (&input, NULL);
      text = sample_run ("pdftotext", "-raw", path, "-", NULL);
      pages = g_strsplit (g_strchomp (text), "\f", -1);
      g_assert_cmpuint (g_strv_length (pages), >, 10);
      for (guint page = 0; pages[page]; page++)
        {
          g_autofree char *shown = without_spaces (pages[page]);
          g_auto(GStrv) parts = g_strsplit (shown, records[i].line, -1);

          g_test_message ("page %u of %s", page + 1, path);
          g_assert_cmpuint (g_strv_length (parts), ==, records[i].times + 1);
        }
    }
}

static void
test_same_input_same_bytes (void)
{
  char *digests[2] = { NULL, NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_auto(SampleInput) input = { 0 };
      g_autofree char *path = NULL;
      g_autofree char *bytes = NULL;
      gsize size;

      sample_input_init (&input, &cases[0].sample, NULL);
      path = sample_write (&input, NULL);
      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      digests[i] = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *) bytes, size);
    }
  g_assert_cmpstr (digests[0], ==, digests[1]);
  g_free (digests[0]);
  g_free (digests[1]);
}

static void
refused (SampleInput *input,
         HechaError   code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "refused.pdf", NULL);
  guint pages = 7;

  g_file_set_contents (path, "before", -1, NULL);
  g_assert_false (hecha_report_write (path, &input->input, &pages, NULL, &error));
  g_assert_error (error, HECHA_ERROR, (int) code);
  g_assert_cmpuint (pages, ==, 7);
}

static void
test_refusals (void)
{
  g_auto(SampleInput) input = { 0 };

  sample_input_init (&input, &cases[0].sample, NULL);
  input.input.rule = NULL;
  refused (&input, HECHA_ERROR_INVALID);
  input.input.rule = input.rule;
  input.input.n_files = 1;
  refused (&input, HECHA_ERROR_INVALID);
  input.input.n_files = 4;
  input.content->results_digest[0] = input.content->results_digest[0] == '0' ? '1' : '0';
  refused (&input, HECHA_ERROR_DAMAGED);
  g_clear_pointer (&input.content->results_digest, g_free);
  input.input.claimed_time = "yesterday";
  refused (&input, HECHA_ERROR_INVALID);
}

static gboolean
picture_lost_cb (const char          *evidence,
                 HechaReportPicture  *picture,
                 gpointer             data,
                 GError             **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s is lost", evidence);
  return FALSE;
}

static gboolean
picture_foreign_cb (const char          *evidence,
                    HechaReportPicture  *picture,
                    gpointer             data,
                    GError             **error)
{
  picture->jpeg = g_bytes_new_static ("GIF89a", 6);
  picture->width = picture->height = 1;
  return TRUE;
}

static gboolean
picture_cancels_cb (const char          *evidence,
                    HechaReportPicture  *picture,
                    gpointer             data,
                    GError             **error)
{
  g_cancellable_cancel (G_CANCELLABLE (data));
  return TRUE;
}

static guint
files_in (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* What fails half-way leaves the document before it, and nothing else. */
static void
test_failure_leaves_nothing (void)
{
  g_auto(SampleInput) input = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *after = NULL;

  sample_input_init (&input, &cases[0].sample, NULL);
  path = sample_write (&input, NULL);
  g_assert_cmpuint (input.asked, ==, 3);
  g_file_set_contents (path, "before", -1, NULL);

  input.input.picture = picture_lost_cb;
  g_assert_false (hecha_report_write (path, &input.input, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  input.input.picture = picture_foreign_cb;
  g_assert_false (hecha_report_write (path, &input.input, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  input.input.picture = picture_cancels_cb;
  input.input.qr = NULL;
  input.input.data = cancellable;
  g_assert_false (hecha_report_write (path, &input.input, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "before");
  g_assert_cmpuint (files_in (path), ==, 1);
}

static void
test_no_folder (void)
{
  g_auto(SampleInput) input = { 0 };
  g_autoptr(GError) error = NULL;

  sample_input_init (&input, &cases[1].sample, NULL);
  g_assert_false (hecha_report_write ("/nowhere/at/all/report.pdf", &input.input, NULL, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *golden = g_strconcat ("/report/golden/", cases[i].name, NULL);
      g_autofree char *pages = g_strconcat ("/report/pages-say-all/", cases[i].name, NULL);

      g_test_add_data_func (golden, &cases[i], test_golden);
      g_test_add_data_func (pages, &cases[i], test_pages_say_all);
    }
  g_test_add_func ("/report/signature-place-on-each-page", test_signature_place_on_each_page);
  g_test_add_func ("/report/same-input-same-bytes", test_same_input_same_bytes);
  g_test_add_func ("/report/refusals", test_refusals);
  g_test_add_func ("/report/failure-leaves-nothing", test_failure_leaves_nothing);
  g_test_add_func ("/report/no-folder", test_no_folder);
  return g_test_run ();
}
