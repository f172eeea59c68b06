/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist-page.h"

#include "evidence-view.h"
#include "finding-list.h"
#include "fixture.h"
#include "item-list.h"
#include "item-view.h"
#include "objects-page.h"

/* Pictures of the on-site pages in both languages, light and dark, wide and
 * narrow, for people to look at: build/pictures. */

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
  { "zh-light-1200", "zh_CN", FALSE, 1200, 800 },
  { "en-dark-1200", "en", TRUE, 1200, 800 },
  { "zh-dark-360", "zh_CN", TRUE, 360, 720 },
  { "zh-light-360", "zh_CN", FALSE, 360, 720 },
  { "en-light-360", "en", FALSE, 360, 720 },
  { "zh-light-1366", "zh_CN", FALSE, 1366, 768 },
  { "zh-light-900", "zh_CN", FALSE, 900, 700 },
};

/* The first item with or without a note on live devices that is (or is not) for this kind of object. */
static HechaItem *
item_with (Fixture    *f,
           gboolean    ot,
           const char *kind,
           gboolean    is_for)
{
  GPtrArray *entries = hecha_on_site_get_case (f->visit)->checklist->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) entries->pdata[i])->item;
      gboolean fits = item->object_kinds && g_strv_contains ((const char *const *) item->object_kinds, kind);

      if (fits == is_for && hecha_text_is_empty (&item->ot_impact) != ot)
        return item;
    }
  g_assert_not_reached ();
}

static gboolean
is_read (gpointer data)
{
  return hecha_on_site_get_case (((Fixture *) data)->visit) != NULL;
}

static void
say (GPtrArray        *answers,
     HechaItem        *item,
     const char       *object,
     int               step,
     HechaAnswerField  field,
     const char       *value)
{
  g_ptr_array_add (answers, hecha_answer_new (item->uuid, object, step, field, value));
}

static void
add_objects (Fixture *f)
{
  static const char *const names[] = { "PLC-07", "PLC-12", "一号高炉热风炉燃烧控制系统可编程逻辑控制器（冗余）" };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(HechaObject) object = hecha_object_new ("host", names[i]);

      object->zone = g_strdup ("生产控制区");
      object->address = g_strdup ("10.1.7.12");
      object->reason = g_strdup ("重要控制设备，按抽样方案选取");
      hecha_inspect_set_object (f->session, f->uuid, object, &error);
      g_assert_no_error (error);
    }
}

static void
answer_some (Fixture   *f,
             HechaItem *item)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(HechaFinding) finding = hecha_finding_new (item->uuid, "网络安全管理制度未覆盖远程运维，第三方人员通过互联网直接接入控制网");
  g_autoptr(GError) error = NULL;

  say (answers, item, NULL, 1, HECHA_ANSWER_STEP, "no");
  say (answers, item, NULL, 1, HECHA_ANSWER_OBSERVATION, "现场查阅管理制度汇编（2025版），未见远程运维审批、记录与回收权限的条款。");
  say (answers, item, NULL, 1, HECHA_ANSWER_SOURCE, "《网络安全管理制度汇编》V3.2");
  if (item->steps->len > 1)
    say (answers, item, NULL, 2, HECHA_ANSWER_STEP, "yes");
  say (answers, item, NULL, 0, HECHA_ANSWER_NOTE, "与设备部张工约定下午复看。");
  say (answers, item, NULL, 0, HECHA_ANSWER_FLAG, "yes");
  hecha_inspect_answer (f->session, f->uuid, answers, &error);
  g_assert_no_error (error);
  finding->risk = g_strdup ("外部人员可绕过边界直接操作控制器，可能造成停产或安全事故");
  finding->measure = g_strdup ("补充远程运维管理条款，经堡垒机接入并留存记录");
  finding->responsible = g_strdup ("李工，信息部");
  finding->deadline = g_strdup ("2026-06-30");
  hecha_inspect_set_finding (f->session, f->uuid, finding, &error);
  g_assert_no_error (error);
}

static char *
attach (Fixture    *f,
        HechaItem  *item,
        const char *name,
        int         width,
        const char *caption)
{
  g_autofree char *path = fixture_png (name, width, 600);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) attached = hecha_inspect_attach_files (f->session, f->uuid, item->uuid, NULL,
                                                              (const char *const[]) { path, NULL }, NULL, NULL, NULL,
                                                              &error);
  HechaEvidence *evidence;

  g_assert_no_error (error);
  evidence = attached->pdata[0];
  evidence->caption = g_strdup (caption);
  hecha_inspect_set_evidence (f->session, f->uuid, evidence, &error);
  g_assert_no_error (error);
  return g_strdup (evidence->uuid);
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

static void
take (Fixture    *f,
      const char *what,
      guint       look)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", what, looks[look].suffix);
  gint64 end = g_get_monotonic_time () + 300 * 1000;

  /* Thumbnails come from other threads. */
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  fixture_picture (f->window, name);
}

static void
show (Fixture   *f,
      HechaItem *item)
{
  hecha_checklist_page_go (HECHA_CHECKLIST_PAGE (f->page), item->uuid, NULL);
  fixture_settle ();
}

static void
scroll_down (Fixture *f)
{
  GtkWidget *view = fixture_find (f->page, HECHA_TYPE_ITEM_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (fixture_find (view, GTK_TYPE_SCROLLED_WINDOW, NULL)));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  fixture_settle ();
}

static void
take_over (Fixture    *f,
           GtkWidget  *page,
           const char *what,
           guint       look)
{
  GtkWidget *window = f->window;

  hecha_place_set_session (HECHA_PLACE (page), f->session);
  f->window = fixture_window (page, looks[look].width, looks[look].height);
  take (f, what, look);
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = window;
}

static void
picture_look (Fixture    *f,
              guint       look,
              HechaItem  *plain,
              HechaItem  *ot,
              HechaItem  *objects,
              const char *evidence)
{
  open_page (f, look);
  take (f, "on-site-start", look);
  show (f, plain);
  take (f, "on-site-item", look);
  scroll_down (f);
  take (f, "on-site-item-below", look);
  show (f, ot);
  take (f, "on-site-live-device", look);
  show (f, objects);
  take (f, "on-site-objects", look);
  take_over (f, hecha_evidence_view_new (f->visit, evidence), "evidence", look);
  take_over (f, hecha_objects_page_new (f->visit), "objects", look);
  gtk_window_destroy (GTK_WINDOW (f->window));
  fixture_settle ();
}

/* What was found before stands beside answers that leave nothing to be found. */
static void
picture_contradiction (Fixture   *f,
                       guint      look,
                       HechaItem *item)
{
  open_page (f, look);
  show (f, item);
  gtk_widget_grab_focus (fixture_find (f->page, HECHA_TYPE_FINDING_LIST, NULL));
  fixture_settle ();
  take (f, "on-site-contradiction", look);
  gtk_window_destroy (GTK_WINDOW (f->window));
  fixture_settle ();
}

static void
answer_all (Fixture   *f,
            HechaItem *item)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i <= item->steps->len; i++)
    say (answers, item, NULL, i, HECHA_ANSWER_STEP, "yes");
  hecha_inspect_answer (f->session, f->uuid, answers, &error);
  g_assert_no_error (error);
}

static void
test_pictures (void)
{
  Fixture f = { 0 };
  HechaItem *plain, *ot, *objects;
  g_autofree char *evidence = NULL;

  f.session = fixture_session (HECHA_HOLDER_EVALUATION);
  f.uuid = fixture_plan (f.session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM,
                         HECHA_LANGUAGE_ZH);
  open_page (&f, 0);
  take_over (&f, hecha_objects_page_new (f.visit), "objects-empty", 0);
  plain = hecha_item_ref (item_with (&f, FALSE, "host", FALSE));
  ot = hecha_item_ref (item_with (&f, TRUE, "host", FALSE));
  objects = hecha_item_ref (item_with (&f, FALSE, "host", TRUE));
  gtk_window_destroy (GTK_WINDOW (f.window));
  add_objects (&f);
  answer_some (&f, plain);
  evidence = attach (&f, plain, "nameplate.png", 800, "远程运维接入点：机房 2 号柜");
  g_free (attach (&f, plain, "IMG_20260302_140321_very_long_file_name_from_a_phone.png", 450, NULL));
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    picture_look (&f, look, plain, ot, objects, evidence);
  answer_all (&f, plain);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    picture_contradiction (&f, look, plain);
  hecha_item_unref (plain);
  hecha_item_unref (ot);
  hecha_item_unref (objects);
  g_free (f.uuid);
  g_object_unref (f.session);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/on-site/pictures", test_pictures);
  return g_test_run ();
}
