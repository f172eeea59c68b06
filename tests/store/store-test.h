/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "filing-store.h"
#include "journal.h"

G_BEGIN_DECLS

/* A workspace in a temporary folder, with a journal on a clock that stands still. */
typedef struct
{
  char         *dir;
  HechaDb      *db;
  HechaJournal *journal;
} Place;

void        place_open      (Place      *place,
                             const char *device);
void        place_reopen    (Place      *place,
                             const char *vfs);
void        place_close     (Place      *place);
char       *device_id       (int         number);
char       *case_uuid       (int         number);
HechaVisit *some_visit      (const char *uuid,
                             const char *number);
HechaEvent *answer_event    (const char *scope,
                             const char *item,
                             int         step,
                             const char *value);
HechaEvent *course_event    (const char     *scope,
                             HechaEventKind  kind,
                             const char     *json);
HechaEvent *frozen_event    (HechaJournal *journal,
                             const char   *scope,
                             int           revision);
void        append_ok       (Place      *place,
                             HechaEvent *event);
gboolean    store_filings   (Place              *place,
                             HechaFilingImport  *import,
                             GPtrArray          *filings,
                             const char         *due_on,
                             gboolean            stops,
                             GError            **error);
char       *dump_all        (HechaDb    *db);
void        remove_tree     (const char *dir);

extern const HechaClock still_clock;

G_END_DECLS
