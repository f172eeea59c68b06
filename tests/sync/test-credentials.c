/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "credentials.h"

static void
test_copies (void)
{
  char user[] = "inspector", password[] = "p:w 核查";
  g_autoptr(HechaCredentials) first = hecha_credentials_new (user, password);
  g_autoptr(HechaCredentials) second = hecha_credentials_copy (first);

  user[0] = password[0] = 'X';
  g_clear_pointer (&first, hecha_credentials_free);
  g_assert_cmpstr (hecha_credentials_user (second), ==, "inspector");
  g_assert_cmpstr (hecha_credentials_password (second), ==, "p:w 核查");
  g_assert_null (hecha_credentials_copy (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/credentials/copies", test_copies);
  return g_test_run ();
}
