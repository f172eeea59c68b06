/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "openssl-error.h"

static void
test_reason (void)
{
  g_autoptr(GError) error = NULL;
  const unsigned char junk[] = { 0x30, 0x03, 0x02 };
  const unsigned char *at = junk;

  ERR_clear_error ();
  g_assert_null (d2i_X509 (NULL, &at, sizeof junk));
  g_assert_cmpuint (ERR_peek_error (), !=, 0);
  hecha_openssl_error (&error, HECHA_ERROR_INVALID, "No certificate");
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "No certificate ("));
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_no_reason (void)
{
  g_autoptr(GError) error = NULL;

  ERR_clear_error ();
  hecha_openssl_error (&error, HECHA_ERROR_IO, "100 % wrong");
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_cmpstr (error->message, ==, "100 % wrong");
  hecha_openssl_error (NULL, HECHA_ERROR_IO, "nobody listens");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/openssl-error/reason", test_reason);
  g_test_add_func ("/openssl-error/no-reason", test_no_reason);
  return g_test_run ();
}
