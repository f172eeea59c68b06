/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-plan.h"

#include "oscal-build.h"

static const HechaText plan_title = { "评测（检查）方案", "Assessment plan" };
static const HechaText filing_title = { "企业登记信息", "Filing of the enterprise" };
static const HechaText visit_title = { "现场工作", "On site" };

/* OSCAL wants a system security plan; what there is of one is the filing, described in the back matter. */
static JsonObject *
filing_resource (const HechaCase *self)
{
  JsonObject *resource = hecha_oscal_resource (self, "filing", &filing_title);
  g_autoptr(GString) description = g_string_new (hecha_visit_enterprise (self->visit));
  JsonArray *props = json_array_new ();

  for (guint i = 0; i < self->visit->filings->len; i++)
    {
      const HechaFiling *filing = self->visit->filings->pdata[i];
      g_autofree char *value = g_strdup_printf ("%s:%d", hecha_nick_text (hecha_type_nicks, filing->type),
                                                filing->level);
      g_autofree char *digest = hecha_filing_digest (filing);

      g_string_append_printf (description, "\n%s, %d", hecha_oscal_say (self, &hecha_oscal_type_labels[filing->type]),
                              filing->level);
      hecha_oscal_add_prop (props, "filing", value);
      hecha_oscal_add_prop (props, "filing-digest", digest);
    }
  json_object_set_string_member (resource, "description", description->str);
  hecha_oscal_set_array (resource, "props", props);
  return resource;
}

static JsonObject *
pack_resource (const HechaCase  *self,
               const HechaScope *scope)
{
  JsonArray *props = json_array_new ();
  JsonObject *resource = hecha_oscal_resource (self, hecha_nick_text (hecha_type_nicks, scope->type),
                                               &hecha_oscal_type_labels[scope->type]);
  g_autofree char *level = g_strdup_printf ("%d", scope->level);

  hecha_oscal_add_prop (props, "enterprise-type", hecha_nick_text (hecha_type_nicks, scope->type));
  hecha_oscal_add_prop (props, "level", level);
  hecha_oscal_add_prop (props, "pack-id", scope->pack);
  hecha_oscal_add_prop (props, "pack-version", scope->version);
  hecha_oscal_add_prop (props, "pack-digest", scope->digest);
  hecha_oscal_set_array (resource, "props", props);
  return resource;
}

static JsonObject *
back_matter (const HechaCase *self)
{
  JsonObject *matter = json_object_new ();
  JsonArray *resources = json_array_new ();

  json_array_add_object_element (resources, filing_resource (self));
  for (guint i = 0; i < self->visit->scopes->len; i++)
    json_array_add_object_element (resources, pack_resource (self, self->visit->scopes->pdata[i]));
  json_object_set_array_member (matter, "resources", resources);
  return matter;
}

/* How many of how many of each kind, and what connects whole zones. */
static JsonArray *
subject_props (const HechaCase *self)
{
  JsonArray *props = json_array_new ();

  for (guint i = 0; i < self->samplings->len; i++)
    {
      const HechaSampling *sampling = self->samplings->pdata[i];
      g_autofree char *value = g_strdup_printf ("%s: %u/%u", sampling->kind, sampling->sampled, sampling->population);

      hecha_oscal_add_noted_prop (props, "sampling", value, sampling->reason);
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      const HechaLink *link = self->links->pdata[i];
      g_autofree char *value = g_strdup_printf ("%s – %s", link->from, link->to);

      if (g_str_has_prefix (link->from, HECHA_LINK_ZONE) && g_str_has_prefix (link->to, HECHA_LINK_ZONE))
        hecha_oscal_add_noted_prop (props, link->conduit ? "zone-conduit" : "zone-connection", value, link->label);
    }
  return props;
}

static JsonArray *
subjects (const HechaCase *self)
{
  JsonObject *subject = json_object_new ();
  JsonArray *list = json_array_new (), *included = json_array_new ();

  for (guint i = 0; i < self->objects->len; i++)
    {
      JsonObject *each = json_object_new ();

      json_object_set_string_member (each, "subject-uuid", ((HechaObject *) self->objects->pdata[i])->uuid);
      json_object_set_string_member (each, "type", "inventory-item");
      json_array_add_object_element (included, each);
    }
  json_object_set_string_member (subject, "type", self->objects->len ? "inventory-item" : "component");
  hecha_oscal_set_array (subject, "props", subject_props (self));
  if (self->objects->len == 0)
    json_object_set_object_member (subject, "include-all", json_object_new ());
  hecha_oscal_set_array (subject, "include-subjects", included);
  json_array_add_object_element (list, subject);
  return list;
}

static JsonArray *
tasks (const HechaCase *self)
{
  JsonObject *task = json_object_new (), *timing = json_object_new (), *on = json_object_new ();
  JsonArray *list = json_array_new (), *props = json_array_new ();
  g_autofree char *uuid = hecha_oscal_uuid (self, "task", "visit");
  g_autofree char *day = g_strdup_printf ("%sT00:00:00+08:00", self->visit->planned_on);
  g_autofree char *date = hecha_oscal_time (self, day);

  json_object_set_string_member (task, "uuid", uuid);
  json_object_set_string_member (task, "type", "action");
  hecha_oscal_set_line (task, "title", hecha_oscal_say (self, &visit_title));
  if (self->visit->basis && *self->visit->basis)
    json_object_set_string_member (task, "description", self->visit->basis);
  for (guint i = 0; i < self->visit->sites->len; i++)
    hecha_oscal_add_prop (props, "site", ((HechaSite *) self->visit->sites->pdata[i])->name);
  hecha_oscal_set_array (task, "props", props);
  json_object_set_string_member (on, "date", date);
  json_object_set_object_member (timing, "on-date", on);
  json_object_set_object_member (task, "timing", timing);
  json_array_add_object_element (list, task);
  return list;
}

/**
 * hecha_oscal_plan:
 * @self: a case
 *
 * Returns: (transfer full): assessment-plan.json (OSCAL 1.2.1): scope, team,
 *   objects with why they were sampled, checklists by digest. The same case
 *   gives the same bytes.
 */
GBytes *
hecha_oscal_plan (const HechaCase *self)
{
  JsonObject *plan = json_object_new (), *import = json_object_new (), *local = json_object_new ();
  g_autofree char *uuid = hecha_oscal_uuid (self, "assessment-plan", NULL);
  g_autofree char *filing = hecha_oscal_uuid (self, "resource", "filing");
  g_autofree char *href = g_strconcat ("#", filing, NULL);
  guint types = hecha_visit_types (self->visit);

  json_object_set_string_member (plan, "uuid", uuid);
  json_object_set_object_member (plan, "metadata", hecha_oscal_metadata (self, &plan_title));
  json_object_set_string_member (import, "href", href);
  json_object_set_object_member (plan, "import-ssp", import);
  if (self->objects->len)
    json_object_set_array_member (local, "inventory-items", hecha_oscal_inventory (self));
  if (json_object_get_size (local))
    json_object_set_object_member (plan, "local-definitions", json_object_ref (local));
  json_object_unref (local);
  json_object_set_object_member (plan, "reviewed-controls", hecha_oscal_reviewed (self, types, FALSE));
  json_object_set_array_member (plan, "assessment-subjects", subjects (self));
  json_object_set_array_member (plan, "tasks", tasks (self));
  json_object_set_object_member (plan, "back-matter", back_matter (self));
  return hecha_oscal_to_bytes ("assessment-plan", plan);
}
