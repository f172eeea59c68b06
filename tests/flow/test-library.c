/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

#define OSCAL(name) g_build_filename (g_getenv ("G_TEST_SRCDIR"), "formats", "oscal", name, NULL)

/* Three types of enterprise, three levels, each in both languages and without a fault. */
static void
test_shipped (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) rows = hecha_library_list (self->session, NULL);

  g_assert_cmpuint (rows->len, ==, HECHA_N_TYPES);
  for (int type = 0; type < HECHA_N_TYPES; type++)
    {
      g_autoptr(HechaPackRow) row = hecha_library_find (self->session, NULL, type, NULL);
      guint before = 0;

      g_assert_true (row->shipped);
      for (int level = 1; level <= 3; level++)
        {
          g_autoptr(HechaPack) pack = hecha_library_load (self->session, row->digest, level, NULL);
          g_auto(GStrv) faults = hecha_library_check (pack);

          g_assert_cmpuint (pack->items->len, >, before);
          g_assert_cmpuint (g_strv_length (faults), ==, 0);
          before = pack->items->len;
        }
    }
}

/* Opened again, the library does not grow. */
static void
test_once (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) rows = NULL;

  workspace_close (self);
  workspace_open (self);
  rows = hecha_library_list (self->session, NULL);
  g_assert_cmpuint (rows->len, ==, HECHA_N_TYPES);
}

/* A catalog alone, and once. */
static void
test_published (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *catalog = OSCAL ("lookalike-catalog.json"), *profile = OSCAL ("lookalike-profile.json");
  const char *const lonely[] = { profile, NULL }, *const paths[] = { catalog, NULL };
  g_autoptr(GPtrArray) none = NULL, rows = NULL, again = NULL, all = NULL;
  g_autoptr(GError) error = NULL, missing = NULL;

  none = hecha_library_add (self->session, lonely, &missing);
  g_assert_null (none);
  g_assert_nonnull (strstr (missing->message, "lookalike-profile.json"));
  rows = hecha_library_add (self->session, paths, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((HechaPackRow *) rows->pdata[0])->items, >, 0);
  again = hecha_library_add (self->session, paths, &error);
  g_assert_no_error (error);
  all = hecha_library_list (self->session, NULL);
  g_assert_cmpuint (all->len, ==, HECHA_N_TYPES + 1);
}

/* Added after its catalog, a profile finds it by the name that its back matter
 * gives, by a path, or by the catalog's own UUID; and an unknown UUID not at all. */
static void
test_profile_after_catalog (void)
{
  static const struct { const char *import; gboolean known; } cases[] = {
    { "#84cbf061-eb87-4ec1-8112-1f529232e907", TRUE },
    { "#0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10", TRUE },
    { "published/lookalike-catalog.json", TRUE },
    { "#0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e11", FALSE },
    { "published/lookalike-catalog-2.json", FALSE },
  };
  g_autofree char *catalog = OSCAL ("lookalike-catalog.json"), *profile = OSCAL ("lookalike-profile.json"), *text = NULL;
  const char *const catalogs[] = { catalog, NULL };

  g_assert_true (g_file_get_contents (profile, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
      g_autoptr(GString) changed = g_string_new (text);
      g_autofree char *path = fixture_path (self->files, "profile.json");
      const char *const profiles[] = { path, NULL };
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) first = hecha_library_add (self->session, catalogs, &error), rows = NULL;
      g_autoptr(HechaPack) pack = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (g_string_replace (changed, "#84cbf061-eb87-4ec1-8112-1f529232e907", cases[i].import, 1), ==, 1);
      fixture_write (self->files, "profile.json", changed->str, changed->len);
      rows = hecha_library_add (self->session, profiles, &error);
      if (!cases[i].known)
        {
          g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
          continue;
        }
      g_assert_no_error (error);
      pack = hecha_library_load (self->session, ((HechaPackRow *) rows->pdata[0])->digest, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pack->items->len, ==, ((HechaPackRow *) rows->pdata[0])->items);
    }
}

/* Catalogs of several folders that bear one name: a profile takes each from where it says. */
static void
test_folders (void)
{
  static const char *const names[] = { "connected/level-3.json", "connected/catalog.json", "common/catalog.json",
                                       "data/catalog.json" };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *folder = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "checklists", NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(HechaPack) pack = NULL;
  g_autoptr(GError) error = NULL;
  HechaPackRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_strv_builder_add (builder, path);
    }
  paths = g_strv_builder_end (builder);
  rows = hecha_library_add (self->session, (const char *const *) paths, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (names));
  row = rows->pdata[0];
  pack = hecha_library_load (self->session, row->digest, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pack->items->len, ==, row->items);
  g_assert_cmpuint (row->items, >=, 90);
}

/* A profile alone, which imports files that several packs have by their base name. */
static void
test_ambiguous (void)
{
  static const struct { const char *imports; const char *fault; HechaError code; } cases[] = {
    { "{\"href\": \"common/catalog.json\", \"include-all\": {}}, {\"href\": \"data/catalog.json\", \"include-all\": {}}", NULL, 0 },
    { "{\"href\": \"catalog.json\", \"include-all\": {}}", "catalog.json may be", HECHA_ERROR_INVALID },
    { "{\"href\": \"https://example.org/catalog.json\", \"include-all\": {}}", "which are not the same", HECHA_ERROR_INVALID },
    { "{\"href\": \"elsewhere/catalog.json\", \"include-all\": {}}", "elsewhere/catalog.json", HECHA_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
      g_autofree char *path = fixture_path (self->files, "profile.json");
      const char *const paths[] = { path, NULL };
      g_autofree char *text = g_strdup_printf (
        "{\"profile\": {\"uuid\": \"7a5b1c11-6a5f-4d7e-9a63-1f2a9c5d7e10\", \"metadata\": {\"title\": \"示例\","
        " \"last-modified\": \"2026-01-01T00:00:00Z\", \"version\": \"1\", \"oscal-version\": \"1.1.2\"},"
        " \"imports\": [%s]}}", cases[i].imports);
      g_autoptr(GPtrArray) rows = NULL;
      g_autoptr(GError) error = NULL;

      fixture_write (self->files, "profile.json", text, strlen (text));
      rows = hecha_library_add (self->session, paths, &error);
      if (cases[i].fault)
        {
          g_assert_error (error, HECHA_ERROR, (int) cases[i].code);
          g_assert_nonnull (strstr (error->message, cases[i].fault));
          continue;
        }
      g_assert_no_error (error);
      /* Neither stands in for the other, which has 20 at most. */
      g_assert_cmpuint (((HechaPackRow *) rows->pdata[0])->items, >, 30);
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = { "", "{", "{\"catalog\": {}}", "[1, 2]", "PK\003\004 no zip" };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "bad.json"), *nowhere = fixture_path (self->files, "nowhere.json");
  const char *const paths[] = { path, NULL }, *const none[] = { nowhere, NULL };
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) missing = NULL, large = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      fixture_write (self->files, "bad.json", texts[i], strlen (texts[i]));
      g_assert_null (hecha_library_add (self->session, paths, &error));
      g_assert_nonnull (strstr (error->message, "bad.json"));
    }
  g_assert_cmpint (truncate (path, 64 * 1024 * 1024 + 1), ==, 0);
  g_assert_null (hecha_library_add (self->session, paths, &large));
  g_assert_error (large, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_null (hecha_library_add (self->session, none, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  all = hecha_library_list (self->session, NULL);
  g_assert_cmpuint (all->len, ==, HECHA_N_TYPES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/library/shipped", test_shipped);
  g_test_add_func ("/flow/library/once", test_once);
  g_test_add_func ("/flow/library/published", test_published);
  g_test_add_func ("/flow/library/profile-after-catalog", test_profile_after_catalog);
  g_test_add_func ("/flow/library/folders", test_folders);
  g_test_add_func ("/flow/library/ambiguous", test_ambiguous);
  g_test_add_func ("/flow/library/bad", test_bad);
  return g_test_run ();
}
