/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others add to a signed file, at each level that the signed revision allows:
 * what is told of it, and what stays refused in its near neighbourhood. */
#include "pdf-diff-private.h"

#include "fixture.h"
#include "pdf-edit.h"

#define CATALOG   "/Type /Catalog /Pages 2 0 R /AcroForm 4 0 R"
#define PAGE      "/Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ]"
#define FIELDS(x) "<< /Fields [ 5 0 R 6 0 R 7 0 R 14 0 R " x "] /DR << /Font << /F 13 0 R >> >> >>"
#define FORM(x)   { 4, FIELDS (x) }
#define ANNOTS(x) { 3, "<< " PAGE " /Contents 9 0 R /Annots [ 5 0 R " x " ] >>" }
#define STREAM(x) "<< " x " /Length 0 >>\nstream\n\nendstream"
#define PACKET(modified, title) \
  "<< /Type /Metadata /Subtype /XML /Length 49 >>\nstream\n<x><xmp:ModifyDate>" modified "</xmp:ModifyDate><t>" title \
  "</t></x>\nendstream"
#define TEXT "<< /FT /Tx /T (b) /V (old) /DA (/H 9 Tf) /AP << /N 12 0 R >> >>"
#define CHOICE "/FT /Btn /T (c) /AP << /N << /On 9 0 R >> >>"

/* The catalog goes on with what certifies the file; object 8 says at which level. */
static const char *const bodies[] = {
  "<< " CATALOG " /Metadata 10 0 R @ >>",
  "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
  "<< " PAGE " /Contents 9 0 R /Annots [ 5 0 R ] >>",
  FIELDS (""),
  "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 8 0 R >>",
  TEXT,
  "<< " CHOICE " /V /Off /AS /Off >>",
  "<< /Type /Sig /Reference [ << /TransformMethod /DocMDP /TransformParams << /P @ >> >> ] >>",
  STREAM (""),
  PACKET ("1", "A"),
  "<< /Title (A) /ModDate (1) >>",
  STREAM ("/Subtype /Form"),
  "<< /Type /Font >>",
  "<< /FT /Tx /T (e) >>",
  NULL,
};

typedef struct
{
  guint level;
  const char *told;             /* names of what is told, joined; the last one of the change */
  const char *change;
  PdfUpdate updates[5];
} Case;

static GString *
base (guint level)
{
  char *made[G_N_ELEMENTS (bodies)] = { NULL };
  GString *out;

  for (guint i = 0; bodies[i]; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", level);
      g_auto(GStrv) parts = g_strsplit (bodies[i], "@", 2);

      made[i] = g_strjoinv (i ? number : level ? "/Perms << /DocMDP 8 0 R >>" : "", parts);
    }
  out = fixture_write_pdf ((const char *const *) made, "/Info 11 0 R /ID [ (1) (2) ]");
  for (guint i = 0; made[i]; i++)
    g_free (made[i]);
  return out;
}

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
diff (const Case *one)
{
  g_autoptr(GString) text = base (one->level);
  gsize size = text->len;
  g_autoptr(HechaPdfFile) before = NULL;
  g_autoptr(HechaPdfFile) after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (one->updates) && one->updates[i].number; i++)
    {
      g_auto(GStrv) parts = g_strsplit (one->updates[i].text, "@", 2);
      g_autofree char *body = g_strjoinv (one->level ? "/Perms << /DocMDP 8 0 R >>" : "", parts);

      fixture_update_pdf (text, one->updates[i].number, body, "/Info 11 0 R /ID [ (1) (3) ]");
    }
  before = open_prefix (text, size);
  after = open_prefix (text, text->len);
  return hecha_pdf_diff_new (before, after);
}

#define HIDDEN(x)  { 20, "<< /Subtype /Widget /FT /Sig /T (n) /Rect [ 0 0 0 0 ] /V 21 0 R " x " >>" }
#define SHOWN      { 20, "<< /Subtype /Widget /FT /Sig /T (n) /Rect [ 100 200 300 250 ] /AP << /N 22 0 R >> /V 21 0 R >>" }
#define SIGNATURE  { 21, "<< /Type /Sig >>" }
#define STAMP      { 21, "<< /Type /Sig /SubFilter /ETSI.RFC3161 >>" }
#define LOOK       { 22, STREAM ("/Subtype /Form") }
#define NOTE(kind, more) { 20, "<< /Subtype /" kind " /Rect [ 9 9 19 29 ] /AP << /N 22 0 R >> " more " >>" }

static const Case cases[] = {
  /* Fields that somebody added to sign in. */
  { 0, "signature", NULL, { FORM ("20 0 R"), HIDDEN (""), SIGNATURE } },
  { 2, "signature", NULL, { FORM ("20 0 R"), HIDDEN ("/F 132"), SIGNATURE, ANNOTS ("20 0 R") } },
  { 1, "time-stamp", NULL, { FORM ("20 0 R"), HIDDEN (""), STAMP } },
  { 1, "fields", "The field \"n\" was signed, and the signed revision was to be the last.",
    { FORM ("20 0 R"), HIDDEN (""), SIGNATURE } },
  { 0, "signature", NULL, { FORM ("20 0 R"), SHOWN, SIGNATURE, LOOK, ANNOTS ("20 0 R") } },
  { 3, "signature", NULL, { FORM ("20 0 R"), SHOWN, SIGNATURE, LOOK, ANNOTS ("20 0 R") } },
  { 2, "fields", "The field \"n\" was added where it is seen, which the certification does not allow.",
    { FORM ("20 0 R"), SHOWN, SIGNATURE, LOOK, ANNOTS ("20 0 R") } },
  { 1, "fields", "The field \"n\" was added where it is seen, which the certification does not allow.",
    { FORM ("20 0 R"), SHOWN, STAMP, LOOK, ANNOTS ("20 0 R") } },
  { 0, "signature pages", "A signature field that was added is on no page.", { FORM ("20 0 R"), SHOWN, SIGNATURE, LOOK } },
  { 0, "fields", "The field \"n\" was added, and nobody signed in it.",
    { FORM ("20 0 R"), { 20, "<< /FT /Sig /T (n) /Rect [ 0 0 0 0 ] >>" } } },
  { 0, "fields", "The field \"n\" was added, and nobody signed in it.",
    { FORM ("20 0 R"), { 20, "<< /FT /Tx /T (n) /Rect [ 0 0 0 0 ] /V (x) >>" } } },
  { 0, "fields", "The field \"n\" was added, and nobody signed in it.",
    { FORM ("20 0 R"), { 20, "<< /FT /Sig /T (n) /Rect [ 0 0 0 0 ] /V 8 0 R >>" } } },
  { 0, "fields", "The field \"n\" was added, and holds /AA.",
    { FORM ("20 0 R"), HIDDEN ("/AA << /D << /S /JavaScript >> >>"), SIGNATURE } },
  { 0, "fields", "The field \"n\" was added, and can look like several things.",
    { FORM ("20 0 R"), { 20, "<< /FT /Sig /T (n) /Rect [ 0 0 9 9 ] /AP << /N 22 0 R /R 22 0 R >> /V 21 0 R >>" }, SIGNATURE,
      LOOK, ANNOTS ("20 0 R") } },
  { 0, "signature active-content", "Object 21, which was added, holds an action or a condition.",
    { FORM ("20 0 R"), HIDDEN (""), { 21, "<< /Type /Sig /X << /S /JavaScript /JS (app.alert(1)) >> >>" } } },
  { 0, "signature active-content", "Object 22, which was added, holds an action or a condition.",
    { FORM ("20 0 R"), SHOWN, SIGNATURE, { 22, STREAM ("/OC 8 0 R") }, ANNOTS ("20 0 R") } },
  { 0, "signature pages", "An annotation was added to page 1.",
    { FORM ("20 0 R"), HIDDEN (""), { 21, "<< /Type /Sig /Subtype /Stamp /Rect [ 0 0 500 800 ] >>" }, ANNOTS ("21 0 R") } },
  { 0, "catalog", "The list of the form's fields was changed.",
    { { 4, "<< /Fields [ 20 0 R 5 0 R 6 0 R 7 0 R ] >>" }, HIDDEN (""), SIGNATURE } },
  { 0, "signature left-over", NULL, { FORM ("20 0 R"), HIDDEN (""), SIGNATURE, { 23, STREAM ("/Subtype /Form") } } },
  { 0, "objects", "Object 23 was added.", { { 23, STREAM ("/Subtype /Form") } } },
  /* Fonts of the form. */
  { 0, "form signature", NULL, { HIDDEN (""), SIGNATURE,
    { 4, "<< /Fields [ 5 0 R 6 0 R 7 0 R 14 0 R 20 0 R ] /DR << /Font << /F 13 0 R /G 22 0 R >> >> >>" }, LOOK } },
  { 0, "catalog", "The form's font /H, which was missing, was added.",
    { { 4, "<< /Fields [ 5 0 R 6 0 R 7 0 R 14 0 R ] /DR << /Font << /F 13 0 R /H 22 0 R >> >> >>" }, LOOK } },
  { 0, "catalog", "The form's /DR was changed.",
    { { 4, "<< /Fields [ 5 0 R 6 0 R 7 0 R 14 0 R ] /DR << /Font << /F 22 0 R >> >> >>" }, LOOK } },
  /* Notes. */
  { 3, "annotation", NULL, { ANNOTS ("20 0 R"), NOTE ("Text", "/Contents (why?)"), LOOK } },
  { 2, "pages", "An annotation was added to page 1.", { ANNOTS ("20 0 R"), NOTE ("Text", ""), LOOK } },
  { 1, "pages", "An annotation was added to page 1.", { ANNOTS ("20 0 R"), NOTE ("Text", ""), LOOK } },
  { 0, "pages", "An annotation was added to page 1.", { ANNOTS ("20 0 R"), NOTE ("Text", ""), LOOK } },
  { 3, "pages", "An annotation was added to page 1.", { ANNOTS ("<< /Subtype /Text >>") } },
  { 3, "pages", "An annotation was added to page 1.", { ANNOTS ("6 0 R") } },
  { 3, "pages", "An annotation was added to page 1 that is more than a comment.", { ANNOTS ("20 0 R"), NOTE ("Link", ""), LOOK } },
  { 3, "pages", "An annotation was added to page 1 that is more than a comment.",
    { ANNOTS ("20 0 R"), NOTE ("Text", "/A << /S /URI >>"), LOOK } },
  { 3, "pages", "An annotation was added to page 1 that is more than a comment.",
    { ANNOTS ("20 0 R"), { 20, "<< /Subtype /Text /Rect [ 9 9 19 19 ] >>" } } },
  { 3, "objects", "Object 3 of type Page was changed.", { { 3, "<< " PAGE " /Contents 9 0 R /Annots [ ] >>" } } },
  { 3, "objects", "Object 3 of type Page was changed.",
    { { 3, "<< " PAGE " /Contents 22 0 R /Annots [ 5 0 R 20 0 R ] >>" }, NOTE ("Text", ""), LOOK } },
  /* Forms. */
  { 2, "field-filled", NULL, { { 6, "<< /FT /Tx /T (b) /V (new) /DA (/H 9 Tf) /AP << /N 22 0 R >> >>" }, LOOK } },
  { 3, "field-filled", NULL, { { 6, "<< /FT /Tx /T (b) /V (new) /DA (/H 9 Tf) /AP << /N 12 0 R >> >>" }, { 12, STREAM ("/A 1") } } },
  { 2, "field-filled", NULL, { { 7, "<< " CHOICE " /V /On /AS /On >>" } } },
  /* An empty text may be filled in, and somebody has to sign for it; after the last signature nobody can. */
  { 0, "field-filled", NULL, { { 14, "<< /FT /Tx /T (e) /V (x) >>" } } },
  { 2, "field-filled", NULL, { { 14, "<< /FT /Tx /T (e) /V (x) >>" } } },
  { 1, "fields", "The field \"e\" was filled in, and the signed revision was to be the last.",
    { { 14, "<< /FT /Tx /T (e) /V (x) >>" } } },
  { 1, "fields", "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V (new) /DA (/H 9 Tf) /AP << /N 22 0 R >> >>" }, LOOK } },
  { 0, "fields", "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V (new) /DA (/H 9 Tf) /AP << /N 22 0 R >> >>" }, LOOK } },
  { 2, "fields", "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V (old) /DA (/H 9 Tf) /AP << /N 22 0 R >> >>" }, LOOK } },
  { 2, "fields", "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V (new) /DA (/H 9 Tf) /AP << /N 9 0 R >> >>" } } },
  { 2, "fields", "The field \"b\" was changed.", { { 6, "<< /FT /Tx /T (b) /V (new) /DA (/H 9 Tf) /Rect [ 0 0 9 9 ] >>" } } },
  { 2, "fields", "The field \"c\" was changed.", { { 7, "<< " CHOICE " /V (On) /AS /On >>" } } },
  { 1, "objects", "Object 12 was changed.", { { 12, STREAM ("/A 1") } } },
  /* What the file says of itself. */
  { 0, "metadata", NULL, { { 10, PACKET ("2", "B") }, { 11, "<< /Title (B) >>" } } },
  { 2, "metadata", NULL, { { 10, PACKET ("2", "A") }, { 11, "<< /Title (A) /ModDate (2) >>" } } },
  { 0, "metadata", NULL, { { 1, "<< " CATALOG " /Metadata 22 0 R @ >>" }, { 22, PACKET ("2", "B") } } },
  { 2, "metadata", "The file's metadata was changed.", { { 10, PACKET ("1", "B") } } },
  { 1, "metadata", "The file's metadata was changed.", { { 10, PACKET ("1", "B") } } },
  { 0, "metadata", "The file's metadata was changed.", { { 1, "<< " CATALOG " @ >>" } } },
  { 0, "metadata", "The file's metadata was changed.", { { 10, STREAM ("/Type /XObject") } } },
  { 0, "metadata", "The file's metadata was changed.", { { 1, "<< " CATALOG " /Metadata 9 0 R @ >>" } } },
  { 2, "metadata", "The trailer's /Info was changed.", { { 11, "<< /Title (B) /ModDate (1) >>" } } },
  { 0, "metadata", "The trailer's /Info was changed.", { { 11, "<< /Title (A) /Image 9 0 R >>" } } },
  /* Copies. */
  { 1, "rewritten", NULL, { { 3, "<< /Contents 9 0 R " PAGE " /Annots [ 5 0 R ] >>" }, { 9, STREAM ("") }, { 6, TEXT } } },
  { 0, "objects", "Object 9 was changed.", { { 9, "<< /Length 1 >>\nstream\n \nendstream" } } },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  HechaPdfDiff *out = diff (one);
  g_autoptr(GString) told = g_string_new (NULL);

  for (guint i = 0; i < out->differences->len; i++)
    {
      const HechaDifference *difference = out->differences->pdata[i];

      g_string_append_printf (told, "%s%s", i ? " " : "", difference->name);
      g_assert_cmpint (difference->grade >= HECHA_GRADE_SUSPICIOUS, ==, out->change && i + 1 == out->differences->len);
    }
  g_assert_cmpstr (out->change, ==, one->change);
  g_assert_cmpstr (told->str, ==, one->told);
  g_assert_cmpuint (out->level, ==, one->level);
  hecha_pdf_diff_free (out);
}

/* From the left and the top of the page as it is shown; all of one that is turned. */
static void
test_areas (void)
{
  static const Case shown = { 0, NULL, NULL, { FORM ("20 0 R"), SHOWN, SIGNATURE, LOOK, ANNOTS ("20 0 R") } };
  static const Case turned = { 3, NULL, NULL,
    { { 2, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /Rotate 90 >>" }, NOTE ("Stamp", ""), LOOK, ANNOTS ("20 0 R") } };
  HechaPdfDiff *out = diff (&shown);
  const HechaPdfArea *area;

  g_assert_cmpuint (out->areas->len, ==, 1);
  area = &g_array_index (out->areas, HechaPdfArea, 0);
  g_assert_cmpuint (area->page, ==, 0);
  g_assert_cmpfloat (area->left, ==, 100);
  g_assert_cmpfloat (area->top, ==, 842 - 250);
  g_assert_cmpfloat (area->width, ==, 200);
  g_assert_cmpfloat (area->height, ==, 50);
  hecha_pdf_diff_free (out);
  out = diff (&turned);
  g_assert_cmpuint (out->areas->len, ==, 1);
  g_assert_cmpfloat (g_array_index (out->areas, HechaPdfArea, 0).width, ==, 0);
  hecha_pdf_diff_free (out);
}

/* Each new font is looked for in the whole file, so that their number has a limit. */
static void
test_fonts (void)
{
  static const guint counts[] = { 63, 64 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(GString) form = g_string_new ("<< /Fields [ 5 0 R 6 0 R 7 0 R 14 0 R ] /DR << /Font << /F 13 0 R");
      Case one = { 0, NULL, NULL, { { 0 } } };
      HechaPdfDiff *out;

      for (guint n = 0; n < counts[i]; n++)
        g_string_append_printf (form, " /X%u 13 0 R", n);
      g_string_append (form, " >> >> >>");
      one.updates[0] = (PdfUpdate) { 4, form->str };
      out = diff (&one);
      g_assert_cmpstr (out->change, ==, counts[i] < 64 ? NULL : "The form names more than 64 fonts.");
      hecha_pdf_diff_free (out);
    }
}

/* A page's list of annotations that is more than that. */
static void
test_list_with_two_roles (void)
{
  static const char *const all[] = {
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ 5 0 R ] >> >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /Annots 4 0 R /Contents 4 0 R >>", "[ 5 0 R ]", "<< /FT /Sig /T (a) >>", NULL
  };
  g_autoptr(GString) text = fixture_write_pdf (all, "");
  gsize size = text->len;
  g_autoptr(HechaPdfFile) before = NULL, after = NULL;
  HechaPdfDiff *out;

  fixture_update_pdf (text, 1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ 5 0 R 6 0 R ] >> >>", "");
  fixture_update_pdf (text, 6, "<< /FT /Sig /T (n) /Rect [ 0 0 0 0 ] /V 7 0 R >>", "");
  fixture_update_pdf (text, 7, "<< /Type /Sig >>", "");
  fixture_update_pdf (text, 4, "[ 5 0 R 6 0 R ]", "");
  before = open_prefix (text, size);
  after = open_prefix (text, text->len);
  out = hecha_pdf_diff_new (before, after);
  g_assert_cmpstr (out->change, ==, "Object 4 was changed, which the signed revision uses as /Contents.");
  hecha_pdf_diff_free (out);
}

/* What certifies is a signature of a field: an entry that names something else allows nothing. */
static void
test_level (void)
{
  static const struct { const char *catalog, *field, *signature; guint level; } table[] = {
    { "/Perms << /DocMDP 5 0 R >>", "/V 5 0 R", "/P 3", 3 },
    { "/Perms << /DocMDP 5 0 R >>", "/V 5 0 R", "", 2 },
    { "/Perms << /DocMDP 5 0 R >>", "/V 5 0 R", "/P 9", 1 },
    { "/Perms << /DocMDP 5 0 R >>", "/V 6 0 R", "/P 3", 0 },
    { "/Perms << /DocMDP 5 0 R >>", "", "/P 3", 0 },
    { "", "/V 5 0 R", "/P 3", 0 },
    { "", "/V 5 0 R /Lock << /P 1 >>", "", 1 },
    { "", "/V 5 0 R /Lock << /P 3 >>", "", 0 },
    { "/Perms << /DocMDP 5 0 R >>", "/V 5 0 R /Lock << /P 1 >>", "/P 3", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *catalog = g_strdup_printf ("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ 4 0 R ] >> %s >>",
                                                  table[i].catalog);
      g_autofree char *field = g_strdup_printf ("<< /FT /Sig /T (a) %s >>", table[i].field);
      g_autofree char *signature = g_strdup_printf ("<< /Type /Sig /Reference [ << /TransformMethod /DocMDP /TransformParams "
                                                    "<< %s >> >> ] >>", table[i].signature);
      const char *const all[] = { catalog, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>", "<< /Type /Page /Parent 2 0 R >>",
                                  field, signature, "<< /Type /Sig >>", NULL };
      g_autoptr(GString) text = fixture_write_pdf (all, "");
      g_autoptr(HechaPdfFile) file = open_prefix (text, text->len);

      g_assert_cmpuint (hecha_pdf_form_level (file), ==, table[i].level);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pdf-additions/%u-%u/%s", i, cases[i].level, cases[i].told);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/pdf-additions/level", test_level);
  g_test_add_func ("/pdf-additions/areas", test_areas);
  g_test_add_func ("/pdf-additions/fonts", test_fonts);
  g_test_add_func ("/pdf-additions/list-with-two-roles", test_list_with_two_roles);
  return g_test_run ();
}
