/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "answer.h"
#include "pack-diff.h"
#include "session.h"
#include "verdict.h"

G_BEGIN_DECLS

/**
 * HechaMovePack:
 * @pack: id of the pack
 * @from: the version that the case has
 * @to: the version that it would have
 */
typedef struct
{
  char *pack;
  char *from;
  char *to;
} HechaMovePack;

/**
 * HechaMoveItem:
 * @change: what changes about the item
 * @verdict: what the case says of it now
 * @answered: whether anything was said of it
 * @again: whether it is to be answered again: it was answered, and its text changed
 * @lost: whether what was said of it goes: it was answered, and is asked no more
 */
typedef struct
{
  HechaItemChange *change;
  HechaVerdict     verdict;
  gboolean         answered;
  gboolean         again;
  gboolean         lost;
} HechaMoveItem;

/**
 * HechaMove:
 * @packs: (element-type HechaMovePack): the packs that have a newer version
 * @items: (element-type HechaMoveItem): the items that change
 * @kept: how many answered items keep their answers
 * @again: how many are to be answered again
 * @lost: how many lose their answers
 *
 * What moving a case to newer versions of its packs changes.
 */
typedef struct
{
  GPtrArray *packs;
  GPtrArray *items;
  guint      kept;
  guint      again;
  guint      lost;
} HechaMove;

/**
 * HechaEarlier:
 * @item: the item as it was
 * @version: of the pack that it stood in
 * @answers: (element-type HechaAnswer): what was said of it
 *
 * An item's text and answers before the case was moved.
 */
typedef struct
{
  HechaItem *item;
  char      *version;
  GPtrArray *answers;
} HechaEarlier;

void          hecha_move_free    (HechaMove     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMove, hecha_move_free)
void          hecha_earlier_free (HechaEarlier  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaEarlier, hecha_earlier_free)

HechaMove    *hecha_move_preview (HechaSession  *session,
                                  const char    *case_uuid,
                                  GError       **error);
HechaMove    *hecha_move_between (HechaSession  *session,
                                  const char    *before,
                                  const char    *after,
                                  GError       **error);
HechaMove    *hecha_move_apply   (HechaSession  *session,
                                  const char    *case_uuid,
                                  GError       **error);
HechaEarlier *hecha_move_earlier (HechaSession  *session,
                                  const char    *case_uuid,
                                  const char    *item_uuid,
                                  GError       **error);

G_END_DECLS
