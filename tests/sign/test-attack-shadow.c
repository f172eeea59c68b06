/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shadow attacks: what is signed was prepared so that it can say something else
 * afterwards, by an update that looks harmless (Mainka, Mladenov, Rohlmann:
 * "Shadow Attacks", NDSS 2021: hide, replace, hide and replace). */
#include "attack.h"

#include <string.h>

static Attack *attack;

#define CATALOG "/Type /Catalog /Pages 2 0 R /AcroForm 5 0 R"
#define FORM    "/SigFlags 0 /Fields [ 6 0 R 7 0 R 8 0 R ]"
#define PAGE    "/Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R /Annots [ 6 0 R 7 0 R 8 0 R ]"
#define WIDGET  "/Type /Annot /Subtype /Widget /P 3 0 R /F 132"
#define FIRST   WIDGET " /FT /Sig /T (prepared) /Rect [ 72 400 272 470 ]"
#define SECOND  WIDGET " /FT /Sig /T (reviewed) /Rect [ 300 400 500 470 ]"
#define TEXT    WIDGET " /FT /Tx /T (remark) /Rect [ 300 200 500 270 ]"
#define FONT    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"

static const char *const plain[] = {
  "<< " CATALOG " >>",
  "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
  "<< " PAGE " /Resources << /Font << /F 9 0 R >> >> >>",
  "<< /Length 31 >>\nstream\nBT /F 12 Tf 72 700 Td (1) Tj ET\nendstream",
  "<< " FORM " >>",
  "<< " FIRST " >>",
  "<< " SECOND " >>",
  "<< " TEXT " >>",
  FONT,
  FONT,
};

#define N_PLAIN G_N_ELEMENTS (plain)

typedef struct
{
  const char *name;
  PdfUpdate prepared[4];        /* what is different in what is signed */
  PdfUpdate updates[4];         /* what comes afterwards */
  const char *check;
  const char *verdict;          /* %NULL for "changed" */
} Shadow;

static const Shadow shadows[] = {
  { "nothing", { { 0, NULL } }, { { 0, NULL } }, "" },
  /* Hide: what covers the content goes away. */
  { "hide/annotation-freed", { { 10, "<< /Type /Annot /Subtype /Stamp /Rect [ 0 0 595 842 ] >>" } },
    { { 10, NULL } }, "later-changes" },
  { "hide/annotation-emptied", { { 10, "<< /Type /Annot /Subtype /Stamp /Rect [ 0 0 595 842 ] >>" } },
    { { 10, "<< >>" } }, "later-changes" },
  { "hide/page-without-cover", { { 0, NULL } }, { { 3, "<< " PAGE " /Resources << >> >>" } }, "later-changes" },
  { "hide/pages-again", { { 10, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>" } },
    { { 1, "<< /Type /Catalog /Pages 10 0 R /AcroForm 5 0 R >>" } }, "later-changes" },
  { "hide/layers", { { 1, "<< " CATALOG " /OCProperties 10 0 R >>" }, { 10, "<< /OCGs [] /D << /OFF [] >> >>" } },
    { { 10, "<< /OCGs [] /D << /OFF [ 4 0 R ] >> >>" } }, "later-changes" },
  { "hide/layers-of-catalog", { { 0, NULL } },
    { { 1, "<< " CATALOG " /OCProperties << /OCGs [] /D << /OFF [] >> >> >>" } }, "later-changes" },
  /* Replace: something that looks harmless says what is read. */
  { "replace/font", { { 0, NULL } }, { { 9, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>" } },
    "later-changes" },
  { "replace/content", { { 0, NULL } },
    { { 4, "<< /Length 31 >>\nstream\nBT /F 12 Tf 72 700 Td (9) Tj ET\nendstream" } }, "later-changes" },
  { "replace/appearance-of-text", { { 8, "<< " TEXT " /V (one) /AP << /N 10 0 R >> >>" } },
    { { 10, "<< /Length 0 >>\nstream\n\nendstream" } }, "later-changes" },
  { "replace/appearance-named-anew", { { 8, "<< " TEXT " /V (one) /AP << /N 10 0 R >> >>" } },
    { { 8, "<< " TEXT " /V (one) /AP << /N 9 0 R >> >>" } }, "later-changes" },
  { "replace/default-appearance", { { 0, NULL } }, { { 5, "<< " FORM " /DA (/F 40 Tf) >>" } }, "later-changes" },
  { "replace/appearances-needed", { { 0, NULL } }, { { 5, "<< " FORM " /NeedAppearances true >>" } },
    "later-changes" },
  { "replace/other-form", { { 0, NULL } }, { { 5, "<< " FORM " /XFA (x) >>" } }, "later-changes" },
  /* Hide and replace: the objects are signed, only unreferenced. */
  { "hide-and-replace/resurrected", { { 3, "<< " PAGE " /Resources << /XObject << /X 50 0 R >> >> >>" } },
    { { 50, "<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Length 0 >>\nstream\n\nendstream" } },
    "later-changes" },
  { "hide-and-replace/in-validation-data", { { 3, "<< " PAGE " /Resources << /XObject << /X 50 0 R >> >> >>" } },
    { { 50, "<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Length 0 >>\nstream\n\nendstream" },
      { 1, "<< " CATALOG " /DSS << /Type /DSS /Certs [ 50 0 R ] >> >>" } }, "later-changes" },
  { "hide-and-replace/metadata-of-trailer", { { 0, NULL } },
    { { 60, "<< /Title (Another) >>" }, { 1, "<< " CATALOG " /DSS << /Type /DSS /Certs [ 60 0 R ] >> >>" } },
    "later-changes" },
  /* Two roles: what may change as one thing is read as another. */
  { "two-roles/content-is-field", { { 3, "<< " PAGE " /Resources << /Font << /F 9 0 R >> >> >>" },
      { 5, "<< /SigFlags 0 /Fields [ 6 0 R 7 0 R 8 0 R 4 0 R ] >>" },
      { 4, "<< /FT /Tx /T (page) /Length 31 >>\nstream\nBT /F 12 Tf 72 700 Td (1) Tj ET\nendstream" } },
    { { 4, "<< /FT /Tx /T (page) /Length 31 >>\nstream\nBT /F 12 Tf 72 700 Td (9) Tj ET\nendstream" } },
    "later-changes" },
  { "two-roles/content-is-form", { { 2, "<< /Type /Pages /Kids [ 10 0 R ] /Count 1 >>" },
      { 10, "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 5 0 R >>" },
      { 5, "<< " FORM " /Length 31 >>\nstream\nBT /F 12 Tf 72 700 Td (1) Tj ET\nendstream" } },
    { { 5, "<< " FORM " /Length 31 >>\nstream\nBT /F 12 Tf 72 700 Td (9) Tj ET\nendstream" } }, "later-changes" },
  { "two-roles/content-is-catalog", { { 1, "<< " CATALOG " /Length 1 >>\nstream\n1\nendstream" } },
    { { 1, "<< " CATALOG " /Length 1 >>\nstream\n9\nendstream" } }, "later-changes", "unreadable" },
  { "two-roles/catalog-names-drawings", { { 3, "<< " PAGE " /Resources << /XObject 1 0 R >> >>" } },
    { { 50, "<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Length 0 >>\nstream\n\nendstream" },
      { 1, "<< " CATALOG " /DSS << /Certs [ 50 0 R ] >> /Extensions 50 0 R >>" } }, "later-changes" },
  { "two-roles/annotation-is-validation-data", { { 1, "<< " CATALOG " /DSS 10 0 R >>" },
      { 10, "<< /Type /Annot /Subtype /Stamp /Rect [ 0 0 595 842 ] >>" } },
    { { 10, "<< /Type /DSS >>" } }, "later-changes" },
  { "two-roles/catalog-is-an-alias", { { 3, "<< " PAGE " /Resources << /XObject 10 0 R >> >>" }, { 10, "1 0 R" } },
    { { 1, "<< " CATALOG " /DSS << /Certs [] >> /Extensions 4 0 R >>" } }, "later-changes" },
  { "two-roles/field-names-drawings", { { 3, "<< " PAGE " /Resources << /XObject 8 0 R >> >>" } },
    { { 8, "<< " TEXT " /V (x) /AP 50 0 R >>" },
      { 50, "<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Length 0 >>\nstream\n\nendstream" } },
    "later-changes" },
};

static GString *
prepare (const Shadow *shadow)
{
  const char *bodies[N_PLAIN + 2] = { NULL };

  memcpy (bodies, plain, sizeof plain);
  for (guint i = 0; i < G_N_ELEMENTS (shadow->prepared) && shadow->prepared[i].number; i++)
    bodies[shadow->prepared[i].number - 1] = shadow->prepared[i].text;
  return fixture_write_pdf (bodies, "/Info 60 0 R /ID [ <01> <01> ]");
}

/* What was signed was prepared by the attacker: the signer sees nothing wrong in it. */
static GString *
prepare_signed (const Shadow *shadow)
{
  g_autoptr(GString) data = prepare (shadow);

  attack_store (attack, "prepared.pdf", data);
  attack_sign (attack, "prepared.pdf", "signed.pdf", "rsa", "prepared");
  return attack_load (attack, "signed.pdf");
}

static gsize
count (const PdfUpdate updates[4])
{
  gsize n = 0;

  while (n < 4 && updates[n].number)
    n++;
  return n;
}

/* The catalog and the form are those that the signer wrote. */
static void
test_shadow (gconstpointer data)
{
  const Shadow *shadow = data;
  g_autoptr(GString) file = prepare_signed (shadow);
  g_autofree char *permissions = g_strdup_printf ("/Perms << /DocMDP %u 0 R >>", number_after (file, "/DocMDP "));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  PdfUpdate updates[4];
  gsize n = count (shadow->updates);

  memcpy (updates, shadow->updates, sizeof updates);
  for (gsize i = 0; i < n; i++)
    if (updates[i].number == 1)
      {
        g_autofree char *with = g_strconcat ("<< ", permissions, NULL);
        char *text = g_strdup (updates[i].text);

        replace_text (&text, "<<", with);
        g_ptr_array_add (texts, text);
        updates[i].text = text;
      }
  if (n)
    update_objects (file, updates, n);
  attack_expect (attack, shadow->name, file, shadow->verdict ? shadow->verdict : n ? "changed" : "valid",
                 shadow->check);
}

/* A drawing whose bytes begin before the signature and end after it: its entry
 * in the cross-reference never changes. */
static void
test_straddling (void)
{
  static const Shadow straddling = {
    "straddling",
    { { 3, "<< " PAGE " /Resources << /XObject << /X 11 0 R >> >> >>" },
      { 10, "null\n%11 0 obj << /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Length 60000 >> stream\n" },
      { 11, "null" } },
    { { 0, NULL } }, "", NULL
  };
  g_autoptr(GString) data = prepare (&straddling), file = NULL;
  gsize start = find_first (data, "%11 0 obj") + 1, row = find_first (data, "xref\n0 12\n") + 10 + 11 * 20;
  g_autofree char *place = g_strdup_printf ("%010zu", start), *catalog = NULL;

  memcpy (data->str + row, place, 10);
  attack_store (attack, "prepared.pdf", data);
  attack_sign (attack, "prepared.pdf", "signed.pdf", "rsa", "prepared");
  file = attack_load (attack, "signed.pdf");
  start = find_first (file, "60000 >> stream\n") + 16;
  while (file->len < start + 60000)
    g_string_append_c (file, ' ');
  g_string_append (file, "\nendstream endobj\n");
  catalog = object_text (file, 1);
  update_object (file, 1, catalog);
  attack_expect (attack, "straddling", file, "changed", "later-changes");
}

/* Hide and replace: both contents are signed, and only the cross-reference says which one is meant. */
static void
test_hidden_in_signed (void)
{
  static const Shadow hidden = {
    "hidden", { { 10, "(4 0 obj of another revision:)\n%4 0 obj << /Length 1 >> stream\n9\nendstream endobj\n" } },
    { { 0, NULL } }, "", NULL
  };
  g_autoptr(GString) file = prepare_signed (&hidden);
  gsize old = number_after (file, "startxref\n"), start = find_first (file, "%4 0 obj") + 1, xref = file->len;

  g_string_append_printf (file, "xref\n4 1\n%010zu 00000 n \ntrailer\n<< /Root 1 0 R /Info 60 0 R /Size 20 "
                          "/ID [ <01> <01> ] /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n", start, old, xref);
  attack_expect (attack, "hidden in what is signed", file, "changed", "later-changes");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  attack = attack_new ();
  for (guint i = 0; i < G_N_ELEMENTS (shadows); i++)
    {
      g_autofree char *path = g_strconcat ("/attack/shadow/", shadows[i].name, NULL);

      g_test_add_data_func (path, &shadows[i], test_shadow);
    }
  g_test_add_func ("/attack/shadow/straddling", test_straddling);
  g_test_add_func ("/attack/shadow/hidden-in-signed", test_hidden_in_signed);
  status = g_test_run ();
  attack_free (attack);
  return status;
}
