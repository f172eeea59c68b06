/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-data.h"

#include "digest.h"
#include "document.h"
#include "error.h"
#include "file.h"
#include "json.h"
#include "oscal-document.h"
#include "pages-agree.h"
#include "pdf-file.h"
#include "pdf-read.h"
#include "record.h"
#include "report.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PLAN       "assessment-plan.json"
#define HEADS      "journal-heads.json"
#define PAGE_LIMIT 4000
#define HEAD_LIMIT 4096
/* How long pages from outside may take. */
#define TIME_LIMIT (60 * G_USEC_PER_SEC)

typedef struct
{
  JsonObject *json;
  char *sha256;
} Attached;

typedef struct
{
  const char *file;
  Attached results, plan, manifest, heads;
} Data;

static void
attached_clear (Attached *self)
{
  g_clear_pointer (&self->json, json_object_unref);
  g_clear_pointer (&self->sha256, g_free);
}

static void
data_clear (Data *self)
{
  attached_clear (&self->results);
  attached_clear (&self->plan);
  attached_clear (&self->manifest);
  attached_clear (&self->heads);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Data, data_clear)

static Attached
read_attached (const char *file,
               const char *name)
{
  g_autoptr(GBytes) bytes = hecha_pdf_read_attachment (file, name, HECHA_PDF_ATTACHMENT_LIMIT, NULL);
  Attached self = { NULL, NULL };

  if (!bytes)
    return self;
  self.json = hecha_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name, NULL);
  self.sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return self;
}

static JsonObject *
metadata_of (const Data *self)
{
  return hecha_json_object (hecha_json_object (self->results.json, "assessment-results"), "metadata");
}

/* Attachments against each other */

/* The digest by which the results name their plan. */
static const char *
named_plan (const Data *self)
{
  JsonObject *matter = hecha_json_object (hecha_json_object (self->results.json, "assessment-results"), "back-matter");
  JsonArray *resources = hecha_json_array (matter, "resources");
  JsonObject *resource = resources && json_array_get_length (resources) ? hecha_json_element (resources, 0) : NULL;
  JsonArray *links = hecha_json_array (resource, "rlinks");
  JsonObject *link = links && json_array_get_length (links) ? hecha_json_element (links, 0) : NULL;
  JsonArray *hashes = hecha_json_array (link, "hashes");
  JsonObject *hash = hashes && json_array_get_length (hashes) ? hecha_json_element (hashes, 0) : NULL;

  return g_strcmp0 (hecha_json_string (hash, "algorithm"), "SHA-256") == 0 ? hecha_json_string (hash, "value") : NULL;
}

static gboolean
is_listed (const Data *self,
           JsonObject *evidence)
{
  JsonArray *files = hecha_json_array (self->manifest.json, "files");
  const char *sha256 = hecha_oscal_own_prop (evidence, "sha256");

  for (guint i = 0; files && i < json_array_get_length (files); i++)
    if (g_strcmp0 (hecha_json_string (hecha_json_element (files, i), "sha256"), sha256) == 0)
      return TRUE;
  return FALSE;
}

/* The first evidence of an observation that the manifest does not list. */
static JsonObject *
unlisted_of (const Data *self,
             JsonObject *observation)
{
  JsonArray *list = hecha_json_array (observation, "relevant-evidence");

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    if (!is_listed (self, hecha_json_element (list, i)))
      return hecha_json_element (list, i);
  return NULL;
}

static JsonObject *
find_unlisted (const Data *self)
{
  JsonArray *results = hecha_json_array (hecha_json_object (self->results.json, "assessment-results"), "results");
  JsonObject *found = NULL;

  for (guint i = 0; results && !found && i < json_array_get_length (results); i++)
    {
      JsonArray *list = hecha_json_array (hecha_json_element (results, i), "observations");

      for (guint k = 0; list && !found && k < json_array_get_length (list); k++)
        found = unlisted_of (self, hecha_json_element (list, k));
    }
  return found;
}

static const char *
attachments_differ (const Data *self)
{
  JsonObject *metadata = metadata_of (self);
  const char *version = hecha_json_string (metadata, "version"), *uuid = hecha_oscal_own_prop (metadata, "case");
  /* The records of a joint inspection share the journal of the visit. */
  g_autofree char *of = uuid ? hecha_record_case (uuid) : NULL;
  g_autofree char *scope = g_strconcat ("case:", of ? of : "", NULL);
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT,
                                               hecha_json_int (self->manifest.json, "revision", -1));

  if (!self->manifest.json || !self->plan.json || !self->heads.json)
    return "A data file of the report is missing or cannot be read.";
  if (g_strcmp0 (named_plan (self), self->plan.sha256) != 0)
    return "The plan is not the one that the results name.";
  if (!uuid || g_strcmp0 (hecha_json_string (self->manifest.json, "case"), uuid) != 0
      || g_strcmp0 (hecha_json_string (self->heads.json, "scope"), scope) != 0)
    return "The data files are of different visits.";
  if (g_strcmp0 (version, revision) != 0
      || hecha_json_int (self->heads.json, "revision", -2) != hecha_json_int (self->manifest.json, "revision", -1))
    return "The data files are of different revisions.";
  if (find_unlisted (self))
    return "The results name evidence that the list of evidence does not hold.";
  return NULL;
}

static void
check_attachments (const Data        *self,
                   HechaVerification *verification)
{
  const char *difference = attachments_differ (self);

  hecha_checks_add (verification->checks, "attachments", difference == NULL,
                    difference ? difference : "The attached data files name each other.");
  if (difference)
    hecha_verification_worsen (verification, HECHA_FILE_CHANGED);
}

/* Pages against data */

/* For each page Poppler would make tables of colours from the profile that the
 * catalog names, which takes longer than the text of the page. */
static void
hide_profile (const char  *file,
              GMappedFile *mapped,
              gsize       *changed)
{
  static const char name[] = "/OutputIntents";
  g_autoptr(HechaPdfFile) pdf = hecha_pdf_file_open (file, NULL);
  const HechaPdfValue *root = pdf ? hecha_pdf_value_get (hecha_pdf_file_get_trailer (pdf), "Root") : NULL;
  const HechaPdfEntry *entry = root ? hecha_pdf_file_get_entry (pdf, (guint) root->integer) : NULL;
  gsize size = g_mapped_file_get_length (mapped);
  char *at;

  *changed = size;
  if (!entry || entry->kind != 1 || entry->offset >= size)
    return;
  at = memmem (g_mapped_file_get_contents (mapped) + entry->offset, MIN (size - entry->offset, HEAD_LIMIT), name,
               strlen (name));
  if (!at)
    return;
  at[1] = '-';
  *changed = at + 1 - g_mapped_file_get_contents (mapped);
}

/* Bytes of one's own: what is written there is not written to the file. */
static GBytes *
map_pages (const char  *file,
           gsize       *changed,
           GError     **error)
{
  int fd = hecha_file_open (file, error);
  g_autoptr(GMappedFile) mapped = fd >= 0 ? g_mapped_file_new_from_fd (fd, TRUE, error) : NULL;

  if (fd >= 0)
    close (fd);
  if (!mapped)
    return NULL;
  hide_profile (file, mapped, changed);
  return g_mapped_file_get_bytes (mapped);
}

/* Gives back the memory of what was read, but that of the byte that is not the file's. */
static void
forget_pages (GBytes *bytes,
              gsize   changed)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE), size;
  guint8 *data = (guint8 *) g_bytes_get_data (bytes, &size);
  gsize before = changed / page * page, after = MIN (before + page, size);

  madvise (data, before, MADV_DONTNEED);
  if (after / page * page == after)
    madvise (data + after, size - after, MADV_DONTNEED);
}

static GPtrArray *
read_pages (const char    *file,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize changed = 0;
  g_autoptr(GBytes) bytes = map_pages (file, &changed, error);
  g_autoptr(HechaDocument) document = bytes ? hecha_document_open (bytes, error) : NULL;
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gint64 end = g_get_monotonic_time () + TIME_LIMIT;

  if (!document)
    return NULL;
  for (guint i = 0; i < hecha_document_n_pages (document); i++)
    {
      GPtrArray *runs;

      if (i >= PAGE_LIMIT || g_get_monotonic_time () > end)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "it takes too long to read them all");
          return NULL;
        }
      runs = hecha_document_runs (document, i, cancellable, error);
      if (!runs)
        return NULL;
      forget_pages (bytes, changed);
      g_ptr_array_add (pages, runs);
    }
  return g_steal_pointer (&pages);
}

static void
check_pages (const Data        *self,
             HechaVerification *verification,
             GCancellable      *cancellable)
{
  const char *const digests[] = { self->results.sha256, self->manifest.sha256, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = read_pages (self->file, cancellable, &error);
  g_autofree char *message = NULL;

  message = pages ? hecha_pages_disagree (pages, self->results.json, digests)
                  : g_strdup_printf ("The pages could not be compared with the data: %s", error->message);
  hecha_checks_add (verification->checks, "pages-and-data", message == NULL,
                    message ? message : "The text of the pages says what the data says.");
  if (message)
    hecha_verification_worsen (verification, pages ? HECHA_FILE_CHANGED : HECHA_FILE_INCOMPLETE);
}

/**
 * hecha_report_data_check:
 * @file: a report that was verified
 * @verification: what was found; two checks are added to it where @file carries
 *   results of ours
 *
 * Compares the attached data files with each other, and the text of the pages
 * with them. Where the signatures do not hold, nobody is asked what the pages
 * say: their bytes are nobody's. Takes as long as it takes to read the pages.
 */
void
hecha_report_data_check (const char        *file,
                         HechaVerification *verification,
                         GCancellable      *cancellable)
{
  g_auto(Data) self = { .file = file };

  g_return_if_fail (file && verification);
  if (verification->verdict > HECHA_FILE_INCOMPLETE)
    return;
  self.results = read_attached (file, HECHA_REPORT_RESULTS);
  if (!metadata_of (&self) || !hecha_oscal_own_prop (metadata_of (&self), "number"))
    return;
  self.plan = read_attached (file, PLAN);
  self.manifest = read_attached (file, HECHA_REPORT_EVIDENCE);
  self.heads = read_attached (file, HEADS);
  check_attachments (&self, verification);
  check_pages (&self, verification, cancellable);
}
