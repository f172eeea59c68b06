/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist-page.h"

#include "evidence-strip.h"
#include "fixture.h"
#include "finding-list.h"
#include "issue.h"
#include "item-list.h"
#include "item-view.h"
#include "object-tabs.h"
#include "ot-box.h"
#include "report-fixture.h"
#include "review.h"
#include "step-row.h"
#include "text-field.h"
#include "verdict-bar.h"

typedef struct
{
  HechaSession       *session;
  char               *uuid;
  HechaChecklistPage *page;
  HechaOnSite        *visit;
  GtkWidget          *window;
  char               *saved;
} Fixture;

static gboolean
is_read (gpointer data)
{
  return hecha_on_site_get_case (((Fixture *) data)->visit) != NULL;
}

static void
open_page (Fixture *f,
           int      width,
           int      height)
{
  f->page = HECHA_CHECKLIST_PAGE (hecha_checklist_page_new (f->uuid));
  f->visit = hecha_checklist_page_get_visit (f->page);
  hecha_place_set_session (HECHA_PLACE (f->page), f->session);
  f->window = fixture_window (GTK_WIDGET (f->page), width, height);
  fixture_until (is_read, f);
  fixture_settle ();
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->session = fixture_session (HECHA_HOLDER_EVALUATION);
  f->uuid = fixture_plan (f->session, FIXTURE_CODE_TWO_TYPES,
                          1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM, HECHA_LANGUAGE_ZH);
}

static void
close_page (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = NULL;
  fixture_settle ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  if (f->window)
    close_page (f);
  g_clear_pointer (&f->uuid, g_free);
  g_clear_pointer (&f->saved, g_free);
  g_object_unref (f->session);
}

/* What is stored, read again. */
static HechaCase *
stored (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  HechaCase *visit = hecha_inspect_load (f->session, f->uuid, &error);

  g_assert_no_error (error);
  return visit;
}

static void
saved_cb (Fixture *f)
{
  f->saved = g_strdup ("");
}

static gboolean
is_saved (gpointer data)
{
  return ((Fixture *) data)->saved != NULL;
}

/* Waits until one more edit is committed. */
static void
wait_saved (Fixture *f)
{
  gulong id = g_signal_connect_swapped (f->visit, "saved", G_CALLBACK (saved_cb), f);

  g_clear_pointer (&f->saved, g_free);
  fixture_until (is_saved, f);
  g_signal_handler_disconnect (f->visit, id);
  fixture_settle ();
}

static HechaItem *
current (Fixture *f)
{
  return hecha_on_site_find_item (f->visit, hecha_checklist_page_get_item (f->page));
}

static GtkWidget *
step (Fixture *f,
      int      number)
{
  GtkWidget *row = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_STEP_ROW, NULL);

  while (row && hecha_step_row_get_step (HECHA_STEP_ROW (row)) != number)
    row = gtk_widget_get_next_sibling (row);
  g_assert_nonnull (row);
  return row;
}

/* The first item that fits: for kinds of object, with a note for live devices or not. */
static HechaItem *
find_item (Fixture  *f,
           gboolean  objects,
           gboolean  ot,
           guint     steps)
{
  GPtrArray *entries = hecha_on_site_get_case (f->visit)->checklist->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) entries->pdata[i])->item;

      if ((item->object_kinds || !objects) && hecha_text_is_empty (&item->ot_impact) != ot &&
          item->steps->len >= steps && (!ot || hecha_item_has_method (item, HECHA_METHOD_TEST)))
        return item;
    }
  g_assert_not_reached ();
}

static void
go (Fixture   *f,
    HechaItem *item)
{
  hecha_checklist_page_go (f->page, item->uuid, NULL);
  fixture_settle ();
}

static void
type (GtkWidget  *field,
      const char *text)
{
  GtkWidget *view = fixture_find (field, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  hecha_text_field_flush (HECHA_TEXT_FIELD (field));
}

static GtkWidget *
field (GtkWidget  *root,
       const char *label)
{
  GtkWidget *found = fixture_find (root, GTK_TYPE_LABEL, label);

  return found ? gtk_widget_get_ancestor (found, HECHA_TYPE_TEXT_FIELD) : NULL;
}

/* Tests. */

static void
test_shows (Fixture       *f,
            gconstpointer  data)
{
  GtkWidget *list, *button;
  guint done, total;

  open_page (f, 1200, 800);
  list = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_ITEM_LIST, NULL);
  hecha_item_list_get_progress (HECHA_ITEM_LIST (list), &done, &total);
  g_assert_cmpuint (done, ==, 0);
  g_assert_cmpuint (total, ==, hecha_on_site_get_case (f->visit)->checklist->entries->len);
  g_assert_cmpuint (total, >, 20);
  g_assert_nonnull (current (f));
  button = fixture_find (GTK_WIDGET (f->page), GTK_TYPE_TOGGLE_BUTTON, "Conforming");
  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Conforming");
  g_assert_cmpint (gtk_widget_get_height (button), >=, 44);
  button = fixture_find (step (f, 1), GTK_TYPE_TOGGLE_BUTTON, "Yes");
  g_assert_cmpint (gtk_widget_get_height (button), >=, 44);
  g_assert_cmpint (gtk_widget_get_width (button), >=, 44);
}

static void
test_steps_give_the_verdict (Fixture       *f,
                             gconstpointer  data)
{
  g_autoptr(HechaCase) visit = NULL;
  HechaItem *item;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 2);
  go (f, item);
  for (guint i = 1; i <= item->steps->len; i++)
    {
      fixture_key (step (f, i), i == 1 ? GDK_KEY_n : GDK_KEY_y, 0);
      wait_saved (f);
    }
  visit = stored (f);
  g_assert_cmpint (hecha_case_verdict (visit, item), ==, HECHA_VERDICT_PARTIAL);
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->page), GTK_TYPE_LABEL, "The steps give: Partly conforming"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->page), GTK_TYPE_LABEL, "say what was found"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->page), GTK_TYPE_LABEL, "· saved "));
}

static void
test_no_asks_for_the_observation (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr(HechaCase) visit = NULL;
  HechaItem *item;
  GtkWidget *observation;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  fixture_key (step (f, 1), GDK_KEY_n, 0);
  wait_saved (f);
  observation = field (step (f, 1), "Observation");
  g_assert_true (gtk_widget_has_css_class (observation, "missing"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), observation));
  type (observation, "无制度文件");
  wait_saved (f);
  g_assert_false (gtk_widget_has_css_class (observation, "missing"));
  visit = stored (f);
  g_assert_cmpstr (hecha_answers_get (visit->answers, item->uuid, HECHA_WHOLE, 1, HECHA_ANSWER_OBSERVATION), ==,
                   "无制度文件");
}

static void
test_another_verdict_needs_a_reason (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr(HechaCase) before = NULL;
  g_autoptr(HechaCase) after = NULL;
  HechaItem *item;
  GtkWidget *bar, *reason;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  bar = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_VERDICT_BAR, NULL);
  fixture_key (bar, GDK_KEY_4, 0);
  fixture_settle ();
  g_assert_cmpint (hecha_verdict_bar_get_waiting (HECHA_VERDICT_BAR (bar)), ==, HECHA_VERDICT_NOT_APPLICABLE);
  before = stored (f);
  g_assert_null (hecha_answers_get (before->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT));
  reason = field (bar, "Reason");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), reason));
  type (reason, "本企业无平台");
  wait_saved (f);
  after = stored (f);
  g_assert_cmpstr (hecha_answers_get (after->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT), ==, "na");
  g_assert_cmpstr (hecha_answers_get (after->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON), ==,
                   "本企业无平台");
}

static void
test_live_device_needs_agreement (Fixture       *f,
                                  gconstpointer  data)
{
  static const char *const labels[] = { "Agreed with", "When", "What may stop", "Way back" };
  HechaItem *item;
  GtkWidget *box;
  int test = 0;

  open_page (f, 1200, 800);
  item = find_item (f, TRUE, TRUE, 1);
  go (f, item);
  box = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_OT_BOX, NULL);
  for (guint i = 0; i < item->steps->len && !test; i++)
    test = ((HechaStep *) item->steps->pdata[i])->method == HECHA_METHOD_TEST ? (int) i + 1 : 0;
  g_signal_emit_by_name (fixture_find (step (f, test), GTK_TYPE_TOGGLE_BUTTON, "Yes"), "clicked");
  fixture_settle ();
  g_assert_nonnull (fixture_find (box, GTK_TYPE_LABEL, "Before a test"));
  g_assert_null (hecha_on_site_get_answer (f->visit, item->uuid, NULL, test, HECHA_ANSWER_STEP));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      type (field (box, labels[i]), "张厂长，设备部");
      wait_saved (f);
    }
  hecha_step_row_answer (HECHA_STEP_ROW (step (f, test)), "yes");
  wait_saved (f);
  g_assert_cmpstr (hecha_on_site_get_answer (f->visit, item->uuid, NULL, test, HECHA_ANSWER_STEP), ==, "yes");
}

static void
test_keys_stay_out_of_entries (Fixture       *f,
                               gconstpointer  data)
{
  GtkWidget *note;
  GtkTextBuffer *buffer;

  open_page (f, 1200, 800);
  go (f, find_item (f, FALSE, FALSE, 1));
  note = field (GTK_WIDGET (f->page), "Note");
  gtk_widget_grab_focus (note);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_find (note, GTK_TYPE_TEXT_VIEW, NULL)));
  g_signal_emit_by_name (fixture_find (note, GTK_TYPE_TEXT_VIEW, NULL), "insert-at-cursor", "1 y n 4");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 7);
  g_assert_null (hecha_on_site_get_answer (f->visit, current (f)->uuid, NULL, 1, HECHA_ANSWER_STEP));
  hecha_text_field_flush (HECHA_TEXT_FIELD (note));
  wait_saved (f);
  g_assert_cmpstr (hecha_on_site_get_answer (f->visit, current (f)->uuid, NULL, 0, HECHA_ANSWER_NOTE), ==, "1 y n 4");
}

static void
test_objects_have_tabs (Fixture       *f,
                        gconstpointer  data)
{
  HechaItem *item;
  GtkWidget *tabs;
  HechaObject *first, *second;

  open_page (f, 1200, 800);
  item = find_item (f, TRUE, FALSE, 1);
  first = hecha_object_new (item->object_kinds[0], "PLC-07");
  second = hecha_object_new (item->object_kinds[0], "PLC-12");
  hecha_on_site_set_object (f->visit, hecha_object_copy (first));
  wait_saved (f);
  hecha_on_site_set_object (f->visit, hecha_object_copy (second));
  wait_saved (f);
  go (f, item);
  tabs = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_OBJECT_TABS, NULL);
  g_assert_nonnull (fixture_find (tabs, GTK_TYPE_TOGGLE_BUTTON, "PLC-07"));
  hecha_step_row_answer (HECHA_STEP_ROW (step (f, 1)), "na");
  wait_saved (f);
  g_assert_cmpstr (hecha_on_site_get_answer (f->visit, item->uuid, first->uuid, 1, HECHA_ANSWER_STEP), ==, "na");
  g_assert_null (hecha_on_site_get_answer (f->visit, item->uuid, second->uuid, 1, HECHA_ANSWER_STEP));
  g_signal_emit_by_name (fixture_find (tabs, GTK_TYPE_BUTTON, "Same Answer for All"), "clicked");
  wait_saved (f);
  g_assert_cmpstr (hecha_on_site_get_answer (f->visit, item->uuid, second->uuid, 1, HECHA_ANSWER_STEP), ==, "na");
  hecha_object_tabs_select (HECHA_OBJECT_TABS (tabs), second->uuid);
  fixture_settle ();
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (fixture_find (step (f, 1), GTK_TYPE_TOGGLE_BUTTON,
                                                                                "N/A"))));
  hecha_object_free (first);
  hecha_object_free (second);
}

/* Before anything is laid out the panes are as they will stay: nothing slides over the item as a visit opens. */
static void
test_opens_as_it_stays (Fixture       *f,
                        gconstpointer  data)
{
  static const struct { int width; gboolean two, three; } looks[] = { { 1200, TRUE, TRUE }, { 900, TRUE, FALSE },
                                                                      { 360, FALSE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      GtkWidget *page = hecha_checklist_page_new (f->uuid), *window = adw_window_new ();
      GtkWidget *leaflet = fixture_find (page, ADW_TYPE_LEAFLET, NULL), *flap = fixture_find (page, ADW_TYPE_FLAP, NULL);

      gtk_window_set_default_size (GTK_WINDOW (window), looks[i].width, 800);
      adw_window_set_content (ADW_WINDOW (window), page);
      g_assert_cmpint (adw_leaflet_get_can_unfold (ADW_LEAFLET (leaflet)), ==, looks[i].two);
      g_assert_cmpint (adw_flap_get_reveal_flap (ADW_FLAP (flap)), ==, looks[i].three);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* On a telephone too it can be read which of the objects a tab is. */
static void
test_tabs_tell_objects_apart (Fixture       *f,
                              gconstpointer  data)
{
  static const char *const names[] = { "PLC-07", "PLC-12", "一号高炉热风炉燃烧控制系统可编程逻辑控制器（冗余）" };
  GtkWidget *tabs;

  open_page (f, 360, 720);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      hecha_on_site_set_object (f->visit, hecha_object_new (find_item (f, TRUE, FALSE, 1)->object_kinds[0], names[i]));
      wait_saved (f);
    }
  go (f, find_item (f, TRUE, FALSE, 1));
  tabs = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_OBJECT_TABS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *label = fixture_find (tabs, GTK_TYPE_LABEL, names[i]);

      g_assert_cmpint (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))), ==, i == 2);
    }
  fixture_picture (f->window, "on-site-tabs-360");
}

static void
test_undo (Fixture       *f,
           gconstpointer  data)
{
  HechaItem *item;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  fixture_key (step (f, 1), GDK_KEY_a, 0);
  wait_saved (f);
  g_assert_cmpstr (hecha_on_site_get_answer (f->visit, item->uuid, NULL, 1, HECHA_ANSWER_STEP), ==, "na");
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_z, GDK_CONTROL_MASK);
  wait_saved (f);
  while (hecha_on_site_get_answer (f->visit, item->uuid, NULL, 1, HECHA_ANSWER_STEP))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle ();
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (fixture_find (step (f, 1), GTK_TYPE_TOGGLE_BUTTON,
                                                                                 "N/A"))));
}

static void
test_finding (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(HechaCase) visit = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  HechaItem *item;
  GtkWidget *list;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_Return, GDK_CONTROL_MASK);
  fixture_settle ();
  list = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_FINDING_LIST, NULL);
  g_assert_cmpuint (hecha_finding_list_get_n (HECHA_FINDING_LIST (list)), ==, 1);
  type (field (list, "What was found"), "未建立制度");
  wait_saved (f);
  type (field (list, "Deadline"), "2026-13-40");
  g_assert_nonnull (fixture_find (list, GTK_TYPE_LABEL, "this one is not kept"));
  type (field (list, "Deadline"), "2026-06-30");
  wait_saved (f);
  visit = stored (f);
  findings = hecha_case_findings (visit, item->uuid);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((HechaFinding *) findings->pdata[0])->what, ==, "未建立制度");
  g_assert_cmpstr (((HechaFinding *) findings->pdata[0])->deadline, ==, "2026-06-30");
}

/* The answers change, and the finding stays: somebody has to say which of them holds. */
static void
test_finding_contradicts (Fixture       *f,
                          gconstpointer  data)
{
  GtkWidget *list;
  HechaItem *item;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  for (guint i = 1; i <= item->steps->len; i++)
    {
      fixture_key (step (f, i), GDK_KEY_n, 0);
      wait_saved (f);
    }
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_Return, GDK_CONTROL_MASK);
  fixture_settle ();
  list = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_FINDING_LIST, NULL);
  type (field (list, "What was found"), "未建立制度");
  wait_saved (f);
  g_assert_null (fixture_find (list, GTK_TYPE_LABEL, "leave nothing to be found"));
  for (guint i = 1; i <= item->steps->len; i++)
    {
      fixture_key (step (f, i), GDK_KEY_y, 0);
      wait_saved (f);
    }
  g_assert_nonnull (fixture_find (list, GTK_TYPE_LABEL, "leave nothing to be found"));
  gtk_widget_grab_focus (list);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), field (list, "What was found")));
}

static void
test_steps_through_items (Fixture       *f,
                          gconstpointer  data)
{
  g_autofree char *first = NULL;

  open_page (f, 1200, 800);
  first = g_strdup (hecha_checklist_page_get_item (f->page));
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpstr (hecha_checklist_page_get_item (f->page), !=, first);
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpstr (hecha_checklist_page_get_item (f->page), ==, first);
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_d, GDK_CONTROL_MASK);
  wait_saved (f);
  g_assert_cmpstr (hecha_on_site_get_answer (f->visit, first, NULL, 0, HECHA_ANSWER_FLAG), ==, "yes");
}

static void
test_filters (Fixture       *f,
              gconstpointer  data)
{
  HechaItemList *list;
  guint all;

  open_page (f, 1200, 800);
  list = HECHA_ITEM_LIST (fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_ITEM_LIST, NULL));
  all = hecha_item_list_get_n_shown (list);
  hecha_item_list_set_filter (list, HECHA_ITEM_FILTER_FLAGGED);
  g_assert_cmpuint (hecha_item_list_get_n_shown (list), ==, 0);
  fixture_key (GTK_WIDGET (f->page), GDK_KEY_d, GDK_CONTROL_MASK);
  wait_saved (f);
  hecha_item_list_set_filter (list, HECHA_ITEM_FILTER_OPEN);
  g_assert_cmpuint (hecha_item_list_get_n_shown (list), ==, all);
  hecha_item_list_set_filter (list, HECHA_ITEM_FILTER_FLAGGED);
  g_assert_cmpuint (hecha_item_list_get_n_shown (list), ==, 2);
}

static void
count_loads_cb (guint *loads)
{
  ++*loads;
}

static void
test_reads_again_what_others_change (Fixture       *f,
                                     gconstpointer  data)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL;
  HechaItem *item;
  guint loads = 0;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  g_signal_connect_swapped (f->visit, "loaded", G_CALLBACK (count_loads_cb), &loads);
  fixture_key (step (f, 1), GDK_KEY_a, 0);
  wait_saved (f);
  g_assert_cmpuint (loads, ==, 0);
  g_ptr_array_add (answers, hecha_answer_new (item->uuid, NULL, 0, HECHA_ANSWER_NOTE, "elsewhere"));
  hecha_inspect_answer (f->session, f->uuid, answers, &error);
  g_assert_no_error (error);
  while (!hecha_on_site_get_answer (f->visit, item->uuid, NULL, 0, HECHA_ANSWER_NOTE))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (loads, ==, 1);
}

static void
failed_cb (Fixture    *f,
           const char *what,
           GError     *error)
{
  f->saved = g_strdup (what);
}

static void
test_failure_puts_back (Fixture       *f,
                        gconstpointer  data)
{
  HechaItem *item;

  open_page (f, 1200, 800);
  item = find_item (f, FALSE, FALSE, 1);
  go (f, item);
  g_signal_connect_swapped (f->visit, "failed", G_CALLBACK (failed_cb), f);
  hecha_on_site_say (f->visit, item->uuid, NULL, 99, HECHA_ANSWER_OBSERVATION, "no such step");
  fixture_until (is_saved, f);
  g_assert_cmpstr (f->saved, ==, "The Answer Was Not Saved");
  g_assert_null (hecha_on_site_get_saved (f->visit));
  while (hecha_on_site_get_answer (f->visit, item->uuid, NULL, 99, HECHA_ANSWER_OBSERVATION))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_evidence (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *path = fixture_png ("nameplate.png", 640, 480);
  GtkWidget *strip;

  open_page (f, 1200, 800);
  go (f, find_item (f, FALSE, FALSE, 1));
  hecha_on_site_attach_files (f->visit, current (f)->uuid, NULL, (const char *const[]) { path, NULL });
  wait_saved (f);
  strip = fixture_find (GTK_WIDGET (f->page), HECHA_TYPE_EVIDENCE_STRIP, NULL);
  g_assert_cmpuint (hecha_evidence_strip_get_n (HECHA_EVIDENCE_STRIP (strip)), ==, 1);
  gtk_test_accessible_assert_property (fixture_find (strip, GTK_TYPE_BUTTON, "nameplate.png"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Open nameplate.png");
}

/* A report came back: what was said of an item stands there, and nowhere else. */
static void
test_comment (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_issued (f->session, NULL);
  g_autoptr(HechaCase) content = hecha_inspect_load (f->session, uuid, NULL);
  const char *items[2];

  for (guint i = 0; i < 2; i++)
    items[i] = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item->uuid;
  g_assert_true (hecha_review_comment (f->session, uuid, items[0], "铭牌 <b>看不清</b>", NULL));
  g_assert_true (hecha_review_return (f->session, uuid, "缺少照片", NULL));
  g_assert_true (hecha_issue_reopen (f->session, uuid, "补充照片", NULL));
  g_free (g_steal_pointer (&f->uuid));
  f->uuid = g_steal_pointer (&uuid);
  open_page (f, 1200, 800);
  for (guint i = 0; i < 2; i++)
    {
      hecha_checklist_page_go (f->page, items[i], HECHA_WHOLE);
      fixture_settle ();
      g_assert_true ((fixture_find (GTK_WIDGET (f->page), GTK_TYPE_LABEL, "：铭牌 <b>看不清</b>") ||
                      fixture_find (GTK_WIDGET (f->page), GTK_TYPE_LABEL, ": 铭牌 <b>看不清</b>")) == (i == 0));
      if (i == 0)
        fixture_picture (f->window, "on-site-comment");
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/checklist-page/shows", test_shows },
    { "/checklist-page/steps-give-the-verdict", test_steps_give_the_verdict },
    { "/checklist-page/no-asks-for-the-observation", test_no_asks_for_the_observation },
    { "/checklist-page/another-verdict-needs-a-reason", test_another_verdict_needs_a_reason },
    { "/checklist-page/live-device-needs-agreement", test_live_device_needs_agreement },
    { "/checklist-page/keys-stay-out-of-entries", test_keys_stay_out_of_entries },
    { "/checklist-page/objects-have-tabs", test_objects_have_tabs },
    { "/checklist-page/opens-as-it-stays", test_opens_as_it_stays },
    { "/checklist-page/tabs-tell-objects-apart", test_tabs_tell_objects_apart },
    { "/checklist-page/undo", test_undo },
    { "/checklist-page/finding", test_finding },
    { "/checklist-page/finding-contradicts", test_finding_contradicts },
    { "/checklist-page/steps-through-items", test_steps_through_items },
    { "/checklist-page/filters", test_filters },
    { "/checklist-page/reads-again-what-others-change", test_reads_again_what_others_change },
    { "/checklist-page/failure-puts-back", test_failure_puts_back },
    { "/checklist-page/evidence", test_evidence },
    { "/checklist-page/comment", test_comment },
  };

  fixture_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
