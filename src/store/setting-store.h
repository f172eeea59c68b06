/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "enterprise.h"

G_BEGIN_DECLS

/* Names of settings; frozen. */
#define HECHA_SETTING_HOLDER    "holder"     /* nick of HechaHolder */
#define HECHA_SETTING_UNIT      "unit"
#define HECHA_SETTING_AUTHOR    "author"
#define HECHA_SETTING_WORKSPACE "workspace"  /* UUID */
#define HECHA_SETTING_CREATED   "created"    /* RFC 3339 */
#define HECHA_SETTING_DEVICE    "device"     /* the device that wrote last */
#define HECHA_SETTING_OPENING   "opening"    /* names the last opening; see flow/device-file.h */
#define HECHA_SETTING_TSA       "tsa"        /* address of a time-stamping authority */
#define HECHA_SETTING_YEAR       "rule/year"        /* nick of HechaYearRule */
#define HECHA_SETTING_AREA       "rule/area"        /* of the authority: GB/T 2260 digits, or "corps" */
#define HECHA_SETTING_CONCLUSION "rule/conclusion"  /* id of a conclusion rule */
#define HECHA_SETTING_CEILING    "rule/ceiling"     /* inspections of an enterprise in a year, at most */
#define HECHA_SETTING_TRUST      "trust/"           /* then SHA-256 of a certificate: see flow/trust-list.h */

char    *hecha_setting_store_get (HechaDb     *db,
                                  const char  *name);
GPtrArray *hecha_setting_store_list (HechaDb   *db,
                                  const char  *prefix,
                                  GError     **error);
gboolean hecha_setting_store_set (HechaDb     *db,
                                  const char  *name,
                                  const char  *value,
                                  GError     **error);

G_END_DECLS
