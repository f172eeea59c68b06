/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper.h"

static void
part_free (HechaPaperPart *self)
{
  g_free (self->text);
  g_strfreev (self->cells);
  g_free (self->field);
  g_free (self);
}

/**
 * hecha_paper_new:
 *
 * Returns: (transfer full): a paper without a word
 */
HechaPaper *
hecha_paper_new (HechaLanguage language)
{
  HechaPaper *self = g_new0 (HechaPaper, 1);

  self->language = language;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return self;
}

void
hecha_paper_free (HechaPaper *self)
{
  g_free (self->title);
  g_free (self->letterhead);
  g_free (self->number);
  g_free (self->subject);
  g_free (self->unit);
  g_free (self->footer);
  g_free (self->strip);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/**
 * hecha_paper_add:
 * @level: see #HechaPaperKind
 * @text: (nullable): its words, where it has any
 *
 * Returns: (transfer none): the new last part
 */
HechaPaperPart *
hecha_paper_add (HechaPaper     *self,
                 HechaPaperKind  kind,
                 int             level,
                 const char     *text)
{
  HechaPaperPart *part = g_new0 (HechaPaperPart, 1);

  part->kind = kind;
  part->level = level;
  part->text = g_strdup (text);
  g_ptr_array_add (self->parts, part);
  return part;
}
