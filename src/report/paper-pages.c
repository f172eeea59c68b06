/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-pages.h"

#include "report-text.h"
#include "report-write.h"

typedef struct
{
  const HechaPaper     *paper;
  HechaReportModel     *model;
  const HechaPaperPart *table;     /* (nullable): that rows belong to */
  HechaBlock           *rows;      /* (nullable): the table being filled */
  HechaBlock           *places;    /* (nullable): the places being gathered */
  guint                 n_signs;
  GHashTable           *fields;    /* names that were given */
} Setter;

static const char *
words (const Setter *self,
       HechaSay      id)
{
  return hecha_report_text (id, self->paper->language);
}

static void
set_furniture (const Setter *self)
{
  const HechaPaper *paper = self->paper;
  HechaReportModel *model = self->model;

  model->title = g_strdup (paper->title ? paper->title : "");
  model->subject = g_strdup (paper->subject ? paper->subject : "");
  model->author = g_strdup (paper->unit ? paper->unit : "");
  model->number = g_strdup (paper->number ? paper->number : "");
  model->header[0] = g_strdup_printf ("%s　%s", model->title, model->subject);
  model->header[1] = *model->number ? g_strdup_printf (words (self, HECHA_SAY_COLON), words (self, HECHA_SAY_NUMBER),
                                                       model->number)
                                    : g_strdup (model->author);
  model->footer = g_strdup (paper->footer ? paper->footer : "");
  model->strip = paper->strip && *paper->strip ? g_strdup (paper->strip) : NULL;
  model->page_format = words (self, HECHA_SAY_PAGE);
  model->draft_mark = words (self, HECHA_SAY_DRAFT_MARK);
  model->date_label = words (self, HECHA_SAY_DATE);
  model->planned_label = words (self, HECHA_SAY_PLANNED_SIGNER);
  model->missing_picture = words (self, HECHA_SAY_MISSING_PICTURE);
}

static void
begin_table (Setter *self,
             guint   n_cells)
{
  guint n = self->table ? self->table->n_weights : MIN (n_cells, HECHA_PAPER_MAX_COLUMNS);

  self->rows = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);
  for (guint i = 0; i < n; i++)
    hecha_block_add_column (self->rows, self->table ? self->table->weights[i] : 1, HECHA_ALIGN_START);
  if (self->table && self->table->level)
    g_array_index (self->rows->columns, HechaColumn, 0).label = TRUE;
}

/* Which rows come is known only when a template is filled: a row fits itself to its table. */
static void
set_row (Setter               *self,
         const HechaPaperPart *part)
{
  guint n_cells = part->cells ? g_strv_length (part->cells) : 0;
  HechaRow *row;

  if (n_cells == 0)
    return;
  if (!self->rows)
    begin_table (self, n_cells);
  row = g_new0 (HechaRow, 1);
  row->cells = g_new0 (char *, self->rows->columns->len + 1);
  for (guint i = 0; i < self->rows->columns->len; i++)
    row->cells[i] = g_strdup (i < n_cells ? part->cells[i] : "");
  self->rows->has_head |= part->level == 1 && self->rows->rows->len == 0;
  g_ptr_array_add (self->rows->rows, row);
}

/* The name that the template gives; a number where it gives none, or where a repetition uses it again. */
static char *
field_of (Setter               *self,
          const HechaPaperPart *part)
{
  if (part->level)
    return NULL;
  self->n_signs++;
  return part->field && g_hash_table_add (self->fields, part->field) ? g_strdup (part->field)
                                                                      : g_strdup_printf ("sign-%u", self->n_signs);
}

static void
set_place (Setter               *self,
           const HechaPaperPart *part)
{
  const char *signer = part->cells && *part->cells[0] ? part->cells[0] : NULL;
  g_autofree char *field = field_of (self, part);

  if (!self->places)
    self->places = hecha_report_model_add (self->model, HECHA_BLOCK_PLACES, NULL);
  hecha_block_add_place (self->places, field, part->text ? part->text : "", signer)->is_text = part->level == 1;
}

static void
set_words (Setter               *self,
           const HechaPaperPart *part)
{
  static const HechaStyle styles[] = {
    [HECHA_PAPER_TEXT] = HECHA_STYLE_BODY, [HECHA_PAPER_LIST] = HECHA_STYLE_LIST, [HECHA_PAPER_NOTE] = HECHA_STYLE_NOTE,
    [HECHA_PAPER_STRONG] = HECHA_STYLE_STRONG, [HECHA_PAPER_CENTRED] = HECHA_STYLE_CENTRED,
  };

  g_autofree char *text = g_strconcat (part->kind == HECHA_PAPER_LIST ? "•  " : "", part->text, NULL);

  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, text)->style = styles[part->kind];
}

static void
set_part (Setter               *self,
          const HechaPaperPart *part)
{
  if (part->kind != HECHA_PAPER_PLACE)
    self->places = NULL;
  if (part->kind != HECHA_PAPER_ROW)
    self->rows = NULL;
  switch (part->kind)
    {
    case HECHA_PAPER_HEADING:
      hecha_report_model_add (self->model, HECHA_BLOCK_HEADING, part->text ? part->text : "")->level = CLAMP (part->level, 1, 3);
      break;
    case HECHA_PAPER_TABLE:
      self->table = part;
      break;
    case HECHA_PAPER_ROW:
      set_row (self, part);
      break;
    case HECHA_PAPER_PLACE:
      set_place (self, part);
      break;
    case HECHA_PAPER_SPACE:
      hecha_report_model_add (self->model, HECHA_BLOCK_SPACE, NULL)->level = part->level;
      break;
    case HECHA_PAPER_PAGE_BREAK:
      hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
      break;
    case HECHA_PAPER_TEXT:
    case HECHA_PAPER_LIST:
    case HECHA_PAPER_NOTE:
    case HECHA_PAPER_STRONG:
    case HECHA_PAPER_CENTRED:
      set_words (self, part);
      break;
    default:
      g_assert_not_reached ();
    }
}

static HechaReportModel *
set (const HechaPaper *paper)
{
  HechaReportModel *model = hecha_report_model_new (paper->language);
  g_autoptr(GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  Setter self = { .paper = paper, .model = model, .fields = fields };

  set_furniture (&self);
  if (paper->letterhead && *paper->letterhead)
    hecha_report_model_add (model, HECHA_BLOCK_PARAGRAPH, paper->letterhead)->style = HECHA_STYLE_CENTRED;
  hecha_report_model_add (model, HECHA_BLOCK_TITLE, model->title);
  for (guint i = 0; i < paper->parts->len; i++)
    set_part (&self, paper->parts->pdata[i]);
  return model;
}

/**
 * hecha_paper_write:
 * @path: the document; replaced whole, or left as it was
 * @claimed_time: when it is made, RFC 3339
 * @n_pages: (out) (optional): how many pages it has; untouched on failure
 *
 * Sets a paper on pages, as a tagged PDF with an empty signature field at each
 * place to sign. Takes its time: call it from a worker thread.
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_IO, or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
hecha_paper_write (const char        *path,
                   const HechaPaper  *paper,
                   const char        *claimed_time,
                   guint             *n_pages,
                   GCancellable      *cancellable,
                   GError           **error)
{
  const HechaReportInput input = { .claimed_time = claimed_time };
  g_autoptr(HechaReportModel) model = NULL;

  g_return_val_if_fail (path && paper && claimed_time, FALSE);
  model = set (paper);
  return hecha_report_write_model (path, model, &input, n_pages, cancellable, error);
}
