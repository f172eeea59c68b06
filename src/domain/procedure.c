/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procedure.h"

#include "digest.h"
#include "error.h"

#include <string.h>

const HechaNick hecha_procedure_nicks[] = {
  { HECHA_PROCEDURE_EVALUATION, "evaluation" },
  { HECHA_PROCEDURE_INSPECTION, "inspection" },
  { 0, NULL },
};

const HechaText hecha_procedure_labels[] = {
  [HECHA_PROCEDURE_EVALUATION] = { "符合性评测", "Conformity evaluation" },
  [HECHA_PROCEDURE_INSPECTION] = { "行政检查", "Inspection" },
};

const HechaText hecha_procedure_reports[] = {
  [HECHA_PROCEDURE_EVALUATION] = { "符合性评测报告", "Conformity evaluation report" },
  [HECHA_PROCEDURE_INSPECTION] = { "现场检查笔录", "On-site record" },
};

const HechaNick hecha_role_nicks[] = {
  { HECHA_ROLE_LEAD, "lead" },
  { HECHA_ROLE_EVALUATOR, "evaluator" },
  { HECHA_ROLE_PREPARED, "prepared" },
  { HECHA_ROLE_REVIEWED, "reviewed" },
  { HECHA_ROLE_APPROVED, "approved" },
  { HECHA_ROLE_INSPECTOR, "inspector" },
  { HECHA_ROLE_SUPPORT, "support" },
  { HECHA_ROLE_ON_SITE_PERSON, "on-site-person" },
  { 0, NULL },
};

const HechaText hecha_role_labels[] = {
  [HECHA_ROLE_LEAD] = { "项目负责人", "Project lead" },
  [HECHA_ROLE_EVALUATOR] = { "测评人员", "Evaluator" },
  [HECHA_ROLE_PREPARED] = { "编制人", "Prepared by" },
  [HECHA_ROLE_REVIEWED] = { "审核人", "Reviewed by" },
  [HECHA_ROLE_APPROVED] = { "批准人", "Approved by" },
  [HECHA_ROLE_INSPECTOR] = { "检查人员", "Inspector" },
  [HECHA_ROLE_SUPPORT] = { "技术支持人员", "Technical support" },
  [HECHA_ROLE_ON_SITE_PERSON] = { "被检查企业现场人员", "Enterprise’s person on site" },
};

static const HechaSignatureField evaluation_fields[] = {
  { "prepared", { "编制", "Prepared by" }, HECHA_ROLE_PREPARED, 0, TRUE, 0 },
  { "reviewed", { "审核", "Reviewed by" }, HECHA_ROLE_REVIEWED, 0, TRUE, 1 },
  { "approved", { "批准", "Approved by" }, HECHA_ROLE_APPROVED, 0, TRUE, 2 },
  { "body-seal", { "评测机构（盖章）", "Seal of the evaluation body" }, HECHA_ROLE_LEAD, 0, FALSE, 3 },
};

static const HechaSignatureField inspection_fields[] = {
  { "inspector-1", { "检查人员一", "First inspector" }, HECHA_ROLE_INSPECTOR, 0, TRUE, 0 },
  { "inspector-2", { "检查人员二", "Second inspector" }, HECHA_ROLE_INSPECTOR, 1, TRUE, 0 },
  { "on-site-person", { "被检查企业现场人员", "Enterprise’s person on site" }, HECHA_ROLE_ON_SITE_PERSON, 0, TRUE, 1 },
  { "approved", { "批准", "Approved by" }, HECHA_ROLE_APPROVED, 0, TRUE, 2 },
  { "authority-seal", { "检查机关（盖章）", "Seal of the authority" }, HECHA_ROLE_APPROVED, 0, FALSE, 3 },
};

/* Instead of the on-site person's: two officers say that there is none. */
static const HechaSignatureField refusal_fields[] = {
  { HECHA_FIELD_REFUSAL_OFFICER "1", { "见证检查人员一", "First officer" }, HECHA_ROLE_INSPECTOR, 0, TRUE, 1 },
  { HECHA_FIELD_REFUSAL_OFFICER "2", { "见证检查人员二", "Second officer" }, HECHA_ROLE_INSPECTOR, 1, TRUE, 1 },
};

static const char *const evaluation_required[] = { "prepared", "reviewed", "approved", NULL };
static const char *const inspection_required[] = { "inspector-1", "inspector-2", "on-site-person", "approved", NULL };
static const char *const refused_required[] = {
  "inspector-1", "inspector-2", HECHA_FIELD_REFUSAL_OFFICER "1", HECHA_FIELD_REFUSAL_OFFICER "2", "approved", NULL
};

/**
 * hecha_member_new:
 *
 * Returns: (transfer full): a member without certificates
 */
HechaMember *
hecha_member_new (HechaRole   role,
                  const char *name)
{
  HechaMember *self = g_new0 (HechaMember, 1);

  self->role = role;
  self->name = g_strdup (name);
  return self;
}

HechaMember *
hecha_member_copy (const HechaMember *self)
{
  HechaMember *copy = hecha_member_new (self->role, self->name);

  copy->post = g_strdup (self->post);
  copy->number = g_strdup (self->number);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->subject = g_strdup (self->subject);
  copy->partner = self->partner;
  return copy;
}

void
hecha_member_free (HechaMember *self)
{
  g_free (self->name);
  g_free (self->post);
  g_free (self->number);
  g_free (self->fingerprint);
  g_free (self->subject);
  g_free (self);
}

JsonObject *
hecha_member_to_json (const HechaMember *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "role", hecha_nick_text (hecha_role_nicks, self->role));
  hecha_json_set_string (object, "name", self->name);
  hecha_json_set_string (object, "post", self->post);
  hecha_json_set_string (object, "number", self->number);
  hecha_json_set_string (object, "fingerprint", self->fingerprint);
  hecha_json_set_string (object, "subject", self->subject);
  if (self->partner)
    json_object_set_boolean_member (object, "partner", TRUE);
  return object;
}

/**
 * hecha_member_from_json:
 * @object: (nullable): as hecha_member_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the member; %NULL without role or name
 */
HechaMember *
hecha_member_from_json (JsonObject *object)
{
  const char *fingerprint = hecha_json_string (object, "fingerprint");
  HechaMember *self;
  int role;

  if (!hecha_nick_value (hecha_role_nicks, hecha_json_string (object, "role"), &role) ||
      !hecha_json_string (object, "name") || (fingerprint && !hecha_is_sha256_hex (fingerprint)))
    return NULL;
  self = hecha_member_new (role, hecha_json_string (object, "name"));
  self->post = g_strdup (hecha_json_string (object, "post"));
  self->number = g_strdup (hecha_json_string (object, "number"));
  self->fingerprint = g_strdup (fingerprint);
  self->subject = g_strdup (hecha_json_string (object, "subject"));
  self->partner = hecha_json_bool (object, "partner");
  return self;
}

/**
 * hecha_procedure_fields:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the signature fields of the
 *   procedure's document, in the order of signing
 */
const HechaSignatureField *
hecha_procedure_fields (HechaProcedure  procedure,
                        guint          *n)
{
  gboolean inspection = procedure == HECHA_PROCEDURE_INSPECTION;

  *n = inspection ? G_N_ELEMENTS (inspection_fields) : G_N_ELEMENTS (evaluation_fields);
  return inspection ? inspection_fields : evaluation_fields;
}

/**
 * hecha_procedure_field:
 * @name: (nullable): a field's name
 *
 * Returns: (transfer none) (nullable): the field; those of a refusal are found
 *   here alone
 */
const HechaSignatureField *
hecha_procedure_field (HechaProcedure  procedure,
                       const char     *name)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (fields[i].name, name) == 0)
      return &fields[i];
  for (guint i = 0; procedure == HECHA_PROCEDURE_INSPECTION && i < G_N_ELEMENTS (refusal_fields); i++)
    if (g_strcmp0 (refusal_fields[i].name, name) == 0)
      return &refusal_fields[i];
  return NULL;
}

/**
 * hecha_procedure_required:
 * @refused: whether officers signed that the on-site person refused, or was absent
 *
 * Returns: (transfer none) (array zero-terminated=1): names of the fields
 *   without which the procedure's document is incomplete
 */
const char *const *
hecha_procedure_required (HechaProcedure procedure,
                          gboolean       refused)
{
  if (procedure == HECHA_PROCEDURE_EVALUATION)
    return evaluation_required;
  return refused ? refused_required : inspection_required;
}

/**
 * hecha_procedure_rank:
 * @name: a field's name
 *
 * Returns: when the field is signed: whoever approves sees what the others signed,
 *   and a seal comes last; %G_MAXUINT for no field of the procedure
 */
guint
hecha_procedure_rank (HechaProcedure procedure,
                      const char    *name)
{
  const HechaSignatureField *field = hecha_procedure_field (procedure, name);

  return field ? field->rank : G_MAXUINT;
}

/**
 * hecha_field_is_refusal:
 * @name: (nullable): a field's name
 *
 * Returns: whether an officer signs there that the on-site person did not
 */
gboolean
hecha_field_is_refusal (const char *name)
{
  return name && g_str_has_prefix (name, HECHA_FIELD_REFUSAL_OFFICER);
}

static const HechaMember *
nth_member (GPtrArray *members,
            HechaRole  role,
            guint      nth)
{
  for (guint i = 0; i < members->len; i++)
    {
      HechaMember *member = members->pdata[i];

      if (member->role == role && nth-- == 0)
        return member;
    }
  return NULL;
}

/**
 * hecha_field_signer:
 * @members: (element-type HechaMember): the team
 *
 * Returns: (transfer none) (nullable): who is to sign @field; %NULL for a seal
 *   and where nobody was named
 */
const HechaMember *
hecha_field_signer (const HechaSignatureField *field,
                    GPtrArray                 *members)
{
  return field->required ? nth_member (members, field->role, field->nth) : NULL;
}

/**
 * hecha_holder_types:
 *
 * Returns: bit 1 << #HechaType for each type that this authority supervises
 *   (articles 3 and 14); 0 for whoever is none
 */
guint
hecha_holder_types (HechaHolder holder)
{
  switch (holder)
    {
    case HECHA_HOLDER_INDUSTRY:
      return 1u << HECHA_TYPE_CONNECTED;
    case HECHA_HOLDER_COMMUNICATIONS:
      return 1u << HECHA_TYPE_PLATFORM | 1u << HECHA_TYPE_IDENTIFIER;
    case HECHA_HOLDER_EVALUATION:
    case HECHA_HOLDER_ENTERPRISE:
    default:
      return 0;
    }
}

/**
 * hecha_holder_partner:
 * @holder: an authority
 *
 * Returns: the authority of the other line
 */
HechaHolder
hecha_holder_partner (HechaHolder holder)
{
  return holder == HECHA_HOLDER_INDUSTRY ? HECHA_HOLDER_COMMUNICATIONS : HECHA_HOLDER_INDUSTRY;
}

static gboolean
inspection_may_plan (HechaHolder   holder,
                     guint         types,
                     GPtrArray    *members,
                     GError      **error)
{
  guint certified = 0;

  if (hecha_holder_types (holder) == 0)
    return hecha_refuse (error, "Only an authority carries out an inspection (article 14; 国办发〔2024〕54号); "
                                "an evaluation body takes part as technical support");
  if (types & ~hecha_holder_types (holder))
    return hecha_refuse (error, holder == HECHA_HOLDER_INDUSTRY
                         ? "Platform and identifier-resolution enterprises are inspected by the communications "
                           "administration (articles 3 and 14): plan a joint inspection with it, or the connected "
                           "industrial enterprise alone"
                         : "Connected industrial enterprises are inspected by the industry department "
                           "(articles 3 and 14): plan a joint inspection with it, or the platform or "
                           "identifier-resolution enterprise alone");
  for (guint i = 0; i < members->len; i++)
    {
      HechaMember *member = members->pdata[i];

      if (member->role == HECHA_ROLE_INSPECTOR && !(member->number && *member->number))
        return hecha_refuse (error, "Each inspector needs the number of the law-enforcement certificate (执法证)");
      certified += member->role == HECHA_ROLE_INSPECTOR;
      if (member->role == HECHA_ROLE_EVALUATOR || member->role == HECHA_ROLE_PREPARED ||
          member->role == HECHA_ROLE_REVIEWED)
        return hecha_refuse (error, "An inspection has inspectors, technical support, the enterprise’s person on site "
                                    "and an approver: it is not mixed with an evaluation");
    }
  if (certified < 2)
    return hecha_refuse (error, "An inspection needs at least two inspectors with law-enforcement certificates (执法证)");
  return TRUE;
}

static gboolean
evaluation_may_plan (HechaHolder   holder,
                     GPtrArray    *members,
                     GError      **error)
{
  if (hecha_holder_types (holder) != 0)
    return hecha_refuse (error, "A conformity evaluation is made by the enterprise or a third party (article 9), "
                                "not by an authority");
  for (guint i = 0; i < members->len; i++)
    {
      HechaMember *member = members->pdata[i];

      if (member->role == HECHA_ROLE_INSPECTOR || member->role == HECHA_ROLE_SUPPORT)
        return hecha_refuse (error, "An evaluation has no inspectors: it is not mixed with an inspection");
    }
  return TRUE;
}

/* One person signs once: two fields with one certificate prove one pair of eyes. */
static gboolean
signers_differ (HechaProcedure   procedure,
                GPtrArray       *members,
                GError         **error)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      {
        const HechaMember *one = hecha_field_signer (&fields[i], members);
        const HechaMember *other = hecha_field_signer (&fields[j], members);

        if (one && other && (strcmp (one->name, other->name) == 0 ||
                             (one->fingerprint && g_strcmp0 (one->fingerprint, other->fingerprint) == 0)))
          {
            g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                         "%s cannot sign both “%s” and “%s”: one person fills one field",
                         one->name, fields[j].name, fields[i].name);
            return FALSE;
          }
      }
  return TRUE;
}

/**
 * hecha_procedure_may_plan:
 * @holder: whose workspace it is
 * @types: bit 1 << #HechaType for each type of the visit
 * @members: (element-type HechaMember): the team
 *
 * Who may plan what: articles 3, 9 and 14, and 国办发〔2024〕54号.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED, which names the rule
 */
gboolean
hecha_procedure_may_plan (HechaHolder      holder,
                          HechaProcedure   procedure,
                          guint            types,
                          GPtrArray       *members,
                          GError         **error)
{
  if (types == 0)
    return hecha_refuse (error, "A visit is about at least one type of the enterprise (article 6)");
  if (procedure == HECHA_PROCEDURE_INSPECTION
      ? !inspection_may_plan (holder, types, members, error)
      : !evaluation_may_plan (holder, members, error))
    return FALSE;
  return signers_differ (procedure, members, error);
}

/* One officer is of one authority. */
static gboolean
officers_differ (const HechaMember  *one,
                 const HechaMember  *other,
                 GError            **error)
{
  if (one->partner == other->partner || one->role == HECHA_ROLE_ON_SITE_PERSON || other->role == HECHA_ROLE_ON_SITE_PERSON ||
      (strcmp (one->name, other->name) != 0 && (!one->fingerprint || g_strcmp0 (one->fingerprint, other->fingerprint) != 0)))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "%s stands for both authorities: each record has people of its own",
               one->name);
  return FALSE;
}

/**
 * hecha_procedure_may_join:
 * @holder: whose workspace it is
 * @partner: name of the authority of the other line
 * @types: bit 1 << #HechaType for each type of the visit
 * @members: (element-type HechaMember): the people of both authorities
 *
 * Whether @holder may plan an inspection together with the authority of the
 * other line: it covers types of both, and each has its own certified officers
 * (articles 3 and 14; 国办发〔2024〕54号).
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED, which names the rule
 */
gboolean
hecha_procedure_may_join (HechaHolder   holder,
                          const char   *partner,
                          guint         types,
                          GPtrArray    *members,
                          GError      **error)
{
  const HechaHolder holders[] = { holder, hecha_holder_partner (holder) };

  if (hecha_holder_types (holder) == 0)
    return inspection_may_plan (holder, types, members, error);
  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    {
      guint own = types & hecha_holder_types (holders[i]);
      g_autoptr(GPtrArray) people = g_ptr_array_new ();

      if (!own)
        return hecha_refuse (error, "A joint inspection covers types of both authorities (articles 3 and 14)");
      for (guint j = 0; j < members->len; j++)
        {
          HechaMember *member = members->pdata[j];

          if (member->role == HECHA_ROLE_ON_SITE_PERSON || member->partner == (i == 1))
            g_ptr_array_add (people, member);
          for (guint k = 0; k < j; k++)
            if (!officers_differ (members->pdata[k], member, error))
              return FALSE;
        }
      if (!hecha_procedure_may_plan (holders[i], HECHA_PROCEDURE_INSPECTION, own, people, error))
        {
          if (i)
            g_prefix_error (error, "%s: ", partner);
          return FALSE;
        }
    }
  return TRUE;
}
