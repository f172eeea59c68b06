/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "digest.h"

#include <string.h>

void
hecha_exchange_free (HechaExchange *self)
{
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->unaddressed);
  g_ptr_array_unref (self->devices);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * hecha_exchange_new:
 *
 * Returns: (transfer full): one in which nothing has happened
 */
HechaExchange *
hecha_exchange_new (void)
{
  HechaExchange *self = g_new0 (HechaExchange, 1);

  self->cases = g_ptr_array_new_with_free_func (g_free);
  self->unaddressed = g_ptr_array_new_with_free_func (g_free);
  self->devices = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * hecha_exchange_fault:
 *
 * Notes what went wrong with @what, and goes on.
 */
void
hecha_exchange_fault (HechaExchange *self,
                      const char    *what,
                      const GError  *error)
{
  g_ptr_array_add (self->faults, g_strdup_printf ("%s: %s", what, error->message));
}

/**
 * hecha_exchange_touch:
 * @cases: of an exchange
 *
 * Notes a case, once.
 */
void
hecha_exchange_touch (GPtrArray  *cases,
                      const char *case_uuid)
{
  if (!g_ptr_array_find_with_equal_func (cases, case_uuid, g_str_equal, NULL))
    g_ptr_array_add (cases, g_strdup (case_uuid));
}

/**
 * hecha_contact_goes_on:
 * @n_remotes: how many are to be reached
 * @failure: (inout): why this one was not
 *
 * One remote of several that is not reached does not hold up the others.
 *
 * Returns: whether to go on; else @failure is in @error
 */
gboolean
hecha_contact_goes_on (HechaContact  *contact,
                       guint          n_remotes,
                       GError       **failure,
                       GError       **error)
{
  if (n_remotes == 1 || g_error_matches (*failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (failure));
      return FALSE;
    }
  hecha_exchange_fault (contact->exchange, contact->spec->name, *failure);
  return TRUE;
}

/* Paths in a store */

char *
hecha_path_of_segment (const char *case_uuid,
                       const char *device,
                       const char *name)
{
  return g_strdup_printf ("cases/%s/journal/%s/%s", case_uuid, device, name);
}

char *
hecha_path_of_evidence (const char *case_uuid,
                        const char *sha256)
{
  return g_strdup_printf ("cases/%s/evidence/%s", case_uuid, sha256);
}

char *
hecha_path_of_report (const char *case_uuid,
                      int         revision,
                      const char *sha256)
{
  return g_strdup_printf ("cases/%s/reports/%d-%s.pdf", case_uuid, revision, sha256);
}

/**
 * hecha_path_of_register:
 * @scope: register:CODE
 * @what: journal or evidence
 * @device: (nullable): whose chain
 * @name: (nullable): of the file; %NULL for the folder
 */
char *
hecha_path_of_register (const char *scope,
                        const char *what,
                        const char *device,
                        const char *name)
{
  g_autofree char *folder = g_strdup_printf ("registers/%s/%s", scope + strlen ("register:"), what);

  return name ? g_build_path ("/", folder, device ? device : name, device ? name : NULL, NULL) : g_steal_pointer (&folder);
}

char *
hecha_path_of_pack (const char *digest)
{
  return g_strdup_printf ("packs/%s.zip", digest);
}

char *
hecha_path_of_receipt (const char *case_uuid,
                       const char *device,
                       const char *sha256)
{
  return g_strdup_printf ("receipts/%s/%s-%s.json", case_uuid, device, sha256);
}

/**
 * hecha_path_of_announcement:
 * @day: YYYY-MM-DD
 * @sha256: of the announcement itself
 */
char *
hecha_path_of_announcement (const char *case_uuid,
                            int         revision,
                            const char *day,
                            const char *sha256)
{
  return g_strdup_printf ("inbox/%s/%s-%d-%s.json", day, case_uuid, revision, sha256);
}

/**
 * hecha_contact_put:
 *
 * Puts something small under its name; harmless where it is there already.
 */
gboolean
hecha_contact_put (HechaContact  *contact,
                   const char    *path,
                   GBytes        *bytes,
                   GError       **error)
{
  g_autofree char *sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  HechaRemoteObject object = { .path = path, .source = hecha_source_from_bytes (bytes), .sha256 = sha256 };

  return hecha_remote_put (contact->remote, &object, NULL, contact->cancellable, error);
}
