/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-template.h"

#include "error.h"

#include <string.h>

#define TOP "title: A notice\nfor: visit\n\n"

static const char *const vocabulary[] = { "enterprise.name", "team[].name", "domains[].title", "domains[].items[].label",
                                          NULL };

static void
test_sound (void)
{
  static const char *const bodies[] = {
    "", "# Heading\n", "Words for {enterprise.name}.\n", "{{ stands for itself\n", "\\# no heading\n",
    "// a note\n:facts\n| a | {enterprise.name} |\n", ":table 1 2 3\n|! a | b | c\n| 1 | 2 |  |\n",
    ":each one in team\n- {one.name}\n:end\n",
    ":each d in domains\n# {d.title}\n:table 1\n:each i in d.items\n| {i.label} |\n:end\n:end\n",
    ":if team\nyes\n:else\nno\n:end\n", ":if not enterprise.name\nno\n:end\n",
    ":each d in domains\n:if d.title\n{d.title}\n:end\n:if d.items\nx\n:end\n:end\n",
    ":sign [authority-seal] One = {enterprise.name} | [verifier] Two | Three\n:write Remarks\n:page\n:space 20\n", "windows\r\n\r\nlines\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *text = g_strconcat (TOP, bodies[i], NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaDocumentTemplate) template = hecha_document_template_parse (text, strlen (text), "x.txt",
                                                                                 vocabulary, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (hecha_document_template_get (template, "title"), ==, "A notice");
      g_assert_null (hecha_document_template_get (template, "letterhead"));
    }
}

/* Each fault is named with its line and what is wrong. */
static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } faults[] = {
    { "for: visit\n", "x.txt, line 1: the template has no title" },
    { "", "x.txt, line 1: the template has no title" },
    { "title: a\n", "x.txt, line 1: the template does not say what it is for" },
    { "title: a\nfor: ever\n", "x.txt, line 2: “ever” is none of evaluation, inspection, visit, filing" },
    { "title: a\ntitle: b\nfor: visit\n", "x.txt, line 2: “title” is there already" },
    { "titel: a\n", "x.txt, line 1: “titel” is none of title, for, letterhead, number, subject, footer, strip" },
    { "title: a\nfor: visit\nwords\n", "x.txt, line 3: the top of a template is made of lines such as “title: …”, up to an empty line" },
    { TOP "{enterprize.name}\n", "x.txt, line 4: there is no field {enterprize.name}" },
    { TOP "ok\n{enterprise.name\n", "x.txt, line 5: a field begins with { and does not end; write {{ for the sign itself" },
    { TOP "{team}\n", "x.txt, line 4: there is no field {team}; it is a list: use :each" },
    { TOP ":each a in nobody\n:end\n", "x.txt, line 4: there is no list “nobody”" },
    { TOP ":each a of team\n:end\n", "x.txt, line 4: a repetition is written :each NAME in LIST" },
    { TOP ":each a in team\n{b.name}\n:end\n", "x.txt, line 5: there is no field {b.name}" },
    { TOP ":each a in team\n:end\n{a.name}\n", "x.txt, line 6: there is no field {a.name}" },
    { TOP ":if nothing\n:end\n", "x.txt, line 4: there is no field and no list “nothing”" },
    { TOP ":if team\n", "x.txt, line 4: what begins here is never ended with :end" },
    { TOP ":end\n", "x.txt, line 4: :end stands alone, and ends an :each or :if" },
    { TOP ":else\n", "x.txt, line 4: :else stands alone, between :if and :end" },
    { TOP ":each a in team\n:else\n:end\n", "x.txt, line 5: :else stands alone, between :if and :end" },
    { TOP "| a |\n", "x.txt, line 4: a row needs :table or :facts above it, with no other text between" },
    { TOP ":table 1 1\n| a | b | c |\n", "x.txt, line 5: the row has 3 cells and its table 2 columns" },
    { TOP ":table 1\n| a |\n|! b |\n", "x.txt, line 6: a head |! must be the first row of its table" },
    { TOP ":table\n", "x.txt, line 4: :table needs the width of each column, such as :table 1 4 2" },
    { TOP ":table 0\n", "x.txt, line 4: “0” is no width of a column, from 1 to 100" },
    { TOP ":table 1 100\n", "x.txt, line 4: column 1 takes less than one part in 25 of the table" },
    { TOP ":table 1 1 1 1 1 1 1 1 1 1 1 1 1\n", "x.txt, line 4: a table has up to 12 columns" },
    { TOP ":space far\n", "x.txt, line 4: :space needs a height of 1 to 200 millimetres" },
    { TOP ":sign a | | b\n", "x.txt, line 4: a place to sign needs words, as in :sign Approved by" },
    { TOP ":sign [seal a\n", "x.txt, line 4: the name of a signature field stands in brackets, of small letters, digits and hyphens: [authority-seal]" },
    { TOP ":sign [Seal] a\n", "x.txt, line 4: the name of a signature field stands in brackets, of small letters, digits and hyphens: [authority-seal]" },
    { TOP ":sign [sign-1] a\n", "x.txt, line 4: the name of a signature field stands in brackets, of small letters, digits and hyphens: [authority-seal]" },
    { TOP ":sign [seal] a\n:sign [seal] b\n", "x.txt, line 5: there is a signature field “seal” already" },
    { TOP ":sign [seal]\n", "x.txt, line 4: a place to sign needs words, as in :sign Approved by" },
    { TOP ":include /etc/passwd\n", "x.txt, line 4: there is no command “:include”" },
    { TOP "a\x01" "b\n", "x.txt, line 4: byte 2 of the line is a control character" },
    { TOP "a\xff\n", "x.txt, line 4: byte 2 of the line is not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) all = hecha_document_template_check (faults[i].text, strlen (faults[i].text), "x.txt", vocabulary);

      g_assert_null (hecha_document_template_parse (faults[i].text, strlen (faults[i].text), "x.txt", vocabulary, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, faults[i].message);
      g_assert_cmpstr (all->pdata[0], ==, faults[i].message);
    }
}

static void
test_all_faults (void)
{
  static const char text[] = TOP "{a}\nok\n{b}\n";
  g_autoptr(GPtrArray) faults = hecha_document_template_check (text, strlen (text), "x.txt", vocabulary);

  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_cmpstr (faults->pdata[1], ==, "x.txt, line 6: there is no field {b}");
}

static void
test_limits (void)
{
  g_autoptr(GString) deep = g_string_new (TOP), many = g_string_new (TOP), wide = g_string_new (TOP);
  g_autofree char *huge = g_strnfill (HECHA_DOCUMENT_TEMPLATE_LARGEST + 1, '\n');
  const struct
  {
    const char *text;
    const char *part;
  } cases[] = { { NULL, "8 deep" }, { NULL, "4000 lines" }, { NULL, "8192 bytes" }, { huge, "262144 bytes" } };
  GString *built[] = { deep, many, wide };

  for (guint i = 0; i < 9; i++)
    g_string_append (deep, ":if team\n");
  for (guint i = 0; i < 9; i++)
    g_string_append (deep, ":end\n");
  for (guint i = 0; i < 4000; i++)
    g_string_append (many, "x\n");
  for (guint i = 0; i < 8193; i++)
    g_string_append_c (wide, 'x');
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = cases[i].text ? cases[i].text : built[i]->str;
      g_autoptr(GPtrArray) faults = hecha_document_template_check (text, strlen (text), "x.txt", vocabulary);

      g_assert_cmpuint (faults->len, >, 0);
      g_assert_nonnull (strstr (faults->pdata[0], cases[i].part));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document-template/sound", test_sound);
  g_test_add_func ("/document-template/faults", test_faults);
  g_test_add_func ("/document-template/all-faults", test_all_faults);
  g_test_add_func ("/document-template/limits", test_limits);
  return g_test_run ();
}
