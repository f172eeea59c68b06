/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "uuid.h"

/* RFC 9562, appendix A.4: www.example.com in the DNS namespace. */
static void
test_name (void)
{
  g_autofree char *uuid = hecha_uuid_name ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com");

  g_assert_cmpstr (uuid, ==, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

static void
test_new (void)
{
  g_autofree char *one = hecha_uuid_new (), *two = hecha_uuid_new ();

  g_assert_true (g_uuid_string_is_valid (one));
  g_assert_cmpint (one[14], ==, '4');
  g_assert_cmpstr (one, !=, two);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/uuid/name", test_name);
  g_test_add_func ("/uuid/new", test_new);
  return g_test_run ();
}
