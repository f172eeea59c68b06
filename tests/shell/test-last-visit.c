/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "last-visit.h"

#include "checklist-page.h"
#include "report-fixture.h"

/* A second visit: what the first one said and found, taken over and confirmed, and
 * words that have changed since. Pictures in both languages, wide and narrow. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
  GtkWidget    *page;
  HechaOnSite  *visit;
  GtkWidget    *window;
} Fixture;

static const struct
{
  const char *suffix;
  const char *language;
  gboolean    dark;
  int         width;
  int         height;
} looks[] = {
  { "en-light-1200", "en", FALSE, 1200, 800 },
  { "zh-dark-1200", "zh_CN", TRUE, 1200, 800 },
  { "en-dark-360", "en", TRUE, 360, 720 },
  { "zh-light-360", "zh_CN", FALSE, 360, 720 },
};

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  fixture_dark (FALSE);
  g_clear_pointer (&f->uuid, g_free);
  g_clear_object (&f->session);
}

static gboolean
is_read (gpointer data)
{
  return hecha_on_site_get_case (((Fixture *) data)->visit) != NULL;
}

static void
open_page (Fixture *f,
           guint    look)
{
  fixture_language (looks[look].language);
  fixture_dark (looks[look].dark);
  f->page = hecha_checklist_page_new (f->uuid);
  f->visit = hecha_checklist_page_get_visit (HECHA_CHECKLIST_PAGE (f->page));
  hecha_place_set_session (HECHA_PLACE (f->page), f->session);
  f->window = fixture_window (f->page, looks[look].width, looks[look].height);
  fixture_until (is_read, f);
  fixture_settle ();
}

static HechaItem *
nth_item (Fixture *f,
          guint    n)
{
  return ((HechaChecklistEntry *) hecha_on_site_get_case (f->visit)->checklist->entries->pdata[n])->item;
}

static GtkWidget *
card (Fixture *f)
{
  return fixture_find (f->page, HECHA_TYPE_LAST_VISIT, NULL);
}

static void
go (Fixture   *f,
    HechaItem *item)
{
  hecha_checklist_page_go (HECHA_CHECKLIST_PAGE (f->page), item->uuid, NULL);
  fixture_settle ();
}

/* With the foot of the card in sight. */
static void
take (Fixture    *f,
      const char *what,
      guint       look)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (card (f), GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  g_autofree char *name = g_strdup_printf ("%s-%s", what, looks[look].suffix);
  graphene_rect_t bounds;

  fixture_settle ();
  g_assert_true (gtk_widget_compute_bounds (card (f), viewport, &bounds));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y + bounds.size.height + 12 -
                                        gtk_adjustment_get_page_size (adjustment));
  fixture_settle ();
  fixture_picture (f->window, name);
}

static void
close_page (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  fixture_settle ();
}

static gboolean
says (Fixture          *f,
      const HechaItem  *item,
      HechaAnswerField  field)
{
  return hecha_on_site_get_answer (f->visit, item->uuid, NULL, 0, field) != NULL;
}

/* One key takes over, and once more confirms; a finding that is still there goes on. */
static void
test_carried (Fixture       *f,
              gconstpointer  data)
{
  HechaItem *said, *found;

  fixture_language ("en");
  f->session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_free (fixture_issued (f->session, NULL));
  f->uuid = fixture_plan (f->session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_EN);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    {
      g_autoptr(GPtrArray) findings = NULL;

      open_page (f, look);
      said = nth_item (f, look);
      found = nth_item (f, 3 + 7 * (look + 1));
      go (f, said);
      g_assert_true (gtk_widget_get_mapped (card (f)));
      g_assert_null (fixture_find (card (f), GTK_TYPE_LABEL, "Then"));
      take (f, "last-visit", look);
      fixture_key (f->page, GDK_KEY_l, GDK_CONTROL_MASK);
      g_assert_true (says (f, said, HECHA_ANSWER_CARRIED));
      g_assert_false (says (f, said, HECHA_ANSWER_CONFIRMED));
      take (f, "last-visit-carried", look);
      fixture_key (f->page, GDK_KEY_l, GDK_CONTROL_MASK);
      g_assert_true (says (f, said, HECHA_ANSWER_CONFIRMED));
      go (f, found);
      take (f, "last-visit-found", look);
      g_signal_emit_by_name (fixture_find (card (f), GTK_TYPE_BUTTON, look % 2 ? "仍然存在(_T)" : "Still _There"), "clicked");
      findings = hecha_case_findings (hecha_on_site_get_case (f->visit), found->uuid);
      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_nonnull (((HechaFinding *) findings->pdata[0])->previous);
      fixture_settle ();
      close_page (f);
    }
}

static void
assert_below (Fixture    *f,
              const char *head,
              const char *words)
{
  GtkWidget *above = fixture_find (card (f), GTK_TYPE_LABEL, head), *below = fixture_find (card (f), GTK_TYPE_LABEL, words);
  graphene_rect_t one, other;

  g_assert_true (above && gtk_widget_compute_bounds (above, card (f), &one));
  g_assert_true (below && gtk_widget_compute_bounds (below, card (f), &other));
  g_assert_cmpfloat (one.origin.x, ==, other.origin.x);
  g_assert_cmpfloat (one.origin.y, <, other.origin.y);
}

/* The words then and now stand beside each other, and nothing is offered. */
static void
test_changed (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *first = NULL;

  fixture_language ("en");
  f->session = fixture_session (HECHA_HOLDER_EVALUATION);
  fixture_pack (f->session, "1", "Cabinets are locked. 机柜应当上锁。");
  first = fixture_plan_own (f->session);
  fixture_answer (f->session, first);
  g_free (fixture_report (f->session, first));
  fixture_pack (f->session, "2",
                "Cabinets are locked, and a camera watches them day and night. 机柜应当上锁，并全天候视频监控。");
  f->uuid = fixture_plan_own (f->session);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    {
      open_page (f, look);
      go (f, nth_item (f, 0));
      assert_below (f, look % 2 ? "当时" : "Then", "Cabinets are locked. 机柜应当上锁。");
      assert_below (f, look % 2 ? "现在" : "Now", "Cabinets are locked, and");
      take (f, "last-visit-changed", look);
      fixture_key (f->page, GDK_KEY_l, GDK_CONTROL_MASK);
      g_assert_false (says (f, nth_item (f, 0), HECHA_ANSWER_CARRIED));
      close_page (f);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add ("/last-visit/carried", Fixture, NULL, NULL, test_carried, tear_down);
  g_test_add ("/last-visit/changed", Fixture, NULL, NULL, test_changed, tear_down);
  return g_test_run ();
}
