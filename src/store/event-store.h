/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "db.h"

G_BEGIN_DECLS

/* The tables chain and event. For the journal alone: everybody else asks the journal. */

gboolean   hecha_event_store_insert     (HechaDb           *db,
                                         const HechaEvent  *event,
                                         GError           **error);
GPtrArray *hecha_event_store_read       (HechaDb           *db,
                                         const char        *scope,
                                         const char        *device,
                                         gint64             first,
                                         gint64             last,
                                         GError           **error);
GPtrArray *hecha_event_store_of_subject (HechaDb           *db,
                                         const char        *scope,
                                         const char        *subject,
                                         GError           **error);
HechaHead *hecha_event_store_head       (HechaDb           *db,
                                         const char        *scope,
                                         const char        *device);
GPtrArray *hecha_event_store_heads      (HechaDb           *db,
                                         const char        *scope,
                                         GError           **error);
gint64     hecha_event_store_lamport    (HechaDb           *db,
                                         const char        *scope);
GStrv      hecha_event_store_subjects   (HechaDb           *db,
                                         const char        *scope,
                                         GError           **error);
GStrv      hecha_event_store_scopes     (HechaDb           *db,
                                         GError           **error);

G_END_DECLS
