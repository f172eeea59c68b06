/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jurisdictions.h"

#include "intake.h"
#include "rules.h"

#define TABLE "/org/hecha/data/jurisdiction/authorities.json"

void
hecha_supervision_free (HechaSupervision *self)
{
  g_free (self->site);
  g_free (self->region);
  g_clear_pointer (&self->authority, hecha_authority_free);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/**
 * hecha_jurisdictions_load:
 *
 * Returns: (transfer full) (nullable): which authority supervises which type where
 */
HechaJurisdiction *
hecha_jurisdictions_load (GError **error)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (TABLE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(JsonObject) object = bytes ? hecha_json_parse_object (g_bytes_get_data (bytes, NULL),
                                                                  g_bytes_get_size (bytes), TABLE, error) : NULL;

  return object ? hecha_jurisdiction_from_json (object, TABLE, error) : NULL;
}

static HechaSupervision *
supervision_of (const HechaJurisdiction *table,
                const HechaFiling       *filing,
                const char              *site,
                const char              *region)
{
  HechaSupervision *row = g_new0 (HechaSupervision, 1);

  row->type = filing->type;
  row->site = g_strdup (site);
  row->region = g_strdup (region);
  row->authority = hecha_jurisdiction_find (table, filing->type, region, hecha_filing_of_corps (filing));
  row->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_misassignment_free);
  return row;
}

/* What people call a plant that was filed without a name. */
static const char *
name_of (const HechaSite *site)
{
  if (site->name && *site->name)
    return site->name;
  return site->address && *site->address ? site->address : site->region;
}

static void
add_filing (GPtrArray               *rows,
            const HechaJurisdiction *table,
            const HechaFiling       *filing,
            HechaHolder              holder,
            const char              *area)
{
  HechaSupervision *first = supervision_of (table, filing, NULL, hecha_filing_get (filing, HECHA_FIELD_REGION));

  g_ptr_array_unref (first->warnings);
  first->warnings = hecha_jurisdiction_check (table, holder, area, filing);
  g_ptr_array_add (rows, first);
  for (guint i = 0; i < filing->sites->len; i++)
    {
      const HechaSite *site = filing->sites->pdata[i];

      if (site->region && g_strcmp0 (site->region, first->region) != 0)
        g_ptr_array_add (rows, supervision_of (table, filing, name_of (site), site->region));
    }
}

/**
 * hecha_jurisdictions_of:
 * @types: bit 1 << #HechaType for each that is wanted; 0 for all
 *
 * Returns: (transfer full) (element-type HechaSupervision) (nullable): who
 *   supervises the enterprise, for each of its types where it is registered and
 *   where its plants are, with warnings where its filing is with somebody else
 */
GPtrArray *
hecha_jurisdictions_of (HechaSession  *session,
                        const char    *code,
                        guint          types,
                        GError       **error)
{
  g_autoptr(HechaJurisdiction) table = hecha_jurisdictions_load (error);
  g_autoptr(HechaRules) rules = table ? hecha_rules_load (session, error) : NULL;
  g_autoptr(GPtrArray) filings = rules ? hecha_intake_enterprise (session, code, error) : NULL;
  GPtrArray *rows;

  if (!filings)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_supervision_free);
  for (guint i = 0; i < filings->len; i++)
    {
      const HechaFiling *filing = ((HechaFilingRow *) filings->pdata[i])->filing;

      if (!types || types & 1u << filing->type)
        add_filing (rows, table, filing, hecha_session_get_holder (session), rules->area);
    }
  return rows;
}
