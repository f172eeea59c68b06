/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "session.h"

G_BEGIN_DECLS

gboolean hecha_review_approve (HechaSession  *session,
                               const char    *case_uuid,
                               const char    *key,
                               const char    *password,
                               gboolean      *signed_now,
                               GError       **error);
gboolean hecha_review_comment (HechaSession  *session,
                               const char    *case_uuid,
                               const char    *item,
                               const char    *text,
                               GError       **error);
GPtrArray *hecha_review_comments (HechaSession  *session,
                                  const char    *case_uuid,
                                  GError       **error);
gboolean hecha_review_return  (HechaSession  *session,
                               const char    *case_uuid,
                               const char    *reason,
                               GError       **error);

G_END_DECLS
