/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspect.h"
#include "plan.h"
#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the tests of the window share: a real workspace in a temporary folder,
 * a window to put a page into, a way to wait, and pictures in the build folder. */

/* Of data/samples/filings.csv: two types, three; one type. */
#define FIXTURE_CODE_TWO_TYPES "91120116000000377U"
#define FIXTURE_CODE_ONE_TYPE  "91130102000000027G"
/* The item of fixture_pack(). */
#define FIXTURE_ITEM "0f0c0d8e-6a61-4a7c-8d0c-8c9f2f6f4b11"

void          fixture_init       (int             *argc,
                                  char          ***argv);
void          fixture_language   (const char      *language);
void          fixture_dark       (gboolean         dark);
HechaSession *fixture_session    (HechaHolder      holder);
char         *fixture_plan       (HechaSession    *session,
                                  const char      *code,
                                  guint            types,
                                  HechaLanguage    language);
void          fixture_pack       (HechaSession    *session,
                                  const char      *version,
                                  const char      *words);
char         *fixture_plan_own   (HechaSession    *session);
char         *fixture_file       (const char      *name,
                                  gconstpointer    bytes,
                                  gssize           size);
char         *fixture_png        (const char      *name,
                                  int              width,
                                  int              height);
GtkWidget    *fixture_window     (GtkWidget       *page,
                                  int              width,
                                  int              height);
void          fixture_until      (gboolean       (*done) (gpointer data),
                                  gpointer         data);
void          fixture_settle     (void);
void          fixture_picture    (GtkWidget       *window,
                                  const char      *name);
GtkWidget    *fixture_find       (GtkWidget       *root,
                                  GType            type,
                                  const char      *text);
void          fixture_key        (GtkWidget       *widget,
                                  guint            keyval,
                                  GdkModifierType  held);

G_END_DECLS
