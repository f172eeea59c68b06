/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "appearance.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  guint n_points;
  guint n_fills;
  double left;
  double right;
  double bottom;
  double top;
} Drawing;

/* Reads a content stream as ISO 32000-1, 8.5, has it: operands, then the operator. */
static Drawing
read_stream (const GString *stream)
{
  g_auto(GStrv) words = g_strsplit_set (stream->str, " \n", -1);
  Drawing out = { 0, 0, G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE };
  double operands[8];
  guint n = 0;
  int depth = 0;

  for (guint i = 0; words[i]; i++)
    {
      char *end;
      double number = g_ascii_strtod (words[i], &end);

      if (*words[i] && *end == '\0')
        {
          g_assert_cmpuint (n, <, G_N_ELEMENTS (operands));
          operands[n++] = number;
          continue;
        }
      g_assert_nonnull (strstr (" q Q G w re S g m l c h f ", words[i]));
      depth += strcmp (words[i], "q") == 0;
      depth -= strcmp (words[i], "Q") == 0;
      out.n_fills += strcmp (words[i], "f") == 0;
      for (guint k = 0; *words[i] && strchr ("mlc", *words[i]) && k + 1 < n; k += 2, out.n_points++)
        {
          out.left = MIN (out.left, operands[k]);
          out.right = MAX (out.right, operands[k]);
          out.bottom = MIN (out.bottom, operands[k + 1]);
          out.top = MAX (out.top, operands[k + 1]);
        }
      n = 0;
    }
  g_assert_cmpint (depth, ==, 0);
  return out;
}

static void
test_fits (void)
{
  static const double sizes[][2] = { { 200, 70 }, { 60, 20 }, { 400, 30 }, { 30, 400 }, { 9, 9 } };
  HechaAppearance words = { "审核", "王小明", G_GINT64_CONSTANT (1769394600000000), "1a2b3c4d", "zh_CN" };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GString *stream = hecha_appearance_draw (&words, sizes[i][0], sizes[i][1]);
      Drawing drawing = read_stream (stream);

      g_assert_cmpuint (drawing.n_points, >, 500);
      g_assert_cmpuint (drawing.n_fills, ==, 1);
      g_assert_cmpfloat (drawing.left, >=, 0);
      g_assert_cmpfloat (drawing.right, <=, sizes[i][0]);
      g_assert_cmpfloat (drawing.bottom, >=, 0);
      g_assert_cmpfloat (drawing.top, <=, sizes[i][1]);
      g_string_free (stream, TRUE);
    }
}

/* Without room there is a frame and no words. */
static void
test_no_room (void)
{
  static const double sizes[][2] = { { 0, 0 }, { 8, 100 }, { 100, 8 }, { -5, -5 } };
  HechaAppearance words = { "Reviewed", "Li Lei", 0, "00", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GString *stream = hecha_appearance_draw (&words, sizes[i][0], sizes[i][1]);

      g_assert_cmpuint (read_stream (stream).n_points, ==, 0);
      g_string_free (stream, TRUE);
    }
}

/* Names are text, not markup; both languages say something, and not the same. */
static void
test_words (void)
{
  HechaAppearance plain = { "R", "ab", 0, "00", "en" }, markup = { "R", "a<b>&amp;", 0, "00", "en" };
  HechaAppearance chinese = { "R", "ab", 0, "00", "zh_CN" };
  GString *one = hecha_appearance_draw (&plain, 300, 100), *two = hecha_appearance_draw (&markup, 300, 100);
  GString *three = hecha_appearance_draw (&chinese, 300, 100), *again = hecha_appearance_draw (&plain, 300, 100);

  g_assert_cmpuint (read_stream (two).n_points, >, read_stream (one).n_points);
  g_assert_cmpstr (one->str, !=, three->str);
  g_assert_cmpstr (one->str, ==, again->str);
  g_string_free (one, TRUE);
  g_string_free (two, TRUE);
  g_string_free (three, TRUE);
  g_string_free (again, TRUE);
}

/* A picture stands at the left edge within its share, in its own proportions; the words begin behind it. */
static void
test_picture (void)
{
  static const double sizes[][2] = { { 218, 40 }, { 60, 80 }, { 7, 7 } };
  g_autoptr(GBytes) data = g_bytes_new_take (g_malloc0 (100 * 50 * 4), 100 * 50 * 4);
  g_autoptr(HechaPixels) picture = hecha_pixels_new (100, 50, 400, data);
  HechaAppearance words = { "Reviewed", "Li Lei", 0, "00", "en", picture };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GString) stream = hecha_appearance_draw (&words, sizes[i][0], sizes[i][1]);
      char *at = strstr (stream->str, "q\n") + 2, *end = strstr (stream->str, " cm /Picture Do Q\n");
      double width, height, x, y;

      while (end && strstr (at, "\nq ") && strstr (at, "\nq ") < end)
        at = strstr (at, "\nq ") + 3;
      if (sizes[i][0] < 10)
        {
          g_assert_null (end);
          continue;
        }
      g_assert_cmpint (sscanf (at, "%lf 0 0 %lf %lf %lf cm", &width, &height, &x, &y), ==, 4);
      g_assert_cmpfloat_with_epsilon (width, 2 * height, 0.02);
      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (y, >=, 0);
      g_assert_cmpfloat (y + height, <=, sizes[i][1]);
      g_assert_cmpfloat (x + width, <=, sizes[i][0] / 2);
      *end = '\0';
      g_string_erase (stream, at - 2 - stream->str, end + strlen (" cm /Picture Do Q") - (at - 2));
      g_assert_cmpfloat (read_stream (stream).left, >, x + width);
    }
}

/* A long text is drawn smaller rather than beyond its place. */
static void
test_text (void)
{
  g_autofree char *many = g_strnfill (1000, 'W');

  for (guint i = 0; i < 2; i++)
    {
      GString *stream = hecha_appearance_draw_text (i ? many : "企业现场人员\n拒绝签字。", "zh_CN", 300, 80);
      Drawing drawing = read_stream (stream);

      g_assert_cmpuint (drawing.n_points, >, 100);
      g_assert_cmpuint (drawing.n_fills, ==, 1);
      g_assert_cmpfloat (drawing.left, >=, 0);
      g_assert_cmpfloat (drawing.right, <=, 300);
      g_assert_cmpfloat (drawing.bottom, >=, 0);
      g_assert_cmpfloat (drawing.top, <=, 80);
      g_string_free (stream, TRUE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/appearance/fits", test_fits);
  g_test_add_func ("/appearance/no-room", test_no_room);
  g_test_add_func ("/appearance/words", test_words);
  g_test_add_func ("/appearance/picture", test_picture);
  g_test_add_func ("/appearance/text", test_text);
  return g_test_run ();
}
