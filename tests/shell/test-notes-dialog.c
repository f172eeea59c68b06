/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes-dialog.h"

#include "fixture.h"
#include "note-group.h"
#include "text-field.h"

#include <string.h>

/* The field with this caption, where it is shown. */
static GtkWidget *
field (GtkWidget  *root,
       const char *caption)
{
  GtkWidget *label = fixture_find (root, GTK_TYPE_LABEL, caption);

  return label ? gtk_widget_get_ancestor (label, HECHA_TYPE_TEXT_FIELD) : NULL;
}

static void
write_in (GtkWidget  *root,
          const char *caption,
          const char *text)
{
  GtkWidget *view = fixture_find (field (root, caption), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static gboolean
has_left (gpointer data)
{
  return field (data, "Left") || field (data, "离开时间");
}

static gboolean
is_noted (gpointer data)
{
  const char *const *told = data;
  g_autoptr(HechaCase) content = hecha_inspect_load ((HechaSession *) told[0], told[1], NULL);

  return g_strcmp0 (content->visit->notes[HECHA_VISIT_NOTE_ARRIVED], "09:10") == 0 &&
         g_strcmp0 (content->visit->notes[HECHA_VISIT_NOTE_OPENING], "09:30\n二楼会议室") == 0;
}

/* What is written is saved as it is left, and read again; closing loses nothing. */
static void
test_saved (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  const char *told[] = { (const char *) session, uuid };
  static const char *const languages[] = { "en", "zh_CN" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("notes-dialog-%s", languages[i]);
      GtkWidget *dialog;

      fixture_language (languages[i]);
      dialog = hecha_notes_dialog_new (NULL, session, uuid);
      gtk_window_present (GTK_WINDOW (dialog));
      fixture_until (has_left, dialog);
      /* An evaluation has no ceiling, but meetings. */
      g_assert_null (field (dialog, i ? "本年度检查次数上限" : "Ceiling of inspections this year"));
      if (i == 0)
        {
          write_in (dialog, "Arrived", "09:10");
          write_in (dialog, "Opening meeting, time and place", "09:30\n二楼会议室");
        }
      else
        {
          g_autofree char *text = hecha_text_field_dup_text (HECHA_TEXT_FIELD (field (dialog, "到达时间")));

          g_assert_cmpstr (text, ==, "09:10");
        }
      fixture_settle ();
      fixture_picture (dialog, name);
      gtk_window_close (GTK_WINDOW (dialog));
      fixture_until (is_noted, told);
    }
}

static void
noted_cb (HechaNoteGroup *group,
          int             note,
          const char     *text,
          GString        *log)
{
  g_string_append_printf (log, "%d=%s ", note, text);
}

/* Each procedure has its notes; of a visit that is only planned nobody arrived yet. */
static void
test_group (void)
{
  static const struct
  {
    HechaProcedure  procedure;
    gboolean        planning;
    HechaVisitNote  note;
    gboolean        shown;
  } rows[] = {
    { HECHA_PROCEDURE_INSPECTION, TRUE, HECHA_VISIT_NOTE_CEILING, TRUE },
    { HECHA_PROCEDURE_INSPECTION, TRUE, HECHA_VISIT_NOTE_ARRIVED, FALSE },
    { HECHA_PROCEDURE_INSPECTION, FALSE, HECHA_VISIT_NOTE_ARRIVED, TRUE },
    { HECHA_PROCEDURE_INSPECTION, FALSE, HECHA_VISIT_NOTE_OPENING, FALSE },
    { HECHA_PROCEDURE_EVALUATION, FALSE, HECHA_VISIT_NOTE_OPENING, TRUE },
    { HECHA_PROCEDURE_EVALUATION, FALSE, HECHA_VISIT_NOTE_LAWS, FALSE },
    { HECHA_PROCEDURE_EVALUATION, TRUE, HECHA_VISIT_NOTE_SAMPLING, TRUE },
  };
  const char *const days[] = { "2026-03-02", "2026-06-01", NULL };
  char *notes[HECHA_N_VISIT_NOTES] = { NULL };
  g_autoptr(GString) log = g_string_new (NULL);
  HechaNoteGroup *group = g_object_new (HECHA_TYPE_NOTE_GROUP, NULL);
  GtkWidget *window;

  fixture_language ("en");
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    notes[i] = (char *) hecha_visit_note_labels[i].en;
  window = fixture_window (GTK_WIDGET (group), 500, 700);
  g_signal_connect (group, "noted", G_CALLBACK (noted_cb), log);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      hecha_note_group_show (group, rows[i].procedure, rows[i].planning);
      hecha_note_group_set (group, notes);
      text = hecha_note_group_dup_text (group, rows[i].note);
      g_assert_cmpstr (text, ==, rows[i].shown ? notes[rows[i].note] : NULL);
    }
  /* What the workspace counts is said of inspections only. */
  hecha_note_group_show (group, HECHA_PROCEDURE_INSPECTION, TRUE);
  hecha_note_group_set_inspected (group, days);
  g_assert_nonnull (fixture_find (GTK_WIDGET (group), GTK_TYPE_LABEL, "2: 2026-03-02, 2026-06-01"));
  hecha_note_group_set_inspected (group, days + 2);
  g_assert_nonnull (fixture_find (GTK_WIDGET (group), GTK_TYPE_LABEL, "None, without this one"));
  hecha_note_group_show (group, HECHA_PROCEDURE_EVALUATION, TRUE);
  g_assert_null (fixture_find (GTK_WIDGET (group), GTK_TYPE_LABEL, "None, without this one"));
  write_in (GTK_WIDGET (group), "Sampling", "3 / 12");
  hecha_note_group_flush (group);
  g_assert_cmpstr (log->str, ==, "8=3 / 12 ");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/notes-dialog/saved", test_saved);
  g_test_add_func ("/notes-dialog/group", test_group);
  return g_test_run ();
}
