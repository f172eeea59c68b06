/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages-agree.h"

#include "document.h"
#include "json.h"

#include <string.h>

static const char *const none[] = { NULL };

static void
put (GPtrArray  *page,
     const char *text,
     double      x,
     double      y)
{
  HechaDocumentRun *run = g_new0 (HechaDocumentRun, 1);

  run->text = g_strdup (text);
  run->rect = (HechaDocumentRect) { x, y, 5 * strlen (text), 10 };
  g_ptr_array_add (page, run);
}

static GPtrArray *
page_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_document_run_free);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = hecha_json_parse_object (text, strlen (text), "data", &error);

  g_assert_no_error (error);
  return object;
}

#define PROP(name, value) "{\"name\":\"" name "\",\"ns\":\"https://hecha.org/ns/oscal\",\"value\":\"" value "\"}"
#define DATA(rate, verdict) \
  "{\"assessment-results\":{\"metadata\":{\"props\":[" PROP ("number", "2026-0001-ABCD") "," \
  PROP ("procedure", "evaluation") "," PROP ("language", "en") "," PROP ("enterprise-code", "CODE") "]}," \
  "\"results\":[{\"props\":[" PROP ("count-open", "0") "," PROP ("count-conforming", "0") "," \
  PROP ("count-partial", "1") "," PROP ("count-nonconforming", "0") "," PROP ("count-na", "2") "," \
  PROP ("conformity-rate", rate) "],\"findings\":[{\"title\":\"Remote maintenance of controllers\",\"props\":[" \
  PROP ("verdict", verdict) "]}],\"risks\":[{\"description\":\"No second person was there.\",\"props\":[" \
  PROP ("finding", "f1") "]}]}]}}"

/* Two pages: a title over two lines, a verdict over two lines about one centre,
 * a problem that goes on overleaf. */
static GPtrArray *
pages_new (const char *verdict,
           const char *problem)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *one = page_new (), *two = page_new ();
  static const char *const sums[] = { "3", "0", "1", "0", "2", "0", "0.00%" };

  put (one, "2026-0001-ABCD", 60, 10);
  put (one, "CODE", 60, 30);
  put (one, "4.2", 60, 100);
  put (one, "Remote maintenance", 110, 100);
  put (one, verdict, 275 - 2.5 * strlen (verdict), 100);
  put (one, "of controllers", 110, 112);
  put (one, "conforming", 250, 112);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    put (one, sums[i], 60 + 40 * i, 200);
  put (one, "P1", 60, 700);
  put (one, problem, 110, 700);
  put (two, "2026-0001-ABCD", 60, 10);
  put (two, "was there.", 110, 50);
  g_ptr_array_add (pages, one);
  g_ptr_array_add (pages, two);
  return pages;
}

static void
test_texts (void)
{
  static const struct { const char *data, *verdict, *problem, *difference; } cases[] = {
    { DATA ("0.00%", "partial"), "Partly", "No second person", NULL },
    { DATA ("0.00%", "partial"), "Not", "No second person", "Remotemaintenanceofcontrollers" },
    { DATA ("0.00%", "partial"), "Partly", "No third person", "No second person was there." },
    { DATA ("50.00%", "partial"), "Partly", "No second person", "50.00%" },
    { DATA ("0.00%", "conforming"), "Partly", "No second person", "Conforming" },
    { "{}", "Partly", "No second person", "no results" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) pages = pages_new (cases[i].verdict, cases[i].problem);
      g_autoptr(JsonObject) data = parse (cases[i].data);
      g_autofree char *difference = hecha_pages_disagree (pages, data, none);

      g_test_message ("case %u: %s", i, difference ? difference : "agree");
      if (cases[i].difference)
        g_assert_nonnull (strstr (difference, cases[i].difference));
      else
        g_assert_null (difference);
    }
}

/* A digest that is computed now stands on a page, or the data is another. */
static void
test_digests (void)
{
  g_autoptr(GPtrArray) pages = pages_new ("Partly", "No second person");
  g_autoptr(JsonObject) data = parse (DATA ("0.00%", "partial"));
  const char *const digests[] = { "00ff", NULL };
  g_autofree char *difference = hecha_pages_disagree (pages, data, digests);

  g_assert_nonnull (strstr (difference, "00ff"));
}

/* More problems on the pages than in the data, and the same item twice. */
static void
test_too_much (void)
{
  g_autoptr(JsonObject) data = parse (DATA ("0.00%", "partial"));
  g_autoptr(GPtrArray) problems = pages_new ("Partly", "No second person");
  g_autoptr(GPtrArray) items = pages_new ("Partly", "No second person");
  g_autofree char *more = NULL, *twice = NULL;

  put (problems->pdata[1], "P2", 60, 50);
  more = hecha_pages_disagree (problems, data, none);
  g_assert_nonnull (strstr (more, "problems"));
  put (items->pdata[1], "Remote maintenance of controllers", 110, 300);
  put (items->pdata[1], "Conforming", 300, 300);
  twice = hecha_pages_disagree (items, data, none);
  g_assert_nonnull (strstr (twice, "Conforming"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/pages-agree/texts", test_texts);
  g_test_add_func ("/flow/pages-agree/digests", test_digests);
  g_test_add_func ("/flow/pages-agree/too-much", test_too_much);
  return g_test_run ();
}
