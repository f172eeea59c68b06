/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attacks by what is appended to a signed report: each object of it, changed,
 * added and freed, and the cross-reference itself. */
#include "attack.h"

#include <string.h>

static Attack *attack;

/* The object that @marker lies in is changed: @from, or all, becomes @to. */
typedef struct
{
  const char *name;
  const char *marker;
  const char *from;
  const char *to;
  const char *verdict;
  const char *check;
} Edit;

static const Edit edits[] = {
  { "page/cropped", "/Type /Page >>", "/MediaBox", "/CropBox [ 0 0 9 9 ] /MediaBox", "changed", "later-changes" },
  { "page/turned", "/Type /Page >>", "/MediaBox", "/Rotate 180 /MediaBox", "changed", "later-changes" },
  { "page/other-content", "/Type /Page >>", "/Contents", "/Contentz", "changed", "later-changes" },
  { "page/action", "/Type /Page >>", "/MediaBox", "/AA << /O << /S /JavaScript /JS (1) >> >> /MediaBox", "changed",
    "later-changes" },
  { "page/annotation", "/Annots [", "/Annots [", "/Annots [ << /Type /Annot /Subtype /FreeText >>", "changed",
    "later-changes" },
  { "page/without-annotations", "/Annots [", "/Annots", "/Annotz", "changed", "later-changes" },
  { "page/fewer", "/Type /Pages", "/Count 2", "/Count 1", "changed", "later-changes" },
  { "font/name", "/Type /Font /Widths", "/BaseFont", "/BaseFound", "changed", "later-changes" },
  { "font/codes", "/Type /Font /Widths", "/ToUnicode", "/ToUnicorn", "changed", "later-changes" },
  { "font/widths", "/FontName", "/Flags", "/Flagz", "changed", "later-changes" },
  { "attachment/name", "/Type /Filespec", "results.json", "resultz.json", "changed", "later-changes" },
  { "attachment/other-stream", "/Type /Filespec", "/EF", "/EZ", "changed", "later-changes" },
  { "attachment/content", "/Type /EmbeddedFile", NULL,
    "<< /Type /EmbeddedFile /Length 4 >>\nstream\nevil\nendstream", "changed", "later-changes" },
  { "info", "/Producer", "/Producer", "/Prodvcer", "changed", "later-changes" },
  { "catalog/open-action", "/Type /Catalog", "/Type /Catalog", "/Type /Catalog /OpenAction << /S /JavaScript >>",
    "changed", "later-changes" },
  { "catalog/actions", "/Type /Catalog", "/Type /Catalog", "/Type /Catalog /AA << /WS << /S /JavaScript >> >>",
    "changed", "later-changes" },
  { "catalog/version", "/Type /Catalog", "/Type /Catalog", "/Type /Catalog /Version /2.0", "changed",
    "later-changes" },
  { "catalog/without-permissions", "/Type /Catalog", "/Perms", "/Permz", "changed", "later-changes" },
  { "catalog/without-form", "/Type /Catalog", "/AcroForm", "/AcroFarm", "changed",
    "removed-signatures" },
  { "catalog/scripts", "/Type /Catalog", "/Names <<", "/Names << /JavaScript << /Names [] >>", "changed",
    "later-changes" },
  { "catalog/extensions", "/Type /Catalog", "/Type /Catalog", "/Type /Catalog /Extensions << /X << >> >>", "changed",
    "later-changes" },
  { "catalog/validation-data-with-more", "/Type /Catalog", "/Type /Catalog", "/Type /Catalog /DSS << /JS (x) >>",
    "changed", "later-changes" },
  { "catalog/validation-data-of-pages", "/Type /Catalog", "/Type /Catalog", "/Type /Catalog /DSS [ 1 0 R ]",
    "changed", "later-changes" },
  { "form/fields-swapped", "/SigFlags", "/Fields [", "/Fields [ 1 0 R", "changed", "later-changes" },
  { "form/fewer-fields", "/SigFlags", "/Fields", "/Fieldz", "changed", "removed-signatures" },
  { "form/scripts", "/SigFlags", "/SigFlags", "/CO [] /SigFlags", "changed", "later-changes" },
  { "widget/moved", "/T <", "/Rect [ 300 400", "/Rect [ 300 200", "changed", "later-changes" },
  { "widget/hidden", "/T <", "/F 132", "/F 2", "changed", "later-changes" },
  { "widget/appearance", "/T <", "/AP <<", "/AP << /D << >>", "changed", "later-changes" },
  { "widget/renamed", "/T <", "/T <", "/T <41", "broken", "removed-signatures" },
  { "widget/other-kind", "/T <", "/FT /Sig", "/FT /Btn", "changed", "removed-signatures" },
  { "widget/unlocked", "/Type /SigFieldLock", "/Action /Include", "/Action /Exclude", "changed", "later-changes" },
  { "signature/removed", "/T <", "/V ", "/W ", "changed", "removed-signatures" },
  { "signature/other-range", "/ByteRange", "/ByteRange [0 ", "/ByteRange [0 9 ", "broken", "byte-range" },
  { "signature/other-time", "/ByteRange", "/M (D:", "/M (D:1", "broken", "byte-range" },
};

static void
test_edit (gconstpointer user_data)
{
  const Edit *edit = user_data;
  g_autoptr(GString) data = attack_load (attack, "s2.pdf");
  guint number = object_around (data, find_last (data, edit->marker));
  g_autofree char *text = object_text (data, number);

  if (edit->from)
    replace_text (&text, edit->from, edit->to);
  update_object (data, number, edit->from ? text : edit->to);
  attack_expect (attack, edit->name, data, edit->verdict, edit->check);
}

/* Each object, once freed and once with another generation's content; each of these is seen. */
static void
test_each_object (void)
{
  g_autoptr(GString) whole = attack_load (attack, "s2.pdf");
  guint size = number_after (whole, "/Size ");

  for (guint number = 1; number < size; number++)
    for (guint k = 0; k < 2; k++)
      {
        g_autoptr(GString) data = g_string_new_len (whole->str, (gssize) whole->len);
        g_autoptr(HechaVerification) verification = NULL;

        update_object (data, number, k ? "<< /Type /Other >>" : NULL);
        verification = attack_verify (attack, data);
        if (verification->verdict <= HECHA_FILE_INCOMPLETE)
          g_error ("object %u %s: %s", number, k ? "replaced" : "freed",
                   hecha_nick_text (hecha_file_verdict_nicks, verification->verdict));
      }
  g_test_message ("%u objects", size - 1);
}

/* A page's content is freed, and its number used again, by the next generation and by the same one. */
static void
test_freed_and_used_again (void)
{
  g_autoptr(GString) whole = attack_load (attack, "s2.pdf");
  g_autofree char *page = object_text (whole, object_around (whole, find_last (whole, "/Type /Page >>")));
  guint content = (guint) g_ascii_strtoull (strstr (page, "/Contents ") + strlen ("/Contents "), NULL, 10);

  for (guint generation = 0; generation < 2; generation++)
    {
      g_autoptr(GString) data = g_string_new_len (whole->str, (gssize) whole->len);
      g_autofree char *rows = NULL;

      update_object (data, content, NULL);
      rows = g_strdup_printf ("%u 1\n%010zu %05u n \n", content, data->len, generation);
      g_string_append_printf (data, "%u %u obj\n<< /Length 1 >>\nstream\nn\nendstream\nendobj\n", content, generation);
      append_section (data, rows, "", 0);
      attack_expect (attack, "a number that was freed", data, "changed", "later-changes");
    }
}

static void
test_added (void)
{
  g_autoptr(GString) data = attack_load (attack, "s2.pdf");

  update_object (data, number_after (data, "/Size "), "<< /Type /Annot >>");
  attack_expect (attack, "an object that nothing names", data, "changed", "later-changes");
}

/* The removal of a signature is seen in whatever revision it happened, and under what was done after it. */
static void
test_removed_and_signed_again (void)
{
  g_autoptr(GString) data = attack_load (attack, "s2.pdf");
  guint number = object_around (data, find_last (data, "/T <"));
  g_autofree char *text = object_text (data, number);

  replace_text (&text, "/V ", "/W ");
  update_object (data, number, text);
  attack_store (attack, "removed.pdf", data);
  attack_sign (attack, "removed.pdf", "again.pdf", "rsa", "reviewed");
  g_string_free (g_steal_pointer (&data), TRUE);
  data = attack_load (attack, "again.pdf");
  attack_expect (attack, "signed again by another", data, "changed", "removed-signatures");
}

/* The file is cut to an earlier revision, or that revision is brought back. */
static void
test_rolled_back (void)
{
  g_autoptr(GString) first = attack_load (attack, "s1.pdf"), data = attack_load (attack, "s2.pdf");
  static const char *const required[] = { "prepared", "reviewed", NULL };
  HechaExpectations expectations = { required, NULL, 0 };
  g_autoptr(GBytes) bytes = g_bytes_new (first->str, first->len);
  g_autoptr(HechaVerification) verification = hecha_pdf_verify_bytes (bytes, attack->trust, &expectations);

  g_assert_cmpint (verification->verdict, ==, HECHA_FILE_INCOMPLETE);
  g_string_append_printf (data, "startxref\n%u\n%%%%EOF\n", number_after (first, "startxref\n"));
  attack_expect (attack, "the first revision is the newest again", data, "changed", "trailing-bytes");
}

/* A later revision goes back beyond the second signature, as if that had never been. */
static void
test_skipped (void)
{
  g_autoptr(GString) first = attack_load (attack, "s1.pdf"), data = attack_load (attack, "s2.pdf");
  g_autofree char *catalog = object_text (first, 1), *old = NULL, *new = NULL;

  update_object (data, 1, catalog);
  old = g_strdup_printf ("/Prev %u", number_after (data, "/Prev "));
  new = g_strdup_printf ("/Prev %0*u", (int) strlen (old) - 6, number_after (first, "startxref\n"));
  memcpy (data->str + find_last (data, old), new, strlen (new));
  attack_expect (attack, "a revision is skipped", data, "changed", "history");
}

/* The cross-reference. */

static void
test_cross_reference (void)
{
  static const struct
  {
    const char *name;
    const char *rows;
    const char *entries;
    const char *verdict;
    const char *check;
  } table[] = {
    { "empty", "0 1\n0000000000 65535 f \n", "", "changed", "later-changes" },
    { "hybrid", "0 1\n0000000000 65535 f \n", "/XRefStm 15", "unreadable", "structure" },
    { "encrypted", "0 1\n0000000000 65535 f \n", "/Encrypt << /Filter /Standard >>", "unreadable", "structure" },
    { "other-information", "0 1\n0000000000 65535 f \n", "/Info << /Title (x) >>", "unreadable", "structure" },
    { "more-in-trailer", "0 1\n0000000000 65535 f \n", "/Xyz 1", "changed", "later-changes" },
    { "beyond-size", "9000 1\n0000000015 00000 n \n", "", "unreadable", "structure" },
    { "beyond-file", "1 1\n9999999999 00000 n \n", "", "unreadable", "structure" },
    { "huge-count", "0 8000000\n0000000000 65535 f \n", "", "unreadable", "structure" },
    { "short-row", "0 1\n000000000 65535 f \n", "", "unreadable", "structure" },
    { "other-generation", "1 1\n0000000015 00001 n \n", "", "unreadable", "structure" },
    { "into-a-stream", "2 1\n0000000100 00000 n \n", "", "changed", "history" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GString) data = attack_load (attack, "s2.pdf");
      g_autoptr(HechaVerification) verification = NULL;

      append_section (data, table[i].rows, table[i].entries, 0);
      attack_expect (attack, table[i].name, data, table[i].verdict, table[i].check);
    }
}

/* Loops: a section that is its own predecessor, and two that are each other's. */
static void
test_loops (void)
{
  for (guint k = 0; k < 2; k++)
    {
      g_autoptr(GString) data = attack_load (attack, "s2.pdf");
      gsize xref = data->len, at;
      g_autofree char *place = NULL;

      append_section (data, "0 1\n0000000000 65535 f \n", "         ", 0);
      if (k)
        append_section (data, "0 1\n0000000000 65535 f \n", "", 0);
      at = find_last (data, "/Prev ") + 6;
      if (k)
        {
          xref = number_after (data, "startxref\n");
          at = find_first (data, "         >>") - 1;
          while (!g_str_has_prefix (data->str + at, "/Prev "))
            at--;
          at += 6;
        }
      place = g_strdup_printf ("%zu", xref);
      memset (data->str + at, ' ', strspn (data->str + at, "0123456789"));
      memcpy (data->str + at, place, strlen (place));
      attack_expect (attack, "a loop", data, "unreadable", "structure");
    }
}

/* Bytes that no revision has: after the end, between revisions, before the start. */
static void
test_stray_bytes (void)
{
  g_autoptr(GString) after = attack_load (attack, "s2.pdf"), before = attack_load (attack, "s2.pdf");
  g_autoptr(GString) hole = attack_load (attack, "s1.pdf");
  g_autofree char *text = NULL;

  g_string_append (after, "1 0 obj\n<< /Type /Catalog >>\nendobj\n");
  attack_expect (attack, "after the end", after, "changed", "trailing-bytes");
  g_string_append (hole, "%%EOF\n");
  attack_expect (attack, "a second end", hole, "unreadable", "structure");
  g_string_free (g_steal_pointer (&hole), TRUE);
  hole = attack_load (attack, "s1.pdf");
  text = object_text (hole, 1);
  g_string_append (hole, "2 0 obj\n<< >>\nendobj\n");
  update_object (hole, 1, text);
  attack_expect (attack, "between revisions", hole, "changed", "history");
  g_string_prepend (before, "\n");
  attack_expect (attack, "before the start", before, "unreadable", "structure");
}

/* A time stamp is no signature of a field that somebody must sign. */
static void
test_stamp_for_a_signature (void)
{
  static const char *const required[] = { "prepared", "timestamp-1", NULL };
  HechaExpectations expectations = { required, NULL, 0 };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaVerification) verification = NULL;

  attack_stamp (attack, "s2.pdf", "stamped.pdf");
  bytes = fixture_read (attack->fixture, "stamped.pdf");
  verification = hecha_pdf_verify_bytes (bytes, attack->trust, &expectations);
  g_assert_cmpint (verification->verdict, ==, HECHA_FILE_INCOMPLETE);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  attack = attack_new ();
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = g_strconcat ("/attack/update/", edits[i].name, NULL);

      g_test_add_data_func (path, &edits[i], test_edit);
    }
  g_test_add_func ("/attack/update/each-object", test_each_object);
  g_test_add_func ("/attack/update/freed-and-used-again", test_freed_and_used_again);
  g_test_add_func ("/attack/update/added", test_added);
  g_test_add_func ("/attack/update/removed-and-signed-again", test_removed_and_signed_again);
  g_test_add_func ("/attack/update/rolled-back", test_rolled_back);
  g_test_add_func ("/attack/update/skipped", test_skipped);
  g_test_add_func ("/attack/update/cross-reference", test_cross_reference);
  g_test_add_func ("/attack/update/loops", test_loops);
  g_test_add_func ("/attack/update/stray-bytes", test_stray_bytes);
  g_test_add_func ("/attack/update/stamp-for-a-signature", test_stamp_for_a_signature);
  status = g_test_run ();
  attack_free (attack);
  return status;
}
