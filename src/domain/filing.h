/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "json.h"
#include "site.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaField:
 *
 * What a filing (登记, article 7) says, one text each. The order is the order
 * in which a filing is shown. Dates are YYYY-MM-DD, yes/no fields are "yes" or
 * "no", the type and the level are numbers of their own beside these.
 */
typedef enum
{
  HECHA_FIELD_NAME,              /* 企业名称 */
  HECHA_FIELD_CODE,              /* 统一社会信用代码 */
  HECHA_FIELD_REGION,            /* 行政区划代码, GB/T 2260 */
  HECHA_FIELD_INDUSTRY,          /* 行业代码, GB/T 4754-2017 */
  HECHA_FIELD_ADDRESS,           /* 注册地址 */
  HECHA_FIELD_NODE_KIND,         /* 标识解析节点类型: root, top-level, registrar, recursive */
  HECHA_FIELD_PERSON_IN_CHARGE,  /* 企业主要负责人, article 11 */
  HECHA_FIELD_SECURITY_OFFICER,  /* 网络安全负责人, article 7 */
  HECHA_FIELD_OFFICER_PHONE,
  HECHA_FIELD_CONTACT,           /* 联系人, article 7 */
  HECHA_FIELD_PHONE,
  HECHA_FIELD_EMAIL,
  HECHA_FIELD_FILED_ON,          /* 登记日期 */
  HECHA_FIELD_STATE,             /* 登记状态: submitted, correcting, accepted */
  HECHA_FIELD_LAST_EVALUATED_ON, /* 最近一次评测日期 */
  HECHA_FIELD_CRITICAL,          /* 关键信息基础设施, article 21 */
  HECHA_FIELD_SIZE,              /* the seven factors of article 6 */
  HECHA_FIELD_BUSINESS_SCOPE,
  HECHA_FIELD_INTERNET_USE,
  HECHA_FIELD_IMPORTANT_SYSTEMS,
  HECHA_FIELD_IMPORTANT_DATA,
  HECHA_FIELD_IMPORTANCE,
  HECHA_FIELD_CONSEQUENCES,
} HechaField;

#define HECHA_N_FIELDS (HECHA_FIELD_CONSEQUENCES + 1)

/**
 * HechaFieldSpec:
 * @id: the field's name on disk and in JSON; frozen
 * @label: the words for people
 * @required: whether article 7 names it, so that a filing without it is refused
 */
typedef struct
{
  const char *id;
  HechaText   label;
  gboolean    required;
} HechaFieldSpec;

/**
 * HechaFiling:
 * @type: what the enterprise is graded as; one filing for each type (article 6)
 * @level: 1 to 3, 3 the highest (article 6)
 * @fields: (nullable) each: see #HechaField
 * @sites: (element-type HechaSite): at least none; the plants of this code
 * @extra: (element-type utf8 utf8): unknown columns, by their header
 *
 * One enterprise as one type. Its key is credit code × type.
 */
typedef struct
{
  HechaType   type;
  int         level;
  char       *fields[HECHA_N_FIELDS];
  GPtrArray  *sites;
  GHashTable *extra;
} HechaFiling;

extern const HechaFieldSpec hecha_field_specs[HECHA_N_FIELDS];
extern const HechaNick hecha_filing_state_nicks[];

/**
 * HechaFilingState:
 *
 * Where the verification (核查, article 7) of a filing stands.
 */
typedef enum
{
  HECHA_FILING_SUBMITTED,
  HECHA_FILING_CORRECTING,
  HECHA_FILING_ACCEPTED,
} HechaFilingState;

/**
 * HechaFilingSort:
 *
 * What a list of filings is ordered by; rows that are equal in it by name.
 */
typedef enum
{
  HECHA_FILING_SORT_NAME,
  HECHA_FILING_SORT_CODE,
  HECHA_FILING_SORT_LEVEL,
  HECHA_FILING_SORT_REGION,
  HECHA_FILING_SORT_STATE,
  HECHA_FILING_SORT_DUE,
} HechaFilingSort;

HechaFiling *hecha_filing_new       (HechaType           type,
                                     int                 level);
HechaFiling *hecha_filing_copy      (const HechaFiling  *self);
void         hecha_filing_free      (HechaFiling        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFiling, hecha_filing_free)

const char  *hecha_filing_get       (const HechaFiling  *self,
                                     HechaField          field);
void         hecha_filing_set       (HechaFiling        *self,
                                     HechaField          field,
                                     const char         *value);
gboolean     hecha_filing_get_date  (const HechaFiling  *self,
                                     HechaField          field,
                                     GDate              *date);
gboolean     hecha_filing_absorb    (HechaFiling        *self,
                                     const HechaFiling  *later,
                                     const char        **differs);
gboolean     hecha_field_from_text  (const char         *id,
                                     HechaField         *field);
JsonObject  *hecha_filing_to_json   (const HechaFiling  *self);
HechaFiling *hecha_filing_from_json (JsonObject         *object,
                                     GError            **error);
char        *hecha_filing_digest    (const HechaFiling  *self);

G_END_DECLS
