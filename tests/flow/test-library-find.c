/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

/* The library has connected, identifier and platform, each once. */
static void
test_find (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaPackRow) row = hecha_library_find (self->session, "platform", HECHA_TYPE_CONNECTED, NULL);
  g_autofree char *versioned = g_strconcat ("platform@", row->version, NULL);
  g_autofree char *start = g_strndup (row->digest, 12), *short_start = g_strndup (row->digest, 7);
  const char *const found[] = { versioned, start, row->digest };
  const char *const missing[] = { short_start, "platform@0", "plat", "platforms", "" };

  g_assert_cmpstr (row->id, ==, "platform");
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autoptr(HechaPackRow) again = hecha_library_find (self->session, found[i], HECHA_TYPE_CONNECTED, NULL);

      g_assert_cmpstr (again->digest, ==, row->digest);
    }
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_library_find (self->session, missing[i], HECHA_TYPE_CONNECTED, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
    }
}

static void
test_open (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaPack) whole = hecha_library_open (self->session, "identifier", 0, NULL);
  g_autoptr(HechaPack) first = hecha_library_open (self->session, "identifier", 1, NULL);
  g_autofree char *nowhere = fixture_path (self->files, "nowhere.zip"), *bad = fixture_path (self->files, "bad.zip");
  g_autoptr(GError) missing = NULL, damaged = NULL;

  g_assert_cmpuint (first->items->len, <, whole->items->len);
  g_assert_null (hecha_library_open (self->session, nowhere, 0, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  fixture_write (self->files, "bad.zip", "PK\003\004 no zip", 11);
  g_assert_null (hecha_library_open (self->session, bad, 0, &damaged));
  g_assert_error (damaged, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/library-find/find", test_find);
  g_test_add_func ("/flow/library-find/open", test_open);
  return g_test_run ();
}
