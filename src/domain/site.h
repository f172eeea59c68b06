/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/**
 * HechaSite:
 * @name: what the people there call it
 * @region: (nullable): GB/T 2260 code of six digits
 * @address: (nullable): as on its gate
 *
 * A plant 厂区. One credit code may have several, in several regions; the
 * region decides who supervises it (article 3).
 */
typedef struct
{
  char *name;
  char *region;
  char *address;
} HechaSite;

HechaSite  *hecha_site_new        (const char *name,
                                   const char *region,
                                   const char *address);
HechaSite  *hecha_site_copy       (const HechaSite *self);
void        hecha_site_free       (HechaSite  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSite, hecha_site_free)
JsonObject *hecha_site_to_json    (const HechaSite *self);
HechaSite  *hecha_site_from_json  (JsonObject *object);
GPtrArray  *hecha_sites_copy      (GPtrArray  *sites);
JsonArray  *hecha_sites_to_json   (GPtrArray  *sites);
GPtrArray  *hecha_sites_from_json (JsonArray  *array);

G_END_DECLS
