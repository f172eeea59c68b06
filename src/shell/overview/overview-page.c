/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overview-page.h"

#include "bar-chart.h"
#include "clock.h"
#include "due-page.h"
#include "filings-page.h"
#include "line-row.h"
#include "overview.h"
#include "place-read.h"
#include "rectification-page.h"
#include "states.h"
#include "visit-open.h"
#include "visits-page.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaOverviewPage
{
  HechaPlace parent_instance;

  HechaStates         *states;
  GtkFlowBox          *tiles;
  GtkGrid             *due;
  AdwPreferencesGroup *next;
  GPtrArray           *next_rows;
  AdwPreferencesGroup *week;
  AdwPreferencesGroup *commonest_group;
  HechaBarChart       *commonest;
  AdwPreferencesGroup *rates_group;
  HechaBarChart       *rates;
  AdwPreferencesGroup *trend_group;
  GtkDropDown         *domain;
  HechaBarChart       *months;
  HechaOverview       *overview;   /* what is shown */
  GPtrArray           *week_rows;
};

G_DEFINE_FINAL_TYPE (HechaOverviewPage, hecha_overview_page, HECHA_TYPE_PLACE)

/* Every figure opens what it names. */

static void
show_visits (HechaOverviewPage *self,
             HechaVisitState    state)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_visits_page_show (HECHA_VISITS_PAGE (hecha_window_get_place (window, "visits")), state);
  hecha_window_go (window, "visits");
}

static void
show_findings (HechaOverviewPage *self,
               gboolean           open_only,
               const char        *words)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_rectification_page_show (HECHA_RECTIFICATION_PAGE (hecha_window_get_place (window, "rectification")),
                                 open_only, words);
  hecha_window_go (window, "rectification");
}

static void
to_sign_cb (HechaOverviewPage *self)
{
  show_visits (self, HECHA_VISIT_TO_SIGN);
}

static void
to_review_cb (HechaOverviewPage *self)
{
  hecha_window_go (hecha_window_of (GTK_WIDGET (self)), "review");
}

static void
unsent_cb (HechaOverviewPage *self)
{
  hecha_window_go (hecha_window_of (GTK_WIDGET (self)), "hand-over");
}

static void
open_findings_cb (HechaOverviewPage *self)
{
  show_findings (self, TRUE, "");
}

static void
commonest_activated_cb (HechaOverviewPage *self,
                        const char        *id,
                        const char        *label)
{
  show_findings (self, FALSE, label);
}

static void
rate_activated_cb (HechaOverviewPage *self,
                   const char        *id,
                   const char        *label)
{
  show_visits (self, HECHA_VISIT_ISSUED);
}

/* A figure of the table: its place in it is its question. */
static void
due_clicked_cb (GtkWidget *button)
{
  guint key = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "key"));
  HechaFilingQuery query = { .types = 1u << (key >> 8), .levels = 1u << (key & 0xff),
                             .due = g_object_get_data (G_OBJECT (button), "due") };
  HechaWindow *window = hecha_window_of (button);

  hecha_filings_page_show (HECHA_FILINGS_PAGE (hecha_window_get_place (window, "filings")), &query);
  hecha_window_go (window, "filings");
}

/* Building. */

static void
add_tile (HechaOverviewPage *self,
          const char        *label,
          guint              count,
          GCallback          clicked)
{
  GtkWidget *tile = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *child = gtk_flow_box_child_new ();
  g_autofree char *number = g_strdup_printf ("%'u", count), *name = g_strdup_printf ("%s: %u", label, count);
  GtkWidget *figure = gtk_label_new (number), *words = gtk_label_new (label);

  gtk_widget_add_css_class (figure, count ? "title-1" : "title-4");
  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "tile");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (tile, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_size_request (child, 130, -1);
  gtk_flow_box_append (self->tiles, child);
}

static void
show_tiles (HechaOverviewPage   *self,
            const HechaOverview *overview)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))))
    gtk_flow_box_remove (self->tiles, child);
  add_tile (self, _("Reports to sign"), overview->to_sign, G_CALLBACK (to_sign_cb));
  add_tile (self, _("Reports to review"), overview->to_review, G_CALLBACK (to_review_cb));
  add_tile (self, _("Reports not handed over"), overview->unsent, G_CALLBACK (unsent_cb));
  add_tile (self, _("Open findings"), overview->findings_open, G_CALLBACK (open_findings_cb));
}

static void
attach_figure (HechaOverviewPage *self,
               int                column,
               int                row,
               guint              count,
               guint              key,
               const char        *due,
               const char        *name)
{
  g_autofree char *text = g_strdup_printf ("%'u", count), *words = g_strdup_printf ("%s: %u", name, count);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_add_css_class (button, "touch");
  if (count > 0 && due)
    gtk_widget_add_css_class (button, g_str_equal (due, "overdue") ? "error" : "warning");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (button), "key", GUINT_TO_POINTER (key));
  g_object_set_data (G_OBJECT (button), "due", (gpointer) due);
  g_signal_connect (button, "clicked", G_CALLBACK (due_clicked_cb), NULL);
  gtk_grid_attach (self->due, button, column, row, 1, 1);
}

static void
attach_label (HechaOverviewPage *self,
              int                column,
              int                row,
              const char        *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column ? 0.5 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  gtk_label_set_width_chars (GTK_LABEL (label), column ? 0 : 9);
  gtk_widget_set_margin_start (label, 6);
  if (row == 0)
    gtk_widget_add_css_class (label, "caption-heading");
  gtk_grid_attach (self->due, label, column, row, 1, 1);
}

static void
show_due (HechaOverviewPage   *self,
          const HechaOverview *overview)
{
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->due))))
    gtk_grid_remove (self->due, child);
  attach_label (self, 0, 0, _("Type and level"));
  attach_label (self, 1, 0, _("Overdue"));
  attach_label (self, 2, 0, _("Soon"));
  attach_label (self, 3, 0, C_("figures", "Filed"));
  for (int type = 0; type < HECHA_N_TYPES; type++)
    for (int level = 3; level >= 1; level--)
      {
        g_autofree char *words = hecha_words_type_level (type, level);
        g_autofree char *overdue = g_strdup_printf ("%s, %s", words, _("Overdue"));
        g_autofree char *soon = g_strdup_printf ("%s, %s", words, _("Soon"));
        guint key = type << 8 | level;

        if (overview->filings[type][level] == 0)
          continue;
        attach_label (self, 0, row, words);
        attach_figure (self, 1, row, overview->overdue[type][level], key, "overdue", overdue);
        attach_figure (self, 2, row, overview->soon[type][level], key, "soon", soon);
        attach_figure (self, 3, row++, overview->filings[type][level], key, NULL, words);
      }
}

/* What is due next: each row keeps what it is about. */

static void
due_activated_cb (GtkWidget *row)
{
  hecha_due_open (row, g_object_get_data (G_OBJECT (row), "due"));
}

/* The day stands beside the short title: who it is about has the width of the row, however narrow. */
static GtkWidget *
due_row_new (HechaDueRow *due)
{
  GtkWidget *row = adw_action_row_new (), *line = hecha_line_row_new ();
  g_autofree char *day = hecha_date_to_text (&due->term.due), *words = hecha_words_due (due->state, day);
  g_autofree char *rule = hecha_rule_cite (hecha_rule_get (due->term.rule), hecha_shell_language ());
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", due->enterprise ? due->enterprise : due->code, rule);
  const char *title = hecha_words (&hecha_term_labels[due->term.kind]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  hecha_line_row_set (HECHA_LINE_ROW (line), title, subtitle);
  hecha_line_row_set_pill (HECHA_LINE_ROW (line), 0, words, hecha_words_due_class (due->state));
  hecha_line_row_set_wrap (HECHA_LINE_ROW (line));
  gtk_widget_add_css_class (line, "in-group");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "due", due, (GDestroyNotify) hecha_due_row_free);
  g_signal_connect (row, "activated", G_CALLBACK (due_activated_cb), NULL);
  return row;
}

static void
show_next (HechaOverviewPage *self,
           GPtrArray         *due)
{
  for (guint i = 0; i < self->next_rows->len; i++)
    adw_preferences_group_remove (self->next, self->next_rows->pdata[i]);
  g_ptr_array_set_size (self->next_rows, 0);
  while (due->len > 0)
    {
      GtkWidget *row = due_row_new (g_ptr_array_steal_index (due, 0));

      adw_preferences_group_add (self->next, row);
      g_ptr_array_add (self->next_rows, row);
    }
  adw_preferences_group_set_description (self->next, self->next_rows->len ? NULL : _("Nothing is due in the next 60 days."));
}

static void
show_week (HechaOverviewPage *self,
           GPtrArray         *visits)
{
  for (guint i = 0; i < self->week_rows->len; i++)
    adw_preferences_group_remove (self->week, self->week_rows->pdata[i]);
  g_ptr_array_set_size (self->week_rows, 0);
  for (guint i = 0; i < visits->len; i++)
    {
      GtkWidget *row = hecha_visit_row_widget_new (visits->pdata[i], TRUE);

      adw_preferences_group_add (self->week, row);
      g_ptr_array_add (self->week_rows, row);
    }
  adw_preferences_group_set_description (self->week, visits->len ? NULL : _("None is planned."));
}

static void
show_trend (HechaOverviewPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->domain);

  if (self->overview && selected < self->overview->trends->len)
    hecha_bar_chart_set (self->months, ((HechaTrend *) self->overview->trends->pdata[selected])->months);
}

/* The domain that was looked at stays, where it is still there. */
static void
show_domains (HechaOverviewPage *self)
{
  GtkStringObject *before = gtk_drop_down_get_selected_item (self->domain);
  g_autofree char *label = before ? g_strdup (gtk_string_object_get_string (before)) : NULL;
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->overview->trends->len; i++)
    {
      const char *own = ((HechaTrend *) self->overview->trends->pdata[i])->label;

      gtk_string_list_append (labels, own ? own : _("All domains"));
      if (own && g_strcmp0 (own, label) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (self->domain, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->domain, selected);
  show_trend (self);
}

static void
show_overview (HechaPlace   *place,
               gpointer      result,
               const GError *error)
{
  HechaOverviewPage *self = HECHA_OVERVIEW_PAGE (place);
  g_autoptr(HechaOverview) overview = result;
  guint filings = 0;

  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  for (int type = 0; type < HECHA_N_TYPES; type++)
    filings += overview->filings[type][0];
  if (filings == 0)
    {
      hecha_states_show_empty (self->states);
      return;
    }
  show_tiles (self, overview);
  show_due (self, overview);
  show_next (self, overview->due);
  show_week (self, overview->this_week);
  hecha_bar_chart_set (self->commonest, overview->commonest);
  hecha_bar_chart_set (self->rates, overview->rates);
  gtk_widget_set_visible (GTK_WIDGET (self->commonest_group), overview->commonest->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rates_group), overview->rates->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->trend_group), overview->rates->len > 0);
  g_clear_pointer (&self->overview, hecha_overview_free);
  self->overview = g_steal_pointer (&overview);
  show_domains (self);
  hecha_states_show_content (self->states);
}

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_overview_load (session, hecha_shell_language (), error);
}

static void
hecha_overview_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (HECHA_OVERVIEW_PAGE (place)->states);
  hecha_place_read (place, load_job, NULL, NULL, (GDestroyNotify) hecha_overview_free, show_overview);
}

static void
deadlines_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  hecha_window_push (hecha_window_of (widget), HECHA_PLACE (hecha_due_page_new ()));
}

static void
hecha_overview_page_finalize (GObject *object)
{
  g_ptr_array_unref (HECHA_OVERVIEW_PAGE (object)->next_rows);
  g_ptr_array_unref (HECHA_OVERVIEW_PAGE (object)->week_rows);
  g_clear_pointer (&HECHA_OVERVIEW_PAGE (object)->overview, hecha_overview_free);
  G_OBJECT_CLASS (hecha_overview_page_parent_class)->finalize (object);
}

static void
hecha_overview_page_class_init (HechaOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_overview_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_overview_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_BAR_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, due);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, next);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, week);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, commonest_group);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, commonest);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, rates_group);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, rates);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, trend_group);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, domain);
  gtk_widget_class_bind_template_child (widget_class, HechaOverviewPage, months);
  gtk_widget_class_install_action (widget_class, "overview.deadlines", NULL, deadlines_action);
  gtk_widget_class_bind_template_callback (widget_class, commonest_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_trend);
}

static void
hecha_overview_page_init (HechaOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->next_rows = g_ptr_array_new ();
  self->week_rows = g_ptr_array_new ();
}
