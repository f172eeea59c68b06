/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "apache.h"
#include "session-private.h"
#include "workspace.h"

G_BEGIN_DECLS

/* Two sides with a real store between them: an evaluator with an issued report
 * of two files of evidence, and an office that is to get it. */
typedef struct
{
  Apache    *apache;
  Workspace *sender;
  Workspace *office;
  char      *uuid;      /* the case */
  GPtrArray *evidence;  /* digests */
} Sides;

Sides         *sides_new    (void);
void           sides_free   (Sides       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sides, sides_free)
void           sides_connect (Sides      *self,
                              Workspace  *workspace,
                              guint16     port);
Workspace     *sides_join   (Sides       *self,
                             HechaHolder  holder,
                             const char  *unit);
HechaExchange *sides_push   (Workspace   *workspace);
HechaExchange *sides_pull   (Workspace   *workspace);
void           sides_clean  (const HechaExchange *exchange);
gboolean       sides_fault  (const HechaExchange *exchange,
                             const char  *words);
char          *sides_path   (Sides       *self,
                             const char  *path);
char          *sides_only   (Sides       *self,
                             const char  *folder);
void           sides_write  (Sides       *self,
                             const char  *path,
                             const char  *text,
                             gssize       size);
void           sides_flip   (Sides       *self,
                             const char  *path);
HechaOutboxRow *sides_row   (Workspace   *workspace);
void           sides_append (Workspace   *workspace,
                             const char  *case_uuid,
                             HechaEventKind kind,
                             const char  *subject,
                             const char  *member,
                             const char  *value);

G_END_DECLS
