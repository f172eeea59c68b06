/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing.h"

G_BEGIN_DECLS

#define HECHA_AREA_CORPS "corps"

/**
 * HechaJurisdiction:
 *
 * Which authority supervises which type of enterprise where (articles 3 and
 * 14): a table that is data. Immutable.
 */
typedef struct _HechaJurisdiction HechaJurisdiction;

/**
 * HechaAuthority:
 * @line: industry department or communications administration
 * @area: id of the area: GB/T 2260 digits of a province or of one of the five
 *   cities under separate planning, or %HECHA_AREA_CORPS
 * @name: how article 3 calls it
 *
 * One authority.
 */
typedef struct
{
  HechaHolder  line;
  char        *area;
  HechaText    name;
} HechaAuthority;

/**
 * HechaMisassignment:
 * @rule: names the warning: jurisdiction-line, jurisdiction-area,
 *   jurisdiction-assigned, jurisdiction-unknown, jurisdiction-region or
 *   jurisdiction-unset; frozen
 * @text: the warning, with its article
 *
 * A filing that is with an authority that does not supervise it: a warning,
 * since registers are combined and handed on.
 */
typedef struct
{
  const char *rule;
  HechaText   text;
} HechaMisassignment;

HechaJurisdiction *hecha_jurisdiction_from_json   (JsonObject               *object,
                                                   const char               *name,
                                                   GError                  **error);
void               hecha_jurisdiction_free        (HechaJurisdiction        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaJurisdiction, hecha_jurisdiction_free)
void               hecha_authority_free           (HechaAuthority           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaAuthority, hecha_authority_free)
void               hecha_misassignment_free       (HechaMisassignment       *self);
gboolean           hecha_misassignment_is_of_line (const HechaMisassignment *self);
gboolean           hecha_misassignment_is_of_workspace
                                                  (const HechaMisassignment *self);
HechaHolder        hecha_jurisdiction_line        (const HechaJurisdiction  *self,
                                                   HechaType                 type);
HechaAuthority    *hecha_jurisdiction_find        (const HechaJurisdiction  *self,
                                                   HechaType                 type,
                                                   const char               *region,
                                                   gboolean                  corps);
gboolean           hecha_jurisdiction_has_area    (const HechaJurisdiction  *self,
                                                   const char               *area);
gboolean           hecha_filing_of_corps          (const HechaFiling        *filing);
GPtrArray         *hecha_jurisdiction_check       (const HechaJurisdiction  *self,
                                                   HechaHolder               holder,
                                                   const char               *area,
                                                   const HechaFiling        *filing);

G_END_DECLS
