/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "clock.h"
#include "db.h"

G_BEGIN_DECLS

/**
 * HechaJournal:
 *
 * The append-only journal of a workspace, as one device writes it. It belongs
 * to the thread of its database. What each payload says is told in
 * journal-projection.h.
 */
typedef struct _HechaJournal HechaJournal;

HechaJournal *hecha_journal_new         (HechaDb           *db,
                                         const char        *device,
                                         const char        *author,
                                         const HechaClock  *clock);
void          hecha_journal_free        (HechaJournal      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaJournal, hecha_journal_free)
HechaDb      *hecha_journal_db          (HechaJournal      *self);
const char   *hecha_journal_device      (HechaJournal      *self);
void          hecha_journal_set_author  (HechaJournal      *self,
                                         const char        *author);

gboolean      hecha_journal_append      (HechaJournal      *self,
                                         HechaEvent        *event,
                                         GError           **error);
gboolean      hecha_journal_append_all  (HechaJournal      *self,
                                         GPtrArray         *events,
                                         GError           **error);
gint64        hecha_journal_find_fork   (HechaJournal      *self,
                                         GPtrArray         *events,
                                         GError           **error);
gboolean      hecha_journal_merge       (HechaJournal      *self,
                                         GPtrArray         *events,
                                         guint             *added,
                                         GError           **error);
GPtrArray    *hecha_journal_heads       (HechaJournal      *self,
                                         const char        *scope,
                                         GError           **error);
GPtrArray    *hecha_journal_read        (HechaJournal      *self,
                                         const char        *scope,
                                         const char        *device,
                                         gint64             first,
                                         gint64             last,
                                         GError           **error);
GPtrArray    *hecha_journal_of_subject  (HechaJournal      *self,
                                         const char        *scope,
                                         const char        *subject,
                                         GError           **error);
GPtrArray    *hecha_journal_subject_heads (HechaJournal    *self,
                                         const char        *scope,
                                         const char        *subject,
                                         GError           **error);
GStrv         hecha_journal_scopes      (HechaJournal      *self,
                                         GError           **error);
gboolean      hecha_journal_is_frozen   (HechaJournal      *self,
                                         const char        *scope);
gint64        hecha_journal_count_late  (HechaJournal      *self,
                                         const char        *scope);
gboolean      hecha_journal_destroy_payload (HechaJournal  *self,
                                         const char        *scope,
                                         const char        *device,
                                         gint64             seq,
                                         GError           **error);

G_END_DECLS
