/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-private.h"

#include "error.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define QR_SIZE      (22 * HECHA_MM)
#define QR_TOP       (7 * HECHA_MM)
#define QR_QUIET     4
#define QR_PIXELS    4
#define HEADER_RULE  (30 * HECHA_MM)
#define FOOTER_TOP   (HECHA_PAGE_HEIGHT - 16 * HECHA_MM)
#define BODY_BOTTOM  (HECHA_PAGE_HEIGHT - 20 * HECHA_MM)
#define STRIP_HEIGHT (9 * HECHA_MM)
#define HEADER_LINES 2
#define FOOTER_LINES 3
#define MAX_QR       177
#define MAX_PAGES    20000

static void
field_free (HechaPageField *self)
{
  g_free (self->name);
  g_free (self->label);
  g_strfreev (self->locks);
  g_free (self);
}

void
hecha_pages_free (HechaPages *self)
{
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->alternatives);
  g_free (self);
}

/**
 * hecha_pager_fail:
 * @error: (transfer full): what went wrong; the first one stays
 */
void
hecha_pager_fail (HechaPager *self,
                  GError     *error)
{
  if (self->error)
    g_error_free (error);
  else
    self->error = error;
}

void
hecha_pager_begin_tag (HechaPager *self,
                       const char *name,
                       const char *attributes)
{
  if (!self->dry)
    cairo_tag_begin (self->cr, name, attributes);
}

void
hecha_pager_end_tag (HechaPager *self,
                     const char *name)
{
  if (!self->dry)
    cairo_tag_end (self->cr, name);
}

void
hecha_pager_fill (HechaPager *self,
                  double      grey,
                  double      x,
                  double      y,
                  double      width,
                  double      height)
{
  if (self->dry)
    return;
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
}

/**
 * hecha_pager_pen:
 *
 * Strokes the path thinly, in grey, and takes black up again.
 */
void
hecha_pager_pen (HechaPager *self)
{
  cairo_set_source_rgb (self->cr, 0.45, 0.45, 0.45);
  cairo_set_line_width (self->cr, 0.4);
  cairo_stroke (self->cr);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
}

void
hecha_pager_frame (HechaPager *self,
                   double      x,
                   double      y,
                   double      width,
                   double      height)
{
  if (self->dry)
    return;
  cairo_rectangle (self->cr, x, y, width, height);
  hecha_pager_pen (self);
}

void
hecha_pager_line (HechaPager *self,
                  double      grey,
                  double      x1,
                  double      y1,
                  double      x2,
                  double      y2)
{
  if (self->dry || x2 < x1)
    return;
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_set_line_width (self->cr, 0.5);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
}

/**
 * hecha_pager_add_figure:
 * @text: what the figure just tagged shows
 */
void
hecha_pager_add_figure (HechaPager *self,
                        const char *text)
{
  if (!self->dry)
    g_ptr_array_add (self->result->alternatives, g_strdup (text));
}

/* As a picture: thousands of squares a page would cost more than all the text on it.
 * Several pixels a module keep viewers from smoothing it. */
static void
draw_qr (HechaPager          *self,
         const HechaReportQr *qr)
{
  const guint8 *modules = g_bytes_get_data (qr->modules, NULL);
  int side = (qr->width + 2 * QR_QUIET) * QR_PIXELS;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  memset (pixels, 0xff, (gsize) stride * side);
  for (int y = 0; y < qr->width * QR_PIXELS; y++)
    for (int x = 0; x < qr->width * QR_PIXELS; x++)
      if (modules[y / QR_PIXELS * qr->width + x / QR_PIXELS] & 1)
        memset (pixels + (y + QR_QUIET * QR_PIXELS) * stride + (x + QR_QUIET * QR_PIXELS) * 4, 0, 4);
  cairo_surface_mark_dirty (surface);
  cairo_save (self->cr);
  cairo_translate (self->cr, HECHA_BODY_RIGHT - QR_SIZE, QR_TOP);
  cairo_scale (self->cr, QR_SIZE / side, QR_SIZE / side);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (self->cr, 0, 0, side, side);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
  g_ptr_array_add (self->held, surface);
}

static void
ask_qr (HechaPager *self)
{
  HechaReportQr qr = { 0, NULL };
  GError *error = NULL;

  if (!self->input->qr)
    return;
  if (!self->input->qr (self->page, self->pages, &qr, self->input->data, &error))
    hecha_pager_fail (self, error);
  else if (qr.width < 0 || qr.width > MAX_QR ||
           (qr.width && (!qr.modules || g_bytes_get_size (qr.modules) < (gsize) qr.width * qr.width)))
    hecha_pager_fail (self, g_error_new (HECHA_ERROR, HECHA_ERROR_INVALID,
                                         "The code of page %u has %d modules a side; there are up to %d",
                                         self->page, qr.width, MAX_QR));
  else if (qr.width)
    draw_qr (self, &qr);
  g_clear_pointer (&qr.modules, g_bytes_unref);
}

static void
draw_watermark (HechaPager *self)
{
  const HechaFlow *flow = hecha_pager_flow (self, HECHA_FONT_WATERMARK, self->model->draft_mark, HECHA_PAGE_WIDTH,
                                            HECHA_ALIGN_CENTRE, 0);

  cairo_save (self->cr);
  cairo_translate (self->cr, HECHA_PAGE_WIDTH / 2, HECHA_PAGE_HEIGHT / 2);
  cairo_rotate (self->cr, -G_PI / 4);
  cairo_set_source_rgb (self->cr, 0.93, 0.93, 0.93);
  hecha_flow_draw (flow, self, 0, flow->n_lines, -HECHA_PAGE_WIDTH / 2, -hecha_flow_height (flow, 0, flow->n_lines) / 2);
  cairo_restore (self->cr);
}

/* What takes more lines than there is room for is cut, and says so; the cover has it whole. */
static const HechaFlow *
furniture_flow (HechaPager *self,
                const char *text,
                double      width,
                guint       most)
{
  const HechaFlow *flow = hecha_pager_flow (self, HECHA_FONT_SMALL, text, width, HECHA_ALIGN_START, 0);
  g_autoptr(GString) cut = NULL;

  if (flow->n_lines <= most)
    return flow;
  cut = g_string_new_len (text, pango_layout_get_line_readonly (flow->layout, most)->start_index);
  do
    {
      g_string_truncate (cut, (gsize) (g_utf8_prev_char (cut->str + cut->len) - cut->str));
      g_string_append (cut, "…");
      flow = hecha_pager_flow (self, HECHA_FONT_SMALL, cut->str, width, HECHA_ALIGN_START, 0);
      g_string_truncate (cut, cut->len - strlen ("…"));
    }
  while (flow->n_lines > most && cut->len);
  return flow;
}

/* From the rule upwards, so that a long name takes lines above and none below. */
static void
draw_header (HechaPager *self)
{
  double y = HEADER_RULE - 3;

  for (int i = 1; i >= 0; i--)
    {
      const HechaFlow *flow = furniture_flow (self, self->model->header[i], HECHA_BODY_WIDTH - QR_SIZE - 8, HEADER_LINES);

      y -= hecha_flow_height (flow, 0, flow->n_lines);
      hecha_flow_draw (flow, self, 0, flow->n_lines, HECHA_BODY_LEFT, y);
    }
  hecha_pager_line (self, 0.45, HECHA_BODY_LEFT, HEADER_RULE, HECHA_BODY_RIGHT, HEADER_RULE);
}

/* Of what is signed by hand on each page, with the room to do so. */
static double
strip_height (HechaPager *self)
{
  const HechaFlow *flow;

  if (!self->model->strip)
    return 0;
  flow = hecha_pager_flow (self, HECHA_FONT_TABLE, self->model->strip, HECHA_BODY_WIDTH, HECHA_ALIGN_START, 0);
  return STRIP_HEIGHT + hecha_flow_height (flow, 1, flow->n_lines);
}

/* What each page has besides its content is not tagged: a reader for the blind passes over it. */
static void
draw_furniture (HechaPager *self)
{
  const HechaReportModel *model = self->model;
  g_autofree char *page = g_strdup_printf (model->page_format, self->page, self->pages);
  const HechaFlow *footer = furniture_flow (self, model->footer, HECHA_BODY_WIDTH - 90, FOOTER_LINES);

  if (model->draft)
    draw_watermark (self);
  draw_header (self);
  ask_qr (self);
  if (model->strip)
    hecha_pager_text (self, HECHA_FONT_TABLE, model->strip, HECHA_BODY_LEFT, FOOTER_TOP - strip_height (self) + 3,
                      HECHA_BODY_WIDTH, HECHA_ALIGN_START);
  hecha_pager_line (self, 0.45, HECHA_BODY_LEFT, FOOTER_TOP, HECHA_BODY_RIGHT, FOOTER_TOP);
  cairo_set_source_rgb (self->cr, 0.25, 0.25, 0.25);
  hecha_flow_draw (footer, self, 0, footer->n_lines, HECHA_BODY_LEFT, FOOTER_TOP + 3);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
  hecha_pager_text (self, HECHA_FONT_SMALL, page, HECHA_BODY_RIGHT - 88, FOOTER_TOP + 3, 88, HECHA_ALIGN_END);
}

static void
begin_page (HechaPager *self)
{
  GError *error = NULL;

  self->page++;
  self->page_open = TRUE;
  self->y = HECHA_BODY_TOP;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    hecha_pager_fail (self, error);
  else if (self->page > MAX_PAGES)
    hecha_pager_fail (self, g_error_new (HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                                         "The document would have more than %d pages", MAX_PAGES));
  else if (!self->dry)
    draw_furniture (self);
}

/**
 * hecha_pager_break:
 *
 * Ends the page, where one was begun. No tag of text may be open.
 */
void
hecha_pager_break (HechaPager *self)
{
  if (!self->page_open)
    return;
  self->page_open = FALSE;
  if (self->dry)
    return;
  cairo_show_page (self->cr);
  g_ptr_array_set_size (self->held, 0);
}

/**
 * hecha_pager_need:
 * @height: what is to be drawn next, in points
 *
 * Sees to it that there is a page with that much room. No tag of text may be open.
 */
void
hecha_pager_need (HechaPager *self,
                  double      height)
{
  if (self->page_open && self->y + height > self->bottom + 0.01 && !hecha_pager_at_top (self))
    hecha_pager_break (self);
  if (!self->page_open)
    begin_page (self);
}

gboolean
hecha_pager_at_top (const HechaPager *self)
{
  return !self->page_open || self->y <= HECHA_BODY_TOP + 0.01;
}

static void
run_pass (HechaPager *self)
{
  self->page = 0;
  self->heading = 0;
  self->page_open = FALSE;
  self->bottom = BODY_BOTTOM - strip_height (self);
  hecha_pager_begin_tag (self, "Document", NULL);
  for (guint i = 0; i < self->model->blocks->len && !self->error; i++)
    hecha_pager_add_block (self, i);
  if (self->in_section && !self->dry)
    hecha_pager_end_tag (self, "Sect");
  hecha_pager_end_tag (self, "Document");
  self->in_section = FALSE;
  hecha_pager_break (self);
  self->pages = self->page;
}

static void
set_metadata (cairo_surface_t        *surface,
              const HechaReportModel *model,
              const HechaReportInput *input)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, model->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, model->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, model->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, input->claimed_time);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, input->claimed_time);
}

static void
set_up_text (HechaPager *self)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  self->context = pango_cairo_create_context (self->cr);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string (hecha_language_to_text (self->model->language)));
  cairo_font_options_destroy (options);
}

typedef struct
{
  GOutputStream *out;
  HechaPager    *pager;
} Sink;

/* cairo 1.16 aborts the program when a document with links cannot be written to
 * its end: it is never told, and what it makes after an error goes nowhere. */
static cairo_status_t
bytes_made_cb (void                *data,
               const unsigned char *bytes,
               unsigned int         size)
{
  Sink *sink = data;
  GError *error = NULL;

  if (!sink->pager->error &&
      !g_output_stream_write_all (sink->out, bytes, size, NULL, sink->pager->cancellable, &error))
    hecha_pager_fail (sink->pager, error);
  return CAIRO_STATUS_SUCCESS;
}

static void
run (HechaPager      *self,
     cairo_surface_t *surface)
{
  self->cr = cairo_create (surface);
  set_up_text (self);
  self->dry = TRUE;
  run_pass (self);
  self->dry = FALSE;
  if (!self->error)
    run_pass (self);
  if (!self->error && cairo_status (self->cr))
    hecha_pager_fail (self, g_error_new (HECHA_ERROR, HECHA_ERROR_IO, "The pages cannot be drawn: %s",
                                         cairo_status_to_string (cairo_status (self->cr))));
  g_hash_table_remove_all (self->flows);
  g_clear_object (&self->context);
  cairo_destroy (self->cr);
  cairo_surface_finish (surface);
  if (!self->error && cairo_surface_status (surface))
    hecha_pager_fail (self, g_error_new (HECHA_ERROR, HECHA_ERROR_IO, "The pages cannot be written: %s",
                                         cairo_status_to_string (cairo_surface_status (surface))));
}

/**
 * hecha_pages_write:
 * @out: where the PDF goes; not closed
 *
 * Lays @model out on A4 twice, first to learn the page of each heading, and
 * draws it: tagged, with an outline and links, its fonts subset. Pictures are
 * asked for one at a time, and let go with their page. Any thread, one at a time.
 *
 * Returns: (transfer full) (nullable): where things came to lie; the error of
 *   @out, of the callbacks of @input, %HECHA_ERROR_INVALID for what they handed
 *   out, %HECHA_ERROR_TOO_LARGE, or %G_IO_ERROR_CANCELLED
 */
HechaPages *
hecha_pages_write (GOutputStream           *out,
                   const HechaReportModel  *model,
                   const HechaReportInput  *input,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_autoptr(HechaPages) result = g_new0 (HechaPages, 1);
  g_autoptr(GArray) heading_pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GHashTable) flows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) hecha_flow_free);
  g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  HechaPager pager = { .model = model, .input = input, .cancellable = cancellable, .heading_pages = heading_pages, .flows = flows,
                       .result = result, .held = held };
  Sink sink = { out, &pager };
  cairo_surface_t *surface;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (out), NULL);
  g_return_val_if_fail (model && input, NULL);
  result->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  result->alternatives = g_ptr_array_new_with_free_func (g_free);
  surface = cairo_pdf_surface_create_for_stream (bytes_made_cb, &sink, HECHA_PAGE_WIDTH, HECHA_PAGE_HEIGHT);
  set_metadata (surface, model, input);
  run (&pager, surface);
  cairo_surface_destroy (surface);
  if (pager.error)
    {
      g_propagate_error (error, pager.error);
      return NULL;
    }
  result->n_pages = pager.pages;
  return g_steal_pointer (&result);
}
