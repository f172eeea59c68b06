/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing.h"

#include "clock.h"
#include "digest.h"
#include "error.h"

#include <string.h>

const HechaFieldSpec hecha_field_specs[HECHA_N_FIELDS] = {
  [HECHA_FIELD_NAME] = { "name", { "企业名称", "Enterprise" }, TRUE },
  [HECHA_FIELD_CODE] = { "code", { "统一社会信用代码", "Unified social credit code" }, TRUE },
  [HECHA_FIELD_REGION] = { "region", { "行政区划代码", "Region code" }, FALSE },
  [HECHA_FIELD_INDUSTRY] = { "industry", { "行业代码", "Industry code" }, FALSE },
  [HECHA_FIELD_ADDRESS] = { "address", { "注册地址", "Registered address" }, FALSE },
  [HECHA_FIELD_NODE_KIND] = { "node-kind", { "标识解析节点类型", "Identifier node kind" }, FALSE },
  [HECHA_FIELD_PERSON_IN_CHARGE] = { "person-in-charge", { "企业主要负责人", "Person in charge" }, FALSE },
  [HECHA_FIELD_SECURITY_OFFICER] = { "security-officer", { "网络安全负责人", "Cybersecurity officer" }, TRUE },
  [HECHA_FIELD_OFFICER_PHONE] = { "officer-phone", { "网络安全负责人电话", "Officer’s phone" }, FALSE },
  [HECHA_FIELD_CONTACT] = { "contact", { "联系人", "Contact" }, FALSE },
  [HECHA_FIELD_PHONE] = { "phone", { "联系电话", "Phone" }, TRUE },
  [HECHA_FIELD_EMAIL] = { "email", { "电子邮箱", "E-mail" }, FALSE },
  [HECHA_FIELD_FILED_ON] = { "filed-on", { "登记日期", "Filed on" }, FALSE },
  [HECHA_FIELD_STATE] = { "state", { "登记状态", "Filing state" }, FALSE },
  [HECHA_FIELD_LAST_EVALUATED_ON] = { "last-evaluated-on", { "最近一次评测日期", "Last evaluated on" }, FALSE },
  [HECHA_FIELD_CRITICAL] = { "critical", { "关键信息基础设施", "Critical information infrastructure" }, FALSE },
  [HECHA_FIELD_SIZE] = { "size", { "企业规模", "Size" }, FALSE },
  [HECHA_FIELD_BUSINESS_SCOPE] = { "business-scope", { "业务范围", "Business scope" }, FALSE },
  [HECHA_FIELD_INTERNET_USE] = { "internet-use", { "应用工业互联网的程度", "Degree of industrial-internet use" }, FALSE },
  [HECHA_FIELD_IMPORTANT_SYSTEMS] = { "important-systems", { "运营重要系统的程度", "Degree of operating important systems" }, FALSE },
  [HECHA_FIELD_IMPORTANT_DATA] = { "important-data", { "掌握重要数据的程度", "Degree of holding important data" }, FALSE },
  [HECHA_FIELD_IMPORTANCE] = { "importance", { "对行业发展和产业链供应链安全的重要程度", "Importance to the sector and the supply chain" }, FALSE },
  [HECHA_FIELD_CONSEQUENCES] = { "consequences", { "发生网络安全事件的影响后果", "Consequences of an incident" }, FALSE },
};

const HechaNick hecha_filing_state_nicks[] = {
  { HECHA_FILING_SUBMITTED, "submitted" },
  { HECHA_FILING_CORRECTING, "correcting" },
  { HECHA_FILING_ACCEPTED, "accepted" },
  { 0, NULL },
};

/**
 * hecha_filing_new:
 * @type: what the enterprise is graded as
 * @level: 1 to 3
 *
 * Returns: (transfer full): a filing that says nothing else yet
 */
HechaFiling *
hecha_filing_new (HechaType type,
                  int       level)
{
  HechaFiling *self = g_new0 (HechaFiling, 1);

  self->type = type;
  self->level = level;
  self->sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_site_free);
  self->extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * hecha_filing_copy:
 *
 * Returns: (transfer full): a filing of its own that says the same
 */
HechaFiling *
hecha_filing_copy (const HechaFiling *self)
{
  HechaFiling *copy = hecha_filing_new (self->type, self->level);
  GHashTableIter iter;
  gpointer name, value;

  for (int i = 0; i < HECHA_N_FIELDS; i++)
    copy->fields[i] = g_strdup (self->fields[i]);
  g_ptr_array_unref (copy->sites);
  copy->sites = hecha_sites_copy (self->sites);
  g_hash_table_iter_init (&iter, self->extra);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy->extra, g_strdup (name), g_strdup (value));
  return copy;
}

void
hecha_filing_free (HechaFiling *self)
{
  for (int i = 0; i < HECHA_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_ptr_array_unref (self->sites);
  g_hash_table_unref (self->extra);
  g_free (self);
}

/**
 * hecha_filing_get:
 *
 * Returns: (transfer none): the text of @field, empty where the filing says nothing
 */
const char *
hecha_filing_get (const HechaFiling *self,
                  HechaField         field)
{
  return self->fields[field] ? self->fields[field] : "";
}

/**
 * hecha_filing_set:
 * @value: (nullable): the text; %NULL and empty are the same
 */
void
hecha_filing_set (HechaFiling *self,
                  HechaField   field,
                  const char  *value)
{
  g_free (self->fields[field]);
  self->fields[field] = value && *value ? g_strdup (value) : NULL;
}

/**
 * hecha_filing_get_date:
 * @date: (out caller-allocates): untouched where there is none
 *
 * Returns: whether @field holds a day
 */
gboolean
hecha_filing_get_date (const HechaFiling *self,
                       HechaField         field,
                       GDate             *date)
{
  return hecha_date_from_text (self->fields[field], date);
}

/* A region and an address are those of a site, and may differ. */
static gboolean
agrees (const HechaFiling *self,
        const HechaFiling *later,
        HechaField         field)
{
  return field == HECHA_FIELD_REGION || field == HECHA_FIELD_ADDRESS || !self->fields[field] || !later->fields[field]
         || g_str_equal (self->fields[field], later->fields[field]);
}

static void
absorb_site (HechaFiling     *self,
             const HechaSite *site)
{
  for (guint i = 0; i < self->sites->len; i++)
    {
      const HechaSite *known = self->sites->pdata[i];

      if (g_strcmp0 (known->name, site->name) == 0 && g_strcmp0 (known->region, site->region) == 0
          && g_strcmp0 (known->address, site->address) == 0)
        return;
    }
  g_ptr_array_add (self->sites, hecha_site_copy (site));
}

static void
absorb_extra (HechaFiling *self,
              const char  *name,
              const char  *value)
{
  const char *known = g_hash_table_lookup (self->extra, name);

  if (!known)
    g_hash_table_insert (self->extra, g_strdup (name), g_strdup (value));
  else if (!g_str_equal (known, value))
    g_hash_table_insert (self->extra, g_strdup (name), g_strconcat (known, "；", value, NULL));
}

/**
 * hecha_filing_absorb:
 * @self: a filing
 * @later: what another row of the same register says of the same credit code and type
 * @differs: (out) (optional) (nullable): "level" or the id of the field in
 *   which the two contradict each other
 *
 * Takes over what @later says besides: its sites, fields that @self leaves
 * empty, other information.
 *
 * Returns: %FALSE, with @self unchanged, where they contradict each other
 */
gboolean
hecha_filing_absorb (HechaFiling        *self,
                     const HechaFiling  *later,
                     const char        **differs)
{
  const char *field = self->level == later->level ? NULL : "level";
  GHashTableIter iter;
  gpointer name, value;

  for (int i = 0; i < HECHA_N_FIELDS && !field; i++)
    if (!agrees (self, later, i))
      field = hecha_field_specs[i].id;
  if (differs)
    *differs = field;
  if (field)
    return FALSE;
  for (int i = 0; i < HECHA_N_FIELDS; i++)
    if (!self->fields[i])
      self->fields[i] = g_strdup (later->fields[i]);
  for (guint i = 0; i < later->sites->len; i++)
    absorb_site (self, later->sites->pdata[i]);
  g_hash_table_iter_init (&iter, later->extra);
  while (g_hash_table_iter_next (&iter, &name, &value))
    absorb_extra (self, name, value);
  return TRUE;
}

/**
 * hecha_field_from_text:
 * @id: (nullable): the frozen name of a field
 * @field: (out): untouched on failure
 *
 * Returns: whether @id is one
 */
gboolean
hecha_field_from_text (const char *id,
                       HechaField *field)
{
  for (int i = 0; i < HECHA_N_FIELDS; i++)
    if (g_strcmp0 (id, hecha_field_specs[i].id) == 0)
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hecha_filing_to_json:
 *
 * Returns: (transfer full): the members type, level, one for each field that
 *   says something, sites and extra
 */
JsonObject *
hecha_filing_to_json (const HechaFiling *self)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  json_object_set_string_member (object, "type", hecha_nick_text (hecha_type_nicks, self->type));
  json_object_set_int_member (object, "level", self->level);
  for (int i = 0; i < HECHA_N_FIELDS; i++)
    hecha_json_set_string (object, hecha_field_specs[i].id, self->fields[i]);
  if (self->sites->len)
    json_object_set_array_member (object, "sites", hecha_sites_to_json (self->sites));
  if (g_hash_table_size (self->extra))
    {
      JsonObject *extra = json_object_new ();

      g_hash_table_iter_init (&iter, self->extra);
      while (g_hash_table_iter_next (&iter, &name, &value))
        json_object_set_string_member (extra, name, value);
      json_object_set_object_member (object, "extra", extra);
    }
  return object;
}

static void
read_extra (HechaFiling *self,
            JsonObject  *extra)
{
  g_autoptr(GList) names = extra ? json_object_get_members (extra) : NULL;

  for (GList *l = names; l; l = l->next)
    if (hecha_json_string (extra, l->data))
      g_hash_table_insert (self->extra, g_strdup (l->data), g_strdup (hecha_json_string (extra, l->data)));
}

/**
 * hecha_filing_from_json:
 * @object: as hecha_filing_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the filing; %HECHA_ERROR_INVALID where
 *   the type or the level is none. Fields are taken as they are: whether they
 *   hold is for the import to say.
 */
HechaFiling *
hecha_filing_from_json (JsonObject  *object,
                        GError     **error)
{
  g_autoptr(HechaFiling) self = NULL;
  gint64 level = hecha_json_int (object, "level", 0);
  int type;

  if (!hecha_nick_value (hecha_type_nicks, hecha_json_string (object, "type"), &type) || level < 1 || level > 3)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "A filing needs a type (connected, platform, identifier) and a level from 1 to 3");
      return NULL;
    }
  self = hecha_filing_new (type, (int) level);
  for (int i = 0; i < HECHA_N_FIELDS; i++)
    hecha_filing_set (self, i, hecha_json_string (object, hecha_field_specs[i].id));
  g_ptr_array_unref (self->sites);
  self->sites = hecha_sites_from_json (hecha_json_array (object, "sites"));
  read_extra (self, hecha_json_object (object, "extra"));
  return g_steal_pointer (&self);
}

/**
 * hecha_filing_digest:
 *
 * Returns: (transfer full): SHA-256 over the canonical JSON of all that the
 *   filing says; two imports of the same row have the same
 */
char *
hecha_filing_digest (const HechaFiling *self)
{
  g_autoptr(JsonObject) object = hecha_filing_to_json (self);
  g_autofree char *canonical = hecha_json_canonical_object (object);

  return hecha_sha256_hex (canonical, strlen (canonical));
}
