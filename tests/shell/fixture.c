/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "intake.h"
#include "library.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Waiting ends here, in microseconds: a test hangs for no longer. */
#define PATIENCE (20 * G_USEC_PER_SEC)

extern int _nl_msg_cat_cntr;

/* gtk_test_init() hands no option on to g_test_init(): the folders of the user are kept out of reach here. */
static void
isolate (void)
{
  static const char *const variables[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  g_autofree char *folder = g_dir_make_tmp ("hecha-user-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *path = g_build_filename (folder, variables[i], NULL);

      g_setenv (variables[i], path, TRUE);
    }
}

/**
 * fixture_init:
 *
 * Begins a test program that shows something.
 */
void
fixture_init (int    *argc,
              char ***argv)
{
  g_autofree char *catalogues = NULL;
  GtkCssProvider *provider;

  isolate ();
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  gtk_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "");
  catalogues = g_test_build_filename (G_TEST_BUILT, "..", "..", "po", NULL);
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* GLib decides once whether there is anything to translate: let it see the catalogue first. */
  g_dgettext (GETTEXT_PACKAGE, "Hecha");
  fixture_language ("en");
  adw_init ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/hecha/Hecha/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/hecha/Hecha/icons");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}

/**
 * fixture_language:
 * @language: en or zh_CN, for the widgets made from now on
 */
void
fixture_language (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  _nl_msg_cat_cntr++;
}

void
fixture_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/**
 * fixture_session:
 *
 * Returns: (transfer full): a new workspace that has taken the sample filings
 */
HechaSession *
fixture_session (HechaHolder holder)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("hecha-shell-XXXXXX", &error);
  g_autofree char *directory = g_build_filename (parent, "workspace", NULL);
  g_autofree char *samples = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.csv", NULL);
  const char *paths[] = { samples, NULL };
  HechaReconciliation *reconciliation;
  HechaSession *session;

  g_assert_no_error (error);
  hecha_session_create (directory, holder, "示例评测中心", "王小明", &error);
  g_assert_no_error (error);
  session = hecha_session_open (directory, hecha_clock_system (), &error);
  g_assert_no_error (error);
  reconciliation = hecha_intake_import (session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  hecha_reconciliation_free (reconciliation);
  return session;
}

static void
add_member (GPtrArray  *members,
            HechaRole   role,
            const char *name)
{
  HechaMember *member = hecha_member_new (role, name);

  member->number = g_strdup ("PC-0001");
  g_ptr_array_add (members, member);
}

static char *
plan (HechaSession  *session,
      const char    *code,
      guint          types,
      HechaLanguage  language,
      const char    *pack)
{
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_autoptr(GError) error = NULL;
  HechaPlan plan = { .code = code, .types = types, .procedure = HECHA_PROCEDURE_EVALUATION, .on = "2026-03-02",
                     .language = language, .members = members };
  char *uuid;

  plan.packs[HECHA_TYPE_CONNECTED] = (char *) pack;
  add_member (members, HECHA_ROLE_LEAD, "王小明");
  add_member (members, HECHA_ROLE_EVALUATOR, "李小红");
  add_member (members, HECHA_ROLE_PREPARED, "王小明");
  add_member (members, HECHA_ROLE_REVIEWED, "赵审核");
  add_member (members, HECHA_ROLE_APPROVED, "钱批准");
  uuid = hecha_plan_visit (session, &plan, &error);
  g_assert_no_error (error);
  return uuid;
}

/**
 * fixture_plan:
 * @types: bit 1 << #HechaType
 *
 * Returns: (transfer full): the UUID of a planned evaluation
 */
char *
fixture_plan (HechaSession  *session,
              const char    *code,
              guint          types,
              HechaLanguage  language)
{
  return plan (session, code, types, language, NULL);
}

/**
 * fixture_pack:
 * @words: the requirement of its one item
 *
 * Adds this version of a pack of our own.
 */
void
fixture_pack (HechaSession *session,
              const char   *version,
              const char   *words)
{
  g_autofree char *text = g_strdup_printf (
    "{\"catalog\": {\"uuid\": \"0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10\", \"metadata\": {\"title\": \"Mine\","
    " \"version\": \"%s\", \"oscal-version\": \"1.2.1\", \"last-modified\": \"2026-01-01T00:00:00Z\", \"props\": ["
    "{\"name\": \"pack-id\", \"ns\": \"https://hecha.org/ns/oscal\", \"value\": \"mine\"}]}, \"groups\": [{\"id\": \"g\","
    " \"title\": \"G\", \"controls\": [{\"id\": \"a-1\", \"title\": \"First\", \"props\": [{\"name\": \"item-uuid\","
    " \"ns\": \"https://hecha.org/ns/oscal\", \"value\": \"" FIXTURE_ITEM "\"}], \"parts\": [{\"name\": \"statement\","
    " \"prose\": \"%s\"}]}]}]}}", version, words);
  g_autofree char *path = fixture_file ("mine.json", text, -1);
  const char *const paths[] = { path, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_library_add (session, paths, &error);

  g_assert_no_error (error);
}

/**
 * fixture_plan_own:
 *
 * Returns: (transfer full): the UUID of an evaluation planned with the newest
 *   version of fixture_pack()
 */
char *
fixture_plan_own (HechaSession *session)
{
  return plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH, "mine");
}

/**
 * fixture_file:
 *
 * Returns: (transfer full): the path of a new file with this content
 */
char *
fixture_file (const char    *name,
              gconstpointer  bytes,
              gssize         size)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hecha-file-XXXXXX", &error);
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * fixture_png:
 *
 * Returns: (transfer full): the path of a new picture: a coloured slope
 */
char *
fixture_png (const char *name,
             int         width,
             int         height)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hecha-file-XXXXXX", &error);
  g_autofree guchar *pixels = g_malloc (3 * width * height);
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  char *path = g_build_filename (folder, name, NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guchar *pixel = pixels + 3 * (y * width + x);

        pixel[0] = 255 * x / width;
        pixel[1] = 255 * y / height;
        pixel[2] = (x / 40 + y / 40) % 2 ? 96 : 160;
      }
  pixbuf = gdk_pixbuf_new_from_data (pixels, GDK_COLORSPACE_RGB, FALSE, 8, width, height, 3 * width, NULL, NULL);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  return path;
}

/**
 * fixture_window:
 * @page: (transfer floating): what to show
 *
 * Returns: (transfer none): a window with just this page; gtk_window_destroy() it
 */
GtkWidget *
fixture_window (GtkWidget *page,
                int        width,
                int        height)
{
  GtkWidget *window = adw_window_new ();
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  const char *names[] = { "back", "show-help-overlay" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (actions));
  g_object_unref (actions);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  fixture_settle ();
  return window;
}

/**
 * fixture_until:
 * @done: (scope call): looks whether what the test waits for is there
 *
 * Lets the window live until then; fails where it takes too long.
 */
void
fixture_until (gboolean (*done) (gpointer data),
               gpointer   data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

typedef struct
{
  GtkWidget *window;   /* (nullable): not kept from going */
  int        frames;   /* still to be drawn */
} Drawing;

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  Drawing *drawing = data;

  drawing->frames--;
  return G_SOURCE_CONTINUE;
}

/* A window that closes meanwhile draws no more. */
static gboolean
is_drawn (gpointer data)
{
  const Drawing *drawing = data;

  return drawing->frames <= 0 || !drawing->window || !gtk_widget_get_visible (drawing->window);
}

/**
 * fixture_settle:
 *
 * Lets every window lay itself out and draw.
 */
void
fixture_settle (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      GtkWidget *window = g_list_model_get_item (windows, i);
      Drawing drawing = { .frames = 4 };
      guint tick = 0;

      g_set_weak_pointer (&drawing.window, window);
      if (gtk_widget_get_visible (window))
        tick = gtk_widget_add_tick_callback (window, frame_cb, &drawing, NULL);
      g_object_unref (window);
      fixture_until (is_drawn, &drawing);
      if (drawing.window && tick)
        gtk_widget_remove_tick_callback (drawing.window, tick);
      g_clear_weak_pointer (&drawing.window);
    }
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

/* Says which widgets make @root as wide as it is. */
static void
tell_widest (GtkWidget *root,
             int        limit)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (gtk_widget_get_visible (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum <= limit)
        continue;
      g_test_message ("%s %s needs %d", G_OBJECT_TYPE_NAME (child), text_of (child) ? text_of (child) : "", minimum);
      tell_widest (child, limit);
    }
}

/**
 * fixture_picture:
 * @name: of the picture, without .png, in the folder "pictures" of the build;
 *   what ends with -360 has to fit that
 */
void
fixture_picture (GtkWidget  *window,
                 const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "..", "..", "pictures", NULL);
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, name);
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  int width = 0, height = 0;

  paintable = gtk_widget_paintable_new (window);
  /* While something still arrives and asks for another layout, there is nothing to draw. */
  for (guint tries = 0; !node && tries < 50; tries++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      fixture_settle ();
      width = gdk_paintable_get_intrinsic_width (paintable);
      height = gdk_paintable_get_intrinsic_height (paintable);
      gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
      node = gtk_snapshot_free_to_node (snapshot);
    }
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_mkdir_with_parents (folder, 0755);
  g_assert_true (gdk_texture_save_to_png (texture, file));
  if (!g_str_has_suffix (name, "-360") || width <= 360)
    return;
  tell_widest (window, 300);
  g_test_message ("%s is %d wide", name, width);
  g_test_fail ();
}

/**
 * fixture_find:
 * @text: (nullable): of a label or button; or the start of any widget's tooltip
 *
 * Returns: (transfer none) (nullable): the first visible widget of this type
 *   and text
 */
GtkWidget *
fixture_find (GtkWidget  *root,
              GType       type,
              const char *text)
{
  const char *own = text_of (root);
  const char *tip = gtk_widget_get_tooltip_text (root);
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) &&
      (!text || (own && strstr (own, text)) || (tip && g_str_has_prefix (tip, text))))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = fixture_find (child, type, text);
  return found;
}

static gboolean
activate_shortcut (GtkWidget       *widget,
                   guint            keyval,
                   GdkModifierType  held)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint s = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        s < g_list_model_get_n_items (G_LIST_MODEL (controller)); s++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), s);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == held &&
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                            widget, gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * fixture_key:
 * @widget: that has the keyboard
 *
 * Presses a key, as far as shortcuts go: @widget's own first, then those of what
 * it is in.
 */
void
fixture_key (GtkWidget       *widget,
             guint            keyval,
             GdkModifierType  held)
{
  while (widget && !activate_shortcut (widget, keyval, held))
    widget = gtk_widget_get_parent (widget);
  g_assert_nonnull (widget);
}
