/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspect.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * HechaOnSite:
 *
 * One visit in memory, for the widgets that show and change it. Edits are saved
 * in the order they are made. An answer or finding shows at once and is called
 * saved only when it is; where saving fails, the visit is read again, so that
 * every widget goes back to what is stored. Main thread only.
 *
 * Signals: "loaded": all of it is new; "load-failed" (GError *);
 * "item-changed" (const char *uuid): something about one item; "saved" (const
 * char *time); "failed" (const char *what, GError *); "added" (const char *uuid):
 * evidence was taken in.
 */
#define HECHA_TYPE_ON_SITE (hecha_on_site_get_type ())
G_DECLARE_FINAL_TYPE (HechaOnSite, hecha_on_site, HECHA, ON_SITE, GObject)

HechaOnSite         *hecha_on_site_new             (const char          *case_uuid);
const char          *hecha_on_site_get_uuid        (HechaOnSite         *self);
HechaSession        *hecha_on_site_get_session     (HechaOnSite         *self);
void                 hecha_on_site_set_session     (HechaOnSite         *self,
                                                    HechaSession        *session);
void                 hecha_on_site_load            (HechaOnSite         *self);
HechaCase           *hecha_on_site_get_case        (HechaOnSite         *self);
gboolean             hecha_on_site_may_edit        (HechaOnSite         *self);
const char          *hecha_on_site_get_saved       (HechaOnSite         *self);
const HechaPrevious *hecha_on_site_get_previous    (HechaOnSite         *self,
                                                    const char          *item);
HechaItem           *hecha_on_site_find_item       (HechaOnSite         *self,
                                                    const char          *uuid);
HechaEvidence       *hecha_on_site_find_evidence   (HechaOnSite         *self,
                                                    const char          *uuid);
const char          *hecha_on_site_get_answer      (HechaOnSite         *self,
                                                    const char          *item,
                                                    const char          *object,
                                                    int                  step,
                                                    HechaAnswerField     field);

void                 hecha_on_site_say             (HechaOnSite         *self,
                                                    const char          *item,
                                                    const char          *object,
                                                    int                  step,
                                                    HechaAnswerField     field,
                                                    const char          *value);
void                 hecha_on_site_answer          (HechaOnSite         *self,
                                                    GPtrArray           *answers);
void                 hecha_on_site_undo            (HechaOnSite         *self);
void                 hecha_on_site_set_finding     (HechaOnSite         *self,
                                                    HechaFinding        *finding);
void                 hecha_on_site_remove_finding  (HechaOnSite         *self,
                                                    const char          *uuid);
void                 hecha_on_site_set_object      (HechaOnSite         *self,
                                                    HechaObject         *object);
void                 hecha_on_site_remove_object   (HechaOnSite         *self,
                                                    const char          *uuid);
void                 hecha_on_site_import_objects  (HechaOnSite         *self,
                                                    const char          *path);
void                 hecha_on_site_import_scan     (HechaOnSite         *self,
                                                    const char          *path,
                                                    const char          *zone,
                                                    gboolean             all);
void                 hecha_on_site_connect         (HechaOnSite         *self,
                                                    HechaLink           *link);
void                 hecha_on_site_disconnect      (HechaOnSite         *self,
                                                    const char          *uuid);
void                 hecha_on_site_move_object     (HechaOnSite         *self,
                                                    const char          *uuid,
                                                    HechaSpot           *spot);
void                 hecha_on_site_set_sampling    (HechaOnSite         *self,
                                                    HechaSampling       *sampling);
void                 hecha_on_site_attach_files    (HechaOnSite         *self,
                                                    const char          *item,
                                                    const char          *object,
                                                    const char *const   *paths);
void                 hecha_on_site_attach_bytes    (HechaOnSite         *self,
                                                    const char          *item,
                                                    const char          *object,
                                                    GBytes              *bytes,
                                                    const char          *name,
                                                    const char          *origin);
void                 hecha_on_site_set_evidence    (HechaOnSite         *self,
                                                    HechaEvidence       *evidence);
void                 hecha_on_site_remove_evidence (HechaOnSite         *self,
                                                    const char          *uuid);
void                 hecha_on_site_viewed          (HechaOnSite         *self,
                                                    const char          *uuid);
G_END_DECLS
