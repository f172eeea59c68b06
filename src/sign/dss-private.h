/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dss.h"
#include "validation-data.h"

/* For dss.c: what the signatures of a file need, and where it comes from. */

/**
 * HechaDssEntry:
 * @key: SHA-1 of the signature's /Contents in upper-case hex, as the store names it
 * @data: what that signature needs
 */
typedef struct
{
  char                *key;
  HechaValidationData *data;
} HechaDssEntry;

void       hecha_dss_entry_free (HechaDssEntry             *self);
GPtrArray *hecha_dss_collect    (HechaPdfFile              *file,
                                 const HechaValidationData *known,
                                 gint64                     now,
                                 HechaFetch                 fetch,
                                 gpointer                   data,
                                 HechaValidationSummary    *summary,
                                 GError                   **error);
