/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bulk-dialog.h"
#include "evidence-view.h"
#include "fixture.h"
#include "item-chooser.h"
#include "object-dialog.h"
#include "welcome-page.h"

/* Pictures of what stands over a page, in both languages, light and dark, wide and
 * narrow, with long names: build/pictures. Every one has to fit 360 pixels. */

typedef struct
{
  HechaSession *session;
  HechaOnSite  *visit;
  char         *evidence;
} Fixture;

static const struct
{
  const char *suffix;
  const char *language;
  gboolean    dark;
  int         width;
  int         height;
} looks[] = {
  { "en-light-360", "en", FALSE, 360, 720 },
  { "en-dark-360", "en", TRUE, 360, 720 },
  { "zh-light-360", "zh_CN", FALSE, 360, 720 },
  { "zh-dark-360", "zh_CN", TRUE, 360, 720 },
  { "en-light-1200", "en", FALSE, 1200, 800 },
  { "zh-dark-1200", "zh_CN", TRUE, 1200, 800 },
};

static gboolean
is_read (gpointer data)
{
  return hecha_on_site_get_case (((Fixture *) data)->visit) != NULL;
}

static void
added_cb (Fixture    *f,
          const char *uuid)
{
  f->evidence = g_strdup (uuid);
}

static gboolean
is_added (gpointer data)
{
  return ((Fixture *) data)->evidence != NULL;
}

static void
set_up (Fixture *f)
{
  g_autofree char *path = fixture_png ("IMG_20260302_140321_very_long_file_name_from_a_phone.png", 320, 240);
  g_autofree char *uuid = NULL;

  f->session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_plan (f->session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  f->visit = hecha_on_site_new (uuid);
  hecha_on_site_set_session (f->visit, f->session);
  hecha_on_site_load (f->visit);
  fixture_until (is_read, f);
  g_signal_connect_swapped (f->visit, "added", G_CALLBACK (added_cb), f);
  hecha_on_site_attach_files (f->visit, NULL, NULL, (const char *const[]) { path, NULL });
  fixture_until (is_added, f);
}

static void
take (GtkWidget  *window,
      const char *what,
      guint       look)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", what, looks[look].suffix);

  fixture_settle ();
  fixture_picture (window, name);
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

static void
take_dialog (GtkWidget  *dialog,
             const char *what,
             guint       look)
{
  if (looks[look].width == 360)
    gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 720);
  gtk_window_present (GTK_WINDOW (dialog));
  take (dialog, what, look);
}

static HechaObject *
long_object (void)
{
  HechaObject *object = hecha_object_new ("host", "一号高炉热风炉燃烧控制系统可编程逻辑控制器（冗余）");

  object->zone = g_strdup ("生产控制区");
  return object;
}

static void
take_evidence (Fixture *f,
               guint    look)
{
  GtkWidget *page = hecha_evidence_view_new (f->visit, f->evidence), *window;

  hecha_place_set_session (HECHA_PLACE (page), f->session);
  window = fixture_window (page, looks[look].width, looks[look].height);
  adw_flap_set_reveal_flap (ADW_FLAP (fixture_find (page, ADW_TYPE_FLAP, NULL)), TRUE);
  take (window, "evidence-facts", look);
}

static void
test_pictures (void)
{
  Fixture f = { NULL };
  g_autoptr(HechaObject) object = long_object ();

  set_up (&f);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr(GPtrArray) items = g_ptr_array_new ();
      HechaChecklist *checklist = hecha_on_site_get_case (f.visit)->checklist;

      for (guint entry = 0; entry < 3; entry++)
        g_ptr_array_add (items, ((HechaChecklistEntry *) checklist->entries->pdata[entry])->item);
      fixture_language (looks[i].language);
      fixture_dark (looks[i].dark);
      take (fixture_window (g_object_new (HECHA_TYPE_WELCOME_PAGE, NULL), looks[i].width, looks[i].height), "welcome", i);
      take_dialog (hecha_object_dialog_new (NULL, f.visit, NULL, NULL), "object-new", i);
      take_dialog (hecha_object_dialog_new (NULL, f.visit, object, NULL), "object-long", i);
      take_dialog (hecha_item_chooser_new (NULL, f.visit), "item-chooser", i);
      take_dialog (hecha_bulk_dialog_new (NULL, f.visit, items), "bulk", i);
      take_evidence (&f, i);
    }
  g_free (f.evidence);
  g_object_unref (f.visit);
  g_object_unref (f.session);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/dialog-pictures", test_pictures);
  return g_test_run ();
}
