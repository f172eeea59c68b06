/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jurisdiction.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaSupervision:
 * @type: as which the enterprise filed
 * @site: (nullable): one of its plants; %NULL for where it is registered
 * @region: (nullable): its region code
 * @authority: (nullable): who supervises it there; %NULL where that is not known
 * @warnings: (element-type HechaMisassignment): what does not fit; on the first
 *   row of a type only
 *
 * Who supervises one enterprise as one type in one place.
 */
typedef struct
{
  HechaType       type;
  char           *site;
  char           *region;
  HechaAuthority *authority;
  GPtrArray      *warnings;
} HechaSupervision;

void               hecha_supervision_free   (HechaSupervision  *self);
HechaJurisdiction *hecha_jurisdictions_load (GError           **error);
GPtrArray         *hecha_jurisdictions_of   (HechaSession      *session,
                                             const char        *code,
                                             guint              types,
                                             GError           **error);

G_END_DECLS
