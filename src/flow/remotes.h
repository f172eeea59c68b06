/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hand-over.h"
#include "remote.h"
#include "signed-json.h"

G_BEGIN_DECLS

HechaRemote *hecha_remotes_connect   (HechaSession           *session,
                                      const HechaRemoteSpec  *spec,
                                      GError                **error);
GPtrArray   *hecha_remotes_chosen    (HechaSession           *session,
                                      const char             *name,
                                      GError                **error);
void         hecha_remotes_signatory (HechaSession           *session,
                                      HechaSignatory         *signatory);

G_END_DECLS
