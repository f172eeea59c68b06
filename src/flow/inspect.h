/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "pixels.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaPrevious:
 * @verdict: the item's verdict at the last issued visit to this enterprise
 * @date: when that was planned, YYYY-MM-DD
 * @number: of that visit
 * @same_text: whether the item's words are unchanged, so that it may be carried over
 * @item: the item as it was worded then
 * @said: what was observed then, a line for each step; may be empty
 * @answers: (element-type HechaAnswer): what may be taken over; empty where the
 *   words have changed
 */
typedef struct
{
  HechaVerdict  verdict;
  char         *date;
  char         *number;
  gboolean      same_text;
  HechaItem    *item;
  char         *said;
  GPtrArray    *answers;
} HechaPrevious;

void hecha_previous_free (HechaPrevious *self);

HechaCase     *hecha_inspect_load            (HechaSession        *session,
                                              const char          *case_uuid,
                                              GError             **error);
gboolean       hecha_inspect_answer          (HechaSession        *session,
                                              const char          *case_uuid,
                                              GPtrArray           *answers,
                                              GError             **error);
gboolean       hecha_inspect_undo            (HechaSession        *session,
                                              const char          *case_uuid,
                                              GError             **error);
gboolean       hecha_inspect_set_object      (HechaSession        *session,
                                              const char          *case_uuid,
                                              const HechaObject   *object,
                                              GError             **error);
gboolean       hecha_inspect_remove_object   (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *object_uuid,
                                              GError             **error);
gboolean       hecha_inspect_connect         (HechaSession        *session,
                                              const char          *case_uuid,
                                              const HechaLink     *link,
                                              GError             **error);
gboolean       hecha_inspect_disconnect      (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *link_uuid,
                                              GError             **error);
gboolean       hecha_inspect_move_object     (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *object_uuid,
                                              const HechaSpot     *spot,
                                              GError             **error);
gboolean       hecha_inspect_set_sampling    (HechaSession        *session,
                                              const char          *case_uuid,
                                              const HechaSampling *sampling,
                                              GError             **error);
gboolean       hecha_inspect_import_objects  (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *path,
                                              guint               *added,
                                              GError             **error);
gboolean       hecha_inspect_import_scan     (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *path,
                                              const char          *zone,
                                              gboolean             all,
                                              guint               *added,
                                              GError             **error);
gboolean       hecha_inspect_set_finding     (HechaSession        *session,
                                              const char          *case_uuid,
                                              const HechaFinding  *finding,
                                              GError             **error);
gboolean       hecha_inspect_remove_finding  (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *finding_uuid,
                                              GError             **error);
GPtrArray     *hecha_inspect_attach_files    (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *item_uuid,
                                              const char          *object_uuid,
                                              const char *const   *paths,
                                              HechaProgress        progress,
                                              gpointer             progress_data,
                                              GCancellable        *cancellable,
                                              GError             **error);
HechaEvidence *hecha_inspect_attach_bytes    (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *item_uuid,
                                              const char          *object_uuid,
                                              GBytes              *bytes,
                                              const char          *name,
                                              const char          *origin,
                                              GError             **error);
gboolean       hecha_inspect_set_evidence    (HechaSession        *session,
                                              const char          *case_uuid,
                                              const HechaEvidence *evidence,
                                              GError             **error);
gboolean       hecha_inspect_remove_evidence (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *evidence_uuid,
                                              GError             **error);
GHashTable    *hecha_inspect_previous        (HechaSession        *session,
                                              const char          *case_uuid,
                                              GError             **error);
gboolean       hecha_inspect_carry           (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char *const   *items,
                                              gboolean             confirm,
                                              GError             **error);
HechaPixels   *hecha_inspect_picture         (HechaSession        *session,
                                              const HechaEvidence *evidence,
                                              int                  max_width,
                                              int                  max_height,
                                              GError             **error);
GBytes        *hecha_inspect_bytes           (HechaSession        *session,
                                              const HechaEvidence *evidence,
                                              GError             **error);
gboolean       hecha_inspect_viewed          (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *evidence_uuid,
                                              GError             **error);
GPtrArray     *hecha_inspect_history         (HechaSession        *session,
                                              const char          *case_uuid,
                                              const char          *subject,
                                              GError             **error);
GStrv          hecha_inspect_check_journal   (HechaSession        *session,
                                              const char          *case_uuid,
                                              GError             **error);

G_END_DECLS
