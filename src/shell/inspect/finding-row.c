/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "finding-row.h"

#include "clock.h"
#include "columns.h"
#include "place.h"
#include "text-field.h"

#include <glib/gi18n.h>

struct _HechaFindingRow
{
  GtkBox parent_instance;

  HechaTextField *what;
  HechaTextField *risk;
  HechaTextField *measure;
  HechaTextField *responsible;
  HechaTextField *deadline;
  HechaTextField *statement;
  HechaTextField *downgraded_by;
  HechaTextField *downgrade_reason;
  GtkWidget      *downgrade;
  GtkCheckButton *major;
  GtkCheckButton *cured;
  GtkWidget      *hazard;
  GtkLabel       *hazard_text;
  GtkLabel       *problem;
  GtkWidget      *typical;
  GtkMenuButton  *day_button;
  GtkCalendar    *calendar;
  HechaOnSite    *visit;
  HechaItem      *item;
  HechaFinding   *finding;
  gboolean        stored;
  gboolean        showing;
};

G_DEFINE_FINAL_TYPE (HechaFindingRow, hecha_finding_row, GTK_TYPE_BOX)

static void
save (HechaFindingRow *self)
{
  if (!*self->finding->what)
    return;
  self->stored = TRUE;
  hecha_on_site_set_finding (self->visit, hecha_finding_copy (self->finding));
}

static void
set_text (HechaFindingRow  *self,
          char            **member,
          const char       *text)
{
  const char *old = *member ? *member : "";

  if (g_strcmp0 (old, text) == 0)
    return;
  g_free (*member);
  *member = *text ? g_strdup (text) : NULL;
  save (self);
}

static void
show (HechaFindingRow *self)
{
  const HechaFinding *finding = self->finding;

  self->showing = TRUE;
  hecha_text_field_set_text (self->what, finding->what);
  hecha_text_field_set_text (self->risk, finding->risk);
  hecha_text_field_set_text (self->measure, finding->measure);
  hecha_text_field_set_text (self->responsible, finding->responsible);
  hecha_text_field_set_text (self->deadline, finding->deadline);
  hecha_text_field_set_text (self->statement, finding->statement);
  hecha_text_field_set_text (self->downgraded_by, finding->downgraded_by);
  hecha_text_field_set_text (self->downgrade_reason, finding->downgrade_reason);
  gtk_widget_set_visible (self->downgrade, finding->major);
  hecha_text_field_mark (self->what, !*finding->what);
  gtk_check_button_set_active (self->major, finding->major);
  gtk_check_button_set_active (self->cured, finding->cured);
  gtk_widget_set_visible (self->typical, !*finding->what && !hecha_text_is_empty (&self->item->finding));
  gtk_widget_set_sensitive (GTK_WIDGET (self), hecha_on_site_may_edit (self->visit));
  self->showing = FALSE;
}

/* Callbacks. */

static void
what_edited_cb (HechaFindingRow *self,
                const char      *text)
{
  if (*text && g_strcmp0 (self->finding->what, text) != 0)
    {
      g_free (self->finding->what);
      self->finding->what = g_strdup (text);
      save (self);
    }
  show (self);
}

static void
risk_edited_cb (HechaFindingRow *self,
                const char      *text)
{
  set_text (self, &self->finding->risk, text);
}

static void
measure_edited_cb (HechaFindingRow *self,
                   const char      *text)
{
  set_text (self, &self->finding->measure, text);
}

static void
responsible_edited_cb (HechaFindingRow *self,
                       const char      *text)
{
  set_text (self, &self->finding->responsible, text);
}

static void
deadline_edited_cb (HechaFindingRow *self,
                    const char      *text)
{
  GDate date;
  gboolean good = !*text || hecha_date_from_text (text, &date);

  hecha_text_field_mark (self->deadline, !good);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !good);
  if (good)
    set_text (self, &self->finding->deadline, text);
}

static void
statement_edited_cb (HechaFindingRow *self,
                     const char      *text)
{
  set_text (self, &self->finding->statement, text);
}

static void
downgraded_by_edited_cb (HechaFindingRow *self,
                         const char      *text)
{
  set_text (self, &self->finding->downgraded_by, text);
}

static void
downgrade_reason_edited_cb (HechaFindingRow *self,
                            const char      *text)
{
  set_text (self, &self->finding->downgrade_reason, text);
}

/* Enter goes through the fields, and after the last one on: of an inspection there
 * is also what was cured on the spot, and what the enterprise says of it. */
static void
entered_cb (HechaFindingRow *self,
            gpointer         field)
{
  gpointer fields[] = { self->what, self->risk, self->measure, self->responsible, self->deadline, self->cured, self->statement };
  gboolean inspection = hecha_on_site_get_case (self->visit)->visit->procedure == HECHA_PROCEDURE_INSPECTION;

  for (guint i = 0; i + (inspection ? 1 : 3) < G_N_ELEMENTS (fields); i++)
    if (fields[i] == field)
      {
        gtk_widget_grab_focus (fields[i + 1]);
        return;
      }
  gtk_widget_activate_action (GTK_WIDGET (self), "item.go-on", NULL);
}

/* Space ticks it. */
static gboolean
cured_key_cb (HechaFindingRow *self,
              guint            keyval)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  entered_cb (self, self->cured);
  return GDK_EVENT_STOP;
}

static void
toggled_cb (HechaFindingRow *self)
{
  if (self->showing)
    return;
  self->finding->major = gtk_check_button_get_active (self->major);
  self->finding->cured = gtk_check_button_get_active (self->cured);
  gtk_widget_set_visible (self->downgrade, self->finding->major);
  save (self);
}

static void
day_selected_cb (HechaFindingRow *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_menu_button_popdown (self->day_button);
  hecha_text_field_drop (self->deadline);
  deadline_edited_cb (self, text);
  show (self);
}

static void
typical_clicked_cb (HechaFindingRow *self)
{
  HechaLanguage language = hecha_on_site_get_case (self->visit)->visit->language;
  HechaFinding *finding = self->finding;

  g_free (finding->what);
  finding->what = g_strdup (hecha_text_get (&self->item->finding, language));
  if (!finding->risk && !hecha_text_is_empty (&self->item->risk))
    finding->risk = g_strdup (hecha_text_get (&self->item->risk, language));
  if (!finding->measure && !hecha_text_is_empty (&self->item->remedy))
    finding->measure = g_strdup (hecha_text_get (&self->item->remedy, language));
  hecha_text_field_drop (self->what);
  save (self);
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->what));
}

static void
remove_clicked_cb (HechaFindingRow *self)
{
  if (self->stored)
    hecha_on_site_remove_finding (self->visit, self->finding->uuid);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "findings.drop", "s", self->finding->uuid);
}

static gboolean
hecha_finding_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HECHA_FINDING_ROW (widget)->what));
}

static void
hecha_finding_row_dispose (GObject *object)
{
  HechaFindingRow *self = HECHA_FINDING_ROW (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  g_clear_pointer (&self->finding, hecha_finding_free);
  G_OBJECT_CLASS (hecha_finding_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, what);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, risk);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, measure);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, responsible);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, deadline);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, statement);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, downgraded_by);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, downgrade_reason);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, downgrade);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, major);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, cured);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, hazard);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, hazard_text);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, typical);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, day_button);
  gtk_widget_class_bind_template_child (widget_class, HechaFindingRow, calendar);
}

static void
hecha_finding_row_class_init (HechaFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_finding_row_dispose;
  widget_class->grab_focus = hecha_finding_row_grab_focus;
  g_type_ensure (HECHA_TYPE_COLUMNS);
  g_type_ensure (HECHA_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/finding-row.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, what_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, risk_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, responsible_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, deadline_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, statement_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, downgraded_by_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, downgrade_reason_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, cured_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, typical_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
hecha_finding_row_init (HechaFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_finding_row_new:
 * @finding: (nullable): %NULL for a new one
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
hecha_finding_row_new (HechaOnSite        *visit,
                       HechaItem          *item,
                       const HechaFinding *finding)
{
  HechaFindingRow *self = g_object_new (HECHA_TYPE_FINDING_ROW, NULL);

  self->visit = g_object_ref (visit);
  self->item = hecha_item_ref (item);
  self->finding = finding ? hecha_finding_copy (finding) : hecha_finding_new (item->uuid, "");
  self->stored = finding != NULL;
  gtk_widget_set_visible (self->hazard, !hecha_text_is_empty (&item->hazard));
  gtk_label_set_label (self->hazard_text, hecha_text_get (&item->hazard, hecha_shell_language ()));
  show (self);
  return GTK_WIDGET (self);
}

const char *
hecha_finding_row_get_uuid (HechaFindingRow *self)
{
  return self->finding->uuid;
}

/**
 * hecha_finding_row_is_stored:
 *
 * Returns: whether the visit knows the finding
 */
gboolean
hecha_finding_row_is_stored (HechaFindingRow *self)
{
  return self->stored;
}

/**
 * hecha_finding_row_refresh:
 * @finding: as it is stored
 */
void
hecha_finding_row_refresh (HechaFindingRow    *self,
                           const HechaFinding *finding)
{
  HechaFinding *copy = hecha_finding_copy (finding);

  hecha_finding_free (self->finding);
  self->finding = copy;
  self->stored = TRUE;
  show (self);
}

/**
 * hecha_finding_row_flush:
 *
 * Keeps what is being typed.
 */
void
hecha_finding_row_flush (HechaFindingRow *self)
{
  HechaTextField *fields[] = { self->what, self->risk, self->measure, self->responsible, self->deadline,
                               self->statement, self->downgraded_by, self->downgrade_reason };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    hecha_text_field_flush (fields[i]);
}
