/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-input.h"

#include "digest.h"

#include <qrencode.h>
#include <string.h>

/* Of an EXIF-less baseline JPEG: the first frame header tells its size. */
static void
read_size (SampleInput *self)
{
  gsize size;
  const guint8 *d = g_bytes_get_data (self->jpeg, &size);
  gsize at = 2;

  while (at + 9 < size && !(d[at + 1] >= 0xc0 && d[at + 1] <= 0xc2))
    at += 2 + (d[at + 2] << 8 | d[at + 3]);
  g_assert_cmpuint (at + 9, <, size);
  self->height = d[at + 5] << 8 | d[at + 6];
  self->width = d[at + 7] << 8 | d[at + 8];
}

static gboolean
picture_asked_cb (const char          *evidence,
                  HechaReportPicture  *picture,
                  gpointer             data,
                  GError             **error)
{
  SampleInput *self = data;

  self->asked++;
  picture->jpeg = g_bytes_ref (self->jpeg);
  picture->width = self->width;
  picture->height = self->height;
  return TRUE;
}

static gboolean
qr_asked_cb (guint           page,
             guint           pages,
             HechaReportQr  *qr,
             gpointer        data,
             GError        **error)
{
  SampleInput *self = data;
  g_autofree char *text = g_strdup_printf ("HECHA|%s|%d|%u/%u|%s", self->content->visit->number,
                                           self->content->revision, page, pages,
                                           self->content->results_digest ? self->content->results_digest : "-");
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);

  g_assert_nonnull (code);
  qr->width = code->width;
  qr->modules = g_bytes_new (code->data, (gsize) code->width * code->width);
  QRcode_free (code);
  return TRUE;
}

static void
add_file (SampleInput *self,
          guint        n,
          const char  *name,
          const char  *description,
          const char  *text)
{
  self->files[n].name = name;
  self->files[n].media_type = "application/json";
  self->files[n].description = description;
  self->files[n].bytes = g_bytes_new (text, strlen (text));
}

/**
 * sample_input_init:
 * @picture: (nullable): a JPEG that stands for every picture; %NULL takes the one beside the tests
 */
void
sample_input_init (SampleInput       *self,
                   const HechaSample *sample,
                   const char        *picture)
{
  g_autofree char *beside = picture ? g_strdup (picture)
                                    : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "report", "picture.jpg", NULL);
  g_autoptr(GError) error = NULL;
  char *bytes;
  gsize size;

  memset (self, 0, sizeof *self);
  g_file_get_contents (beside, &bytes, &size, &error);
  g_assert_no_error (error);
  self->jpeg = g_bytes_new_take (bytes, size);
  read_size (self);
  self->content = hecha_sample_case (sample);
  self->rule = hecha_sample_rule ();
  add_file (self, 0, "assessment-plan.json", "OSCAL 评测计划", "{\"assessment-plan\":{\"示例\":true}}");
  add_file (self, 1, HECHA_REPORT_RESULTS, "OSCAL 评测结果", "{\"assessment-results\":{\"示例\":true}}");
  add_file (self, 2, HECHA_REPORT_EVIDENCE, "证据清单", "{\"evidence\":[]}");
  add_file (self, 3, "journal-heads.json", "日志链末端", "{\"heads\":[]}");
  self->content->results_digest = hecha_sha256_hex (g_bytes_get_data (self->files[1].bytes, NULL),
                                                    g_bytes_get_size (self->files[1].bytes));
  self->input = (HechaReportInput) {
    .content = self->content, .rule = self->rule, .device = "示例便携机（5f1c…9a0e）", .author = "示例·冯九",
    .claimed_time = "2026-03-06T01:20:00.000000Z", .files = self->files, .n_files = G_N_ELEMENTS (self->files),
    .picture = picture_asked_cb, .qr = qr_asked_cb, .data = self,
  };
}

void
sample_input_clear (SampleInput *self)
{
  g_clear_pointer (&self->content, hecha_case_free);
  g_clear_pointer (&self->rule, hecha_conclusion_rule_free);
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->files); i++)
    g_clear_pointer (&self->files[i].bytes, g_bytes_unref);
}

/**
 * sample_write:
 * @n_pages: (out) (optional): how many pages
 *
 * Returns: (transfer full): the path of the document, in a new folder of its own
 */
char *
sample_write (SampleInput *self,
              guint       *n_pages)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hecha-report-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);

  g_assert_no_error (error);
  hecha_report_write (path, &self->input, n_pages, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

/**
 * sample_run:
 * @...: arguments, and %NULL
 *
 * Returns: (transfer full): what @program wrote; it must succeed and complain of nothing
 */
char *
sample_run (const char *program,
            ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *output = NULL;
  const char *argument;
  va_list args;

  g_ptr_array_add (argv, (gpointer) program);
  va_start (args, program);
  while ((argument = va_arg (args, const char *)))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_cmpstr (complaint, ==, "");
  return output;
}
