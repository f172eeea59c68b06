/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "multistatus.h"

#include <string.h>

#define URL  "https://dav.example.org:8443/base%20dir/cases/"
#define HEAD "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">"
#define TAIL "</D:multistatus>"
#define FILE_OF(href, size) \
  "<D:response><D:href>" href "</D:href><D:propstat><D:prop><D:resourcetype/>" \
  "<D:getcontentlength>" size "</D:getcontentlength></D:prop>" \
  "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"

static GPtrArray *
parse (const char  *xml,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return hecha_multistatus_parse (bytes, URL, error);
}

/* After the example of RFC 4918, 9.1.4, with another prefix for the namespace
 * and properties that were not found. */
static void
test_answer (void)
{
  static const char xml[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n"
    "<multistatus xmlns=\"DAV:\">\n"
    "<response><href>/base%20dir/cases/</href><propstat><prop><resourcetype><collection/></resourcetype></prop>"
    "<status>HTTP/1.1 200 OK</status></propstat></response>\n"
    "<response xmlns:R=\"urn:x\"><href> https://DAV.example.org/base%20dir/cases/%63-1/ </href>"
    "<propstat><prop><R:resourcetype/><getcontentlength/></prop><status>HTTP/1.1 404 Not Found</status></propstat>"
    "<propstat><prop><R:bigbox>7</R:bigbox><resourcetype><collection/></resourcetype></prop>"
    "<status>HTTP/1.1 200 OK</status></propstat></response>\n"
    "<response><href>b.json</href><propstat><prop><resourcetype/><getcontentlength>1234</getcontentlength></prop>"
    "<status>HTTP/1.1 200 OK</status></propstat></response>\n"
    "<response><href>/base dir/cases/c</href><propstat><prop><resourcetype/></prop>"
    "<status>HTTP/1.1 200 OK</status></propstat></response>\n"
    "</multistatus>";
  static const struct { const char *name; gint64 size; gboolean is_folder; } expected[] = {
    { "c-1", 0, TRUE }, { "b.json", 1234, FALSE }, { "c", -1, FALSE },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = parse (xml, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < entries->len; i++)
    {
      const HechaRemoteEntry *entry = entries->pdata[i];

      g_assert_cmpstr (entry->name, ==, expected[i].name);
      g_assert_cmpint (entry->size, ==, expected[i].size);
      g_assert_true (entry->is_folder == expected[i].is_folder);
    }
}

static void
test_foreign_names (void)
{
  static const char *const hrefs[] = {
    "/base%20dir/cases/../x", "../x", "/base%20dir/cases/..", "/base%20dir/cases/%2e%2e/", "..%2Fx",
    "/base%20dir/cases/a%2Fb", "/base%20dir/cases/a%5Cb", "/base%20dir/cases/a%00b", "/base%20dir/cases/a/b",
    "/etc/passwd", "/base%20dir/x", "https://evil.example.org/base%20dir/cases/x", "//evil.example.org/x",
    "https://dav.example.org.evil/base%20dir/cases/x", "https://dav.example.org@evil/base%20dir/cases/x",
    "file:///base%20dir/cases/x", "x?y", "x#y", "%zz", "%", "", "/", "//", "://", "https://", "https://dav.example.org",
    "/base%20dir/cases/.part-1", "/base%20dir/cases/厂", "/base%20dir/cases//x", "/base%20dir/cases/x//",
    "/base%20dir%2Fcases/x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hrefs); i++)
    {
      g_autofree char *xml = g_strdup_printf (HEAD FILE_OF ("%s", "1") FILE_OF ("good", "2") TAIL, hrefs[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = parse (xml, &error);

      g_assert_no_error (error);
      if (entries->len != 1)
        g_error ("%s passed", hrefs[i]);
      g_assert_cmpstr (((HechaRemoteEntry *) entries->pdata[0])->name, ==, "good");
    }
}

static void
test_sizes (void)
{
  static const struct { const char *text; gint64 size; } rows[] = {
    { "0", 0 }, { " 12 ", 12 }, { "9007199254740992", G_GINT64_CONSTANT (9007199254740992) },
    { "9007199254740993", -1 }, { "-1", -1 }, { "+1", -1 }, { "1e3", -1 }, { "0x10", -1 }, { "", -1 },
    { "99999999999999999999999", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = g_strdup_printf (HEAD FILE_OF ("a", "%s") FILE_OF ("a", "77") FILE_OF ("a", "78") TAIL, rows[i].text);
      g_autoptr(GPtrArray) entries = parse (xml, NULL);

      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpint (((HechaRemoteEntry *) entries->pdata[0])->size, ==, rows[i].size);
    }
}

static void
test_garbage (void)
{
  static const char *const rows[] = {
    "", "x", "<", "<html><body>It works!</body></html>", "<multistatus/>", "<multistatus xmlns=\"urn:x\"/>",
    HEAD, HEAD FILE_OF ("a", "1"), HEAD "<D:response></D:href></D:response>" TAIL,
    "<!DOCTYPE x [<!ENTITY a \"b\">]><D:multistatus xmlns:D=\"DAV:\">" FILE_OF ("&a;", "1") TAIL,
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><D:multistatus xmlns:D=\"DAV:\"/>",
    HEAD FILE_OF ("&a;", "1") TAIL, HEAD FILE_OF ("\xff", "1") TAIL,
  };
  g_autoptr(GString) deep = g_string_new (HEAD);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = parse (rows[i], &error);

      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
      g_assert_null (entries);
    }
  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "<x>");
  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "</x>");
  g_string_append (deep, TAIL);
  g_assert_null (parse (deep->str, NULL));
}

static void
test_too_many (void)
{
  g_autoptr(GString) xml = g_string_new (HEAD);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= HECHA_MULTISTATUS_ENTRIES_MAX; i++)
    g_string_append_printf (xml, FILE_OF ("n%u", "1"), i);
  g_string_append (xml, TAIL);
  g_assert_null (parse (xml->str, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/multistatus/answer", test_answer);
  g_test_add_func ("/multistatus/foreign-names", test_foreign_names);
  g_test_add_func ("/multistatus/sizes", test_sizes);
  g_test_add_func ("/multistatus/garbage", test_garbage);
  g_test_add_func ("/multistatus/too-many", test_too_many);
  return g_test_run ();
}
