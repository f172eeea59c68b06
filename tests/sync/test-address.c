/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "address.h"
#include "error.h"

#include <string.h>

#define PASSWORD "pass-word-7"

static void
test_table (void)
{
  static const struct { const char *url; gboolean plain, loopback; } rows[] = {
    { "https://dav.example.org/", TRUE, TRUE }, { "HTTPS://dav.example.org:8443/a%20b", TRUE, TRUE },
    { "https://[::1]:8443/", TRUE, TRUE }, { "http://127.0.0.1:8080/", FALSE, TRUE }, { "http://localhost/", FALSE, TRUE },
    { "http://[::1]/", FALSE, TRUE }, { "http://127.1.2.3/", FALSE, TRUE },
    { "http://dav.example.org/", FALSE, FALSE }, { "http://127.0.0.1.example.org/", FALSE, FALSE },
    { "http://localhost.example.org/", FALSE, FALSE }, { "http://10.0.0.1/", FALSE, FALSE },
    { "ftp://127.0.0.1/", FALSE, FALSE }, { "file:///etc/passwd", FALSE, FALSE }, { "", FALSE, FALSE },
    { "dav.example.org", FALSE, FALSE }, { "https:/dav.example.org/", FALSE, FALSE }, { "https://", FALSE, FALSE },
    { "https:///dav.example.org/", FALSE, FALSE }, { "https://u@dav.example.org/", FALSE, FALSE },
    { "https://u:" PASSWORD "@dav.example.org/", FALSE, FALSE }, { "https://a/\r\nX: y", FALSE, FALSE },
    { "https://a b/", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int allow = 0; allow < 2; allow++)
      {
        g_autoptr(GError) error = NULL;
        gboolean ok = hecha_address_check (rows[i].url, allow ? HECHA_ADDRESS_LOOPBACK : HECHA_ADDRESS_TLS, NULL, NULL, &error);

        if (ok != (allow ? rows[i].loopback : rows[i].plain))
          g_error ("%s: %s", rows[i].url, error ? error->message : "passed");
        if (!ok)
          g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
        g_assert_true (ok || !strstr (error->message, PASSWORD));
      }
}

/* For what is signed by itself: no other protocol, and no user name, all the same. */
static void
test_plain (void)
{
  static const struct { const char *url; gboolean ok; } rows[] = {
    { "http://tsa.example.org/", TRUE }, { "https://tsa.example.org/", TRUE }, { "http://127.0.0.1:8080/", TRUE },
    { "ftp://tsa.example.org/", FALSE }, { "file:///etc/passwd", FALSE }, { "ldap://ca.example.org/", FALSE },
    { "http://u:" PASSWORD "@tsa.example.org/", FALSE }, { "http:///tsa", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hecha_address_check (rows[i].url, HECHA_ADDRESS_PLAIN, NULL, NULL, NULL), ==, rows[i].ok);
}

static void
test_parts (void)
{
  static const struct { const char *url, *host; gboolean loopback; } rows[] = {
    { "https://dav.example.org:8443/a", "dav.example.org", FALSE }, { "https://127.0.0.1/", "127.0.0.1", TRUE },
    { "https://[::1]:1/", "[::1]", TRUE }, { "https://LOCALHOST", "LOCALHOST", TRUE },
    { "https://127.0.0.1.example.org", "127.0.0.1.example.org", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *host = NULL;
      gboolean loopback;

      g_assert_true (hecha_address_check (rows[i].url, HECHA_ADDRESS_TLS, &host, &loopback, NULL));
      g_assert_cmpint (g_ascii_strcasecmp (host, rows[i].host), ==, 0);
      g_assert_true (loopback == rows[i].loopback);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/address/table", test_table);
  g_test_add_func ("/address/plain", test_plain);
  g_test_add_func ("/address/parts", test_parts);
  return g_test_run ();
}
