/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "pdf-diff.h"
#include "pdf-tree.h"
#include "verification.h"

#include <string.h>

/* What others add to a signed file: an update of a small one, made of the input, so that every
 * input gets as far as the rules. The first byte says what the signed revision allows; then come
 * objects, each a number and its text, with form feeds between them. A number alone frees it. */

#define CATALOG "/Type /Catalog /Pages 2 0 R /AcroForm 4 0 R /Metadata 10 0 R"
#define PAGE    "/Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 9 0 R"
#define STREAM(x) "<< " x " /Length 0 >>\nstream\n\nendstream"
#define LIMIT   30      /* numbers of objects */

static const char *const bodies[] = {
  "<< " CATALOG " >>",
  "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
  "<< " PAGE " /Annots [ 5 0 R ] >>",
  "<< /Fields [ 5 0 R 6 0 R 7 0 R 14 0 R ] /DR << /Font << /F 13 0 R >> >> >>",
  "<< /FT /Sig /T (a) /Rect [ 0 0 0 0 ] /V 8 0 R >>",
  "<< /FT /Tx /T (b) /V (old) /DA (/H 9 Tf) /AP << /N 12 0 R >> >>",
  "<< /FT /Btn /T (c) /AP << /N << /On 9 0 R >> >> /V /Off /AS /Off >>",
  "<< /Type /Sig /Reference [ << /TransformMethod /DocMDP /TransformParams << /P 0 >> >> ] >>",
  STREAM (""),
  "<< /Type /Metadata /Subtype /XML /Length 49 >>\nstream\n"
    "<x><xmp:ModifyDate>1</xmp:ModifyDate><t>A</t></x>\nendstream",
  "<< /Title (A) /ModDate (1) >>",
  STREAM ("/Subtype /Form"),
  "<< /Type /Font >>",
  "<< /FT /Tx /T (e) >>",
};

static void
end_section (GString    *out,
             const char *rows,
             guint       size,
             gsize       prev)
{
  gsize xref = out->len;

  g_string_append_printf (out, "xref\n%strailer\n<< /Size %u /Root 1 0 R /Info 11 0 R /ID [ (1) (%u) ]", rows, size, prev > 0);
  if (prev)
    g_string_append_printf (out, " /Prev %zu", prev);
  g_string_append_printf (out, " >>\nstartxref\n%zu\n%%%%EOF\n", xref);
}

static GString *
base (guint level)
{
  GString *out = g_string_new ("%PDF-1.7\n");
  g_autoptr(GString) rows = g_string_new (NULL);

  g_string_append_printf (rows, "0 %zu\n0000000000 65535 f \n", G_N_ELEMENTS (bodies) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      gsize start = out->len;

      g_string_append_printf (rows, "%010zu 00000 n \n", start);
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", i + 1, bodies[i]);
      if (i == 0 && level)
        g_string_insert (out, (gssize) out->len - 10, "/Perms << /DocMDP 8 0 R >> ");
      if (i == 7)
        strstr (out->str + start, "/P 0")[3] = (char) ('0' + level);
    }
  end_section (out, rows->str, G_N_ELEMENTS (bodies) + 1, 0);
  return out;
}

static void
update (GString    *out,
        const char *data,
        gsize       size)
{
  g_autoptr(GString) rows = g_string_new (NULL);
  gsize prev = (gsize) g_ascii_strtoull (g_strrstr (out->str, "startxref\n") + 10, NULL, 10);
  gboolean seen[LIMIT] = { FALSE };

  while (size > 0)
    {
      const char *end = memchr (data, '\f', size);
      gsize length = end ? (gsize) (end - data) : size, digits = 0;
      guint number = 0;

      while (digits < length && digits < 2 && g_ascii_isdigit (data[digits]))
        number = number * 10 + (guint) (data[digits++] - '0');
      if (number > 0 && number < LIMIT && !seen[number])
        {
          gboolean freed = digits == length;

          seen[number] = TRUE;
          g_string_append_printf (rows, "%u 1\n%010zu %05u %c \n", number, freed ? 0 : out->len, freed ? 1 : 0, freed ? 'f' : 'n');
          g_string_append_printf (out, "%u 0 obj\n", number);
          g_string_append_len (out, data + digits, (gssize) (length - digits));
          g_string_append (out, "\nendobj\n");
        }
      data += length + (end ? 1 : 0);
      size -= length + (end ? 1 : 0);
    }
  end_section (out, rows->str, LIMIT, prev);
}

/* The page without its annotations, and what is drawn on it. */
static void
assert_page (HechaPdfFile *before,
             HechaPdfFile *after)
{
  const HechaPdfObject *a = hecha_pdf_file_get_object (before, 3, NULL), *b = hecha_pdf_file_get_object (after, 3, NULL);
  const HechaPdfObject *drawn = hecha_pdf_file_get_object (after, 9, NULL);
  const HechaPdfValue *pages = hecha_pdf_value_get (hecha_pdf_file_get_catalog (after, NULL), "Pages");
  const HechaPdfObject *tree = hecha_pdf_file_get_object (after, 2, NULL);

  g_assert_true (a && b && drawn && tree && pages->integer == 2);
  g_assert_true (drawn->is_stream && drawn->size == 0 && drawn->value->keys->len == 1);
  g_assert_true (hecha_pdf_value_equal (hecha_pdf_file_get_object (before, 2, NULL)->value, tree->value));
  for (guint i = 0; i < b->value->keys->len; i++)
    {
      const char *key = b->value->keys->pdata[i];

      g_assert_true (strcmp (key, "Annots") == 0
                     || hecha_pdf_value_equal (hecha_pdf_value_get (a->value, key), hecha_pdf_value_get (b->value, key)));
    }
  g_assert_cmpuint (b->value->keys->len, >=, a->value->keys->len);
}

/* Nothing of what is called allowed goes beyond what the level allows. */
static void
assert_differences (const HechaPdfDiff *diff,
                    guint               level)
{
  static const char *const last[] = { "time-stamp", "validation-data", "metadata", "rewritten", "left-over", NULL };

  g_assert_cmpuint (diff->level, ==, level);
  g_assert_cmpuint (diff->areas->len, <=, 64);
  for (guint i = 0; i < diff->differences->len; i++)
    {
      const HechaDifference *difference = diff->differences->pdata[i];

      g_assert_cmpint (difference->grade, <, HECHA_GRADE_SUSPICIOUS);
      g_assert_true (level != 1 || g_strv_contains (last, difference->name));
      g_assert_true (level == 3 || strcmp (difference->name, "annotation") != 0);
    }
  g_assert_true ((level != 1 && level != 2) || diff->areas->len == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  guint level = size ? data[0] & 3 : 0;
  g_autoptr(GString) text = base (level);
  g_autoptr(GBytes) signed_bytes = g_bytes_new (text->str, text->len), bytes = NULL;
  g_autoptr(HechaPdfFile) before = hecha_pdf_file_new (signed_bytes, NULL), after = NULL;
  HechaPdfDiff *diff;

  g_assert_nonnull (before);
  if (size < 2)
    return 0;
  update (text, (const char *) data + 1, size - 1);
  bytes = g_bytes_new (text->str, text->len);
  after = hecha_pdf_file_new (bytes, NULL);
  if (!after)
    return 0;
  diff = hecha_pdf_diff_new (before, after);
  if (!diff->change)
    {
      assert_page (before, after);
      assert_differences (diff, level);
    }
  hecha_pdf_diff_free (diff);
  return 0;
}
