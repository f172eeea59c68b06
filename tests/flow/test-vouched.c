/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouched.h"

#include "kept-file.h"

#include <string.h>

/* SHA-256 of the empty text, of which there is no file. */
#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
check (Stage      *stage,
       const char *kind,
       const char *expected)
{
  g_autoptr(GBytes) bytes = hecha_vouched_recall (stage->self->session, ABC_SHA256, kind);

  if (expected)
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
  else
    g_assert_null (bytes);
}

static void
test_recall (void)
{
  Stage stage;

  stage_begin (&stage);
  check (&stage, "upper", NULL);
  hecha_vouched_keep (stage.self->session, ABC_SHA256, "upper", "ABC", 3);
  check (&stage, "upper", "ABC");
  check (&stage, "lower", NULL);
  hecha_vouched_keep (stage.self->session, NOTHING, "upper", "ABC", 3);
  g_assert_null (hecha_vouched_recall (stage.self->session, NOTHING, "upper"));
  stage_end (&stage);
}

/* Who can write to the vault can make its digests right: under another name, or with other bytes. */
static void
test_forged (void)
{
  Stage stage;
  g_autoptr(GBytes) kept = NULL, altered = NULL, unsigned_bytes = g_bytes_new_static ("ABC", 3);
  g_autofree char *text = NULL;

  stage_begin (&stage);
  hecha_vouched_keep (stage.self->session, ABC_SHA256, "upper", "ABC", 3);
  kept = hecha_vault_load_derived (stage.vault, ABC_SHA256, "upper");
  hecha_vault_keep_derived (stage.vault, ABC_SHA256, "other", kept);
  check (&stage, "other", NULL);
  text = g_strndup (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
  text[0] = 'X';
  altered = g_bytes_new (text, g_bytes_get_size (kept));
  hecha_vault_keep_derived (stage.vault, ABC_SHA256, "upper", altered);
  check (&stage, "upper", NULL);
  hecha_vault_keep_derived (stage.vault, ABC_SHA256, "upper", unsigned_bytes);
  check (&stage, "upper", NULL);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/vouched/recall", test_recall);
  g_test_add_func ("/flow/vouched/forged", test_forged);
  return g_test_run ();
}
