/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "appearance.h"

#include <pango/pangocairo.h>
#include <string.h>

#define PADDING  4.0
#define MAX_ZOOM 1.2
#define TEXT_ATTEMPTS 16
#define PICTURE_SHARE 0.45    /* of the width, at most */

static char *
time_text (gint64 time)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M %:z") : g_strdup ("");
}

/* Printed words stay true for ever: of the time they claim no more than a claim. */
static char *
markup (const HechaAppearance *words)
{
  gboolean chinese = g_str_has_prefix (words->language, "zh");
  g_autofree char *time = time_text (words->time);

  return g_markup_printf_escaped ("<span size='8pt'>%s</span>\n<span size='13pt'>%s</span>\n"
                                  "<span size='7pt'>%s %s\n%s …%s</span>\n<span size='6pt'>%s</span>",
                                  words->role, words->name,
                                  chinese ? "声称时间" : "Claimed time", time,
                                  chinese ? "证书" : "Certificate", words->certificate,
                                  chinese ? "时间证明见签名面板" : "For proof of time see the signature panel");
}

static PangoLayout *
layout_new (cairo_t    *cr,
            const char *language)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans 8");
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_language (context, pango_language_from_string (language));
  cairo_font_options_destroy (options);
  pango_layout_set_font_description (layout, font);
  return layout;
}

static void
append_point (GString                 *out,
              const cairo_path_data_t *point,
              double                   left,
              double                   zoom,
              double                   height)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (x, sizeof x, "%.2f", left + point->point.x * zoom);
  g_ascii_formatd (y, sizeof y, "%.2f", height - PADDING - point->point.y * zoom);
  g_string_append_printf (out, "%s %s ", x, y);
}

static void
append_path (GString            *out,
             const cairo_path_t *path,
             double              left,
             double              zoom,
             double              height)
{
  static const char *const operators[] = { "m\n", "l\n", "c\n", "h\n" };

  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *at = &path->data[i];

      for (int k = 1; k < at->header.length; k++)
        append_point (out, &at[k], left, zoom, height);
      g_string_append (out, operators[at->header.type]);
    }
}

static void
append_frame (GString *out,
              double   width,
              double   height)
{
  char w[G_ASCII_DTOSTR_BUF_SIZE], h[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (w, sizeof w, "%.2f", MAX (width - 1, 0));
  g_ascii_formatd (h, sizeof h, "%.2f", MAX (height - 1, 0));
  g_string_append_printf (out, "0.6 G 0.5 w 0.5 0.5 %s %s re S\n0 g\n", w, h);
}

static void
append_layout (GString     *out,
               cairo_t     *cr,
               PangoLayout *layout,
               double       left,
               double       zoom,
               double       height)
{
  cairo_path_t *path;

  if (zoom <= 0)
    return;
  cairo_set_tolerance (cr, 0.01);
  pango_cairo_layout_path (cr, layout);
  path = cairo_copy_path (cr);
  append_path (out, path, left, zoom, height);
  cairo_path_destroy (path);
  g_string_append (out, "f\n");
}

/* At the left edge, in the middle of the height. Returns where the words begin. */
static double
append_picture (GString           *out,
                const HechaPixels *picture,
                double             width,
                double             height)
{
  double scale = MIN ((width * PICTURE_SHARE - PADDING) / picture->width, (height - 2 * PADDING) / picture->height);
  double edges[] = { picture->width * scale, picture->height * scale, PADDING, (height - picture->height * scale) / 2 };
  char texts[G_N_ELEMENTS (edges)][G_ASCII_DTOSTR_BUF_SIZE];

  if (scale <= 0)
    return PADDING;
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    g_ascii_formatd (texts[i], sizeof texts[i], "%.2f", edges[i]);
  g_string_append_printf (out, "q %s 0 0 %s %s %s cm /" HECHA_APPEARANCE_PICTURE " Do Q\n", texts[0], texts[1], texts[2],
                          texts[3]);
  return 2 * PADDING + edges[0];
}

/**
 * hecha_appearance_draw:
 * @width: points
 * @height: points
 *
 * Draws the words as filled paths, so that no font has to be embedded, as
 * large as the place allows; a picture is called %HECHA_APPEARANCE_PICTURE.
 *
 * Returns: (transfer full): a content stream (ISO 32000-1, 8.2)
 */
GString *
hecha_appearance_draw (const HechaAppearance *words,
                       double                 width,
                       double                 height)
{
  GString *out = g_string_new ("q\n");
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = layout_new (cr, words->language);
  g_autofree char *text = markup (words);
  int w, h;
  double zoom, left;

  pango_layout_set_markup (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  append_frame (out, width, height);
  left = words->picture ? append_picture (out, words->picture, width, height) : PADDING;
  zoom = MIN ((width - left - PADDING) / MAX (w, 1), (height - 2 * PADDING) / MAX (h, 1));
  append_layout (out, cr, layout, left, MIN (zoom, MAX_ZOOM), height);
  g_string_append (out, "Q\n");
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return out;
}

/**
 * hecha_appearance_draw_text:
 * @language: "zh_CN" or "en"
 * @width: points
 * @height: points
 *
 * Draws a text of several lines as filled paths, smaller where it would not fit.
 *
 * Returns: (transfer full): a content stream (ISO 32000-1, 8.2)
 */
GString *
hecha_appearance_draw_text (const char *text,
                            const char *language,
                            double      width,
                            double      height)
{
  GString *out = g_string_new ("q\n0 g\n");
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = layout_new (cr, language);
  double zoom = MAX_ZOOM;
  int h;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  for (guint i = 0; i < TEXT_ATTEMPTS; i++, zoom *= 0.8)
    {
      pango_layout_set_width (layout, (int) (MAX (width - 2 * PADDING, 1) / zoom * PANGO_SCALE));
      pango_layout_get_pixel_size (layout, NULL, &h);
      if (h * zoom <= height - 2 * PADDING)
        break;
    }
  append_layout (out, cr, layout, PADDING, zoom, height);
  g_string_append (out, "Q\n");
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return out;
}
