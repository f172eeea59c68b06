/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conclusion.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaConclusionFile:
 * @path: (nullable): the file; %NULL for a rule that came with Hecha
 * @rule: (nullable): what it says
 * @fault: (nullable): why it is not used
 *
 * A conclusion rule that can be chosen.
 */
typedef struct
{
  char                *path;
  HechaConclusionRule *rule;
  char                *fault;
} HechaConclusionFile;

void                 hecha_conclusion_file_free (HechaConclusionFile *self);
GPtrArray           *hecha_conclusions_list     (GError             **error);
HechaConclusionRule *hecha_conclusions_load     (HechaSession        *session,
                                                 GError             **error);
HechaConclusionRule *hecha_conclusions_add      (const char          *path,
                                                 GError             **error);

G_END_DECLS
