/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents.h"

#include "calendars.h"
#include "case-cache.h"
#include "document-template.h"
#include "document-values.h"
#include "error.h"
#include "file.h"
#include "filing-desk.h"
#include "paper-pages.h"
#include "report-files.h"
#include "visits.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define SHIPPED "/org/hecha/data/documents/"
#define ENDING  ".txt"

/* Of one that is kept, in bytes. */
#define ISSUED_LIMIT (16 * 1024 * 1024)

void
hecha_document_row_free (HechaDocumentRow *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->use);
  g_free (self->fault);
  g_free (self->sha256);
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->on);
  g_free (self);
}

/* Templates: shipped ones, and those in documents/ of the workspace, which take their place */

static char *
own_folder (HechaSession *session)
{
  return g_build_filename (hecha_session_get_directory (session), "documents", NULL);
}

/* ID.LANGUAGE.txt, and nothing that leads out of the folder. */
static gboolean
split_name (const char     *name,
            char          **id,
            HechaLanguage  *language)
{
  g_auto(GStrv) parts = g_strsplit (name, ".", -1);
  static const HechaLanguage all[] = { HECHA_LANGUAGE_ZH, HECHA_LANGUAGE_EN };

  if (g_strv_length (parts) != 3 || strcmp (parts[2], "txt") != 0 || !*parts[0] ||
      strspn (parts[0], "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (parts[0]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (strcmp (parts[1], hecha_language_to_text (all[i])) == 0)
      {
        *language = all[i];
        *id = g_strdup (parts[0]);
        return TRUE;
      }
  return FALSE;
}

static char *
name_of (const char    *id,
         HechaLanguage  language)
{
  return g_strconcat (id, ".", hecha_language_to_text (language), ENDING, NULL);
}

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return hecha_file_read (path, HECHA_DOCUMENT_TEMPLATE_LARGEST, error);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s: no such file", path);
  return NULL;
}

static GBytes *
read_shipped (const char *name)
{
  g_autofree char *path = g_strconcat (SHIPPED, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static GBytes *
read_template (HechaSession  *session,
               const char    *name,
               gboolean      *own,
               GError       **error)
{
  g_autofree char *folder = own_folder (session), *path = g_build_filename (folder, name, NULL);
  g_autofree char *id = NULL;
  GBytes *bytes;
  HechaLanguage language;

  *own = FALSE;
  if (split_name (name, &id, &language))
    {
      *own = g_file_test (path, G_FILE_TEST_EXISTS);
      bytes = *own ? read_file (path, error) : read_shipped (name);
      if (bytes || *own)
        return bytes;
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no template “%s”", name);
  return NULL;
}

static HechaDocumentTemplate *
load_template (HechaSession  *session,
               const char    *name,
               gboolean      *own,
               GError       **error)
{
  g_autoptr(GBytes) bytes = read_template (session, name, own, error);

  return bytes ? hecha_document_template_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name,
                                                hecha_document_vocabulary, error) : NULL;
}

/* Listing */

/* The shipped ones in the order of a visit, what an agency added after them. */
static guint
rank (const char *name)
{
  static const char *const day[] = {
    "correction-notice", "acceptance-notice", "authorisation", "risk-notice", "confidentiality", "evaluation-plan",
    "inspection-approval", "inspection-notice", "meeting-sheets", "record-forms", "cured-on-spot", "statement", "refusal",
    "result-notice", "rectification-notice",
  };
  gsize length = strcspn (name, ".");
  guint i = 0;

  while (i < G_N_ELEMENTS (day) && (strlen (day[i]) != length || strncmp (day[i], name, length) != 0))
    i++;
  return i;
}

static int
by_day (gconstpointer a,
        gconstpointer b)
{
  const char *one = *(char *const *) a, *other = *(char *const *) b;

  return rank (one) == rank (other) ? strcmp (one, other) : (int) rank (one) - (int) rank (other);
}

static void
add_name (GPtrArray  *names,
          const char *name)
{
  g_autofree char *id = NULL;
  HechaLanguage language;

  if (split_name (name, &id, &language) && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

static GPtrArray *
all_names (HechaSession *session)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) shipped = g_resources_enumerate_children (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *folder = own_folder (session);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; shipped && shipped[i]; i++)
    add_name (names, shipped[i]);
  while (dir && (name = g_dir_read_name (dir)))
    add_name (names, name);
  g_ptr_array_sort (names, by_day);
  return names;
}

static HechaDocumentRow *
row_of (HechaSession *session,
        const char   *name)
{
  HechaDocumentRow *row = g_new0 (HechaDocumentRow, 1);
  g_autoptr(GError) failure = NULL;
  g_autoptr(HechaDocumentTemplate) template = load_template (session, name, &row->own, &failure);

  split_name (name, &row->id, &row->language);
  row->title = g_strdup (template ? hecha_document_template_get (template, "title") : row->id);
  row->use = template ? g_strdup (hecha_document_template_get (template, "for")) : NULL;
  row->fault = failure ? g_strdup (failure->message) : NULL;
  return row;
}

/**
 * hecha_documents_list:
 *
 * Returns: (transfer full) (element-type HechaDocumentRow): every template,
 *   the shipped ones in the order of a visit, and the workspace's own
 */
GPtrArray *
hecha_documents_list (HechaSession  *session,
                      GError       **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_document_row_free);
  g_autoptr(GPtrArray) names = all_names (session);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (rows, row_of (session, names->pdata[i]));
  return rows;
}

/**
 * hecha_documents_of_visit:
 *
 * Returns: (transfer full) (element-type HechaDocumentRow) (nullable): the
 *   documents of the visit's procedure in its language, with those of the
 *   workspace's own that cannot be used
 */
GPtrArray *
hecha_documents_of_visit (HechaSession  *session,
                          const char    *case_uuid,
                          GError       **error)
{
  g_autoptr(HechaCase) content = hecha_case_load (session, case_uuid, error);
  g_autoptr(GPtrArray) rows = content ? hecha_documents_list (session, error) : NULL;
  const char *procedure;

  if (!rows)
    return NULL;
  procedure = hecha_nick_text (hecha_procedure_nicks, content->visit->procedure);
  for (guint i = rows->len; i > 0; i--)
    {
      const HechaDocumentRow *row = rows->pdata[i - 1];

      if (row->language != content->visit->language ||
          (row->use && strcmp (row->use, "visit") != 0 && strcmp (row->use, procedure) != 0))
        g_ptr_array_remove_index (rows, i - 1);
    }
  return g_steal_pointer (&rows);
}

/* Documents of a filing */

static HechaDocumentRow *
named_row (HechaSession  *session,
           const char    *id,
           HechaLanguage  language,
           const char    *number,
           const char    *on)
{
  g_autofree char *name = name_of (id, language);
  HechaDocumentRow *row = row_of (session, name);

  row->number = g_strdup (number);
  row->on = g_strdup (on);
  return row;
}

static void
add_issued (HechaSession           *session,
            GPtrArray              *rows,
            const HechaFilingCheck *check,
            HechaLanguage           language)
{
  for (guint i = check->rounds->len; i > 0; i--)
    {
      const HechaFilingRound *round = check->rounds->pdata[i - 1];
      HechaDocumentRow *row;

      if (!round->sha256)
        continue;
      row = named_row (session, round->decision == HECHA_FILING_ACCEPT ? "acceptance-notice" : "correction-notice", language,
                       round->number, round->decided_on);
      row->sha256 = g_strdup (round->sha256);
      g_clear_pointer (&row->fault, g_free);   /* what is kept needs no template */
      g_ptr_array_add (rows, row);
    }
}

static void
add_rectification (HechaSession        *session,
                   GPtrArray           *rows,
                   const HechaVisitRow *visit,
                   HechaType            type,
                   HechaLanguage        language)
{
  for (guint i = 0; visit->records && i < visit->records->len; i++)
    add_rectification (session, rows, visit->records->pdata[i], type, language);
  if (visit->records || !(visit->types & 1u << type) || visit->findings == 0)
    return;
  g_ptr_array_add (rows, named_row (session, "rectification-notice", language, visit->number, visit->planned_on));
  ((HechaDocumentRow *) rows->pdata[rows->len - 1])->case_uuid = g_strdup (visit->uuid);
}

/**
 * hecha_documents_of_filing:
 * @language: of what is made anew
 *
 * Returns: (transfer full) (element-type HechaDocumentRow) (nullable): what was
 *   issued for the filing, the newest first; the rectification notices of its
 *   visits; and what can be made of it as things stand
 */
GPtrArray *
hecha_documents_of_filing (HechaSession   *session,
                           const char     *code,
                           HechaType       type,
                           HechaLanguage   language,
                           GError        **error)
{
  g_autoptr(HechaFilingSheet) sheet = hecha_filing_desk_load (session, code, type, language, error);
  g_autoptr(GPtrArray) visits = sheet ? hecha_visits_list (session, error) : NULL;
  g_autoptr(GPtrArray) all = visits ? hecha_documents_list (session, error) : NULL;
  GPtrArray *rows;

  if (!all)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_document_row_free);
  add_issued (session, rows, sheet->check, language);
  for (guint i = 0; i < visits->len; i++)
    if (g_strcmp0 (((HechaVisitRow *) visits->pdata[i])->code, code) == 0)
      add_rectification (session, rows, visits->pdata[i], type, language);
  while (all->len > 0)
    {
      g_autoptr(HechaDocumentRow) row = g_ptr_array_steal_index (all, 0);

      if (row->language == language && g_strcmp0 (row->use, "filing") == 0)
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  return rows;
}

/**
 * hecha_documents_issued:
 * @sha256: of a #HechaDocumentRow
 *
 * Returns: (transfer full) (nullable): the document as it was issued
 */
GBytes *
hecha_documents_issued (HechaSession  *session,
                        const char    *sha256,
                        GError       **error)
{
  return hecha_vault_load (hecha_session_get_vault (session), sha256, ISSUED_LIMIT, error);
}

/**
 * hecha_documents_fields:
 *
 * Returns: (transfer none): every field that a template may name
 */
const char *const *
hecha_documents_fields (void)
{
  return hecha_document_vocabulary;
}

/**
 * hecha_documents_check:
 * @id_or_path: a template of the workspace or shipped, or any file
 *
 * Returns: (transfer full) (element-type utf8) (nullable): its faults, each with
 *   file and line, none where it is sound
 */
GPtrArray *
hecha_documents_check (HechaSession  *session,
                       const char    *id_or_path,
                       HechaLanguage  language,
                       GError       **error)
{
  gboolean is_file = g_file_test (id_or_path, G_FILE_TEST_IS_REGULAR), own;
  g_autofree char *name = is_file ? g_path_get_basename (id_or_path) : name_of (id_or_path, language);
  g_autoptr(GBytes) bytes = is_file ? read_file (id_or_path, error) : read_template (session, name, &own, error);

  return bytes ? hecha_document_template_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name,
                                                hecha_document_vocabulary) : NULL;
}

/**
 * hecha_documents_customise:
 *
 * Puts a shipped template into the workspace, where it can be changed with any
 * editor; one that is there already is left as it is.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *
hecha_documents_customise (HechaSession  *session,
                           const char    *id,
                           HechaLanguage  language,
                           GError       **error)
{
  g_autofree char *name = name_of (id, language), *folder = own_folder (session);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) failure = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gboolean own;

  bytes = read_template (session, name, &own, error);
  if (!bytes)
    return NULL;
  if (own)
    return g_steal_pointer (&path);
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT, 0600, &failure)) /* the shipped one can be copied again */
    return g_steal_pointer (&path);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure ? failure->message : g_strerror (errno));
  return NULL;
}

/* Making */

static JsonObject *
filing_values (HechaSession              *session,
               const HechaDocumentOrder  *order,
               const HechaDocumentMaker  *maker,
               GError                   **error)
{
  g_autoptr(HechaFilingSheet) sheet = hecha_filing_desk_load (session, order->code, order->type, order->language, error);

  return sheet ? hecha_document_values_of_filing (maker, sheet->filing, sheet->check, order->language) : NULL;
}

static gboolean
fits (const HechaDocumentTemplate  *template,
      const char                   *name,
      const HechaCase              *content,
      GError                      **error)
{
  const char *use = hecha_document_template_get (template, "for");
  const char *procedure = content ? hecha_nick_text (hecha_procedure_nicks, content->visit->procedure) : "filing";

  if (strcmp (use, procedure) == 0 || (content && strcmp (use, "visit") == 0))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "%s is for “%s” and this is “%s”", name, use, procedure);
  return FALSE;
}

/* Of the same year, the visit's own not counted. */
static GStrv
inspections_before (HechaSession      *session,
                    const HechaVisit  *visit,
                    GError           **error)
{
  g_auto(GStrv) days = hecha_visits_inspected (session, hecha_visit_code (visit), visit->uuid, error);

  return days ? hecha_visits_of_year ((const char *const *) days, visit->planned_on) : NULL;
}

static gboolean
write_document (HechaSession               *session,
                const HechaDocumentTemplate *template,
                HechaLanguage               language,
                JsonObject                 *values,
                const char                 *path,
                guint                      *n_pages,
                GCancellable               *cancellable,
                GError                    **error)
{
  g_autoptr(HechaPaper) paper = hecha_document_template_fill (template, language, values, error);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (session));

  if (!paper)
    return FALSE;
  paper->unit = g_strdup (hecha_session_get_unit (session));
  return hecha_paper_write (path, paper, now, n_pages, cancellable, error);
}

/**
 * hecha_documents_make:
 * @path: the PDF; replaced whole, or left as it was
 * @n_pages: (out) (optional): how many pages it has
 *
 * Makes a document of a visit or of a filing, as things stand. It is a paper
 * beside the case: nothing is frozen or journaled.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID, which names file and line of a
 *   template's fault, %HECHA_ERROR_REFUSED where the template is for another
 *   procedure, or %HECHA_ERROR_NOT_FOUND
 */
gboolean
hecha_documents_make (HechaSession              *session,
                      const HechaDocumentOrder  *order,
                      const char                *path,
                      guint                     *n_pages,
                      GCancellable              *cancellable,
                      GError                   **error)
{
  g_autoptr(HechaCase) content = order->case_uuid ? hecha_case_load (session, order->case_uuid, error) : NULL;
  HechaLanguage language = content && !order->other_language ? content->visit->language : order->language;
  g_autofree char *name = name_of (order->id, language);
  g_autoptr(HechaCalendar) calendar = NULL;
  g_autoptr(HechaDocumentTemplate) template = NULL;
  g_autoptr(JsonObject) values = NULL;
  g_auto(GStrv) inspected = NULL;
  HechaDocumentMaker maker = { hecha_session_get_unit (session), hecha_session_get_author (session) };
  gboolean own;

  g_return_val_if_fail (order->case_uuid || order->code, FALSE);
  if ((order->case_uuid && !content) || !(calendar = hecha_calendars_load (error)) ||
      !(template = load_template (session, name, &own, error)) || !fits (template, name, content, error) ||
      (content && !(inspected = inspections_before (session, content->visit, error))))
    return FALSE;
  maker.inspected = inspected;
  maker.calendar = calendar;
  hecha_clock_today (hecha_session_get_clock (session), &maker.today);
  values = content ? hecha_document_values_of_case (&maker, content, language)
                   : filing_values (session, order, &maker, error);
  return values && write_document (session, template, language, values, path, n_pages, cancellable, error);
}

static GBytes *
take_file (const char  *path,
           gboolean     made,
           GError     **error)
{
  char *bytes = NULL;
  gsize size = 0;

  if (made)
    g_file_get_contents (path, &bytes, &size, error);
  g_unlink (path);
  return bytes ? g_bytes_new_take (bytes, size) : NULL;
}

/**
 * hecha_documents_notice:
 * @check: with its last round decided
 *
 * Makes the notice that a round of a verification ends in (article 7), from the
 * same template as hecha_documents_make(): acceptance-notice or correction-notice.
 *
 * Returns: (transfer full) (nullable): the PDF; errors as of hecha_documents_make()
 */
GBytes *
hecha_documents_notice (HechaSession            *session,
                        const HechaFiling       *filing,
                        const HechaFilingCheck  *check,
                        HechaLanguage            language,
                        GError                 **error)
{
  const HechaFilingRound *round = hecha_filing_check_round (check);
  g_autofree char *path = hecha_report_file_temporary (session);
  g_autofree char *name = NULL;
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (error);
  g_autoptr(HechaDocumentTemplate) template = NULL;
  g_autoptr(JsonObject) values = NULL;
  HechaDocumentMaker maker = { hecha_session_get_unit (session), hecha_session_get_author (session) };
  gboolean own;

  g_return_val_if_fail (round && round->decision != HECHA_FILING_OPEN, NULL);
  name = name_of (round->decision == HECHA_FILING_ACCEPT ? "acceptance-notice" : "correction-notice", language);
  if (!calendar || !(template = load_template (session, name, &own, error)) || !fits (template, name, NULL, error))
    return NULL;
  maker.calendar = calendar;
  hecha_clock_today (hecha_session_get_clock (session), &maker.today);
  values = hecha_document_values_of_filing (&maker, filing, check, language);
  return take_file (path, write_document (session, template, language, values, path, NULL, NULL, error), error);
}

/**
 * hecha_documents_preview:
 *
 * Returns: (transfer full) (nullable): the PDF that hecha_documents_make() makes; no file of it stays
 */
GBytes *
hecha_documents_preview (HechaSession              *session,
                         const HechaDocumentOrder  *order,
                         GCancellable              *cancellable,
                         GError                   **error)
{
  g_autofree char *path = hecha_report_file_temporary (session);

  return take_file (path, hecha_documents_make (session, order, path, NULL, cancellable, error), error);
}
