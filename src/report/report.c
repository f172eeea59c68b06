/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include "digest.h"
#include "error.h"
#include "page.h"
#include "pdf.h"
#include "report-parts.h"
#include "report-write.h"

#include <string.h>

static const HechaReportFile *
find_file (const HechaReportInput *input,
           const char             *name)
{
  for (guint i = 0; i < input->n_files; i++)
    if (strcmp (input->files[i].name, name) == 0)
      return &input->files[i];
  return NULL;
}

static gboolean
check_files (const HechaReportInput  *input,
             GError                 **error)
{
  const HechaReportFile *results = find_file (input, HECHA_REPORT_RESULTS);
  g_autofree char *digest = NULL;
  gsize size;
  gconstpointer bytes;

  if (!input->content->frozen)
    return TRUE;
  if (!results || !find_file (input, HECHA_REPORT_EVIDENCE))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "A frozen case needs %s and %s in its document",
                   HECHA_REPORT_RESULTS, HECHA_REPORT_EVIDENCE);
      return FALSE;
    }
  bytes = g_bytes_get_data (results->bytes, &size);
  digest = hecha_sha256_hex (bytes, size);
  if (input->content->results_digest && strcmp (digest, input->content->results_digest) != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                   "%s is not what case %s was frozen with: its SHA-256 is %s, the journal has %s",
                   HECHA_REPORT_RESULTS, input->content->visit->number, digest, input->content->results_digest);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_input (const HechaReportInput  *input,
             GError                 **error)
{
  const HechaCase *content = input->content;

  if (content->visit->scopes->len == 0)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "A document is about at least one type of the enterprise (article 6)");
      return FALSE;
    }
  if (content->visit->procedure == HECHA_PROCEDURE_EVALUATION && !input->rule)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "An evaluation report needs the rule by which it concludes");
      return FALSE;
    }
  return check_files (input, error);
}

static void
add_furniture (HechaReportBuilder *self)
{
  HechaReportModel *model = self->model;
  gboolean inspection = self->visit->procedure == HECHA_PROCEDURE_INSPECTION;
  const char *name = hecha_visit_enterprise (self->visit);
  g_autofree char *revision = self->content->frozen
                              ? g_strdup_printf (hecha_builder_say (self, HECHA_SAY_HEADER_REVISION), self->content->revision)
                              : g_strdup (hecha_builder_say (self, HECHA_SAY_HEADER_DRAFT));

  model->title = g_strdup (hecha_builder_say (self, inspection ? HECHA_SAY_INSPECTION_TITLE : HECHA_SAY_EVALUATION_TITLE));
  model->subject = g_strdup (name ? name : "");
  model->author = g_strdup (self->visit->unit ? self->visit->unit : "");
  model->number = g_strdup (self->visit->number ? self->visit->number : "");
  model->revision = self->content->frozen ? self->content->revision : 0;
  model->draft = !self->content->frozen;
  model->header[0] = g_strdup_printf ("%s　%s", model->title, model->subject);
  model->header[1] = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_HEADER), model->number, revision,
                                      self->input->marking ? self->input->marking
                                                           : hecha_builder_say (self, HECHA_SAY_MARKING));
  model->footer = g_strdup (hecha_builder_say (self, HECHA_SAY_FOOTER));
  model->strip = inspection ? g_strdup (hecha_builder_say (self, HECHA_SAY_STRIP)) : NULL;
  model->page_format = hecha_builder_say (self, HECHA_SAY_PAGE);
  model->draft_mark = hecha_builder_say (self, HECHA_SAY_DRAFT_MARK);
  model->date_label = hecha_builder_say (self, HECHA_SAY_DATE);
  model->planned_label = hecha_builder_say (self, HECHA_SAY_PLANNED_SIGNER);
  model->missing_picture = hecha_builder_say (self, HECHA_SAY_MISSING_PICTURE);
}

/**
 * hecha_report_build:
 *
 * Puts together the document of the case's procedure, in the case's language:
 * an evaluation report with results and conclusion for each type (article 6),
 * or an on-site record with a problem list and no conclusion. Pure.
 *
 * Returns: (transfer full) (nullable): the document; %HECHA_ERROR_INVALID
 *   where the input lacks something, %HECHA_ERROR_DAMAGED where the results are
 *   not those that the case was frozen with
 */
HechaReportModel *
hecha_report_build (const HechaReportInput  *input,
                    GError                 **error)
{
  HechaReportBuilder builder = { 0 };

  g_return_val_if_fail (input && input->content && input->claimed_time, NULL);
  if (!check_input (input, error))
    return NULL;
  builder.input = input;
  builder.content = input->content;
  builder.visit = input->content->visit;
  builder.language = builder.visit->language;
  builder.model = hecha_report_model_new (builder.language);
  add_furniture (&builder);
  if (builder.visit->procedure == HECHA_PROCEDURE_INSPECTION)
    hecha_report_inspection (&builder);
  else
    hecha_report_evaluation (&builder);
  return builder.model;
}

/**
 * hecha_report_texts:
 *
 * Returns: (transfer full) (nullable): every text of the document in order,
 *   as pages are to show it; fails like hecha_report_build()
 */
GStrv
hecha_report_texts (const HechaReportInput  *input,
                    GError                 **error)
{
  g_autoptr(HechaReportModel) model = hecha_report_build (input, error);
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GStrvBuilder) copies = g_strv_builder_new ();

  if (!model)
    return NULL;
  texts = hecha_report_model_texts (model);
  for (guint i = 0; i < texts->len; i++)
    g_strv_builder_add (copies, texts->pdata[i]);
  return g_strv_builder_end (copies);
}

static HechaPages *
write_pages (GFile                   *file,
             const HechaReportModel  *model,
             const HechaReportInput  *input,
             GCancellable            *cancellable,
             GError                 **error)
{
  g_autoptr(GFileOutputStream) raw = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  g_autoptr(GOutputStream) out = NULL;
  g_autoptr(HechaPages) pages = NULL;

  if (!raw)
    return NULL;
  out = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (raw), 1 << 18);
  pages = hecha_pages_write (out, model, input, cancellable, error);
  if (!pages || !g_output_stream_close (out, cancellable, error))
    return NULL;
  return g_steal_pointer (&pages);
}

/**
 * hecha_report_write_model:
 * @path: the document; replaced whole, or left as it was
 * @input: the claimed time, and what pictures, codes and attached files need
 * @n_pages: (out) (optional): how many pages it has; untouched on failure
 *
 * Gives a document its pages, fields and files.
 */
gboolean
hecha_report_write_model (const char              *path,
                          const HechaReportModel  *model,
                          const HechaReportInput  *input,
                          guint                   *n_pages,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  g_autofree char *drawn = g_strconcat (path, ".pages", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (drawn);
  g_autoptr(HechaPages) pages = write_pages (file, model, input, cancellable, error);
  gboolean ok = pages && !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                hecha_pdf_finish (drawn, path, model, pages, input, error);

  g_file_delete (file, NULL, NULL);
  if (ok && n_pages)
    *n_pages = pages->n_pages;
  return ok;
}

/**
 * hecha_report_write:
 * @path: the document; replaced whole, or left as it was
 * @n_pages: (out) (optional): how many pages it has; untouched on failure
 *
 * Makes the document of a case: pages, data files, and the procedure's empty
 * signature fields. The same input gives the same bytes. Takes its time:
 * call it from a worker thread.
 *
 * Returns: %FALSE with an error of hecha_report_build(), of the callbacks of
 *   @input, %HECHA_ERROR_IO, or %G_IO_ERROR_CANCELLED
 */
gboolean
hecha_report_write (const char              *path,
                    const HechaReportInput  *input,
                    guint                   *n_pages,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_autoptr(HechaReportModel) model = NULL;

  g_return_val_if_fail (path && input, FALSE);
  model = hecha_report_build (input, error);
  return model && hecha_report_write_model (path, model, input, n_pages, cancellable, error);
}
