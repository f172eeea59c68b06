/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-form.h"

#include "error.h"
#include "fixture.h"

#define CATALOG "<< /Type /Catalog /AcroForm << /Fields [ 2 0 R 3 0 R ] >> >>"

static HechaPdfFile *
open_bodies (const char *const *bodies)
{
  g_autoptr(GString) text = fixture_write_pdf (bodies, "");
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  HechaPdfFile *file = hecha_pdf_file_new (bytes, NULL);

  g_assert_nonnull (file);
  return file;
}

/* Names are joined, types are inherited (ISO 32000-1, 12.7.3), and a widget is no field. */
static void
test_list (void)
{
  static const char *const bodies[] = {
    CATALOG, "<< /T (a) /FT /Sig /Kids [ 4 0 R 5 0 R ] >>", "<< /T (c) /FT /Tx /V (x) /Kids [ 6 0 R ] >>",
    "<< /T (b) /V 7 0 R >>", "<< /T <feff7532> /FT /Tx >>", "<< /Subtype /Widget >>", "<< /Type /Sig >>", NULL,
  };
  static const struct
  {
    const char *name;
    guint number;
    gboolean is_signature;
    gboolean is_filled;
    guint value;
  } expected[] = {
    { "a.b", 4, TRUE, TRUE, 7 }, { "a.甲", 5, FALSE, FALSE, 0 }, { "c", 3, FALSE, TRUE, 0 },
  };
  g_autoptr(HechaPdfFile) file = open_bodies (bodies);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < fields->len; i++)
    {
      const HechaPdfField *field = fields->pdata[i];

      g_assert_cmpstr (field->name, ==, expected[i].name);
      g_assert_cmpuint (field->number, ==, expected[i].number);
      g_assert_cmpint (field->is_signature, ==, expected[i].is_signature);
      g_assert_cmpint (field->is_filled, ==, expected[i].is_filled);
      g_assert_cmpuint (field->value, ==, expected[i].value);
      g_assert_true (hecha_pdf_form_find (fields, field->name) == field);
    }
  g_assert_null (hecha_pdf_form_find (fields, "a"));
}

static void
test_none (void)
{
  static const char *const bodies[] = { "<< /Type /Catalog >>", NULL };
  g_autoptr(HechaPdfFile) file = open_bodies (bodies);
  g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, NULL);

  g_assert_cmpuint (fields->len, ==, 0);
}

static void
test_refused (void)
{
  static const char *const table[][3] = {
    { CATALOG, "<< /T (a) >>", "<< /T (a) >>" },
    { CATALOG, "<< /T (a) /Kids [ 3 0 R ] >>", "<< /T (b) >>" },
    { CATALOG, "<< /T (a) /Kids [ 2 0 R ] >>", "<< /T (b) >>" },
    { CATALOG, "[ 1 ]", "<< /T (b) >>" },
    { CATALOG, "<< /T (a) >>", "<< /T (b" },
    { "<< /Type /Catalog /AcroForm << /Fields [ << /T (a) >> ] >> >>", "1", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *bodies[] = { table[i][0], table[i][1], table[i][2], NULL };
      g_autoptr(HechaPdfFile) file = open_bodies (bodies);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_pdf_form_list (file, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
    }
}

static void
test_deep (void)
{
  g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (bodies, g_strdup ("<< /Type /Catalog /AcroForm << /Fields [ 2 0 R ] >> >>"));
  for (guint i = 2; i < 40; i++)
    g_ptr_array_add (bodies, g_strdup_printf ("<< /T (a) /Kids [ %u 0 R ] >>", i + 1));
  g_ptr_array_add (bodies, g_strdup ("<< /T (a) >>"));
  g_ptr_array_add (bodies, NULL);
  file = open_bodies ((const char *const *) bodies->pdata);
  g_assert_null (hecha_pdf_form_list (file, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

/* ISO 32000-1, table 233: which fields a lock in the field, or FieldMDP in the signature, holds. */
static void
test_locks (void)
{
  static const struct
  {
    const char *lock;
    const char *held;
    const char *free;
  } table[] = {
    { "/Action /All", "b", "a" }, { "/Action /Include /Fields [ (b) ]", "b", "bc" },
    { "/Action /Include /Fields [ (b) ]", "b.c", "c" }, { "/Action /Exclude /Fields [ (b) ]", "c", "b" },
    { "/Action /Exclude /Fields [ (b) ]", "bc", "b.c" }, { "/Action /Include /Fields [ <feff7532> ]", "甲", "乙" },
    { "/Action /Exclude /Fields [ 1 ]", "b", "a" },
  };
  static const char *const forms[][2] = {
    { "<< /FT /Sig /T (a) /V 3 0 R /Lock << %s >> >>", "<< /Type /Sig >>" },
    { "<< /FT /Sig /T (a) /V 3 0 R >>",
      "<< /Type /Sig /Reference [ << /TransformMethod /FieldMDP /TransformParams << %s >> >> ] >>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table) * G_N_ELEMENTS (forms); i++)
    {
      const char *lock = table[i / 2].lock;
      g_auto(GStrv) field = g_strsplit (forms[i % 2][0], "%s", 2), signature = g_strsplit (forms[i % 2][1], "%s", 2);
      g_autofree char *one = g_strjoinv (lock, field);
      g_autofree char *two = g_strjoinv (lock, signature);
      const char *bodies[] = { "<< /Type /Catalog /AcroForm << /Fields [ 2 0 R ] >> >>", one, two, NULL };
      g_autoptr(HechaPdfFile) file = open_bodies (bodies);
      g_autoptr(GPtrArray) fields = hecha_pdf_form_list (file, NULL);

      g_assert_true (hecha_pdf_form_is_locked (file, fields->pdata[0], table[i / 2].held));
      g_assert_false (hecha_pdf_form_is_locked (file, fields->pdata[0], table[i / 2].free));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-form/list", test_list);
  g_test_add_func ("/pdf-form/none", test_none);
  g_test_add_func ("/pdf-form/refused", test_refused);
  g_test_add_func ("/pdf-form/deep", test_deep);
  g_test_add_func ("/pdf-form/locks", test_locks);
  return g_test_run ();
}
