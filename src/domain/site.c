/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site.h"

/**
 * hecha_site_new:
 *
 * Returns: (transfer full): a site
 */
HechaSite *
hecha_site_new (const char *name,
                const char *region,
                const char *address)
{
  HechaSite *self = g_new0 (HechaSite, 1);

  self->name = g_strdup (name);
  self->region = g_strdup (region);
  self->address = g_strdup (address);
  return self;
}

HechaSite *
hecha_site_copy (const HechaSite *self)
{
  return hecha_site_new (self->name, self->region, self->address);
}

void
hecha_site_free (HechaSite *self)
{
  g_free (self->name);
  g_free (self->region);
  g_free (self->address);
  g_free (self);
}

JsonObject *
hecha_site_to_json (const HechaSite *self)
{
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "name", self->name);
  hecha_json_set_string (object, "region", self->region);
  hecha_json_set_string (object, "address", self->address);
  return object;
}

/**
 * hecha_site_from_json:
 * @object: (nullable): as hecha_site_to_json() makes it
 *
 * Returns: (transfer full): the site; a missing member is %NULL
 */
HechaSite *
hecha_site_from_json (JsonObject *object)
{
  return hecha_site_new (hecha_json_string (object, "name"),
                         hecha_json_string (object, "region"),
                         hecha_json_string (object, "address"));
}

/**
 * hecha_sites_copy:
 * @sites: (element-type HechaSite): sites
 *
 * Returns: (transfer full) (element-type HechaSite): copies in an array that frees them
 */
GPtrArray *
hecha_sites_copy (GPtrArray *sites)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_site_free);

  for (guint i = 0; i < sites->len; i++)
    g_ptr_array_add (copy, hecha_site_copy (sites->pdata[i]));
  return copy;
}

JsonArray *
hecha_sites_to_json (GPtrArray *sites)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sites->len; i++)
    json_array_add_object_element (array, hecha_site_to_json (sites->pdata[i]));
  return array;
}

/**
 * hecha_sites_from_json:
 * @array: (nullable): as hecha_sites_to_json() makes it
 *
 * Returns: (transfer full) (element-type HechaSite): the sites, in an array that frees them
 */
GPtrArray *
hecha_sites_from_json (JsonArray *array)
{
  GPtrArray *sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_site_free);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_ptr_array_add (sites, hecha_site_from_json (hecha_json_element (array, i)));
  return sites;
}
