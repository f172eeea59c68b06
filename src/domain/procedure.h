/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "json.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaProcedure:
 * @HECHA_PROCEDURE_EVALUATION: conformity evaluation 符合性评测 (article 9)
 * @HECHA_PROCEDURE_INSPECTION: inspection 行政检查: 安全检查 / 安全评估 (article 14)
 *
 * Two procedures that are never mixed.
 */
typedef enum
{
  HECHA_PROCEDURE_EVALUATION,
  HECHA_PROCEDURE_INSPECTION,
} HechaProcedure;

/**
 * HechaRole:
 * @HECHA_ROLE_LEAD: leads the visit
 * @HECHA_ROLE_EVALUATOR: evaluates
 * @HECHA_ROLE_PREPARED: signs the report as its preparer 编制
 * @HECHA_ROLE_REVIEWED: signs as its reviewer 审核
 * @HECHA_ROLE_APPROVED: signs as its approver 批准
 * @HECHA_ROLE_INSPECTOR: inspects; with a law-enforcement certificate 执法证
 * @HECHA_ROLE_SUPPORT: technical support of an inspection; signs nothing
 * @HECHA_ROLE_ON_SITE_PERSON: the enterprise's person on site
 */
typedef enum
{
  HECHA_ROLE_LEAD,
  HECHA_ROLE_EVALUATOR,
  HECHA_ROLE_PREPARED,
  HECHA_ROLE_REVIEWED,
  HECHA_ROLE_APPROVED,
  HECHA_ROLE_INSPECTOR,
  HECHA_ROLE_SUPPORT,
  HECHA_ROLE_ON_SITE_PERSON,
} HechaRole;

#define HECHA_N_ROLES (HECHA_ROLE_ON_SITE_PERSON + 1)

extern const HechaNick hecha_procedure_nicks[];
extern const HechaText hecha_procedure_labels[];

/**
 * hecha_procedure_reports:
 *
 * What the document of each procedure is called.
 */
extern const HechaText hecha_procedure_reports[];
extern const HechaNick hecha_role_nicks[];
extern const HechaText hecha_role_labels[];

/**
 * HechaMember:
 * @role: what they do
 * @name: who they are
 * @post: (nullable): their post
 * @number: (nullable): number of their law-enforcement or evaluator's certificate
 * @fingerprint: (nullable): SHA-256 of their signing certificate, lower-case hex
 * @subject: (nullable): the certificate's subject, for people
 * @partner: of a joint inspection, whether they are of the second authority
 *
 * One of the team, or of the enterprise's people who sign.
 */
typedef struct
{
  HechaRole  role;
  char      *name;
  char      *post;
  char      *number;
  char      *fingerprint;
  char      *subject;
  gboolean   partner;
} HechaMember;

/**
 * HechaSignatureField:
 * @name: the PDF field's name; frozen
 * @label: what it says beside the line
 * @role: whose it is
 * @nth: which of the members with this role, from 0
 * @required: whether the document is incomplete without it; seals are filled by
 *   the authority's own seal system, or not at all
 * @rank: when it is signed: fields of one rank in any order, those of a higher one
 *   after them
 */
typedef struct
{
  const char *name;
  HechaText   label;
  HechaRole   role;
  guint       nth;
  gboolean    required;
  guint       rank;
} HechaSignatureField;

/* Where an inspection's two officers write that the on-site person refused to
 * sign, or was absent; their signature fields begin with the second. */
#define HECHA_FIELD_REFUSAL         "refusal"
#define HECHA_FIELD_REFUSAL_OFFICER "refusal-officer-"

HechaMember *hecha_member_new       (HechaRole          role,
                                     const char        *name);
HechaMember *hecha_member_copy      (const HechaMember *self);
void         hecha_member_free      (HechaMember       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMember, hecha_member_free)
JsonObject  *hecha_member_to_json   (const HechaMember *self);
HechaMember *hecha_member_from_json (JsonObject        *object);

const HechaSignatureField *hecha_procedure_fields (HechaProcedure procedure,
                                                   guint         *n);
const HechaSignatureField *hecha_procedure_field  (HechaProcedure procedure,
                                                   const char    *name);
const char *const *hecha_procedure_required (HechaProcedure procedure,
                                             gboolean       refused);
guint    hecha_procedure_rank      (HechaProcedure     procedure,
                                    const char        *name);
gboolean hecha_field_is_refusal   (const char        *name);
const HechaMember *hecha_field_signer (const HechaSignatureField *field,
                                       GPtrArray                 *members);
guint    hecha_holder_types       (HechaHolder        holder);
HechaHolder hecha_holder_partner  (HechaHolder        holder);
gboolean hecha_procedure_may_join (HechaHolder        holder,
                                   const char        *partner,
                                   guint              types,
                                   GPtrArray         *members,
                                   GError           **error);
gboolean hecha_procedure_may_plan (HechaHolder      holder,
                                   HechaProcedure   procedure,
                                   guint            types,
                                   GPtrArray       *members,
                                   GError         **error);

G_END_DECLS
