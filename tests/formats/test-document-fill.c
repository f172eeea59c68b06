/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-template.h"

#include "error.h"

#include <string.h>

static const char *const vocabulary[] = { "e.name", "e.post", "team[].name", "team[].posts[].text", NULL };

static HechaPaper *
fill (const char  *body,
      const char  *values,
      GError     **error)
{
  g_autofree char *text = g_strconcat ("title: For {e.name}\nfor: visit\n\n", body, NULL);
  g_autoptr(HechaDocumentTemplate) template = hecha_document_template_parse (text, strlen (text), "x.txt", vocabulary, error);
  g_autoptr(JsonObject) object = hecha_json_parse_object (values, -1, "values", error);

  g_assert_no_error (*error);
  g_assert_nonnull (object);
  return hecha_document_template_fill (template, HECHA_LANGUAGE_EN, object, error);
}

/* What stands on the paper, a line each: text, or cells with bars between. */
static char *
outline (const HechaPaper *paper)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paper->parts->len; i++)
    {
      const HechaPaperPart *part = paper->parts->pdata[i];
      g_autofree char *cells = part->cells ? g_strjoinv ("|", part->cells) : NULL;

      g_string_append_printf (text, "%d%s%s;", part->kind, part->text ? part->text : "", cells ? cells : "");
    }
  return g_string_free (text, FALSE);
}

#define VALUES "{\"e\":{\"name\":\"Steel {e.post}\"},\"team\":[{\"name\":\"A\",\"posts\":[{\"text\":\"x\"},{\"text\":\"y\"}]}," \
               "{\"name\":\"B\",\"posts\":[]}]}"

static void
test_words (void)
{
  static const struct
  {
    const char *body;
    const char *outline;
  } rows[] = {
    /* A value is never read for fields again. */
    { "Dear {e.name}\n", "1Dear Steel {e.post};" },
    { "{{e.name}\n", "1{e.name};" },
    /* What nobody said is a line to write on; a cell is left empty. */
    { "Post: {e.post}\n", "1Post: ____________;" },
    { ":facts\n| Post | {e.post} |\n", "6;7Post|;" },
    { ":each m in team\n- {m.name}\n:end\nend\n", "2A;2B;1end;" },
    { ":each m in team\n! {m.name}\n:each p in m.posts\n> {p.text} {m.name} {e.name}\n:end\n:end\n",
      "4A;3x A Steel {e.post};3y A Steel {e.post};4B;" },
    { ":if e.name\na\n:else\nb\n:end\n", "1a;" },
    { ":if e.post\na\n:else\nb\n:end\n", "1b;" },
    { ":if not e.post\na\n:end\n", "1a;" },
    { ":each m in team\n:if m.posts\n{m.name}\n:end\n:end\n", "1A;" },
    { ":sign One = {e.post} | Two\n", "8One;8Two;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaPaper) paper = fill (rows[i].body, VALUES, &error);
      g_autofree char *seen = NULL;

      g_assert_no_error (error);
      seen = outline (paper);
      g_assert_cmpstr (seen, ==, rows[i].outline);
      g_assert_cmpstr (paper->title, ==, "For Steel {e.post}");
    }
}

/* Values of another shape than the vocabulary tells are as good as none. */
static void
test_wrong_shapes (void)
{
  static const char *const values[] = {
    "{}", "{\"e\":3,\"team\":\"x\"}", "{\"e\":{\"name\":[1]},\"team\":[1,null,\"x\"]}", "{\"e\":[],\"team\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaPaper) paper = fill ("{e.name}\n:each m in team\n{m.name}\n:end\n", values[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (paper->parts->len, ==, 1);
    }
}

/* Eight lists in one another would be more lines than there is paper. */
static void
test_explosion (void)
{
  g_autoptr(GString) values = g_string_new ("{\"team\":["), text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (values, "%s{\"name\":\"A\"}", i ? "," : "");
  g_string_append (values, "]}");
  for (guint i = 0; i < 8; i++)
    g_string_append_printf (text, ":each v%u in team\n", i);
  g_string_append (text, "words\n");
  for (guint i = 0; i < 8; i++)
    g_string_append (text, ":end\n");
  g_assert_null (fill (text->str, values->str, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "x.txt, line "));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document-fill/words", test_words);
  g_test_add_func ("/document-fill/wrong-shapes", test_wrong_shapes);
  g_test_add_func ("/document-fill/explosion", test_explosion);
  return g_test_run ();
}
