/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-diff.h"

#include "fixture.h"

#include <string.h>

#define CATALOG "/Type /Catalog /Pages 2 0 R"
#define NAMES   "/Names << /A null /B 1 >>"
#define FORM    "/AcroForm 4 0 R"

/* The page refers to object 9, which is not there. */
static const char *const bodies[] = {
  "<< " CATALOG " " NAMES " " FORM " >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /Contents 9 0 R >>", "<< /Fields [ 5 0 R 6 0 R ] /SigFlags 0 >>",
  "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] >>", "<< /FT /Tx /T (b) >>", NULL,
};

typedef struct
{
  guint number;
  const char *body;             /* %NULL frees it */
} Update;

static HechaPdfFile *
open_prefix (const GString *text,
             gsize          size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, size);
  g_autoptr(GError) error = NULL;
  HechaPdfFile *file = hecha_pdf_file_new (bytes, &error);

  g_assert_no_error (error);
  return file;
}

static HechaPdfDiff *
diff (const Update *updates,
      gsize         n,
      const char   *trailer)
{
  g_autoptr(GString) text = fixture_write_pdf (bodies, "/ID [ (1) (2) ]");
  gsize size = text->len;
  g_autoptr(HechaPdfFile) before = NULL;
  g_autoptr(HechaPdfFile) after = NULL;

  for (gsize i = 0; i < n && updates[i].number; i++)
    fixture_update_pdf (text, updates[i].number, updates[i].body, trailer);
  before = open_prefix (text, size);
  after = open_prefix (text, text->len);
  return hecha_pdf_diff_new (before, after);
}

#define SIGNED  { 7, "<< /Type /Sig >>" }, { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 7 0 R >>" }

/* What a later signature or validation data brings. */
static void
test_allowed (void)
{
  static const struct
  {
    Update updates[4];
    const char *filled;
    gboolean has_validation_data;
    const char *text;
  } table[] = {
    { { { 0, NULL } }, "", FALSE },
    { { SIGNED }, "a", FALSE },
    { { { 8, "<< /Length 0 >>\nstream\n\nendstream" }, { 7, "<< /Type /Sig /X [ << /Y 8 0 R >> ] >>" },
        { 5, "<< /Rect [ 0 0 0 0 ] /AP << /N 8 0 R >> /V 7 0 R /FT /Sig /T (a) >>" } }, "a", FALSE },
    { { SIGNED, { 4, "<< /Fields [ 5 0 R 6 0 R ] /SigFlags 3 >>" } }, "a", FALSE },
    { { { 7, "<< /Type /Sig >>" }, { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 7 0 R /Border [ 0 0 0 ] >>" } }, "a", FALSE },
    { { SIGNED, { 8, "<< /Type /Font >>" } }, "a", FALSE },
    { { { 7, "<< /Type /DSS /Certs [ 8 0 R ] >>" }, { 8, "<< /Length 0 >>\nstream\n\nendstream" },
        { 1, "<< " CATALOG " " NAMES " " FORM " /DSS 7 0 R /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >> >>" } }, "", TRUE },
    { { { 6, "<< /T (b) /FT /Tx >>" } }, "", FALSE },
    { { { 6, "<< /FT /Tx /T (b) /V (x) >>" } }, "", FALSE, "b" },
    { { SIGNED, { 6, "<< /FT /Tx /T (b) /V (x) /AP << /N 8 0 R >> >>" },
        { 8, "<< /Length 0 >>\nstream\n\nendstream" } }, "a", FALSE, "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfDiff *out = diff (table[i].updates, G_N_ELEMENTS (table[i].updates), "/ID [ (1) (3) ]");
      g_autofree char *filled = NULL;

      g_assert_cmpstr (out->change, ==, NULL);
      g_ptr_array_add (out->filled, NULL);
      filled = g_strjoinv (" ", (char **) out->filled->pdata);
      g_assert_cmpstr (filled, ==, table[i].filled);
      g_assert_cmpint (out->has_validation_data, ==, table[i].has_validation_data);
      g_assert_cmpstr (out->texts->len ? out->texts->pdata[0] : NULL, ==, table[i].text);
      hecha_pdf_diff_free (out);
    }
}

static void
test_changes (void)
{
  static const struct
  {
    const char *change;
    Update updates[4];
  } table[] = {
    { "Object 3 of type Page was changed.", { { 3, "<< /Type /Page /Parent 2 0 R /Contents 9 0 R /Rotate 90 >>" } } },
    { "Object 3 was freed.", { { 3, NULL } } },
    { "Object 7 of type Font was added.", { { 7, "<< /Type /Font >>" } } },
    { "The catalog's /OpenAction was changed.", { { 1, "<< " CATALOG " " NAMES " " FORM " /OpenAction 3 0 R >>" } } },
    { "The catalog's /Names was changed.", { { 1, "<< " CATALOG " " FORM " >>" } } },
    { "The catalog's /Names was changed.", { { 1, "<< " CATALOG " " FORM " /Names << /B 1 /C 2 >> >>" } } },
    { "The catalog's /Extensions was changed.", { { 1, "<< " CATALOG " " NAMES " " FORM " /Extensions << /X 1 >> >>" } } },
    { "The catalog's /Extensions was changed.",
      { { 7, "<< /Type /DSS >>" },
        { 1, "<< " CATALOG " " NAMES " " FORM " /DSS 7 0 R /Extensions << /X << /S /JavaScript /JS (1) >> >> >>" } } },
    { "The catalog's /Extensions was changed.",
      { { 7, "<< /Type /DSS >>" },
        { 1, "<< " CATALOG " " NAMES " " FORM " /DSS 7 0 R /Extensions << /X << /BaseVersion << /JS (1) >> >> >> >>" } } },
    { "The form was replaced.", { { 1, "<< " CATALOG " " NAMES " >>" } } },
    { "The form was replaced.", { { 1, "<< " CATALOG " " NAMES " /AcroForm << /Fields [ 5 0 R 6 0 R ] >> >>" } } },
    { "The form's /NeedAppearances was changed.", { { 4, "<< /Fields [ 5 0 R 6 0 R ] /NeedAppearances true >>" } } },
    { "The list of the form's fields was changed.", { { 4, "<< /Fields [ 6 0 R 5 0 R ] >>" } } },
    { "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V /x >>" } } },
    { "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V (x) /AA << /K 3 0 R >> >>" } } },
    { "The field \"b\" was changed.", { { 6, "<< /FT /Ch /T (b) /V (x) >>" } } },
    { "The field \"a\" was replaced.", { { 5, "<< /FT /Tx /T (a) /Rect [ 0 0 0 0 ] >>" } } },
    { "The form's fields were added to, removed or made unreadable.", { { 5, "<< /FT /Sig /T (b) >>" } } },
    { "Object 8 of type Font was added.", { SIGNED, { 8, "<< /Type /Font >>" }, { 10, "<< /X 8 0 R >>" } } },
    { "The field \"a\" was signed, and its /Rect was changed with it.",
      { { 7, "<< /Type /Sig >>" }, { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 9 9 ] /V 7 0 R >>" } } },
    { "The field \"a\" was signed, and its /Border was changed with it.",
      { { 7, "<< /Type /Sig >>" }, { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 7 0 R /Border [ 0 0 9 ] >>" } } },
    { "The field \"a\" was signed, and its /Border was changed with it.",
      { { 7, "<< /Type /Sig >>" }, { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 7 0 R /Border [ 0 0 0 [ 1 ] ] >>" } } },
    { "The field \"a\" was signed, and its /Border was changed with it.",
      { { 7, "<< /Type /Sig >>" }, { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 7 0 R /Border 3 0 R >>" } } },
    { "The field \"a\" was filled with something that is older than it.",
      { { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 3 0 R >>" } } },
    { "The field \"a\" was filled with something that is older than it.",
      { { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V << /Type /Sig >> >>" } } },
    { "The validation data holds /JavaScript.",
      { { 7, "<< /Type /DSS /JavaScript 8 0 R >>" }, { 1, "<< " CATALOG " " NAMES " " FORM " /DSS 7 0 R >>" } } },
    { "The signed revision refers to object 9, which was added after it.",
      { { 9, "<< /Length 0 >>\nstream\n\nendstream" }, { 7, "<< /Type /Sig /X 9 0 R >>" },
        { 5, "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 7 0 R >>" } } },
    { "A revision without a purpose was added.", { { 8, NULL } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfDiff *out = diff (table[i].updates, G_N_ELEMENTS (table[i].updates), "/ID [ (1) (3) ]");

      g_assert_cmpstr (out->change, ==, table[i].change);
      hecha_pdf_diff_free (out);
    }
}

static void
test_trailers (void)
{
  static const Update updates[] = { SIGNED };
  static const char *const table[][2] = {
    { "/ID [ (1) (9) ]", NULL }, { "", "The file's /ID was changed." }, { "/ID [ (9) (2) ]", "The file's /ID was changed." },
    { "/ID [ (1) ]", "The file's /ID was changed." }, { "/ID (1)", "The file's /ID was changed." },
    { "/ID [ (1) (2) ] /Info 7 0 R", "The trailer's /Info was changed." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HechaPdfDiff *out = diff (updates, G_N_ELEMENTS (updates), table[i][0]);

      g_assert_cmpstr (out->change, ==, table[i][1]);
      hecha_pdf_diff_free (out);
    }
}

/* The revision is the newer of the two. */
static void
test_history (void)
{
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");
  gsize size = text->len;
  g_autoptr(HechaPdfFile) older = NULL;
  g_autoptr(HechaPdfFile) newer = NULL;
  HechaPdfDiff *out;

  fixture_update_pdf (text, 3, bodies[2], "");
  older = open_prefix (text, size);
  newer = open_prefix (text, text->len);
  out = hecha_pdf_diff_new (newer, older);
  g_assert_cmpstr (out->change, ==, "The signed revision is not part of the file's history.");
  hecha_pdf_diff_free (out);
}

/* Another program writes a signature's look over the empty one; not over what a page shows as well. */
static void
test_replaced_look (void)
{
  static const char *const pages[] = { "<< /Type /Page /Parent 2 0 R >>", "<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      const char *const all[] = {
        "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>", pages[i],
        "<< /Fields [ 5 0 R ] >>", "<< /FT /Sig /T (a) /AP << /N 6 0 R >> >>",
        "<< /Length 0 >>\nstream\n\nendstream", NULL
      };
      g_autoptr(GString) text = fixture_write_pdf (all, "");
      gsize size = text->len;
      g_autoptr(HechaPdfFile) before = NULL, after = NULL;
      HechaPdfDiff *out;

      fixture_update_pdf (text, 6, "<< /Length 1 >>\nstream\nS\nendstream", "");
      fixture_update_pdf (text, 7, "<< /Type /Sig >>", "");
      fixture_update_pdf (text, 5, "<< /FT /Sig /T (a) /M (D:2026) /AS /N /AP << /N 6 0 R >> /V 7 0 R >>", "");
      before = open_prefix (text, size);
      after = open_prefix (text, text->len);
      out = hecha_pdf_diff_new (before, after);
      g_assert_cmpstr (out->change, ==, i ? "Object 6, which is more than the look of a field, was changed." : NULL);
      hecha_pdf_diff_free (out);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-diff/allowed", test_allowed);
  g_test_add_func ("/pdf-diff/changes", test_changes);
  g_test_add_func ("/pdf-diff/trailers", test_trailers);
  g_test_add_func ("/pdf-diff/history", test_history);
  g_test_add_func ("/pdf-diff/replaced-look", test_replaced_look);
  return g_test_run ();
}
