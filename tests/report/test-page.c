/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include "error.h"
#include "sample-input.h"

#include <string.h>

typedef struct
{
  HechaReportModel *model;
  HechaReportInput  input;
  GOutputStream    *out;
  HechaPages       *pages;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  memset (self, 0, sizeof *self);
  self->model = hecha_report_model_new (HECHA_LANGUAGE_ZH);
  self->model->title = g_strdup ("示例");
  self->model->subject = g_strdup ("示例");
  self->model->author = g_strdup ("示例");
  self->model->number = g_strdup ("1");
  self->model->header[0] = g_strdup ("页眉一");
  self->model->header[1] = g_strdup ("页眉二");
  self->model->footer = g_strdup ("页脚");
  self->model->page_format = "%u/%u";
  self->model->draft_mark = "草稿";
  self->model->date_label = "日期";
  self->model->planned_label = "";
  self->model->missing_picture = "无图";
  self->input.claimed_time = "2026-03-06T01:20:00Z";
  self->out = g_memory_output_stream_new_resizable ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  hecha_report_model_free (self->model);
  g_clear_pointer (&self->pages, hecha_pages_free);
  g_object_unref (self->out);
}

/* Lays the model out. Returns: what pdftotext reads on the pages, in their order. */
static char *
lay_out (Fixture    *self,
         const char *mode)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hecha-page-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.pdf", NULL);

  self->pages = hecha_pages_write (self->out, self->model, &self->input, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (self->out, NULL, NULL);
  g_file_set_contents (path, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (self->out)),
                       g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (self->out)), &error);
  g_assert_no_error (error);
  return sample_run ("pdftotext", mode, path, "-", NULL);
}

static guint
count (const char *text,
       const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p; p = strstr (p + strlen (word), word))
    n++;
  return n;
}

/* A4 with 23 mm on the right. */
#define RIGHT (595.28 - 23 * 72 / 25.4)

/* @bbox: of pdftotext: no word stands beyond the body's edge. */
static void
assert_within (const char *bbox)
{
  for (const char *p = bbox; (p = strstr (p, "xMax=\"")); p++)
    g_assert_cmpfloat (g_ascii_strtod (p + strlen ("xMax=\""), NULL), <=, RIGHT + 0.5);
}

static HechaBlock *
add_table (Fixture *self)
{
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);

  hecha_block_add_column (block, 1, HECHA_ALIGN_START);
  hecha_block_add_column (block, 1, HECHA_ALIGN_END);
  return block;
}

/* The head of a table is on each of its pages. */
static void
test_head_repeated (Fixture       *self,
                    gconstpointer  data)
{
  HechaBlock *block = add_table (self);
  g_autofree char *text = NULL;

  block->has_head = TRUE;
  hecha_block_add_row (block, "HEADMARK", "n", NULL);
  for (guint i = 0; i < 120; i++)
    hecha_block_add_row (block, "ROWMARK", "1", NULL);
  text = lay_out (self, "-raw");
  g_assert_cmpuint (self->pages->n_pages, >=, 3);
  g_assert_cmpuint (count (text, "HEADMARK"), ==, self->pages->n_pages);
  g_assert_cmpuint (count (text, "ROWMARK"), ==, 120);
}

/* A name that is too long for the head is cut, and says so. */
static void
test_long_head (Fixture       *self,
                gconstpointer  data)
{
  GString *name = g_string_new ("首");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (name, "示例");
  g_string_append (name, "尾");
  g_free (self->model->header[0]);
  self->model->header[0] = g_string_free (name, FALSE);
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODYMARK");
  text = lay_out (self, "-raw");
  g_assert_cmpuint (count (text, "首"), ==, 1);
  g_assert_cmpuint (count (text, "…"), ==, 1);
  g_assert_cmpuint (count (text, "尾"), ==, 0);
  g_assert_cmpuint (count (text, "页眉二"), ==, 1);
}

/* What is signed on each page takes the lines that it needs, above the foot. */
static void
test_long_strip (Fixture       *self,
                 gconstpointer  data)
{
  GString *strip = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (strip, "SIGN%02u ____________ ", i);
  self->model->strip = g_string_free (strip, FALSE);
  for (guint i = 0; i < 80; i++)
    hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODYMARK");
  text = lay_out (self, "-bbox");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *word = g_strdup_printf (">SIGN%02u<", i);

      g_assert_cmpuint (count (text, word), ==, self->pages->n_pages);
    }
  assert_within (text);
}

/* A row taller than a page loses nothing. */
static void
test_tall_row (Fixture       *self,
               gconstpointer  data)
{
  HechaBlock *block = add_table (self);
  g_autoptr(GString) tall = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (tall, "LINE%03u\n", i);
  hecha_block_add_row (block, tall->str, "short", NULL);
  hecha_block_add_row (block, "AFTER", "", NULL);
  text = lay_out (self, "-raw");
  g_assert_cmpuint (self->pages->n_pages, >=, 4);
  g_assert_cmpuint (count (text, "LINE"), ==, 200);
  g_assert_cmpuint (count (text, "LINE199"), ==, 1);
  g_assert_cmpuint (count (text, "AFTER"), ==, 1);
}

/* A heading goes to the next page with what it heads. */
static void
test_no_orphan_heading (Fixture       *self,
                        gconstpointer  data)
{
  g_auto(GStrv) pages = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    {
      hecha_report_model_add (self->model, HECHA_BLOCK_HEADING, "HEADING")->level = 1 + i % 3;
      for (guint j = 0; j <= i % 4; j++)
        hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODY");
    }
  text = lay_out (self, "-layout");
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), ==, self->pages->n_pages + 1);
  for (guint i = 0; i < self->pages->n_pages; i++)
    {
      const char *heading = g_strrstr (pages[i], "HEADING");
      const char *body = g_strrstr (pages[i], "BODY");

      g_assert_true (!heading || (body && body > heading));
    }
}

/* A sentence that leads to a list is not left alone at the foot of a page. */
static void
test_no_orphan_lead (Fixture       *self,
                     gconstpointer  data)
{
  g_auto(GStrv) pages = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    {
      hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "LEAD")->style = HECHA_STYLE_BODY;
      for (guint j = 0; j <= i % 4; j++)
        hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "LISTED")->style = HECHA_STYLE_LIST;
    }
  text = lay_out (self, "-layout");
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (self->pages->n_pages, >, 4);
  for (guint i = 0; i < self->pages->n_pages; i++)
    {
      const char *lead = g_strrstr (pages[i], "LEAD"), *listed = g_strrstr (pages[i], "LISTED");

      g_assert_true (!lead || (listed && listed > lead));
    }
}

/* GB/T 15834: no line begins with a mark that closes. */
static void
test_no_closing_mark_first (Fixture       *self,
                            gconstpointer  data)
{
  static const char *const closing[] = { "，", "。", "；", "：", "、", "”", "’", "）", "》", "】", "〕", "！", "？" };
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (words, "%.*s%s", (int) (3 * (1 + i % 7)), "现场检查笔录书", closing[i % G_N_ELEMENTS (closing)]);
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, words->str);
  text = lay_out (self, "-layout");
  lines = g_strsplit_set (text, "\n\f", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 40);
  for (char **line = lines; *line; line++)
    for (guint i = 0; i < G_N_ELEMENTS (closing); i++)
      g_assert_false (g_str_has_prefix (g_strchug (*line), closing[i]));
}

/* The contents name the page that a heading is on. */
static void
test_contents (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) pages = NULL;

  hecha_report_model_add (self->model, HECHA_BLOCK_CONTENTS, "目录");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *heading = g_strdup_printf ("CHAPTER%u", i);

      hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
      hecha_report_model_add (self->model, HECHA_BLOCK_HEADING, heading)->level = 1;
      hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODY");
    }
  text = lay_out (self, "-layout");
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (self->pages->n_pages, ==, 6);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *line = g_strdup_printf ("CHAPTER%u\\s+%u\\n", i, i + 2);

      g_assert_true (g_regex_match_simple (line, pages[0], 0, 0));
    }
}

static void
test_places (Fixture       *self,
             gconstpointer  data)
{
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_PLACES, NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", i);

      hecha_block_add_place (block, name, "签", i % 2 ? "某人" : NULL)->is_text = i == 4;
    }
  hecha_block_add_place (block, NULL, "纸", NULL)->is_text = TRUE;
  text = lay_out (self, "-raw");
  g_assert_cmpuint (self->pages->fields->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      HechaPageField *a = self->pages->fields->pdata[i];

      g_assert_cmpuint (a->page, ==, 0);
      g_assert_cmpfloat (a->x, >, 0);
      g_assert_cmpfloat (a->y, >, 0);
      g_assert_cmpfloat (a->x + a->width, <, HECHA_PAGE_WIDTH);
      g_assert_cmpfloat (a->y + a->height, <, HECHA_PAGE_HEIGHT);
      g_assert_cmpfloat (a->height, >, 30);
      for (guint j = 0; j < i; j++)
        {
          HechaPageField *b = self->pages->fields->pdata[j];

          g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width ||
                         a->y >= b->y + b->height || b->y >= a->y + a->height);
        }
    }
}

/* More bars than a page holds, and a bar without a rate. */
static void
test_chart (Fixture       *self,
            gconstpointer  data)
{
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_CHART, "CAPTION");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 40; i++)
    hecha_block_add_bar (block, "DOMAIN", i ? (int) i * 100 : -1, i ? "RATE" : "NONE");
  text = lay_out (self, "-raw");
  g_assert_cmpuint (count (text, "DOMAIN"), ==, 40);
  g_assert_cmpuint (count (text, "RATE"), ==, 39);
  g_assert_cmpuint (self->pages->n_pages, ==, 2);
  g_assert_cmpuint (self->pages->alternatives->len, ==, 2);
}

/* More zones than a page holds: each part has its figure, each name stands once, and an end that is gone is no line. */
static void
test_diagram (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_link_free);
  g_autoptr(GPtrArray) spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_spot_free);
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_DIAGRAM, "CAPTION");
  g_autofree char *text = NULL;
  HechaLink *link;

  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *name = g_strdup_printf ("DEV-%u", i);
      HechaObject *object = hecha_object_new ("host", name);

      object->zone = g_strdup_printf ("ZONE%u", i / 20);
      g_ptr_array_add (objects, object);
    }
  link = hecha_link_new (((HechaObject *) objects->pdata[0])->uuid, ((HechaObject *) objects->pdata[5])->uuid);
  link->label = g_strdup ("LABEL");
  g_ptr_array_add (links, link);
  link = hecha_link_new (((HechaObject *) objects->pdata[0])->uuid, "gone");
  link->label = g_strdup ("NOWHERE");
  g_ptr_array_add (links, link);
  block->topology = hecha_topology_new (objects, links, spots);
  text = lay_out (self, "-raw");
  g_assert_cmpuint (self->pages->n_pages, >, 1);
  g_assert_cmpuint (self->pages->alternatives->len, ==, self->pages->n_pages);
  g_assert_cmpuint (count (text, "CAPTION"), ==, self->pages->n_pages);
  g_assert_cmpuint (count (text, "LABEL"), >=, 1);
  g_assert_cmpuint (count (text, "NOWHERE"), ==, 0);
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *name = g_strdup_printf ("DEV-%u\n", i);

      g_assert_cmpuint (count (text, name), >=, 1);
    }
  g_assert_nonnull (strstr (self->pages->alternatives->pdata[0], "ZONE3：DEV-60、DEV-61"));
  g_assert_nonnull (strstr (self->pages->alternatives->pdata[0], "DEV-0 – DEV-5 (LABEL)"));
}

static gboolean
qr_wrong_cb (guint           page,
             guint           pages,
             HechaReportQr  *qr,
             gpointer        data,
             GError        **error)
{
  qr->width = GPOINTER_TO_INT (data);
  qr->modules = g_bytes_new_static ("1234", 4);
  return TRUE;
}

static void
test_wrong_qr (Fixture       *self,
               gconstpointer  data)
{
  static const int widths[] = { -1, 3, 178, G_MAXINT };

  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODY");
  self->input.qr = qr_wrong_cb;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr(GError) error = NULL;

      self->input.data = GINT_TO_POINTER (widths[i]);
      g_assert_null (hecha_pages_write (self->out, self->model, &self->input, NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

/* pdftotext leaves slanting text out; nothing else of these pages is bold. */
static gboolean
has_bold (const Fixture *self)
{
  return memmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (self->out)),
                 g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (self->out)), "Bold", 4) != NULL;
}

static void
test_draft (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *text = NULL;

  self->model->draft = GPOINTER_TO_INT (data);
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODY");
  hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "BODY");
  text = lay_out (self, "-raw");
  g_assert_cmpuint (self->pages->n_pages, ==, 2);
  g_assert_cmpuint (count (text, "1/2"), ==, 1);
  g_assert_cmpuint (count (text, "2/2"), ==, 1);
  g_assert_cmpuint (count (text, "页眉二"), ==, 2);
  g_assert_cmpint (has_bold (self), ==, self->model->draft);
}

static void
test_full_disk (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint8 little[100];
  g_autoptr(GOutputStream) out = g_memory_output_stream_new (little, sizeof little, NULL, NULL);

  hecha_report_model_add (self->model, HECHA_BLOCK_CONTENTS, "目录");
  for (guint i = 0; i < 3; i++)
    {
      hecha_report_model_add (self->model, HECHA_BLOCK_HEADING, "CHAPTER")->level = 1;
      hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
    }
  g_assert_null (hecha_pages_write (out, self->model, &self->input, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* A foot ends above the edge of the page, and says that it was cut. */
static void
test_long_footer (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GString) footer = g_string_new ("FOOT");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (footer, "示例");
  g_string_append (footer, "截去");
  g_free (self->model->footer);
  self->model->footer = g_string_free (g_steal_pointer (&footer), FALSE);
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, "正文");
  text = lay_out (self, "-raw");
  g_assert_cmpuint (count (text, "FOOT"), ==, 1);
  g_assert_cmpuint (count (text, "…"), ==, 1);
  g_assert_cmpuint (count (text, "截去"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void      (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/page/head-repeated", test_head_repeated },
    { "/page/long-head", test_long_head },
    { "/page/long-strip", test_long_strip },
    { "/page/tall-row", test_tall_row },
    { "/page/no-orphan-heading", test_no_orphan_heading },
    { "/page/no-orphan-lead", test_no_orphan_lead },
    { "/page/no-closing-mark-first", test_no_closing_mark_first },
    { "/page/contents", test_contents },
    { "/page/places", test_places },
    { "/page/chart", test_chart },
    { "/page/diagram", test_diagram },
    { "/page/wrong-qr", test_wrong_qr },
    { "/page/not-a-draft", test_draft },
    { "/page/long-footer", test_long_footer },
    { "/page/full-disk", test_full_disk },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add ("/page/draft", Fixture, GINT_TO_POINTER (TRUE), set_up, test_draft, tear_down);
  return g_test_run ();
}
