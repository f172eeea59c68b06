/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-private.h"

#include "error.h"

#define PLACE_HEIGHT (29 * HECHA_MM)
#define WRITE_HEIGHT (30 * HECHA_MM)
#define LABEL_HEIGHT 28.0
#define DATE_HEIGHT  14.0
#define GUTTER       (6 * HECHA_MM)
#define GAP          (4 * HECHA_MM)

#define PICTURE_HEIGHT  (62 * HECHA_MM)
#define CAPTION_LINES   2
#define CAPTION_HEIGHT  40.0
#define MAX_PIXELS      32767

static void
add_field (HechaPager       *self,
           const HechaPlace *place,
           double            x,
           double            y,
           double            width,
           double            height)
{
  HechaPageField *field = g_new0 (HechaPageField, 1);

  field->name = g_strdup (place->field);
  field->label = g_strdup (place->label);
  field->is_text = place->is_text;
  field->page = self->page - 1;
  field->x = x;
  field->y = HECHA_PAGE_HEIGHT - y - height;
  field->width = width;
  field->height = height;
  field->locks = g_strdupv (place->locks);
  g_ptr_array_add (self->result->fields, field);
}

static void
draw_place (HechaPager       *self,
            const HechaPlace *place,
            double            x,
            double            width)
{
  double height = place->is_text ? WRITE_HEIGHT : PLACE_HEIGHT;
  double inner = height - LABEL_HEIGHT - (place->is_text ? 3 : DATE_HEIGHT);
  double y = self->y;

  hecha_pager_frame (self, x, y, width, height);
  hecha_pager_begin_tag (self, "P", NULL);
  hecha_pager_text (self, HECHA_FONT_TABLE_STRONG, place->label, x + 5, y + 3, 0, HECHA_ALIGN_START);
  if (place->signer)
    {
      g_autofree char *signer = g_strconcat (self->model->planned_label, place->signer, NULL);

      hecha_pager_text (self, HECHA_FONT_SMALL, signer, x + 5, y + 16, 0, HECHA_ALIGN_START);
    }
  if (!place->is_text)
    hecha_pager_text (self, HECHA_FONT_SMALL, self->model->date_label, x + 5, y + height - DATE_HEIGHT + 1, 0,
                      HECHA_ALIGN_START);
  hecha_pager_end_tag (self, "P");
  if (place->field && !self->dry)
    add_field (self, place, x + 3, y + LABEL_HEIGHT, width - 6, inner);
}

/**
 * hecha_places_height:
 *
 * Returns: what the places of @block take together
 */
double
hecha_places_height (const HechaBlock *block)
{
  double height = 0;

  for (guint i = 0; i < block->places->len; i++)
    {
      const HechaPlace *place = block->places->pdata[i];
      const HechaPlace *next = i + 1 < block->places->len ? block->places->pdata[i + 1] : NULL;

      height += (place->is_text ? WRITE_HEIGHT : PLACE_HEIGHT) + GAP;
      i += !place->is_text && next && !next->is_text;
    }
  return height;
}

/**
 * hecha_places_draw:
 *
 * Draws the places to sign, two a row, all on one page, and notes where each
 * came to lie.
 */
void
hecha_places_draw (HechaPager       *self,
                   const HechaBlock *block)
{
  double half = (HECHA_BODY_WIDTH - GUTTER) / 2;

  hecha_pager_need (self, MIN (hecha_places_height (block), self->bottom - HECHA_BODY_TOP));
  for (guint i = 0; i < block->places->len; i++)
    {
      const HechaPlace *place = block->places->pdata[i];
      const HechaPlace *next = i + 1 < block->places->len ? block->places->pdata[i + 1] : NULL;
      gboolean pair = !place->is_text && next && !next->is_text;

      hecha_pager_need (self, place->is_text ? WRITE_HEIGHT : PLACE_HEIGHT);
      draw_place (self, place, HECHA_BODY_LEFT, place->is_text ? HECHA_BODY_WIDTH : half);
      if (pair)
        draw_place (self, next, HECHA_BODY_LEFT + half + GUTTER, half);
      i += pair;
      self->y += (place->is_text ? WRITE_HEIGHT : PLACE_HEIGHT) + GAP;
    }
}

static cairo_surface_t *
jpeg_surface (const HechaReportPicture *picture,
              const char               *evidence,
              GError                  **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture->jpeg, &size);
  cairo_surface_t *surface;

  if (picture->width < 1 || picture->height < 1 || picture->width > MAX_PIXELS || picture->height > MAX_PIXELS ||
      size < 4 || data[0] != 0xff || data[1] != 0xd8)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "The picture of evidence %s is no JPEG of 1 to %d pixels a side", evidence, MAX_PIXELS);
      return NULL;
    }
  /* cairo writes the JPEG as it is and never looks at the pixels, but copies them when
   * the surface dies: one stands for all of them. */
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                   (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (picture->jpeg)))
    {
      g_bytes_unref (picture->jpeg);
      cairo_surface_destroy (surface);
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The picture of evidence %s is too large", evidence);
      return NULL;
    }
  return surface;
}

/* Where the pixels go that are stored in one of the eight ways of Exif 2.32 (tag 0x0112). */
static cairo_matrix_t
turned (int    orientation,
        double width,
        double height)
{
  const cairo_matrix_t ways[] = {
    { 1, 0, 0, 1, 0, 0 },           { 1, 0, 0, 1, 0, 0 },            { -1, 0, 0, 1, width, 0 },
    { -1, 0, 0, -1, width, height }, { 1, 0, 0, -1, 0, height },      { 0, 1, 1, 0, 0, 0 },
    { 0, 1, -1, 0, height, 0 },      { 0, -1, -1, 0, height, width }, { 0, -1, 1, 0, 0, width },
  };

  return ways[orientation > 0 && orientation < (int) G_N_ELEMENTS (ways) ? orientation : 0];
}

static void
draw_jpeg (HechaPager         *self,
           HechaReportPicture *picture,
           const char         *evidence,
           double              x,
           double              y,
           double              width,
           double              height)
{
  GError *error = NULL;
  cairo_surface_t *surface = jpeg_surface (picture, evidence, &error);
  gboolean sideways = picture->orientation >= 5;
  double shown_width = sideways ? picture->height : picture->width;
  double shown_height = sideways ? picture->width : picture->height;
  double scale;
  cairo_matrix_t turn;

  if (!surface)
    {
      hecha_pager_fail (self, error);
      return;
    }
  scale = MIN (width / shown_width, height / shown_height);
  turn = turned (picture->orientation, picture->width, picture->height);
  cairo_save (self->cr);
  cairo_translate (self->cr, x + (width - shown_width * scale) / 2, y + (height - shown_height * scale) / 2);
  cairo_scale (self->cr, scale, scale);
  cairo_transform (self->cr, &turn);
  cairo_scale (self->cr, picture->width, picture->height);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  /* Else cairo asks viewers to smooth it, which ISO 19005-3 (6.2.8) forbids. */
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (self->cr, 0, 0, 1, 1);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
  g_ptr_array_add (self->held, surface);
}

static void
draw_picture (HechaPager         *self,
              const HechaPicture *picture,
              double              x,
              double              width)
{
  HechaReportPicture loaded = { NULL, 0, 0 };
  const HechaFlow *caption;
  GError *error = NULL;

  hecha_pager_frame (self, x, self->y, width, PICTURE_HEIGHT);
  if (!self->dry && self->input->picture &&
      !self->input->picture (picture->evidence, &loaded, self->input->data, &error))
    {
      hecha_pager_fail (self, error);
      return;
    }
  if (loaded.jpeg)
    {
      hecha_pager_begin_tag (self, "Figure", NULL);
      draw_jpeg (self, &loaded, picture->evidence, x + 2, self->y + 2, width - 4, PICTURE_HEIGHT - 4);
      hecha_pager_end_tag (self, "Figure");
      hecha_pager_add_figure (self, picture->caption);
      g_bytes_unref (loaded.jpeg);
    }
  else
    hecha_pager_text (self, HECHA_FONT_SMALL, self->model->missing_picture, x, self->y + PICTURE_HEIGHT / 2, width,
                      HECHA_ALIGN_CENTRE);
  caption = hecha_pager_flow (self, HECHA_FONT_NOTE, picture->caption, width, HECHA_ALIGN_START, 0);
  hecha_pager_begin_tag (self, "Caption", NULL);
  hecha_flow_draw (caption, self, 0, MIN (caption->n_lines, CAPTION_LINES), x, self->y + PICTURE_HEIGHT + 2);
  hecha_pager_text (self, HECHA_FONT_DIGEST, picture->digest, x,
                    self->y + PICTURE_HEIGHT + 2 + hecha_flow_height (caption, 0, MIN (caption->n_lines, CAPTION_LINES)),
                    0, HECHA_ALIGN_START);
  hecha_pager_end_tag (self, "Caption");
}

double
hecha_pictures_row_height (void)
{
  return PICTURE_HEIGHT + CAPTION_HEIGHT;
}

/**
 * hecha_pictures_draw:
 *
 * Draws pictures two a row, each asked for when its turn has come.
 */
void
hecha_pictures_draw (HechaPager       *self,
                     const HechaBlock *block)
{
  double half = (HECHA_BODY_WIDTH - GUTTER) / 2;

  for (guint i = 0; i < block->pictures->len && !self->error; i += 2)
    {
      hecha_pager_need (self, hecha_pictures_row_height ());
      draw_picture (self, block->pictures->pdata[i], HECHA_BODY_LEFT, half);
      if (i + 1 < block->pictures->len && !self->error)
        draw_picture (self, block->pictures->pdata[i + 1], HECHA_BODY_LEFT + half + GUTTER, half);
      self->y += hecha_pictures_row_height () + 4;
    }
}
