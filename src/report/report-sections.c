/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-parts.h"

#include "digest.h"

#include <string.h>

static guint
count_items (const HechaReportBuilder *self,
             HechaType                 type)
{
  HechaTally tally;

  hecha_case_tally (self->content, 1u << type, NULL, &tally);
  return tally.total;
}

/* What people call it, and its version; an id only where it has no title. */
static char *
name_of_pack (const HechaReportBuilder *self,
              const HechaScope         *scope)
{
  const HechaText *title = &self->content->checklist->titles[scope->type];
  const char *name = hecha_text_is_empty (title) ? scope->pack : hecha_text_get (title, self->language);

  return g_strstrip (g_strdup_printf (hecha_builder_say (self, HECHA_SAY_PACK_VERSION), name ? name : "—",
                                      scope->version ? scope->version : "—"));
}

void
hecha_builder_add_scopes (HechaReportBuilder *self)
{
  HechaBlock *table = hecha_builder_table (self, 2.0, HECHA_ALIGN_START, HECHA_SAY_TYPE,
                                           0.75, HECHA_ALIGN_CENTRE, HECHA_SAY_LEVEL,
                                           1.9, HECHA_ALIGN_START, HECHA_SAY_CHECKLIST,
                                           0.7, HECHA_ALIGN_END, HECHA_SAY_ITEMS,
                                           2.7, HECHA_ALIGN_START, HECHA_SAY_DIGEST, 0.0);

  g_array_index (table->columns, HechaColumn, 4).digest = TRUE;
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autofree char *pack = name_of_pack (self, scope);
      g_autofree char *items = g_strdup_printf ("%u", count_items (self, scope->type));

      hecha_block_add_row (table, hecha_builder_type (self, scope->type),
                           hecha_builder_say (self, HECHA_SAY_LEVEL_1 + CLAMP (scope->level, 1, 3) - 1),
                           pack, items, scope->digest ? scope->digest : "—", NULL);
    }
}

void
hecha_builder_add_sites (HechaReportBuilder *self)
{
  HechaBlock *table;

  if (self->visit->sites->len == 0)
    return;
  table = hecha_builder_table (self, 2.0, HECHA_ALIGN_START, HECHA_SAY_SITE,
                               1.1, HECHA_ALIGN_CENTRE, HECHA_SAY_REGION,
                               3.6, HECHA_ALIGN_START, HECHA_SAY_ADDRESS, 0.0);
  for (guint i = 0; i < self->visit->sites->len; i++)
    {
      HechaSite *site = self->visit->sites->pdata[i];

      hecha_block_add_row (table, site->name ? site->name : "—", site->region ? site->region : "—",
                           site->address ? site->address : "—", NULL);
    }
}

static void
add_object_rows (HechaReportBuilder *self)
{
  HechaBlock *table = hecha_builder_table (self, 1.5, HECHA_ALIGN_START, HECHA_SAY_KIND,
                                           1.9, HECHA_ALIGN_START, HECHA_SAY_OBJECT,
                                           1.8, HECHA_ALIGN_START, HECHA_SAY_SITE_ZONE,
                                           1.5, HECHA_ALIGN_START, HECHA_SAY_ADDRESS,
                                           2.2, HECHA_ALIGN_START, HECHA_SAY_SAMPLED, 0.0);
  g_autoptr(GPtrArray) objects = hecha_objects_sorted (self->content->objects);

  for (guint i = 0; i < objects->len; i++)
    {
      HechaObject *object = objects->pdata[i];
      const HechaObjectKind *kind = hecha_object_kind_find (object->kind);
      g_autofree char *place = object->site && object->zone
                               ? g_strdup_printf ("%s / %s", object->site, object->zone)
                               : g_strdup (object->site ? object->site : object->zone ? object->zone : "—");

      hecha_block_add_row (table, kind ? hecha_text_get (&kind->label, self->language) : object->kind, object->name,
                           place, object->address ? object->address : "—", object->reason ? object->reason : "—", NULL);
    }
}

static void
add_samplings (HechaReportBuilder *self)
{
  HechaBlock *table;

  if (self->content->samplings->len == 0)
    return;
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_SAMPLING_TEXT));
  table = hecha_builder_table (self, 1.8, HECHA_ALIGN_START, HECHA_SAY_KIND,
                               0.9, HECHA_ALIGN_END, HECHA_SAY_POPULATION,
                               0.8, HECHA_ALIGN_END, HECHA_SAY_SAMPLE_SIZE,
                               0.7, HECHA_ALIGN_END, HECHA_SAY_LISTED,
                               3.6, HECHA_ALIGN_START, HECHA_SAY_SAMPLING_REASON, 0.0);
  for (guint i = 0; i < self->content->samplings->len; i++)
    {
      const HechaSampling *sampling = self->content->samplings->pdata[i];
      const HechaObjectKind *kind = hecha_object_kind_find (sampling->kind);
      g_autofree char *population = g_strdup_printf ("%u", sampling->population);
      g_autofree char *sampled = g_strdup_printf ("%u", sampling->sampled);
      g_autofree char *listed = g_strdup_printf ("%u", hecha_sampling_listed (sampling, self->content->objects));

      hecha_block_add_row (table, hecha_text_get (&kind->label, self->language), population, sampled, listed,
                           sampling->reason ? sampling->reason : "—", NULL);
    }
}

/* Only what has zones or connections is worth a drawing. */
static gboolean
is_drawn (const HechaTopology *topology)
{
  for (guint i = 0; i < topology->zones->len; i++)
    if (g_array_index (topology->zones, HechaTopologyZone, i).name)
      return TRUE;
  return topology->lines->len > 0;
}

static void
add_diagram (HechaReportBuilder *self)
{
  g_autoptr(HechaTopology) topology = hecha_case_topology (self->content);
  g_autofree char *caption = NULL;
  gboolean conduits = FALSE;

  if (!is_drawn (topology))
    return;
  for (guint i = 0; i < topology->lines->len; i++)
    conduits |= g_array_index (topology->lines, HechaTopologyLine, i).link->conduit;
  caption = g_strdup_printf (hecha_builder_say (self, conduits ? HECHA_SAY_DIAGRAM_CONDUIT : HECHA_SAY_DIAGRAM),
                             ++self->figure);
  hecha_report_model_add (self->model, HECHA_BLOCK_DIAGRAM, caption)->topology = g_steal_pointer (&topology);
}

/**
 * hecha_builder_add_objects:
 *
 * Adds what was looked at, how many of how many that is, and how it is connected.
 */
void
hecha_builder_add_objects (HechaReportBuilder *self)
{
  if (self->content->objects->len == 0)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_NO_OBJECTS));
  else
    add_object_rows (self);
  add_samplings (self);
  add_diagram (self);
}

typedef struct
{
  const char *first;
  const char *last;
} Span;

static void
widen_span (const HechaAnswer *answer,
            gpointer           data)
{
  Span *span = data;

  if (!answer->time)
    return;
  if (!span->first || strcmp (answer->time, span->first) < 0)
    span->first = answer->time;
  if (!span->last || strcmp (answer->time, span->last) > 0)
    span->last = answer->time;
}

/**
 * hecha_builder_add_times:
 * @facts: a table of names and values
 *
 * Adds the earliest and the latest claimed time of an answer.
 */
void
hecha_builder_add_times (HechaReportBuilder *self,
                         HechaBlock         *facts)
{
  Span span = { NULL, NULL };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  hecha_answers_foreach (self->content->answers, widen_span, &span);
  first = hecha_builder_time (self, span.first);
  last = hecha_builder_time (self, span.last);
  hecha_builder_fact (self, facts, HECHA_SAY_FIRST_RECORD, first);
  hecha_builder_fact (self, facts, HECHA_SAY_LAST_RECORD, last);
}

void
hecha_builder_add_team (HechaReportBuilder *self,
                        HechaSay            certificate)
{
  HechaBlock *table = hecha_builder_table (self, 1.8, HECHA_ALIGN_START, HECHA_SAY_ROLE,
                                           1.6, HECHA_ALIGN_START, HECHA_SAY_NAME,
                                           1.9, HECHA_ALIGN_START, HECHA_SAY_POST,
                                           1.9, HECHA_ALIGN_START, certificate, 0.0);

  for (guint i = 0; i < self->visit->members->len; i++)
    {
      HechaMember *member = self->visit->members->pdata[i];

      hecha_block_add_row (table, hecha_text_get (&hecha_role_labels[member->role], self->language), member->name,
                           member->post ? member->post : "—", member->number ? member->number : "—", NULL);
    }
}

static char *
finding_where (const HechaReportBuilder *self,
               const HechaFinding       *finding)
{
  HechaChecklistEntry *entry = hecha_checklist_find (self->content->checklist, finding->item);
  HechaObject *object = finding->object ? hecha_case_object (self->content, finding->object) : NULL;
  const char *title = entry ? hecha_text_get (&entry->item->title, self->language) : "";

  return g_strdup_printf ("%s %s%s%s", entry && entry->item->label ? entry->item->label : "—", title,
                          object ? "\n" : "", object ? object->name : "");
}

static void
add_finding_rows (HechaReportBuilder *self,
                  HechaBlock         *table,
                  gboolean            measures)
{
  for (guint i = 0; i < self->content->findings->len; i++)
    {
      HechaFinding *finding = self->content->findings->pdata[i];
      g_autofree char *number = g_strdup_printf ("P%u", i + 1);
      g_autofree char *where = finding_where (self, finding);
      g_autofree char *what = hecha_builder_marks (self, finding, finding->what);
      g_autofree char *who = g_strdup_printf ("%s\n%s", finding->responsible ? finding->responsible : "—",
                                              finding->deadline ? finding->deadline : "—");

      if (measures)
        hecha_block_add_row (table, number, what, finding->risk ? finding->risk : "—",
                             finding->measure ? finding->measure : "—", who, NULL);
      else
        hecha_block_add_row (table, number, where, what, NULL);
    }
}

/**
 * hecha_builder_add_problems:
 *
 * Adds number, item and problem of each finding.
 */
void
hecha_builder_add_problems (HechaReportBuilder *self)
{
  if (self->content->findings->len == 0)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_NO_PROBLEMS));
  else
    add_finding_rows (self, hecha_builder_table (self, 0.6, HECHA_ALIGN_START, HECHA_SAY_EVIDENCE_NUMBER,
                                                 2.2, HECHA_ALIGN_START, HECHA_SAY_ITEM,
                                                 4.4, HECHA_ALIGN_START, HECHA_SAY_PROBLEM, 0.0), FALSE);
}

static void
add_earlier_row (HechaReportBuilder      *self,
                 HechaBlock              *table,
                 const HechaPrior        *visit,
                 const HechaPriorFinding *earlier)
{
  HechaChecklistEntry *entry = hecha_checklist_find (self->content->checklist, earlier->finding->item);
  HechaCourse course = hecha_case_earlier_course (self->content, earlier);
  g_autofree char *when = g_strdup_printf ("%s\n%s", visit->number ? visit->number : "—",
                                           visit->planned_on ? visit->planned_on : "");
  g_autofree char *state = g_strconcat (hecha_text_get (&hecha_course_labels[course], self->language),
                                        earlier->note ? "\n" : NULL, earlier->note, NULL);

  hecha_block_add_row (table, when, entry ? hecha_text_get (&entry->item->title, self->language) : "—",
                       earlier->finding->what, state, NULL);
}

/**
 * hecha_builder_add_earlier:
 *
 * Adds what became of the findings of the visits before; nothing where there
 * were none.
 */
void
hecha_builder_add_earlier (HechaReportBuilder *self)
{
  g_autoptr(GPtrArray) all = hecha_case_earlier (self->content, NULL);
  guint n[HECHA_N_COURSES];
  HechaBlock *table;

  if (all->len == 0)
    return;
  hecha_case_count_courses (self->content, n);
  hecha_builder_heading (self, 2, hecha_builder_say (self, HECHA_SAY_EARLIER));
  hecha_builder_format (self, HECHA_STYLE_BODY, HECHA_SAY_EARLIER_COUNT, n[HECHA_COURSE_NEW], n[HECHA_COURSE_PERSISTING],
                        n[HECHA_COURSE_CLOSED], n[HECHA_COURSE_PENDING]);
  table = hecha_builder_table (self, 1.6, HECHA_ALIGN_START, HECHA_SAY_EARLIER_VISIT,
                               2.0, HECHA_ALIGN_START, HECHA_SAY_ITEM,
                               2.8, HECHA_ALIGN_START, HECHA_SAY_PROBLEM,
                               2.0, HECHA_ALIGN_START, HECHA_SAY_COURSE_OF_FINDING, 0.0);
  for (guint i = 0; i < self->visit->earlier->len; i++)
    {
      const HechaPrior *visit = self->visit->earlier->pdata[i];

      for (guint j = 0; j < visit->findings->len; j++)
        add_earlier_row (self, table, visit, visit->findings->pdata[j]);
    }
}

/**
 * hecha_builder_add_measures:
 *
 * Adds problem, risk, measure, who and until when of each finding.
 */
void
hecha_builder_add_measures (HechaReportBuilder *self)
{
  if (self->content->findings->len == 0)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_NO_PROBLEMS));
  else
    add_finding_rows (self, hecha_builder_table (self, 0.6, HECHA_ALIGN_START, HECHA_SAY_EVIDENCE_NUMBER,
                                                 2.2, HECHA_ALIGN_START, HECHA_SAY_PROBLEM,
                                                 1.8, HECHA_ALIGN_START, HECHA_SAY_RISK,
                                                 2.0, HECHA_ALIGN_START, HECHA_SAY_MEASURE,
                                                 1.3, HECHA_ALIGN_START, HECHA_SAY_RESPONSIBLE, 0.0), TRUE);
}

static gboolean
is_shown (const HechaEvidence *evidence)
{
  return !evidence->withdrawn && hecha_evidence_is_picture (evidence);
}

void
hecha_builder_add_pictures (HechaReportBuilder *self)
{
  HechaBlock *block = NULL;

  for (guint i = 0; i < self->content->evidence->len; i++)
    {
      HechaEvidence *evidence = self->content->evidence->pdata[i];
      g_autofree char *number = g_strdup_printf ("E%u", i + 1);
      g_autofree char *caption = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_PHOTO_CAPTION), number,
                                                  evidence->caption ? evidence->caption : evidence->name);

      if (!is_shown (evidence))
        continue;
      if (!block)
        {
          hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_PHOTOS_NOTE));
          block = hecha_report_model_add (self->model, HECHA_BLOCK_PICTURES, NULL);
        }
      hecha_block_add_picture (block, evidence->uuid, caption, evidence->sha256);
    }
  if (!block)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_NO_PHOTOS));
}

static guint
evidence_number (const HechaReportBuilder *self,
                 const char               *uuid)
{
  for (guint i = 0; i < self->content->evidence->len; i++)
    if (strcmp (((HechaEvidence *) self->content->evidence->pdata[i])->uuid, uuid) == 0)
      return i + 1;
  return 0;
}

static char *
evidence_words (const HechaReportBuilder *self,
                const HechaEvidence      *evidence)
{
  GString *text = g_string_new (evidence->name);
  guint original = evidence->original ? evidence_number (self, evidence->original) : 0;

  if (evidence->caption)
    g_string_append_printf (text, "\n%s", evidence->caption);
  if (original)
    {
      g_autofree char *number = g_strdup_printf ("E%u", original);

      g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_EDITED), number);
    }
  if (evidence->withdrawn)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_WITHDRAWN), evidence->withdrawn);
    }
  return g_string_free (text, FALSE);
}

void
hecha_builder_add_evidence (HechaReportBuilder *self)
{
  HechaBlock *table;

  if (self->content->evidence->len == 0)
    {
      hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_NO_EVIDENCE));
      return;
    }
  table = hecha_builder_table (self, 0.6, HECHA_ALIGN_START, HECHA_SAY_EVIDENCE_NUMBER,
                               2.3, HECHA_ALIGN_START, HECHA_SAY_FILE,
                               1.0, HECHA_ALIGN_END, HECHA_SAY_SIZE,
                               1.6, HECHA_ALIGN_START, HECHA_SAY_TAKEN,
                               2.5, HECHA_ALIGN_START, HECHA_SAY_DIGEST, 0.0);
  g_array_index (table->columns, HechaColumn, 4).digest = TRUE;
  for (guint i = 0; i < self->content->evidence->len; i++)
    {
      HechaEvidence *evidence = self->content->evidence->pdata[i];
      g_autofree char *number = g_strdup_printf ("E%u", i + 1);
      g_autofree char *words = evidence_words (self, evidence);
      g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, evidence->size);
      g_autofree char *time = hecha_builder_time (self, evidence->time);
      g_autofree char *taken = g_strdup_printf ("%s\n%s", evidence->author ? evidence->author : "—", time);

      hecha_block_add_row (table, number, words, size, taken, evidence->sha256, NULL);
    }
}

/* Who brought it in, and when. */
static void
add_custody_line (HechaReportBuilder  *self,
                  const HechaEvidence *evidence)
{
  g_autofree char *time = hecha_builder_time (self, evidence->time);
  g_autofree char *line = g_strdup_printf ("%s · %.16s… · %s · %s", evidence->name, evidence->sha256,
                                           evidence->author ? evidence->author : "—", time);

  hecha_builder_paragraph (self, HECHA_STYLE_LIST, line);
}

void
hecha_builder_add_custody (HechaReportBuilder *self)
{
  HechaBlock *table;

  if (!self->content->frozen || self->content->pinned->len == 0)
    {
      hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_CUSTODY_DRAFT));
      return;
    }
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_CUSTODY_TEXT));
  table = hecha_builder_table (self, 2.5, HECHA_ALIGN_START, HECHA_SAY_CUSTODY_DEVICE,
                               0.8, HECHA_ALIGN_END, HECHA_SAY_CUSTODY_EVENTS,
                               2.5, HECHA_ALIGN_START, HECHA_SAY_CUSTODY_HEAD, 0.0);
  g_array_index (table->columns, HechaColumn, 0).digest = TRUE;
  g_array_index (table->columns, HechaColumn, 2).digest = TRUE;
  for (guint i = 0; i < self->content->pinned->len; i++)
    {
      HechaHead *head = self->content->pinned->pdata[i];
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, head->count);

      hecha_block_add_row (table, head->device, count, head->hash, NULL);
    }
  if (self->content->evidence->len > 0)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_CUSTODY_EVENTS_LIST));
  for (guint i = 0; i < self->content->evidence->len; i++)
    add_custody_line (self, self->content->evidence->pdata[i]);
}

static void
add_digest_rows (HechaReportBuilder *self,
                 HechaBlock         *table,
                 HechaSay            label,
                 const char         *name)
{
  for (guint i = 0; i < self->input->n_files; i++)
    {
      const HechaReportFile *file = &self->input->files[i];
      g_autoptr(HechaDigester) digester = NULL;
      char sha256[HECHA_DIGEST_HEX], sm3[HECHA_DIGEST_HEX];
      gsize size;
      gconstpointer bytes;

      if (strcmp (file->name, name) != 0)
        continue;
      bytes = g_bytes_get_data (file->bytes, &size);
      digester = hecha_digester_new (TRUE);
      hecha_digester_update (digester, bytes, size);
      hecha_digester_finish (digester, sha256, sm3);
      hecha_block_add_row (table, hecha_builder_say (self, label), "SHA-256", sha256, NULL);
      hecha_block_add_row (table, hecha_builder_say (self, label), "SM3", sm3, NULL);
    }
}

/**
 * hecha_builder_add_digests:
 *
 * Adds the digests of results and evidence, and what is attached.
 */
void
hecha_builder_add_digests (HechaReportBuilder *self)
{
  HechaBlock *table;

  if (self->input->n_files == 0)
    {
      hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_NONE));
      return;
    }
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_DIGESTS_TEXT));
  table = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);
  hecha_block_add_column (table, 1.1, HECHA_ALIGN_START);
  hecha_block_add_column (table, 0.7, HECHA_ALIGN_START);
  hecha_block_add_column (table, 4.4, HECHA_ALIGN_START);
  g_array_index (table->columns, HechaColumn, 0).label = TRUE;
  g_array_index (table->columns, HechaColumn, 2).digest = TRUE;
  add_digest_rows (self, table, HECHA_SAY_RESULTS_FILE, HECHA_REPORT_RESULTS);
  add_digest_rows (self, table, HECHA_SAY_EVIDENCE_FILE, HECHA_REPORT_EVIDENCE);
  table = hecha_builder_table (self, 2.0, HECHA_ALIGN_START, HECHA_SAY_ATTACHMENT,
                               3.4, HECHA_ALIGN_START, HECHA_SAY_DESCRIPTION,
                               1.0, HECHA_ALIGN_END, HECHA_SAY_SIZE, 0.0);
  for (guint i = 0; i < self->input->n_files; i++)
    {
      const HechaReportFile *file = &self->input->files[i];
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (file->bytes));

      hecha_block_add_row (table, file->name, file->description ? file->description : "—", size, NULL);
    }
}

/**
 * hecha_builder_add_places:
 *
 * Adds a place for each signature of the procedure.
 */
void
hecha_builder_add_places (HechaReportBuilder *self)
{
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_PLACES, NULL);
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (self->visit->procedure, &n);

  for (guint i = 0; i < n; i++)
    {
      const HechaMember *signer = hecha_field_signer (&fields[i], self->visit->members);

      hecha_block_add_place (block, fields[i].name, hecha_text_get (&fields[i].label, self->language),
                             signer ? signer->name : NULL);
    }
}
