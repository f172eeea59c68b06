/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-page.h"

#include "deadlines.h"
#include "desk-page.h"
#include "field-row.h"
#include "filing-clocks.h"
#include "filing-desk.h"
#include "filing-files.h"
#include "intake.h"
#include "pill.h"
#include "place-read.h"
#include "region.h"
#include "states.h"
#include "supervision.h"
#include "visit-open.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaFilingPage
{
  HechaPlace parent_instance;

  AdwWindowTitle     *title;
  HechaStates        *states;
  AdwPreferencesPage *page;

  char               *code;
  HechaType           type;
  GPtrArray          *groups;   /* of the page, while they are shown */
};

G_DEFINE_FINAL_TYPE (HechaFilingPage, hecha_filing_page, HECHA_TYPE_PLACE)

/* What is read in one go. */

typedef struct
{
  char          *code;
  HechaType      type;
  GPtrArray     *rows;      /* HechaFilingRow, one for each type */
  GPtrArray     *history;   /* HechaFiling, the newest first */
  GPtrArray     *visits;    /* HechaVisitRow of every enterprise */
  GArray        *terms;     /* HechaTerm */
  GPtrArray     *supervision;   /* HechaSupervision */
  HechaFilingSheet *sheet;      /* with the files that were handed in */
} Dossier;

static void
dossier_free (gpointer data)
{
  Dossier *dossier = data;

  g_free (dossier->code);
  g_clear_pointer (&dossier->rows, g_ptr_array_unref);
  g_clear_pointer (&dossier->history, g_ptr_array_unref);
  g_clear_pointer (&dossier->visits, g_ptr_array_unref);
  g_clear_pointer (&dossier->terms, g_array_unref);
  g_clear_pointer (&dossier->supervision, g_ptr_array_unref);
  g_clear_pointer (&dossier->sheet, hecha_filing_sheet_free);
  g_free (dossier);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Dossier *asked = data, *dossier = g_new0 (Dossier, 1);

  dossier->rows = hecha_intake_enterprise (session, asked->code, error);
  if (dossier->rows)
    dossier->history = hecha_intake_history (session, asked->code, asked->type, error);
  if (dossier->history)
    dossier->visits = hecha_visits_list (session, error);
  if (dossier->visits)
    dossier->terms = hecha_deadlines_of_filing (session, asked->code, asked->type, error);
  if (dossier->terms)
    dossier->supervision = hecha_jurisdictions_of (session, asked->code, 1u << asked->type, error);
  if (dossier->supervision)
    dossier->sheet = hecha_filing_desk_load (session, asked->code, asked->type, hecha_shell_language (), error);
  if (dossier->sheet)
    return dossier;
  dossier_free (dossier);
  return NULL;
}

/* Building. */

static AdwPreferencesGroup *
add_group (HechaFilingPage *self,
           GtkWidget       *group,
           const char      *title)
{
  if (title)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  adw_preferences_group_add (group, hecha_field_row_new (title, value && *value ? value : "—"));
}

static char *
field_text (const HechaFiling *filing,
            HechaField         field)
{
  const char *value = hecha_filing_get (filing, field);
  const HechaRegion *region = field == HECHA_FIELD_REGION ? hecha_region_find (value) : NULL;
  const char *sector = field == HECHA_FIELD_INDUSTRY ? hecha_words_sector (value) : "";

  if (region)
    return g_strdup_printf ("%s (%s)", value, hecha_words (&region->name));
  if (*sector)
    return g_strdup_printf ("%s (%s)", value, sector);
  if (field == HECHA_FIELD_STATE)
    return g_strdup (hecha_words_filing_state (value));
  if (field == HECHA_FIELD_CRITICAL && value)
    return g_strdup (g_str_equal (value, "yes") ? _("yes") : _("no"));
  return g_strdup (value);
}

static void
add_fields (HechaFilingPage   *self,
            const HechaFiling *filing,
            HechaField         first,
            HechaField         last,
            const char        *title)
{
  AdwPreferencesGroup *group = add_group (self, adw_preferences_group_new (), title);

  for (HechaField field = first; field <= last; field++)
    {
      g_autofree char *value = field_text (filing, field);

      if (field != HECHA_FIELD_NODE_KIND || filing->type == HECHA_TYPE_IDENTIFIER)
        add_row (group, hecha_words (&hecha_field_specs[field].label), value);
    }
}

static void
add_sites (HechaFilingPage   *self,
           const HechaFiling *filing)
{
  AdwPreferencesGroup *group;

  if (filing->sites->len == 0)
    return;
  group = add_group (self, adw_preferences_group_new (), _("Sites"));
  for (guint i = 0; i < filing->sites->len; i++)
    {
      const HechaSite *site = filing->sites->pdata[i];
      const HechaRegion *region = hecha_region_find (site->region);
      g_autofree char *where = g_strdup_printf ("%s %s  %s", region ? hecha_words (&region->name) : "",
                                                site->region ? site->region : "", site->address ? site->address : "");

      add_row (group, site->name && *site->name ? site->name : _("Only site"), g_strstrip (where));
    }
}

static void
add_extra (HechaFilingPage   *self,
           const HechaFiling *filing)
{
  AdwPreferencesGroup *group;
  g_autoptr(GList) headers = filing->extra ? g_hash_table_get_keys (filing->extra) : NULL;

  if (!headers)
    return;
  group = add_group (self, adw_preferences_group_new (), _("Other Columns of the Register"));
  headers = g_list_sort (headers, (GCompareFunc) g_strcmp0);
  for (GList *link = headers; link; link = link->next)
    add_row (group, link->data, g_hash_table_lookup (filing->extra, link->data));
}

static void
add_visits (HechaFilingPage *self,
            const Dossier   *dossier)
{
  AdwPreferencesGroup *group = add_group (self, adw_preferences_group_new (), _("Visits"));
  guint n = 0;

  for (guint i = 0; i < dossier->visits->len; i++)
    {
      HechaVisitRow *visit = dossier->visits->pdata[i];

      if (g_strcmp0 (visit->code, self->code) == 0)
        {
          adw_preferences_group_add (group, hecha_visit_row_widget_new (visit, FALSE));
          n++;
        }
    }
  if (n == 0)
    adw_preferences_group_set_description (group, _("This enterprise has not been visited."));
}

/* What a version said differently from the one after it, a line for each field. */
static char *
describe_change (const HechaFiling *older,
                 const HechaFiling *newer)
{
  GString *text = g_string_new (NULL);

  if (older->level != newer->level)
    g_string_append_printf (text, "%s: %d → %d\n", _("Level"), older->level, newer->level);
  for (int field = 0; field < HECHA_N_FIELDS; field++)
    {
      g_autofree char *before = field_text (older, field), *after = field_text (newer, field);

      if (g_strcmp0 (before, after) != 0)
        g_string_append_printf (text, "%s: %s → %s\n", hecha_words (&hecha_field_specs[field].label),
                                before ? before : "—", after ? after : "—");
    }
  if (text->len == 0)
    g_string_append (text, _("Sites or other columns"));
  return g_strchomp (g_string_free (text, FALSE));
}

static void
add_history (HechaFilingPage   *self,
             const HechaFiling *filing,
             GPtrArray         *history)
{
  AdwPreferencesGroup *group;

  if (history->len == 0)
    return;
  group = add_group (self, adw_preferences_group_new (), _("Earlier Versions"));
  for (guint i = 0; i < history->len; i++)
    {
      g_autofree char *change = describe_change (history->pdata[i], i ? history->pdata[i - 1] : filing);
      g_autofree char *title = g_strdup_printf (ngettext ("%u version back", "%u versions back", i + 1), i + 1);

      add_row (group, title, change);
    }
}

static void
other_type_cb (GtkWidget *row)
{
  HechaFilingPage *self = HECHA_FILING_PAGE (gtk_widget_get_ancestor (row, HECHA_TYPE_FILING_PAGE));

  self->type = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "type"));
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
add_types (HechaFilingPage *self,
           GPtrArray       *rows)
{
  AdwPreferencesGroup *group;

  if (rows->len < 2)
    return;
  group = add_group (self, adw_preferences_group_new (), _("Graded Separately as"));
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaFilingRow *other = rows->pdata[i];
      g_autofree char *level = hecha_words_level (other->filing->level);
      GtkWidget *row;

      if (other->filing->type == self->type)
        continue;
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hecha_words_type (other->filing->type));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), level);
      adw_preferences_group_add (group, row);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "type", GINT_TO_POINTER (other->filing->type));
      g_signal_connect (row, "activated", G_CALLBACK (other_type_cb), NULL);
    }
}

static void
add_head (HechaFilingPage      *self,
          const HechaFilingRow *row)
{
  AdwPreferencesGroup *group = add_group (self, adw_preferences_group_new (), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *level = hecha_words_level (row->filing->level);

  gtk_box_append (GTK_BOX (box), hecha_pill_new (hecha_words_type (row->filing->type), NULL));
  gtk_box_append (GTK_BOX (box), hecha_pill_new (level, row->filing->level == 3 ? "accent" : NULL));
  gtk_box_append (GTK_BOX (box), hecha_pill_new (hecha_words_conclusion (row->conclusion), NULL));
  adw_preferences_group_add (group, box);
}

static void
show_filing (HechaFilingPage      *self,
             const HechaFilingRow *row,
             const Dossier        *dossier)
{
  const HechaFiling *filing = row->filing;
  GDate today;

  hecha_clock_today (hecha_session_get_clock (hecha_place_get_session (HECHA_PLACE (self))), &today);
  adw_window_title_set_title (self->title, hecha_filing_get (filing, HECHA_FIELD_NAME));
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  add_head (self, row);
  add_types (self, dossier->rows);
  add_group (self, hecha_filing_clocks_new (dossier->terms, &today), NULL);
  add_group (self, hecha_supervision_group_new (dossier->supervision, self->type), NULL);
  add_visits (self, dossier);
  add_fields (self, filing, HECHA_FIELD_NAME, HECHA_FIELD_CRITICAL, _("Filing"));
  add_fields (self, filing, HECHA_FIELD_SIZE, HECHA_FIELD_CONSEQUENCES, _("Grading Factors"));
  add_sites (self, filing);
  add_group (self, hecha_filing_files_new (hecha_place_get_session (HECHA_PLACE (self)), self->code, self->type,
                                           dossier->sheet->check->evidence), NULL);
  add_extra (self, filing);
  add_history (self, filing, dossier->history);
  hecha_states_show_content (self->states);
}

static void
show_dossier (HechaPlace   *place,
              gpointer      result,
              const GError *error)
{
  HechaFilingPage *self = HECHA_FILING_PAGE (place);
  Dossier *dossier = result;
  const HechaFilingRow *row = NULL;

  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  for (guint i = 0; i < dossier->rows->len; i++)
    if (((HechaFilingRow *) dossier->rows->pdata[i])->filing->type == self->type)
      row = dossier->rows->pdata[i];
  if (row)
    show_filing (self, row, dossier);
  else
    hecha_states_show_empty (self->states);
  dossier_free (dossier);
}

static void
hecha_filing_page_refresh (HechaPlace *place)
{
  HechaFilingPage *self = HECHA_FILING_PAGE (place);
  Dossier *asked = g_new0 (Dossier, 1);

  asked->code = g_strdup (self->code);
  asked->type = self->type;
  hecha_states_show_loading (self->states);
  hecha_place_read (place, read_job, asked, dossier_free, dossier_free, show_dossier);
}

static void
plan_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.plan", "s", HECHA_FILING_PAGE (widget)->code);
}

/* Article 7: the local authority verifies; others see how it stands. */
static void
verify_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaFilingPage *self = HECHA_FILING_PAGE (widget);

  hecha_window_push (hecha_window_of (widget), HECHA_PLACE (hecha_desk_page_new (self->code, self->type)));
}

static void
hecha_filing_page_finalize (GObject *object)
{
  HechaFilingPage *self = HECHA_FILING_PAGE (object);

  g_free (self->code);
  g_ptr_array_unref (self->groups);
  G_OBJECT_CLASS (hecha_filing_page_parent_class)->finalize (object);
}

static void
hecha_filing_page_class_init (HechaFilingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_filing_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_filing_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/filing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaFilingPage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaFilingPage, page);
  gtk_widget_class_install_action (widget_class, "filing.plan", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "filing.verify", NULL, verify_action);
}

static void
hecha_filing_page_init (HechaFilingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
}

/**
 * hecha_filing_page_new:
 * @code: the enterprise's credit code
 * @type: which of its filings
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_filing_page_new (const char *code,
                       HechaType   type)
{
  HechaFilingPage *self = g_object_new (HECHA_TYPE_FILING_PAGE, NULL);

  self->code = g_strdup (code);
  self->type = type;
  adw_window_title_set_subtitle (self->title, code);
  return GTK_WIDGET (self);
}
