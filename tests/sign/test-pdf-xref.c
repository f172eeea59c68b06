/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-xref.h"

#include "error.h"

#include <string.h>

static gboolean
load (HechaPdfXref *xref,
      const char   *text,
      gsize         size,
      GError      **error)
{
  memset (xref, 0, sizeof *xref);
  return hecha_pdf_xref_load (xref, (const guint8 *) text, size, 0, error);
}

static void
assert_entry (const HechaPdfXref *xref,
              guint               number,
              int                 kind,
              guint64             offset,
              guint               index)
{
  const HechaPdfEntry *entry = g_hash_table_lookup (xref->entries, GUINT_TO_POINTER (number));

  g_assert_cmpint (entry ? entry->kind : -1, ==, kind);
  if (!entry)
    return;
  g_assert_cmpuint (entry->offset, ==, offset);
  g_assert_cmpuint (entry->index, ==, index);
}

/* ISO 32000-1, 7.5.4, with subsections and all three ends of line. */
static void
test_table (void)
{
  static const char text[] = "xref\n0 1\n0000000000 65535 f \n3 2\n0000000007 00000 n\r\n0000000009 00002 n \r"
                             "trailer << /Size 5 >>\n";
  g_autoptr(GError) error = NULL;
  HechaPdfXref xref;

  g_assert_true (load (&xref, text, sizeof text - 1, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (xref.size, ==, 5);
  g_assert_cmpuint (xref.sections->len, ==, 1);
  assert_entry (&xref, 0, 0, 0, 65535);
  assert_entry (&xref, 1, -1, 0, 0);
  assert_entry (&xref, 3, 1, 7, 0);
  assert_entry (&xref, 4, 1, 9, 2);
  hecha_pdf_xref_clear (&xref);
}

static void
test_bad_tables (void)
{
  static const char *const table[] = {
    "xref\n0 1\n0000000000 65535 f\ntrailer << /Size 1 >>\n", "xref\n0 1\n000000000 65535 f \ntrailer << /Size 1 >>\n",
    "xref\n0 1\n0000000000 65536 f \ntrailer << /Size 1 >>\n", "xref\n0 2\n0000000000 65535 f \ntrailer << /Size 2 >>\n",
    "xref\n0 1\n0000000000 65535 g \ntrailer << /Size 1 >>\n", "xref\n0 1\n0000000000 65535 f \ntrailer [1]\n",
    "xref\n0 1\n0000000000 65535 f \ntrailer << /Size 0 >>\n", "xref\n0 1\n0000000000 65535 f \ntrailer << /Size (1) >>\n",
    "xref\n0 1\n0000000999 00000 n \ntrailer << /Size 1 >>\n", "xref\n5 1\n0000000000 65535 f \ntrailer << /Size 1 >>\n",
    "xref\n0 99999999999\n0000000000 65535 f \ntrailer << /Size 1 >>\n", "xref\n", "xref\n0\n", "",
    "xref\ntrailer << /Size 1 /Prev -1 >>\n", "xref\ntrailer << /Size 1 /Prev (0) >>\n",
    "xref\ntrailer << /Size 1 /Prev 0 >>\n", "xref\ntrailer << /Size 8388609 >>\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      HechaPdfXref xref;

      if (load (&xref, table[i], strlen (table[i]), &error))
        g_error ("accepted: %s", table[i]);
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
      hecha_pdf_xref_clear (&xref);
    }
}

/* ISO 32000-1, 7.5.8: rows of /W's widths for /Index's numbers. */
static void
test_stream (void)
{
  static const char text[] = "4 0 obj << /Type /XRef /Size 9 /W [1 2 1] /Index [0 1 4 1 8 1] /Length 12 >> stream\n"
                             "\0\0\0\xff" "\1\0\x10\0" "\2\0\4\3" "\nendstream endobj";
  g_autoptr(GError) error = NULL;
  HechaPdfXref xref;

  g_assert_true (load (&xref, text, sizeof text - 1, &error));
  g_assert_no_error (error);
  assert_entry (&xref, 0, 0, 0, 255);
  assert_entry (&xref, 1, -1, 0, 0);
  assert_entry (&xref, 4, 1, 16, 0);
  assert_entry (&xref, 8, 2, 4, 3);
  hecha_pdf_xref_clear (&xref);
}

/* Where the width of the kind is 0 it is 1, where that of the index is 0 it is 0. */
static void
test_widths (void)
{
  static const char text[] = "1 0 obj << /Type /XRef /Size 2 /W [0 1 0] /Length 2 >> stream\n\5\6\nendstream endobj";
  g_autoptr(GError) error = NULL;
  HechaPdfXref xref;

  g_assert_true (load (&xref, text, sizeof text - 1, &error));
  g_assert_no_error (error);
  assert_entry (&xref, 0, 1, 5, 0);
  assert_entry (&xref, 1, 1, 6, 0);
  hecha_pdf_xref_clear (&xref);
}

static void
test_bad_streams (void)
{
  static const char *const dictionaries[] = {
    "/Type /XRef /Size 2 /W [1 1 1] /Length 9", "/Type /XRef /Size 3 /W [1 1 1] /Length 6", "/Size 2 /W [1 1 1] /Length 6",
    "/Type /XRef /Size 2 /W [1 1] /Length 6", "/Type /XRef /Size 2 /W [1 0 1] /Length 6",
    "/Type /XRef /Size 2 /W [1 9 1] /Length 6", "/Type /XRef /Size 2 /W [-1 1 1] /Length 6",
    "/Type /XRef /Size 2 /W [1 1 1] /Index [0] /Length 6", "/Type /XRef /Size 2 /W [1 1 1] /Index [-1 2] /Length 6",
    "/Type /XRef /Size 2 /W [1 1 1] /Index [1 2] /Length 6", "/Type /XRef /Size 2 /W [1 1 1]",
    "/Type /XRef /Size 2 /W [1 1 1] /Index [0 -1] /Length 6", "/Type /XRef /Size 2 /W [1 1 1] /Length 2 0 R",
    "/Type /XRef /W [1 1 1] /Length 6", "/Type /XRef /Size 2 /W [1 1 1] /Length 6 /Filter /FlateDecode",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    {
      g_autofree char *text = g_strdup_printf ("1 0 obj << %s >> stream\n\1\1\1\1\1\1\nendstream endobj", dictionaries[i]);
      g_autoptr(GError) error = NULL;
      HechaPdfXref xref;

      if (load (&xref, text, strlen (text), &error))
        g_error ("accepted: %s", dictionaries[i]);
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
      hecha_pdf_xref_clear (&xref);
    }
}

static void
test_decode (void)
{
  static const struct
  {
    const char *dictionary;
    int code;
  } table[] = {
    { "<< >>", -1 }, { "<< /Filter [] >>", -1 }, { "<< /Filter /LZWDecode >>", HECHA_ERROR_UNSUPPORTED },
    { "<< /Filter [ /FlateDecode /FlateDecode ] >>", HECHA_ERROR_UNSUPPORTED },
    { "<< /Filter /FlateDecode >>", HECHA_ERROR_DAMAGED }, { "<< /Filter [ /FlateDecode ] >>", HECHA_ERROR_DAMAGED },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 2 >> >>", HECHA_ERROR_UNSUPPORTED },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 3 >> >>", HECHA_ERROR_UNSUPPORTED },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /BitsPerComponent 4 >> >>", HECHA_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfCursor cursor = { (const guint8 *) table[i].dictionary, strlen (table[i].dictionary), 0 };
      g_autoptr(HechaPdfValue) dictionary = hecha_pdf_read_value (&cursor, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = hecha_pdf_decode (NULL, dictionary, (const guint8 *) "abc", 3, 3, &error);

      g_assert_cmpint (error ? error->code : -1, ==, table[i].code);
      if (bytes)
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
    }
}

static void
test_head (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } table[] = {
    { "12 3 obj", TRUE }, { "12\n3\tobj<<", TRUE }, { "12 4 obj", FALSE }, { "13 3 obj", FALSE }, { "12 3 object", FALSE },
    { "12 3", FALSE }, { "12 obj", FALSE }, { "obj", FALSE }, { "", FALSE }, { "12 65539 obj", FALSE },
    { "4294967308 3 obj", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfCursor cursor = { (const guint8 *) table[i].text, strlen (table[i].text), 0 };

      g_assert_cmpint (hecha_pdf_read_object_head (&cursor, 12, 3, NULL), ==, table[i].good);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-xref/table", test_table);
  g_test_add_func ("/pdf-xref/bad-tables", test_bad_tables);
  g_test_add_func ("/pdf-xref/stream", test_stream);
  g_test_add_func ("/pdf-xref/widths", test_widths);
  g_test_add_func ("/pdf-xref/bad-streams", test_bad_streams);
  g_test_add_func ("/pdf-xref/decode", test_decode);
  g_test_add_func ("/pdf-xref/head", test_head);
  return g_test_run ();
}
