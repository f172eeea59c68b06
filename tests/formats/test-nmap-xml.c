/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "nmap-xml.h"

#include <string.h>
#include <sys/stat.h>

static GPtrArray *
parse (const char  *text,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return hecha_nmap_parse (bytes, "scan.xml", error);
}

static char *
corpus (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fuzz", "nmap", name, NULL);
}

/* As nmap 7.93 writes it; what is expected was read off the file. */
static void
test_scan (void)
{
  g_autofree char *path = corpus ("scan.xml");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hosts = NULL;
  const HechaNmapHost *plc, *other, *history, *down;
  const HechaNmapPort *port;

  g_assert_true (hecha_nmap_is_scan (path));
  hosts = hecha_nmap_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hosts->len, ==, 4);
  plc = hosts->pdata[0];
  other = hosts->pdata[1];
  history = hosts->pdata[2];
  down = hosts->pdata[3];
  g_assert_true (plc->up);
  g_assert_cmpstr (plc->address, ==, "192.168.10.2");
  g_assert_cmpstr (plc->mac, ==, "00:1B:1B:12:34:56");
  g_assert_cmpstr (plc->vendor, ==, "Siemens AG,");
  g_assert_cmpstr (plc->name, ==, "plc-07.plant.example");
  g_assert_null (plc->device);
  g_assert_cmpuint (plc->ports->len, ==, 1);
  port = plc->ports->pdata[0];
  g_assert_cmpuint (port->number, ==, 102);
  g_assert_cmpstr (port->protocol, ==, "tcp");
  g_assert_cmpstr (port->service, ==, "iso-tsap");
  g_assert_cmpstr (port->product, ==, "Siemens S7 PLC");
  g_assert_null (other->name);
  g_assert_cmpstr (other->device, ==, "switch");
  g_assert_cmpuint (other->ports->len, ==, 1);
  g_assert_cmpstr (history->address, ==, "fd00::10");
  g_assert_cmpstr (history->name, ==, "历史数据库");
  g_assert_false (down->up);
}

static void
test_hostile (void)
{
  static const struct { const char *file; int code; const char *naming; } rows[] = {
    { "entity.xml", HECHA_ERROR_INVALID, "line 1: entities are not allowed" },
    { "external.xml", HECHA_ERROR_INVALID, "entities are not allowed" },
    { "default.xml", HECHA_ERROR_INVALID, "declarations are not allowed" },
    { "deep.xml", HECHA_ERROR_TOO_LARGE, "too deep" },
    { "address.xml", HECHA_ERROR_INVALID, "no IP address" },
    { "port.xml", HECHA_ERROR_INVALID, "65535" },
    { "cut.xml", HECHA_ERROR_DAMAGED, "not well-formed" },
    { "root.xml", HECHA_ERROR_INVALID, "nmaprun" },
    { "nobody.xml", HECHA_ERROR_IO, "nobody.xml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = corpus (rows[i].file);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_nmap_read (path, &error));
      g_test_message ("%s: %s", rows[i].file, error->message);
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].naming));
    }
}

static void
test_limits (void)
{
  g_autofree char *path = corpus ("long.xml");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) cut = hecha_nmap_read (path, &error), empty = parse ("<nmaprun/>", &error);
  g_autoptr(GString) many = g_string_new ("<nmaprun>"), ports = g_string_new ("<nmaprun><host><ports>");
  g_autoptr(GPtrArray) held = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (((HechaNmapHost *) cut->pdata[0])->name), ==, 198);
  g_assert_true (g_utf8_validate (((HechaNmapHost *) cut->pdata[0])->name, -1, NULL));
  g_assert_cmpuint (empty->len, ==, 0);
  for (guint i = 0; i <= HECHA_NMAP_MAX_HOSTS; i++)
    g_string_append (many, "<host/>");
  g_string_append (many, "</nmaprun>");
  g_assert_null (parse (many->str, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i < 3000; i++)
    g_string_append (ports, "<port portid='1'><state state='open'/></port>");
  g_string_append (ports, "</ports></host></nmaprun>");
  held = parse (ports->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((HechaNmapHost *) held->pdata[0])->ports->len, ==, HECHA_NMAP_MAX_PORTS);
  g_assert_null (parse ("", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

/* Nobody writes into the pipe: it is not waited for. */
static void
test_pipe (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "scan.xml", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_false (hecha_nmap_is_scan (path));
  g_assert_null (hecha_nmap_read (path, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/nmap-xml/scan", test_scan);
  g_test_add_func ("/nmap-xml/hostile", test_hostile);
  g_test_add_func ("/nmap-xml/limits", test_limits);
  g_test_add_func ("/nmap-xml/pipe", test_pipe);
  return g_test_run ();
}
