/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "note-group.h"

#include "text-field.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaNoteGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *rows[HECHA_N_VISIT_NOTES];
  GtkWidget *fields[HECHA_N_VISIT_NOTES];
  GtkWidget *inspected;   /* (nullable): what the workspace counts itself */
};

G_DEFINE_FINAL_TYPE (HechaNoteGroup, hecha_note_group, ADW_TYPE_PREFERENCES_GROUP)

static guint noted;

/* Who approved what within which ceiling is a matter of inspections; meetings are one of evaluations. */
static gboolean
fits (HechaVisitNote note,
      HechaProcedure procedure,
      gboolean       planning)
{
  switch (note)
    {
    case HECHA_VISIT_NOTE_APPROVED_BY:
    case HECHA_VISIT_NOTE_APPROVED_ON:
    case HECHA_VISIT_NOTE_CEILING:
    case HECHA_VISIT_NOTE_ELSEWHERE:
    case HECHA_VISIT_NOTE_JOINT:
    case HECHA_VISIT_NOTE_SCAN_CODE:
    case HECHA_VISIT_NOTE_LAWS:
      return procedure == HECHA_PROCEDURE_INSPECTION;
    case HECHA_VISIT_NOTE_OPENING:
    case HECHA_VISIT_NOTE_CLOSING:
      return procedure == HECHA_PROCEDURE_EVALUATION;
    case HECHA_VISIT_NOTE_ARRIVED:
    case HECHA_VISIT_NOTE_LEFT:
    case HECHA_VISIT_NOTE_PRESENT:
      return !planning;
    case HECHA_VISIT_NOTE_UNTIL:
    case HECHA_VISIT_NOTE_SAMPLING:
    default:
      return TRUE;
    }
}

static void
edited_cb (HechaNoteGroup *self,
           const char     *text,
           GtkWidget      *field)
{
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    if (self->fields[i] == field)
      g_signal_emit (self, noted, 0, (int) i, text);
}

/* Above the field for what the workspace cannot know. */
static void
add_inspected (HechaNoteGroup *self)
{
  self->inspected = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->inspected), _("Inspections this year in this workspace"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->inspected), 0);
  gtk_widget_set_visible (self->inspected, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->inspected);
}

static void
add_field (HechaNoteGroup *self,
           HechaVisitNote  note)
{
  GtkWidget *row = adw_preferences_row_new (), *field = hecha_text_field_new (hecha_words (&hecha_visit_note_labels[note]));

  gtk_widget_add_css_class (field, "field");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), field);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (field, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  self->rows[note] = row;
  self->fields[note] = field;
}

static void
hecha_note_group_class_init (HechaNoteGroupClass *klass)
{
  noted = g_signal_new ("noted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                        G_TYPE_INT, G_TYPE_STRING);
}

static void
hecha_note_group_init (HechaNoteGroup *self)
{
}

/**
 * hecha_note_group_show:
 * @planning: whether the visit is only being planned: nobody arrived or left yet
 *
 * Shows the fields of a procedure, empty; those that were there keep their text.
 */
void
hecha_note_group_show (HechaNoteGroup *self,
                       HechaProcedure  procedure,
                       gboolean        planning)
{
  g_return_if_fail (HECHA_IS_NOTE_GROUP (self));

  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    {
      if (i == HECHA_VISIT_NOTE_ELSEWHERE && !self->inspected)
        add_inspected (self);
      if (!self->rows[i])
        add_field (self, i);
      gtk_widget_set_visible (self->rows[i], fits (i, procedure, planning));
    }
  if (procedure != HECHA_PROCEDURE_INSPECTION)
    gtk_widget_set_visible (self->inspected, FALSE);
}

/**
 * hecha_note_group_set:
 * @notes: (nullable) each: what they say
 */
void
hecha_note_group_set (HechaNoteGroup *self,
                      char *const     notes[HECHA_N_VISIT_NOTES])
{
  g_return_if_fail (HECHA_IS_NOTE_GROUP (self));

  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    if (self->fields[i])
      hecha_text_field_set_text (HECHA_TEXT_FIELD (self->fields[i]), notes[i]);
}

/**
 * hecha_note_group_set_inspected:
 * @days: of the inspections this year that the workspace knows of
 *
 * Says in an inspection's notes what is counted by itself.
 */
void
hecha_note_group_set_inspected (HechaNoteGroup    *self,
                                const char *const *days)
{
  guint n = g_strv_length ((GStrv) days);
  g_autofree char *list = g_strjoinv (C_("between names in a list", ", "), (GStrv) days);
  g_autofree char *text = NULL;

  g_return_if_fail (HECHA_IS_NOTE_GROUP (self) && self->inspected);

  /* TRANSLATORS: how many, and their days */
  text = n ? g_strdup_printf (_("%u: %s"), n, list) : g_strdup (_("None, without this one"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->inspected), text);
  gtk_widget_set_visible (self->inspected, gtk_widget_get_visible (self->rows[HECHA_VISIT_NOTE_ELSEWHERE]));
}

/**
 * hecha_note_group_dup_text:
 *
 * Returns: (transfer full) (nullable): what the note says; %NULL where it is empty
 *   or not of this procedure
 */
char *
hecha_note_group_dup_text (HechaNoteGroup *self,
                           HechaVisitNote  note)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (HECHA_IS_NOTE_GROUP (self) && note < HECHA_N_VISIT_NOTES, NULL);

  if (!self->rows[note] || !gtk_widget_get_visible (self->rows[note]))
    return NULL;
  text = g_strstrip (hecha_text_field_dup_text (HECHA_TEXT_FIELD (self->fields[note])));
  return *text ? g_steal_pointer (&text) : NULL;
}

/**
 * hecha_note_group_flush:
 *
 * Tells of what is still being typed.
 */
void
hecha_note_group_flush (HechaNoteGroup *self)
{
  g_return_if_fail (HECHA_IS_NOTE_GROUP (self));

  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    if (self->fields[i])
      hecha_text_field_flush (HECHA_TEXT_FIELD (self->fields[i]));
}
