/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "object.h"

G_BEGIN_DECLS

/**
 * HechaSampling:
 * @kind: id of a #HechaObjectKind
 * @population: how many of the kind there are
 * @sampled: how many of them are looked at
 * @reason: (nullable): why these, and why so many
 *
 * How many of how many 抽样: what is looked at stands for what is not.
 */
typedef struct
{
  char *kind;
  guint population;
  guint sampled;
  char *reason;
} HechaSampling;

#define HECHA_SAMPLING_MAX 1000000

HechaSampling       *hecha_sampling_new       (const char           *kind,
                                               guint                 population,
                                               guint                 sampled,
                                               const char           *reason);
HechaSampling       *hecha_sampling_copy      (const HechaSampling  *self);
void                 hecha_sampling_free      (HechaSampling        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSampling, hecha_sampling_free)
JsonObject          *hecha_sampling_to_json   (const HechaSampling  *self);
HechaSampling       *hecha_sampling_from_json (JsonObject           *object);
gboolean             hecha_sampling_check     (const HechaSampling  *self,
                                               GError              **error);
guint                hecha_sampling_listed    (const HechaSampling  *self,
                                               GPtrArray            *objects);
const HechaSampling *hecha_sampling_find      (GPtrArray            *samplings,
                                               const char           *kind);

G_END_DECLS
