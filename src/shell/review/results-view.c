/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results-view.h"

#include "conclusion.h"
#include "inspect.h"
#include "pill.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaResultsView
{
  AdwBin parent_instance;

  GtkBox       *box;
  GtkWidget    *only_faults;
  GPtrArray    *conforming;   /* (element-type GtkWidget): rows that the filter hides */
  GPtrArray    *groups;       /* (element-type GtkWidget): domains without anything else */
};

G_DEFINE_FINAL_TYPE (HechaResultsView, hecha_results_view, ADW_TYPE_BIN)

/* What was found at an item, and what is to be done about it. */
static char *
finding_words (const HechaCase *content,
               const char      *item)
{
  g_autoptr(GPtrArray) findings = hecha_case_findings (content, item);
  g_autoptr(GPtrArray) evidence = hecha_case_evidence (content, item);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const HechaFinding *finding = findings->pdata[i];

      g_string_append_printf (words, "%s%s", words->len ? "\n" : "", finding->what);
      if (hecha_case_course (content, finding) == HECHA_COURSE_PERSISTING)
        g_string_append_printf (words, " · %s", hecha_words (&hecha_course_labels[HECHA_COURSE_PERSISTING]));
      if (hecha_finding_is_downgraded (finding))
        g_string_append_printf (words, _(" · major hazard, downgraded by %s: %s"), finding->downgraded_by,
                                finding->downgrade_reason);
      else if (finding->major)
        g_string_append_printf (words, " · %s", _("major hazard"));
      if (finding->measure)
        g_string_append_printf (words, "\n→ %s", finding->measure);
      if (finding->deadline)
        /* TRANSLATORS: %s is a day */
        g_string_append_printf (words, _(" · until %s"), finding->deadline);
    }
  if (evidence->len > 0)
    {
      g_autofree char *files = g_strdup_printf (ngettext ("%u piece of evidence", "%u pieces of evidence", evidence->len),
                                                evidence->len);

      g_string_append_printf (words, "%s%s", words->len ? "\n" : "", files);
    }
  return g_string_free (words, FALSE);
}

static gboolean
is_fault (HechaVerdict verdict)
{
  return verdict == HECHA_VERDICT_PARTIAL || verdict == HECHA_VERDICT_NONCONFORMING;
}

/* An item that nobody had answered then is not compared. */
static gboolean
differs (const HechaPrevious *previous,
         HechaVerdict         verdict)
{
  return previous && previous->verdict != HECHA_VERDICT_OPEN && previous->verdict != verdict;
}

/* What the last visit came to where it differs, what was found, and what is said of it: a line each. */
static char *
item_words (const HechaCase     *content,
            const HechaItem     *item,
            HechaVerdict         verdict,
            const HechaPrevious *previous,
            const char          *comment)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *found = finding_words (content, item->uuid);

  if (differs (previous, verdict))
    {
      /* TRANSLATORS: a day, and a verdict */
      g_autofree char *before = g_strdup_printf (_("Last visit (%s): %s"), previous->date,
                                                 hecha_words (&hecha_verdict_labels[previous->verdict]));

      g_ptr_array_add (lines, g_strconcat (before, previous->same_text ? NULL : _(" · the item was worded differently"), NULL));
    }
  if (*found)
    g_ptr_array_add (lines, g_steal_pointer (&found));
  /* TRANSLATORS: what whoever reviews says of an item */
  if (comment)
    g_ptr_array_add (lines, g_strdup_printf (_("Comment: %s"), comment));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static GtkWidget *
item_row_new (const HechaCase     *content,
              const HechaItem     *item,
              HechaVerdict         verdict,
              const HechaPrevious *previous,
              const char          *comment)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = hecha_verdict_pill_new (verdict);
  g_autofree char *title = g_strdup_printf ("%s  %s", item->label ? item->label : item->id, hecha_words (&item->title));
  g_autofree char *subtitle = item_words (content, item, verdict, previous, comment);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_NONE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  hecha_words (&hecha_verdict_labels[verdict]), -1);
  return row;
}

/* A rate belongs to an evaluation: an inspection comes to none. */
static char *
tally_words (const HechaCase  *content,
             const HechaTally *tally)
{
  guint conforming = tally->count[HECHA_VERDICT_CONFORMING];
  guint applicable = tally->total - tally->count[HECHA_VERDICT_NOT_APPLICABLE];
  g_autofree char *rate = NULL;

  if (content->visit->procedure == HECHA_PROCEDURE_INSPECTION)
    return g_strdup_printf (_("%u of %u conform"), conforming, applicable);
  rate = hecha_tally_rate_text (tally);
  /* TRANSLATORS: items that conform, of how many; then the rate */
  return g_strdup_printf (_("%u of %u conform · %s"), conforming, applicable, rate ? rate : "–");
}

/* Two types are never thrown together: each has its own rate. */
static char *
domain_words (const HechaCase  *content,
              const HechaGroup *domain)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < content->visit->scopes->len; i++)
    {
      const HechaScope *scope = content->visit->scopes->pdata[i];
      g_autofree char *rate = NULL;
      HechaTally tally;

      hecha_case_tally (content, 1u << scope->type, domain->id, &tally);
      if (tally.total == 0)
        continue;
      rate = tally_words (content, &tally);
      g_string_append (words, words->len ? "\n" : "");
      if (content->visit->scopes->len > 1)
        g_string_append_printf (words, _("%s: %s"), hecha_words_type (scope->type), rate);
      else
        g_string_append (words, rate);
    }
  return g_string_free (words, FALSE);
}

static void
activated_cb (HechaResultsView *self,
              GtkWidget        *row)
{
  g_signal_emit_by_name (self, "comment", g_object_get_data (G_OBJECT (row), "item"));
}

static void
offer_comment (HechaResultsView *self,
               GtkWidget        *row,
               const HechaItem  *item)
{
  g_object_set_data_full (G_OBJECT (row), "item", g_strdup (item->uuid), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _("Say something of this item"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-edit-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static void
add_domain (HechaResultsView *self,
            const HechaCase  *content,
            GHashTable       *previous,
            GPtrArray        *comments,
            const HechaGroup *domain)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = g_markup_escape_text (hecha_words (&domain->title), -1);
  g_autofree char *words = domain_words (content, domain);
  gboolean other = FALSE;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), words);
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      const HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;
      HechaVerdict verdict;
      GtkWidget *row;

      if (g_strcmp0 (item->group, domain->id) != 0)
        continue;
      verdict = hecha_case_verdict (content, item);
      row = item_row_new (content, item, verdict, previous ? g_hash_table_lookup (previous, item->uuid) : NULL,
                          hecha_comments_get (comments, item->uuid));
      if (comments && !content->decision)
        offer_comment (self, row, item);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      if (verdict == HECHA_VERDICT_CONFORMING || verdict == HECHA_VERDICT_NOT_APPLICABLE)
        g_ptr_array_add (self->conforming, row);
      else
        other = TRUE;
    }
  if (!other)
    g_ptr_array_add (self->groups, group);
  gtk_box_append (self->box, group);
}

static JsonObject *
result_of (JsonArray *results,
           HechaType  type)
{
  for (guint i = 0; results && i < json_array_get_length (results); i++)
    {
      JsonObject *result = hecha_json_element (results, i);

      if (g_strcmp0 (hecha_json_string (result, "enterprise-type"), hecha_nick_text (hecha_type_nicks, type)) == 0)
        return result;
    }
  return NULL;
}

/* An inspection draws none. */
static void
add_conclusion (GtkWidget  *row,
                JsonObject *result)
{
  const char *conclusion = result ? hecha_json_string (result, "conclusion") : NULL;
  const char *label = result ? hecha_json_string (result, "conclusion-label") : NULL;

  if (conclusion)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), hecha_pill_new (label ? label : _("No conclusion"), "accent"));
}

/* By which rule, as the results say it. */
static void
add_rule (AdwPreferencesGroup *group,
          JsonArray           *results)
{
  JsonObject *first = results ? hecha_json_element (results, 0) : NULL;
  GtkWidget *row;
  g_autofree char *words = NULL;

  if (!first || !hecha_json_string (first, "conclusion-rule") || !hecha_json_string (first, "conclusion-rule-version"))
    return;
  row = adw_action_row_new ();
  words = g_strdup_printf (_("%s · %s, version %s\n%s"), hecha_json_string (first, "conclusion-rule-title"),
                           hecha_json_string (first, "conclusion-rule"), hecha_json_string (first, "conclusion-rule-version"),
                           hecha_json_string (first, "conclusion-rule-basis"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Rule of the conclusions"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (group, row);
}

/* What became of the findings of the visits before; nothing where there were none. */
static void
add_courses (AdwPreferencesGroup *group,
             const HechaCase     *content)
{
  g_autoptr(GPtrArray) earlier = hecha_case_earlier (content, NULL);
  GtkWidget *row;
  guint n[HECHA_N_COURSES];
  g_autofree char *words = NULL;

  if (earlier->len == 0)
    return;
  hecha_case_count_courses (content, n);
  words = g_strdup_printf ("%s %u · %s %u · %s %u · %s %u",
                           hecha_words (&hecha_course_labels[HECHA_COURSE_NEW]), n[HECHA_COURSE_NEW],
                           hecha_words (&hecha_course_labels[HECHA_COURSE_PERSISTING]), n[HECHA_COURSE_PERSISTING],
                           hecha_words (&hecha_course_labels[HECHA_COURSE_CLOSED]), n[HECHA_COURSE_CLOSED],
                           hecha_words (&hecha_course_labels[HECHA_COURSE_PENDING]), n[HECHA_COURSE_PENDING]);
  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Findings, with those of earlier visits"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (group, row);
}

/* How the verdicts have moved since the visit before; nothing where there was none. */
static void
add_moves (AdwPreferencesGroup *group,
           const HechaCase     *content,
           GHashTable          *previous)
{
  guint better = 0, worse = 0, other = 0, new = 0;
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (!previous || g_hash_table_size (previous) == 0)
    return;
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      const HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;
      const HechaPrevious *before = g_hash_table_lookup (previous, item->uuid);
      HechaVerdict verdict = hecha_case_verdict (content, item);

      if (!before || before->verdict == HECHA_VERDICT_OPEN)
        new++;
      else if (is_fault (before->verdict) && verdict == HECHA_VERDICT_CONFORMING)
        better++;
      else if (before->verdict == HECHA_VERDICT_CONFORMING && is_fault (verdict))
        worse++;
      else if (differs (before, verdict))
        other++;
    }
  /* TRANSLATORS: numbers of items */
  words = g_strdup_printf (_("Conform now %u · no longer conform %u · otherwise changed %u · not judged then %u"), better,
                           worse, other, new);
  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Compared with the last visit"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (group, row);
}

static void
add_summary (HechaResultsView *self,
             const HechaCase  *content,
             GHashTable       *previous,
             JsonArray        *results)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Results"));
  if (content->visit->procedure == HECHA_PROCEDURE_EVALUATION)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _("Rate = conforming ÷ (all − not applicable), for each type by itself; "
                                             "partly conforming is not conforming"));
  for (guint i = 0; i < content->visit->scopes->len; i++)
    {
      const HechaScope *scope = content->visit->scopes->pdata[i];
      g_autofree char *title = hecha_words_type_level (scope->type, scope->level);
      g_autofree char *words = NULL;
      HechaTally tally = { 0 };
      GtkWidget *row = adw_action_row_new ();

      hecha_case_tally (content, 1u << scope->type, NULL, &tally);
      words = tally_words (content, &tally);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      if (hecha_case_has_major_hazard (content, 1u << scope->type))
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), hecha_pill_new (_("Major hazard"), "error"));
      add_conclusion (row, result_of (results, scope->type));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  add_moves (ADW_PREFERENCES_GROUP (group), content, previous);
  add_courses (ADW_PREFERENCES_GROUP (group), content);
  add_rule (ADW_PREFERENCES_GROUP (group), results);
  gtk_box_append (self->box, group);
}

static void
filter_cb (HechaResultsView *self)
{
  gboolean all = !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->only_faults));

  for (guint i = 0; i < self->conforming->len; i++)
    gtk_widget_set_visible (self->conforming->pdata[i], all);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (self->groups->pdata[i], all);
}

static void
hecha_results_view_finalize (GObject *object)
{
  HechaResultsView *self = HECHA_RESULTS_VIEW (object);

  g_ptr_array_unref (self->conforming);
  g_ptr_array_unref (self->groups);
  G_OBJECT_CLASS (hecha_results_view_parent_class)->finalize (object);
}

static void
hecha_results_view_class_init (HechaResultsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_results_view_finalize;
  g_signal_new ("comment", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaResultsView, box);
  gtk_widget_class_bind_template_child (widget_class, HechaResultsView, only_faults);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
hecha_results_view_init (HechaResultsView *self)
{
  self->conforming = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_results_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
hecha_results_view_new (void)
{
  return g_object_new (HECHA_TYPE_RESULTS_VIEW, NULL);
}

/**
 * hecha_results_view_set:
 * @content: a visit; not kept
 * @previous: (nullable) (element-type utf8 HechaPrevious): what the visit
 *   before came to, as hecha_inspect_previous() gives it; not kept
 * @comments: (nullable) (element-type HechaComment): what is said of items; where nobody has
 *   decided yet, more can be said
 * @results: (nullable): what it comes to for each type, as hecha_type_results() gives it; not kept
 */
void
hecha_results_view_set (HechaResultsView *self,
                        const HechaCase  *content,
                        GHashTable       *previous,
                        GPtrArray        *comments,
                        JsonArray        *results)
{
  GtkWidget *child;

  g_return_if_fail (HECHA_IS_RESULTS_VIEW (self) && content);

  g_ptr_array_set_size (self->conforming, 0);
  g_ptr_array_set_size (self->groups, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);
  add_summary (self, content, previous, results);
  for (guint i = 0; i < content->checklist->groups->len; i++)
    add_domain (self, content, previous, comments, content->checklist->groups->pdata[i]);
  filter_cb (self);
}
