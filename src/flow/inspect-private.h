/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspect.h"
#include "session-private.h"

G_BEGIN_DECLS

/* What the files of inspect.h share. */

JsonObject *hecha_inspect_removed (void);
HechaEvent *hecha_inspect_event   (const char      *case_uuid,
                                   HechaEventKind   kind,
                                   const char      *prefix,
                                   const char      *uuid,
                                   JsonObject      *payload,
                                   const char      *group);
gboolean    hecha_inspect_append  (HechaSession    *session,
                                   const char      *case_uuid,
                                   HechaEventKind   kind,
                                   const char      *prefix,
                                   const char      *uuid,
                                   JsonObject      *payload,
                                   GError         **error);

G_END_DECLS
