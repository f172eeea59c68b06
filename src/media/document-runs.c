/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of document.h that tells where text stands. */
#include "document-private.h"

#include "error.h"

/* Points between two columns at least; a space within a line is narrower. */
#define COLUMN_GAP 5.0
/* Points by which letters of one line may differ in height. */
#define LINE_SLACK 3.0

typedef struct
{
  GPtrArray *runs;
  GString *text;
  HechaDocumentRect rect;
} Builder;

/**
 * hecha_document_run_free:
 * @self: (transfer full): a run
 */
void
hecha_document_run_free (HechaDocumentRun *self)
{
  g_free (self->text);
  g_free (self);
}

static void
finish_run (Builder *self)
{
  HechaDocumentRun *run;

  if (self->text->len == 0)
    return;
  run = g_new0 (HechaDocumentRun, 1);
  run->text = g_strchomp (g_strdup (self->text->str));
  run->rect = self->rect;
  g_ptr_array_add (self->runs, run);
  g_string_truncate (self->text, 0);
}

static gboolean
goes_on (const Builder          *self,
         const PopplerRectangle *letter)
{
  double end = self->rect.x + self->rect.width;

  return ABS (letter->y1 - self->rect.y) <= LINE_SLACK && letter->x1 >= end - COLUMN_GAP
         && letter->x1 <= end + COLUMN_GAP;
}

static void
add_letter (Builder                *self,
            gunichar                c,
            const PopplerRectangle *letter)
{
  gboolean blank = g_unichar_isspace (c);

  if (c == '\n' || c == '\f' || (self->text->len && !blank && !goes_on (self, letter)))
    finish_run (self);
  if (blank && (self->text->len == 0 || c == '\n' || c == '\f'))
    return;
  if (self->text->len == 0)
    self->rect = (HechaDocumentRect) { letter->x1, letter->y1, 0, letter->y2 - letter->y1 };
  if (!blank)
    self->rect.width = letter->x2 - self->rect.x;
  g_string_append_unichar (self->text, c);
}

static gboolean
fail_layout (guint    page,
             GError **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "Page %u of the PDF has more text than is read", page + 1);
  return FALSE;
}

static gboolean
read_runs (Builder      *self,
           PopplerPage  *page,
           guint         number,
           GError      **error)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *letters = NULL;
  guint n = 0;
  const char *at = text;

  if (!text || !*text)
    return TRUE;
  if (g_utf8_strlen (text, -1) > HECHA_DOCUMENT_MAX_LETTERS)
    return fail_layout (number, error);
  if (!poppler_page_get_text_layout (page, &letters, &n))
    return TRUE;
  for (guint i = 0; i < n && *at; i++, at = g_utf8_next_char (at))
    add_letter (self, g_utf8_get_char (at), &letters[i]);
  finish_run (self);
  return TRUE;
}

/**
 * hecha_document_runs:
 * @page: from 0
 * @cancellable: (nullable): asked before the page is begun
 *
 * Returns: (transfer full) (element-type HechaDocumentRun): the text of the
 *   page, in reading order; %NULL with %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
hecha_document_runs (HechaDocument  *self,
                     guint           page,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_document_run_free);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(HechaPoppler) poppler = NULL;
  Builder builder = { runs, text };
  PopplerPage *poppler_page;
  gboolean read;

  g_return_val_if_fail (self != NULL && page < self->n_pages, NULL);
  poppler = hecha_document_begin (self);
  poppler_page = hecha_document_get_page (self, page, cancellable, error);
  if (!poppler_page)
    return NULL;
  read = read_runs (&builder, poppler_page, page, error);
  g_object_unref (poppler_page);
  return read ? g_steal_pointer (&runs) : NULL;
}
