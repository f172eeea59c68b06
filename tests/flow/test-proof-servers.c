/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof-servers.h"

#include "error.h"

/* Nobody listens, no such protocol, and nobody waits any more; answers are tested by issue-stamp. */
static void
test_errors (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(HechaProofServers) servers = { 0 };
  g_autoptr(GBytes) query = g_bytes_new_static ("query", 5);
  g_autoptr(GError) nobody = NULL, protocol = NULL, cancelled = NULL;

  hecha_proof_servers_init (&servers, "http://127.0.0.1:1/tsa", 1, g_get_real_time (), cancellable);
  g_assert_null (servers.stamper.ask (query, servers.stamper.data, &nobody));
  g_assert_error (nobody, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_null (hecha_proof_servers_fetch ("ldap://127.0.0.1/ca", NULL, &servers, &protocol));
  g_assert_error (protocol, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_proof_servers_fetch ("http://127.0.0.1:1/ca", NULL, &servers, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/proof-servers/errors", test_errors);
  return g_test_run ();
}
