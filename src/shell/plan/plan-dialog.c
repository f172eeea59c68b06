/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-dialog.h"

#include "enterprise-search.h"
#include "intake.h"
#include "note-group.h"
#include "place.h"
#include "plan.h"
#include "refusals.h"
#include "states.h"
#include "supervision.h"
#include "team-group.h"
#include "visits.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaPlanDialog
{
  HechaDialog parent_instance;

  AdwWindowTitle        *title;
  HechaStates           *states;
  GtkStack              *steps;
  HechaEnterpriseSearch *search;
  AdwPreferencesGroup   *types;
  AdwPreferencesGroup   *sites;
  AdwComboRow           *procedure;
  AdwEntryRow           *day;
  GtkCalendar           *calendar;
  GtkPopover            *calendar_popover;
  AdwComboRow           *language;
  AdwEntryRow           *basis;
  AdwEntryRow           *partner;
  HechaTeamGroup        *team;
  HechaNoteGroup        *notes;
  GtkRevealer           *revealer;
  GtkLabel              *problem;

  HechaSession *session;
  char         *code;
  GtkWidget    *type_checks[HECHA_N_TYPES];
  char         *type_words[HECHA_N_TYPES];   /* level and next day, above whose it is */
  GPtrArray    *supervision;                 /* HechaSupervision; NULL before it is read */
  GStrv         inspected;                   /* days of inspections before; NULL before it is read */
  GPtrArray    *site_checks;   /* GtkCheckButton, with the site's name */
  gboolean      filled;        /* whether the team of a procedure was begun */
  gboolean      judged;        /* from now on what is wrong is said at each change */
};

G_DEFINE_FINAL_TYPE (HechaPlanDialog, hecha_plan_dialog, HECHA_TYPE_DIALOG)

/* What is planned, with a copy of every text, for the thread that plans it. */
typedef struct
{
  HechaPlan plan;
  char     *code;
  char     *on;
  char     *basis;
  char     *partner;
  GStrv     sites;
  char     *notes[HECHA_N_VISIT_NOTES];
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->code);
  g_free (draft->on);
  g_free (draft->basis);
  g_free (draft->partner);
  g_strfreev (draft->sites);
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    g_free (draft->notes[i]);
  g_ptr_array_unref (draft->plan.members);
  g_free (draft);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)

static char *
dup_partner (HechaPlanDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->partner))));

  return gtk_widget_get_visible (GTK_WIDGET (self->partner)) && *name ? g_steal_pointer (&name) : NULL;
}

static GStrv
dup_sites (HechaPlanDialog *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < self->site_checks->len; i++)
    if (gtk_check_button_get_active (self->site_checks->pdata[i]))
      {
        g_strv_builder_add (builder, g_object_get_data (G_OBJECT (self->site_checks->pdata[i]), "site"));
        n++;
      }
  return n == self->site_checks->len ? NULL : g_strv_builder_end (builder);
}

static Draft *
draft_new (HechaPlanDialog *self)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->plan.code = draft->code = g_strdup (self->code);
  draft->plan.on = draft->on = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->day))));
  draft->basis = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->basis))));
  draft->plan.basis = *draft->basis ? draft->basis : NULL;
  draft->plan.partner = draft->partner = dup_partner (self);
  draft->sites = dup_sites (self);
  draft->plan.sites = (const char *const *) draft->sites;
  draft->plan.members = hecha_team_group_dup_members (self->team);
  draft->plan.procedure = adw_combo_row_get_selected (self->procedure);
  draft->plan.language = adw_combo_row_get_selected (self->language);
  for (int type = 0; type < HECHA_N_TYPES; type++)
    if (self->type_checks[type] && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->type_checks[type])))
      draft->plan.types |= 1u << type;
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    draft->plan.notes[i] = draft->notes[i] = hecha_note_group_dup_text (self->notes, i);
  return draft;
}

/* What is wrong is said in place. */

static void
say (HechaPlanDialog *self,
     const char      *problem)
{
  if (problem)
    gtk_label_set_label (self->problem, problem);
  gtk_revealer_set_reveal_child (self->revealer, problem != NULL);
}

static gboolean
judge (HechaPlanDialog *self,
       const HechaPlan *plan)
{
  g_autoptr(GError) error = NULL;
  gboolean no_site = plan->sites && !plan->sites[0];
  GDate day;

  if (!hecha_date_from_text (plan->on, &day))
    say (self, _("The day is not a day: write it as 2026-11-22."));
  else if (no_site)
    say (self, _("Choose at least one site."));
  else if (!hecha_plan_allows (self->session, plan, &error))
    say (self, hecha_refusal_text (error));
  else
    {
      say (self, NULL);
      return TRUE;
    }
  return FALSE;
}

/* The enterprise is told how many there were in the year of this one. */
static void
show_inspected (HechaPlanDialog *self)
{
  g_auto(GStrv) days = NULL;

  if (!self->inspected || adw_combo_row_get_selected (self->procedure) != HECHA_PROCEDURE_INSPECTION)
    return;
  days = hecha_visits_of_year ((const char *const *) self->inspected, gtk_editable_get_text (GTK_EDITABLE (self->day)));
  hecha_note_group_set_inspected (self->notes, (const char *const *) days);
}

static void
changed_cb (HechaPlanDialog *self)
{
  show_inspected (self);
  if (self->judged)
    {
      g_autoptr(Draft) draft = draft_new (self);

      judge (self, &draft->plan);
    }
}

/* The team. */

/* With a second authority at hand, that a type is not this one's is no warning. */
static void
show_supervision (HechaPlanDialog *self)
{
  g_autofree char *partner = dup_partner (self);

  for (int type = 0; self->supervision && type < HECHA_N_TYPES; type++)
    if (self->type_checks[type])
      {
        GtkWidget *row = gtk_widget_get_ancestor (self->type_checks[type], ADW_TYPE_ACTION_ROW);
        g_autofree char *whose = hecha_supervision_text (self->supervision, type, partner != NULL);
        g_autofree char *subtitle = g_strdup_printf ("%s\n%s", self->type_words[type], whose);

        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      }
}

static void
partner_changed_cb (HechaPlanDialog *self)
{
  g_autofree char *partner = self->session ? dup_partner (self) : NULL;

  if (!self->session)
    return;
  hecha_team_group_set_partner (self->team, partner);
  show_supervision (self);
  changed_cb (self);
}

static void
fill_team (HechaPlanDialog *self)
{
  HechaProcedure procedure = adw_combo_row_get_selected (self->procedure);

  hecha_team_group_fill (self->team, self->session, procedure);
  hecha_note_group_show (self->notes, procedure, TRUE);
  self->filled = TRUE;
}

static void
procedure_selected_cb (HechaPlanDialog *self)
{
  if (!self->session)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->partner), hecha_holder_types (hecha_session_get_holder (self->session)) != 0 &&
                          adw_combo_row_get_selected (self->procedure) == HECHA_PROCEDURE_INSPECTION);
  fill_team (self);
  partner_changed_cb (self);
}

/* The day. */

static void
day_selected_cb (HechaPlanDialog *self)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self->day), text);
  gtk_popover_popdown (self->calendar_popover);
}

/* The enterprise. */

static GtkWidget *
add_check (HechaPlanDialog     *self,
           AdwPreferencesGroup *group,
           const char          *title,
           const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return check;
}

static void
add_site (HechaPlanDialog *self,
          const HechaSite *site)
{
  gboolean named = site->name && *site->name;
  GtkWidget *check;

  for (guint i = 0; i < self->site_checks->len; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (self->site_checks->pdata[i]), "site"), site->name) == 0)
      return;
  check = add_check (self, self->sites, named ? site->name : site->address ? site->address : _("Only site"),
                     named && site->address ? site->address : "");
  g_object_set_data_full (G_OBJECT (check), "site", g_strdup (site->name), g_free);
  g_ptr_array_add (self->site_checks, check);
}

/* What the enterprise filed, and who supervises it as what. */
typedef struct
{
  char      *code;
  GPtrArray *rows;
  GPtrArray *supervision;
  GStrv      inspected;
} Enterprise;

static void
enterprise_free (gpointer data)
{
  Enterprise *enterprise = data;

  g_free (enterprise->code);
  g_clear_pointer (&enterprise->rows, g_ptr_array_unref);
  g_clear_pointer (&enterprise->supervision, g_ptr_array_unref);
  g_strfreev (enterprise->inspected);
  g_free (enterprise);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Enterprise, enterprise_free)

static void
add_filing (HechaPlanDialog      *self,
            const HechaFilingRow *row)
{
  HechaType type = row->filing->type;
  g_autofree char *level = hecha_words_level (row->filing->level), *due = hecha_words_due (row->due_state, row->due);

  self->type_words[type] = *due ? g_strdup_printf (_("%s, next due %s"), level, due) : g_steal_pointer (&level);
  self->type_checks[type] = add_check (self, self->types, hecha_words_type (type), self->type_words[type]);
  for (guint i = 0; i < row->filing->sites->len; i++)
    add_site (self, row->filing->sites->pdata[i]);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Enterprise *asked = data;
  g_autoptr(Enterprise) enterprise = g_new0 (Enterprise, 1);

  enterprise->rows = hecha_intake_enterprise (session, asked->code, error);
  if (enterprise->rows)
    enterprise->supervision = hecha_jurisdictions_of (session, asked->code, 0, error);
  if (enterprise->supervision)
    enterprise->inspected = hecha_visits_inspected (session, asked->code, NULL, error);
  return enterprise->inspected ? g_steal_pointer (&enterprise) : NULL;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaPlanDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Enterprise) enterprise = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  GPtrArray *rows = enterprise ? enterprise->rows : NULL;

  if (!self->session)
    return;
  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  if (rows->len == 0)
    {
      hecha_states_show_empty (self->states);
      return;
    }
  adw_window_title_set_subtitle (self->title, hecha_filing_get (((HechaFilingRow *) rows->pdata[0])->filing,
                                                                HECHA_FIELD_NAME));
  for (guint i = 0; i < rows->len; i++)
    add_filing (self, rows->pdata[i]);
  self->supervision = g_steal_pointer (&enterprise->supervision);
  self->inspected = g_steal_pointer (&enterprise->inspected);
  show_inspected (self);
  show_supervision (self);
  gtk_widget_set_visible (GTK_WIDGET (self->sites), self->site_checks->len > 0);
  hecha_states_show_content (self->states);
  gtk_widget_child_focus (GTK_WIDGET (self->states), GTK_DIR_TAB_FORWARD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.plan", TRUE);
}

static void
choose_enterprise (HechaPlanDialog *self,
                   const char      *code)
{
  Enterprise *asked;

  g_free (self->code);
  self->code = g_strdup (code);
  gtk_stack_set_visible_child_name (self->steps, "form");
  hecha_states_show_loading (self->states);
  asked = g_new0 (Enterprise, 1);
  asked->code = g_strdup (code);
  hecha_session_run_async (self->session, read_job, asked, enterprise_free, enterprise_free, NULL, read_cb,
                           g_object_ref (self));
}

/* Planning. */

static gpointer
plan_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_plan_visit (session, &((Draft *) data)->plan, error);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaPlanDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!self->session)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.plan", TRUE);
  if (!uuid)
    {
      say (self, hecha_refusal_text (error));
      return;
    }
  g_signal_emit_by_name (self, "planned", uuid);
  gtk_window_close (GTK_WINDOW (self));
}

static void
start (HechaPlanDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.plan", FALSE);
  hecha_session_edit_async (self->session, plan_job, draft_new (self), draft_free, g_free, NULL, planned_cb,
                            g_object_ref (self));
}

/* Who does not know yet who will review may go on, but knows what that means. */
static void
ask_unnamed (HechaPlanDialog *self,
             const char      *unnamed)
{
  g_autofree char *body = g_strdup_printf (_("Nobody is named for: %s.\n\nWhoever signs there later cannot be compared with the plan."),
                                           unnamed);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Plan Without These People?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "back", _("_Back"), "plan", _("_Plan"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "back");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "back");
  g_signal_connect_object (dialog, "response::plan", G_CALLBACK (start), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
plan_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaPlanDialog *self = HECHA_PLAN_DIALOG (widget);
  g_autoptr(Draft) draft = draft_new (self);
  g_autofree char *unnamed = hecha_team_group_dup_unnamed (self->team);

  self->judged = TRUE;
  if (!judge (self, &draft->plan))
    return;
  if (unnamed)
    ask_unnamed (self, unnamed);
  else
    start (self);
}

static void
hecha_plan_dialog_dispose (GObject *object)
{
  g_clear_object (&HECHA_PLAN_DIALOG (object)->session);
  G_OBJECT_CLASS (hecha_plan_dialog_parent_class)->dispose (object);
}

static void
hecha_plan_dialog_finalize (GObject *object)
{
  HechaPlanDialog *self = HECHA_PLAN_DIALOG (object);

  g_free (self->code);
  for (int type = 0; type < HECHA_N_TYPES; type++)
    g_free (self->type_words[type]);
  g_clear_pointer (&self->supervision, g_ptr_array_unref);
  g_strfreev (self->inspected);
  g_ptr_array_unref (self->site_checks);
  G_OBJECT_CLASS (hecha_plan_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, types);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, sites);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, procedure);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, day);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, calendar_popover);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, language);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, basis);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, partner);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, team);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, revealer);
  gtk_widget_class_bind_template_child (widget_class, HechaPlanDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, procedure_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_enterprise);
}

static void
hecha_plan_dialog_class_init (HechaPlanDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_plan_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_plan_dialog_finalize;
  g_signal_new ("planned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_ENTERPRISE_SEARCH);
  g_type_ensure (HECHA_TYPE_TEAM_GROUP);
  g_type_ensure (HECHA_TYPE_NOTE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/plan-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "plan.plan", NULL, plan_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "plan.plan", NULL);
}

static GtkStringList *
labels_new (const HechaText *labels,
            guint            n)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, hecha_words (&labels[i]));
  return list;
}

static void
hecha_plan_dialog_init (HechaPlanDialog *self)
{
  g_autoptr(GtkStringList) procedures = labels_new (hecha_procedure_labels, HECHA_PROCEDURE_INSPECTION + 1);

  self->site_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->procedure, G_LIST_MODEL (procedures));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.plan", FALSE);
}

/**
 * hecha_plan_dialog_new:
 * @session: where to
 * @code: (nullable): the enterprise's credit code; without it one is searched for
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
hecha_plan_dialog_new (HechaSession *session,
                       const char   *code)
{
  HechaPlanDialog *self = g_object_new (HECHA_TYPE_PLAN_DIALOG, NULL);
  HechaHolder holder = hecha_session_get_holder (session);
  g_autofree char *day = NULL;
  GDate today;

  self->session = g_object_ref (session);
  hecha_clock_today (hecha_session_get_clock (session), &today);
  day = hecha_date_to_text (&today);
  gtk_editable_set_text (GTK_EDITABLE (self->day), day);
  adw_combo_row_set_selected (self->language, hecha_shell_language ());
  adw_combo_row_set_selected (self->procedure,
                              holder == HECHA_HOLDER_INDUSTRY || holder == HECHA_HOLDER_COMMUNICATIONS
                              ? HECHA_PROCEDURE_INSPECTION : HECHA_PROCEDURE_EVALUATION);
  if (!self->filled)
    fill_team (self);
  if (code && *code)
    choose_enterprise (self, code);
  else
    {
      hecha_enterprise_search_set_session (self->search, session);
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
    }
  return GTK_WIDGET (self);
}
