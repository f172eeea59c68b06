/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/* Of one comment, in bytes. */
#define HECHA_COMMENT_LONGEST 4000

/**
 * HechaComment:
 * @item: UUID of an item of the checklist
 * @text: what whoever reviews a report says of it
 */
typedef struct
{
  char *item;
  char *text;
} HechaComment;

void        hecha_comment_free       (HechaComment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaComment, hecha_comment_free)
GPtrArray  *hecha_comments_new       (void);
const char *hecha_comments_get       (GPtrArray    *comments,
                                      const char   *item);
void        hecha_comments_set       (GPtrArray    *comments,
                                      const char   *item,
                                      const char   *text);
JsonArray  *hecha_comments_to_json   (GPtrArray    *comments);
GPtrArray  *hecha_comments_parse     (const char   *text);

G_END_DECLS
