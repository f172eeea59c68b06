/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

G_BEGIN_DECLS

typedef struct _HechaEdit HechaEdit;

/**
 * HechaEdit:
 *
 * One edit on its way. What it needs is in the members that it fills in.
 */
struct _HechaEdit
{
  HechaOnSite   *self;
  const char    *what;     /* heading where it fails */
  gboolean     (*run)  (HechaEdit *edit, HechaSession *session, GError **error);
  void         (*done) (HechaEdit *edit);
  GPtrArray     *answers;
  HechaFinding  *finding;
  HechaObject   *object;
  HechaEvidence *evidence;
  HechaLink     *link;
  HechaSpot     *spot;
  HechaSampling *sampling;
  char          *item;     /* or the UUID of what is removed */
  char          *of_object;
  char          *path;
  gboolean       all;      /* of a scan, also who did not answer */
  GStrv          paths;
  GPtrArray     *added;    /* HechaEvidence */
  GBytes        *bytes;
  char          *name;
  char          *origin;
};

HechaEdit *hecha_edit_new            (HechaOnSite  *self,
                                      const char   *what,
                                      gboolean    (*run) (HechaEdit *, HechaSession *, GError **));
void       hecha_edit_start          (HechaEdit    *edit);
void       hecha_on_site_emit_item   (HechaOnSite  *self,
                                      const char   *item);
void       hecha_on_site_reload_done (HechaEdit    *edit);

G_END_DECLS
