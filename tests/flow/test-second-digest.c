/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "second-digest.h"

#include "error.h"
#include "kept-file.h"
#include "vouched.h"

#include <string.h>

/* SM3 of "abc": GB/T 32905-2016, appendix A. */
#define ABC_SM3    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

static void
check_kept (Stage      *stage,
            const char *expected)
{
  g_autoptr(GBytes) bytes = hecha_vouched_recall (stage->self->session, ABC_SHA256, "sm3");

  if (expected)
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
  else
    g_assert_null (bytes);
}

static void
check_sm3 (Stage      *stage,
           const char *expected)
{
  g_autoptr(GError) error = NULL;
  char sm3[HECHA_DIGEST_HEX];

  g_assert_true (hecha_second_digest (stage->self->session, ABC_SHA256, sm3, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sm3, ==, expected);
}

/* Reckoned once; a value that the file cannot have shows which one was taken. */
static void
test_digest_is_kept (void)
{
  Stage stage;

  stage_begin (&stage);
  check_sm3 (&stage, ABC_SM3);
  check_kept (&stage, ABC_SM3);
  hecha_vouched_keep (stage.self->session, ABC_SHA256, "sm3", ABC_SHA256, 64);
  check_sm3 (&stage, ABC_SHA256);
  hecha_vouched_keep (stage.self->session, ABC_SHA256, "sm3", ABC_SHA256, 63);
  check_sm3 (&stage, ABC_SM3);
  stage_end (&stage);
}

/* The file is read and proved all the same. */
static void
test_digest_is_proved (void)
{
  Stage stage;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  char sm3[HECHA_DIGEST_HEX] = "untouched";

  stage_begin (&stage);
  check_sm3 (&stage, ABC_SM3);
  path = g_strdup_printf ("%s/vault/%.2s/%s", stage.self->directory, ABC_SHA256, ABC_SHA256 + 2);
  g_assert_true (g_file_set_contents (path, "abd", 3, NULL));
  g_assert_false (hecha_second_digest (stage.self->session, ABC_SHA256, sm3, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpstr (sm3, ==, "untouched");
  stage_end (&stage);
}

static void
test_digest_made_ahead (void)
{
  g_autoptr(GBytes) right = g_bytes_new_static ("abc", 3), wrong = g_bytes_new_static ("abd", 3);
  Stage stage;

  stage_begin (&stage);
  hecha_second_digest_make (stage.self->session, ABC_SHA256, wrong);
  check_kept (&stage, NULL);
  hecha_second_digest_make (stage.self->session, ABC_SHA256, right);
  check_kept (&stage, ABC_SM3);
  stage_end (&stage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/second-digest/kept", test_digest_is_kept);
  g_test_add_func ("/flow/second-digest/proved", test_digest_is_proved);
  g_test_add_func ("/flow/second-digest/made-ahead", test_digest_made_ahead);
  return g_test_run ();
}
