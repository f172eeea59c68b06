/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "announcement.h"
#include "hand-over.h"
#include "remote.h"
#include "session-private.h"

G_BEGIN_DECLS

/* What push and pull share: connecting, signing as this device, paths in a store. */

HechaRemote   *hecha_remotes_connect   (HechaSession           *session,
                                        const HechaRemoteSpec  *spec,
                                        GError                **error);
GPtrArray     *hecha_remotes_chosen    (HechaSession           *session,
                                        const char             *name,
                                        GError                **error);
void           hecha_remotes_signatory (HechaSession           *session,
                                        HechaSignatory         *signatory);
HechaExchange *hecha_exchange_new      (void);
void           hecha_exchange_fault    (HechaExchange          *self,
                                        const char             *what,
                                        const GError           *error);
void           hecha_exchange_touch    (HechaExchange          *self,
                                        const char             *case_uuid);

char          *hecha_path_of_segment   (const char             *case_uuid,
                                        const char             *device,
                                        const char             *name);
char          *hecha_path_of_evidence  (const char             *case_uuid,
                                        const char             *sha256);
char          *hecha_path_of_report    (const char             *case_uuid,
                                        int                     revision,
                                        const char             *sha256);
char          *hecha_path_of_pack      (const char             *digest);
char          *hecha_path_of_receipt   (const char             *case_uuid,
                                        const char             *device,
                                        const char             *sha256);

G_END_DECLS
