/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-model.h"

#include <stdarg.h>

static void
row_free (HechaRow *self)
{
  g_strfreev (self->cells);
  g_free (self);
}

static void
picture_free (HechaPicture *self)
{
  g_free (self->evidence);
  g_free (self->caption);
  g_free (self->digest);
  g_free (self);
}

static void
bar_free (HechaBar *self)
{
  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

static void
place_free (HechaPlace *self)
{
  g_free (self->field);
  g_free (self->label);
  g_free (self->signer);
  g_strfreev (self->locks);
  g_free (self);
}

static void
block_free (HechaBlock *self)
{
  g_free (self->text);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->pictures);
  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->places);
  g_clear_pointer (&self->topology, hecha_topology_free);
  g_free (self);
}

/**
 * hecha_report_model_new:
 *
 * Returns: (transfer full): a document with nothing in it
 */
HechaReportModel *
hecha_report_model_new (HechaLanguage language)
{
  HechaReportModel *self = g_new0 (HechaReportModel, 1);

  self->language = language;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  return self;
}

void
hecha_report_model_free (HechaReportModel *self)
{
  g_free (self->title);
  g_free (self->subject);
  g_free (self->author);
  g_free (self->number);
  g_free (self->header[0]);
  g_free (self->header[1]);
  g_free (self->footer);
  g_free (self->strip);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * hecha_report_model_add:
 * @text: (nullable): its words, where it has any
 *
 * Returns: (transfer none): the new last block
 */
HechaBlock *
hecha_report_model_add (HechaReportModel *self,
                        HechaBlockKind    kind,
                        const char       *text)
{
  HechaBlock *block = g_new0 (HechaBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  block->columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  block->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  block->bars = g_ptr_array_new_with_free_func ((GDestroyNotify) bar_free);
  block->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
hecha_block_add_column (HechaBlock *self,
                        double      weight,
                        HechaAlign  align)
{
  HechaColumn column = { weight, align, FALSE, FALSE };

  g_return_if_fail (self->rows->len == 0);
  g_array_append_val (self->columns, column);
}

/**
 * hecha_block_add_row:
 * @...: a text for each column, and %NULL; an empty text leaves a cell empty,
 *   %NULL is a thing that nobody said and printed as a dash
 *
 * Returns: (transfer none): the new last row
 */
HechaRow *
hecha_block_add_row (HechaBlock *self,
                     ...)
{
  g_autoptr(GStrvBuilder) cells = g_strv_builder_new ();
  HechaRow *row = g_new0 (HechaRow, 1);
  va_list args;

  va_start (args, self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *cell = va_arg (args, const char *);

      g_strv_builder_add (cells, cell ? cell : "—");
    }
  g_assert (va_arg (args, const char *) == NULL);
  va_end (args);
  row->cells = g_strv_builder_end (cells);
  g_ptr_array_add (self->rows, row);
  return row;
}

HechaPicture *
hecha_block_add_picture (HechaBlock *self,
                         const char *evidence,
                         const char *caption,
                         const char *digest)
{
  HechaPicture *picture = g_new0 (HechaPicture, 1);

  picture->evidence = g_strdup (evidence);
  picture->caption = g_strdup (caption);
  picture->digest = g_strdup (digest);
  g_ptr_array_add (self->pictures, picture);
  return picture;
}

void
hecha_block_add_bar (HechaBlock *self,
                     const char *label,
                     int         rate,
                     const char *text)
{
  HechaBar *bar = g_new0 (HechaBar, 1);

  bar->label = g_strdup (label);
  bar->rate = rate;
  bar->text = g_strdup (text);
  g_ptr_array_add (self->bars, bar);
}

/**
 * hecha_block_add_place:
 * @field: (nullable): name of the PDF field
 * @signer: (nullable): who was named at planning
 *
 * Returns: (transfer none): the new last place
 */
HechaPlace *
hecha_block_add_place (HechaBlock *self,
                       const char *field,
                       const char *label,
                       const char *signer)
{
  HechaPlace *place = g_new0 (HechaPlace, 1);

  place->field = g_strdup (field);
  place->label = g_strdup (label);
  place->signer = g_strdup (signer);
  g_ptr_array_add (self->places, place);
  return place;
}

static void
add_texts (const HechaBlock *block,
           GPtrArray        *texts)
{
  if (block->text)
    g_ptr_array_add (texts, block->text);
  for (guint i = 0; i < block->rows->len; i++)
    for (char **cell = ((HechaRow *) block->rows->pdata[i])->cells; *cell; cell++)
      g_ptr_array_add (texts, *cell);
  for (guint i = 0; i < block->pictures->len; i++)
    {
      HechaPicture *picture = block->pictures->pdata[i];

      g_ptr_array_add (texts, picture->caption);
      g_ptr_array_add (texts, picture->digest);
    }
  for (guint i = 0; i < block->bars->len; i++)
    {
      HechaBar *bar = block->bars->pdata[i];

      g_ptr_array_add (texts, bar->label);
      g_ptr_array_add (texts, bar->text);
    }
  for (guint i = 0; i < block->places->len; i++)
    {
      HechaPlace *place = block->places->pdata[i];

      g_ptr_array_add (texts, place->label);
      if (place->signer)
        g_ptr_array_add (texts, place->signer);
    }
}

/**
 * hecha_report_model_texts:
 *
 * Returns: (transfer container) (element-type utf8): every text of the
 *   document, from top to bottom; it points into @self
 */
GPtrArray *
hecha_report_model_texts (const HechaReportModel *self)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < self->blocks->len; i++)
    add_texts (self->blocks->pdata[i], texts);
  return texts;
}
