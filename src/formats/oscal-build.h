/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "oscal-document.h"

G_BEGIN_DECLS

#define HECHA_OSCAL_VERSION "1.2.1"

/* In this space what a pack holds without a UUID of its own is named (version 5). */
#define HECHA_OSCAL_SPACE "b7a0f0b1-3c55-4d7b-9b5e-6a0f1c6d2e84"

extern const HechaText hecha_oscal_type_labels[HECHA_N_TYPES];

char       *hecha_oscal_uuid          (const HechaCase    *self,
                                       const char         *what,
                                       const char         *which);
char       *hecha_oscal_line          (const char         *words);
char       *hecha_oscal_token         (const char         *id);
const char *hecha_oscal_say           (const HechaCase    *self,
                                       const HechaText    *text);
char       *hecha_oscal_time          (const HechaCase    *self,
                                       const char         *time);
void        hecha_oscal_set_line      (JsonObject         *object,
                                       const char         *member,
                                       const char         *words);
void        hecha_oscal_set_array     (JsonObject         *object,
                                       const char         *member,
                                       JsonArray          *array);
void        hecha_oscal_add_prop      (JsonArray          *props,
                                       const char         *name,
                                       const char         *value);
void        hecha_oscal_add_noted_prop (JsonArray      *props,
                                        const char     *name,
                                        const char     *value,
                                        const char     *remarks);
JsonObject *hecha_oscal_metadata      (const HechaCase    *self,
                                       const HechaText    *title);
JsonArray  *hecha_oscal_inventory     (const HechaCase    *self);
JsonObject *hecha_oscal_reviewed      (const HechaCase    *self,
                                       guint               types,
                                       gboolean            with_results);
JsonObject *hecha_oscal_resource      (const HechaCase    *self,
                                       const char         *what,
                                       const HechaText    *title);
GBytes     *hecha_oscal_to_bytes      (const char         *root,
                                       JsonObject         *object);

G_END_DECLS
