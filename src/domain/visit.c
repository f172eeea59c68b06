/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit.h"

#include "error.h"
#include "uuid.h"

const HechaNick hecha_visit_state_nicks[] = {
  { HECHA_VISIT_PLANNED, "planned" },
  { HECHA_VISIT_ON_SITE, "on-site" },
  { HECHA_VISIT_TO_SIGN, "to-sign" },
  { HECHA_VISIT_ISSUED, "issued" },
  { HECHA_VISIT_RETURNED, "returned" },
  { HECHA_VISIT_APPROVED, "approved" },
  { 0, NULL },
};

const HechaText hecha_visit_state_labels[] = {
  [HECHA_VISIT_PLANNED] = { "已计划", "Planned" },
  [HECHA_VISIT_ON_SITE] = { "现场进行中", "On site" },
  [HECHA_VISIT_TO_SIGN] = { "待签署", "To sign" },
  [HECHA_VISIT_ISSUED] = { "已出具", "Issued" },
  [HECHA_VISIT_RETURNED] = { "已退回", "Returned" },
  [HECHA_VISIT_APPROVED] = { "已批准", "Approved" },
};

HechaScope *
hecha_scope_new (HechaType type,
                 int       level)
{
  HechaScope *self = g_new0 (HechaScope, 1);

  self->type = type;
  self->level = level;
  return self;
}

void
hecha_scope_free (HechaScope *self)
{
  g_free (self->pack);
  g_free (self->version);
  g_free (self->digest);
  g_free (self->before);
  g_free (self);
}

/**
 * hecha_visit_new:
 *
 * Returns: (transfer full): a visit with a UUID of its own, in Chinese, that
 *   goes nowhere yet
 */
HechaVisit *
hecha_visit_new (HechaProcedure procedure)
{
  HechaVisit *self = g_new0 (HechaVisit, 1);

  self->uuid = hecha_uuid_new ();
  self->procedure = procedure;
  self->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_scope_free);
  self->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  self->sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_site_free);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  self->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_prior_free);
  return self;
}

void
hecha_visit_free (HechaVisit *self)
{
  g_free (self->uuid);
  g_free (self->number);
  g_free (self->unit);
  g_free (self->partner);
  g_free (self->planned_on);
  g_free (self->basis);
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    g_free (self->notes[i]);
  g_ptr_array_unref (self->scopes);
  g_ptr_array_unref (self->filings);
  g_ptr_array_unref (self->sites);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->earlier);
  g_free (self);
}

/**
 * hecha_visit_types:
 *
 * Returns: bit 1 << #HechaType for each type of the visit
 */
guint
hecha_visit_types (const HechaVisit *self)
{
  guint types = 0;

  for (guint i = 0; i < self->scopes->len; i++)
    types |= 1u << ((HechaScope *) self->scopes->pdata[i])->type;
  return types;
}

static const char *
filing_text (const HechaVisit *self,
             HechaField        field)
{
  return self->filings->len ? hecha_filing_get (self->filings->pdata[0], field) : "";
}

/**
 * hecha_visit_enterprise:
 *
 * Returns: (transfer none): the enterprise's name
 */
const char *
hecha_visit_enterprise (const HechaVisit *self)
{
  return filing_text (self, HECHA_FIELD_NAME);
}

/**
 * hecha_visit_code:
 *
 * Returns: (transfer none): the enterprise's unified social credit code
 */
const char *
hecha_visit_code (const HechaVisit *self)
{
  return filing_text (self, HECHA_FIELD_CODE);
}

static JsonArray *
scopes_to_json (GPtrArray *scopes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < scopes->len; i++)
    {
      HechaScope *scope = scopes->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "type", hecha_nick_text (hecha_type_nicks, scope->type));
      json_object_set_int_member (object, "level", scope->level);
      hecha_json_set_string (object, "pack", scope->pack);
      hecha_json_set_string (object, "version", scope->version);
      hecha_json_set_string (object, "digest", scope->digest);
      hecha_json_set_string (object, "before", scope->before);
      json_array_add_object_element (array, object);
    }
  return array;
}

/**
 * hecha_visit_to_json:
 *
 * Returns: (transfer full): the payload of the event visit-planned
 */
JsonObject *
hecha_visit_to_json (const HechaVisit *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonObject) notes = NULL;
  JsonArray *filings = json_array_new (), *members = json_array_new ();
  g_autoptr(JsonArray) earlier = json_array_new ();

  hecha_json_set_string (object, "uuid", self->uuid);
  hecha_json_set_string (object, "number", self->number);
  hecha_json_set_string (object, "procedure", hecha_nick_text (hecha_procedure_nicks, self->procedure));
  hecha_json_set_string (object, "language", hecha_language_to_text (self->language));
  hecha_json_set_string (object, "holder", hecha_nick_text (hecha_holder_nicks, self->holder));
  hecha_json_set_string (object, "unit", self->unit);
  hecha_json_set_string (object, "partner", self->partner);
  hecha_json_set_string (object, "planned-on", self->planned_on);
  hecha_json_set_string (object, "basis", self->basis);
  json_object_set_array_member (object, "scopes", scopes_to_json (self->scopes));
  for (guint i = 0; i < self->filings->len; i++)
    json_array_add_object_element (filings, hecha_filing_to_json (self->filings->pdata[i]));
  json_object_set_array_member (object, "filings", filings);
  json_object_set_array_member (object, "sites", hecha_sites_to_json (self->sites));
  for (guint i = 0; i < self->members->len; i++)
    json_array_add_object_element (members, hecha_member_to_json (self->members->pdata[i]));
  json_object_set_array_member (object, "members", members);
  notes = hecha_visit_notes_to_json (self->notes);
  if (json_object_get_size (notes))
    json_object_set_object_member (object, "notes", json_object_ref (notes));
  for (guint i = 0; i < self->earlier->len; i++)
    json_array_add_object_element (earlier, hecha_prior_to_json (self->earlier->pdata[i]));
  if (self->earlier->len)
    json_object_set_array_member (object, "earlier", json_array_ref (earlier));
  return object;
}

static gboolean
read_scopes (HechaVisit *self,
             JsonArray  *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = hecha_json_element (array, i);
      gint64 level = hecha_json_int (object, "level", 0);
      HechaScope *scope;
      int type;

      if (!hecha_nick_value (hecha_type_nicks, hecha_json_string (object, "type"), &type) || level < 1 || level > 3)
        return FALSE;
      scope = hecha_scope_new (type, (int) level);
      scope->pack = g_strdup (hecha_json_string (object, "pack"));
      scope->version = g_strdup (hecha_json_string (object, "version"));
      scope->digest = g_strdup (hecha_json_string (object, "digest"));
      scope->before = g_strdup (hecha_json_string (object, "before"));
      g_ptr_array_add (self->scopes, scope);
    }
  return self->scopes->len > 0;
}

static gboolean
read_filings (HechaVisit *self,
              JsonArray  *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = hecha_json_element (array, i);
      HechaFiling *filing = object ? hecha_filing_from_json (object, NULL) : NULL;

      if (!filing)
        return FALSE;
      g_ptr_array_add (self->filings, filing);
    }
  return self->filings->len > 0;
}

static gboolean
read_members (HechaVisit *self,
              JsonArray  *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      HechaMember *member = hecha_member_from_json (hecha_json_element (array, i));

      if (!member)
        return FALSE;
      g_ptr_array_add (self->members, member);
    }
  return TRUE;
}

static gboolean
read_earlier (HechaVisit *self,
              JsonArray  *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      HechaPrior *earlier = hecha_prior_from_json (hecha_json_element (array, i));

      if (!earlier)
        return FALSE;
      g_ptr_array_add (self->earlier, earlier);
    }
  return TRUE;
}

/**
 * hecha_visit_from_json:
 * @object: as hecha_visit_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the visit; %HECHA_ERROR_INVALID where it
 *   is not whole
 */
HechaVisit *
hecha_visit_from_json (JsonObject  *object,
                       GError     **error)
{
  g_autoptr(HechaVisit) self = hecha_visit_new (HECHA_PROCEDURE_EVALUATION);
  int procedure, holder;

  if (!hecha_nick_value (hecha_procedure_nicks, hecha_json_string (object, "procedure"), &procedure) ||
      !hecha_nick_value (hecha_holder_nicks, hecha_json_string (object, "holder"), &holder) ||
      !hecha_json_string (object, "uuid") || !g_uuid_string_is_valid (hecha_json_string (object, "uuid")) ||
      !read_scopes (self, hecha_json_array (object, "scopes")) ||
      !read_filings (self, hecha_json_array (object, "filings")) ||
      !read_members (self, hecha_json_array (object, "members")) ||
      !read_earlier (self, hecha_json_array (object, "earlier")))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "A visit needs uuid, procedure, holder, scopes, filings and members");
      return NULL;
    }
  self->procedure = procedure;
  self->holder = holder;
  g_free (self->uuid);
  self->uuid = g_strdup (hecha_json_string (object, "uuid"));
  self->number = g_strdup (hecha_json_string (object, "number"));
  self->language = hecha_language_from_text (hecha_json_string (object, "language"));
  self->unit = g_strdup (hecha_json_string (object, "unit"));
  self->partner = g_strdup (hecha_json_string (object, "partner"));
  self->planned_on = g_strdup (hecha_json_string (object, "planned-on"));
  self->basis = g_strdup (hecha_json_string (object, "basis"));
  hecha_visit_notes_from_json (hecha_json_object (object, "notes"), self->notes);
  g_ptr_array_unref (self->sites);
  self->sites = hecha_sites_from_json (hecha_json_array (object, "sites"));
  return g_steal_pointer (&self);
}
