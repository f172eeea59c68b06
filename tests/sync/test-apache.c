/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apache.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
answers (guint16 port)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  return connection != NULL;
}

/* Reads what the program prints first, and the port out of it. @folder is Apache's. */
static guint16
read_lines (GDataInputStream  *output,
            char             **folder)
{
  static const char *const names[] = { "url", "ca", "user", "password", "root" };
  guint16 port = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);
      g_auto(GStrv) words = NULL;

      g_assert_no_error (error);
      g_assert_nonnull (line);
      words = g_strsplit (line, " ", 2);
      g_assert_cmpstr (words[0], ==, names[i]);
      if (i == 0)
        g_assert_cmpint (sscanf (words[1], "https://127.0.0.1:%hu/dav/", &port), ==, 1);
      if (folder && i == 1)
        *folder = g_path_get_dirname (words[1]);
    }
  return port;
}

static GSubprocess *
fixture_start (GDataInputStream **output)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "sync", "apache-fixture", NULL);
  g_autoptr(GError) error = NULL;
  GSubprocess *fixture = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                           &error, program, NULL);

  g_assert_no_error (error);
  *output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture));
  return fixture;
}

static void
test_program_ends_with_its_input (void)
{
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GSubprocess) fixture = fixture_start (&output);
  guint16 port = read_lines (output, NULL);

  g_assert_true (answers (port));
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (fixture), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (fixture, NULL, NULL));
  g_assert_false (answers (port));
}

/* Apache and its children hold the program's standard output: its end is theirs. */
static void
test_killed (void)
{
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GSubprocess) fixture = fixture_start (&output);
  g_autofree char *folder = NULL;
  guint16 port = read_lines (output, &folder);
  g_autofree char *line = NULL;
  g_autoptr(GSubprocess) rm = NULL;

  g_subprocess_send_signal (fixture, SIGKILL);
  g_assert_true (g_subprocess_wait (fixture, NULL, NULL));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_null (line);
  g_assert_false (answers (port));
  rm = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", folder, NULL);
  g_assert_true (g_subprocess_wait_check (rm, NULL, NULL));
}

static int
serve_once (void)
{
  g_autoptr(GError) error = NULL;
  Apache *apache = apache_start (APACHE_DEFAULT, &error);
  guint16 port;

  if (!apache)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  port = apache->port;
  if (!answers (port))
    return 2;
  apache_stop (apache);
  return answers (port) ? 3 : 0;
}

/* As the user of the test, and where that is root, as nobody as well. */
static void
test_as_anybody (void)
{
  int status;
  pid_t child;

  g_assert_cmpint (serve_once (), ==, 0);
  if (getuid () != 0)
    return;
  child = fork ();
  if (child == 0)
    _exit (setgid (65534) == 0 && setuid (65534) == 0 && chdir ("/") == 0 ? serve_once () : 4);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/apache/as-anybody", test_as_anybody);
  g_test_add_func ("/apache/program-ends-with-its-input", test_program_ends_with_its_input);
  g_test_add_func ("/apache/killed", test_killed);
  return g_test_run ();
}
