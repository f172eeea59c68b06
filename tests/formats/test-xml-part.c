/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "xml-part.h"
#include "zip-text.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
start_cb (gpointer                  data,
          const char               *name,
          const HechaXmlAttribute  *attributes,
          guint                     n,
          GError                  **error)
{
  g_autofree char *id = hecha_xml_attribute (attributes, n, "id");

  g_string_append_printf (data, "<%s%s%s>", name, id ? " " : "", id ? id : "");
  if (g_str_equal (name, "stop"))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "stopped");
  return !g_str_equal (name, "stop");
}

static gboolean
end_cb (gpointer     data,
        const char  *name,
        GError     **error)
{
  g_string_append_printf (data, "</%s>", name);
  return TRUE;
}

static void
text_cb (gpointer    data,
         const char *text,
         gsize       length)
{
  g_string_append_len (data, text, length);
}

static char *
parse (const char  *xml,
       gsize        size,
       GError     **error)
{
  static const char *const spaces[] = { "urn:a", "urn:b", NULL };
  static const HechaXmlHandler handler = { spaces, start_cb, end_cb, text_cb };
  char *path = write_temp ("t.zip", "", 0);
  struct archive *zip = zip_begin (path);
  g_autoptr(GString) out = g_string_new (NULL);
  HechaZipPackage package = { .name = "t.zip", .budget = 1000000 };
  struct stat info;
  gboolean good;

  zip_add (zip, "p.xml", xml, size);
  zip_end (zip);
  package.fd = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fstat (package.fd, &info), ==, 0);
  package.size = info.st_size;
  remove_temp (path);
  good = hecha_xml_part_parse (&package, "p.xml", &handler, out, error);
  close (package.fd);
  return good ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static void
test_good (void)
{
  static const struct { const char *xml, *events; } rows[] = {
    { "<x xmlns='urn:a' id='1'>a&amp;&#x4e2d;<![CDATA[<b>]]></x>", "<x 1>a&中<b></x>" },
    { "<q:x xmlns:q='urn:b' q:id='no' id='yes'><y xmlns='urn:other'/><q:y/></q:x>", "<x yes><y></y></x>" },
    { "<x/>", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *events = parse (rows[i].xml, strlen (rows[i].xml), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (events, ==, rows[i].events);
    }
}

static void
test_bad (void)
{
  static const struct { const char *xml; int code; const char *message; } rows[] = {
    { "<x xmlns='urn:a'>", HECHA_ERROR_DAMAGED, "t.zip, part p.xml, line 1: not well-formed XML (*" },
    { "", HECHA_ERROR_DAMAGED, "t.zip, part p.xml*" },
    { "<x xmlns='urn:a'><stop/>&broken</x>", HECHA_ERROR_INVALID, "stopped" },
    { "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x xmlns='urn:a'/>", HECHA_ERROR_INVALID,
      "t.zip, part p.xml: a document type declaration is not allowed" },
    { "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x xmlns='urn:a'>&b;</x>", HECHA_ERROR_INVALID,
      "t.zip, part p.xml: a document type declaration is not allowed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (rows[i].xml, strlen (rows[i].xml), &error));
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      if (!g_pattern_match_simple (rows[i].message, error->message))
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_deep (void)
{
  g_autoptr(GString) xml = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (xml, "<x xmlns='urn:a'>");
  for (guint i = 0; i < 1000; i++)
    g_string_append (xml, "</x>");
  g_assert_null (parse (xml->str, xml->len, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "t.zip, part p.xml: elements more than 256 deep");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/xml-part/good", test_good);
  g_test_add_func ("/xml-part/bad", test_bad);
  g_test_add_func ("/xml-part/deep", test_deep);
  return g_test_run ();
}
