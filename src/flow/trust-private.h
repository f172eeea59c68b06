/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "trust.h"
#include "trust-list.h"

G_BEGIN_DECLS

/**
 * HechaTrusts:
 * @everybody: (nullable): what vouches for everybody, and for time stamps
 * @fields: (nullable): signature field → #HechaTrust, where an agency has authorities of its own
 *
 * What a verification trusts.
 */
typedef struct
{
  HechaTrust *everybody;
  GHashTable *fields;
} HechaTrusts;

gboolean hecha_trusts_load      (HechaTrusts      *self,
                                 HechaSession     *session,
                                 const char       *path,
                                 const HechaCase  *content,
                                 GError          **error);
void     hecha_trusts_clear     (HechaTrusts      *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaTrusts, hecha_trusts_clear)
GBytes  *hecha_trust_list_bundle (GPtrArray       *anchors,
                                  const char      *agency);

G_END_DECLS
