/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remotes.h"

#include "device-file.h"
#include "device-store.h"
#include "error.h"
#include "outbox-store.h"
#include "webdav.h"

#include <string.h>

#define CA_LIMIT (1024 * 1024)

void
hecha_remote_spec_free (HechaRemoteSpec *self)
{
  g_free (self->name);
  g_free (self->url);
  g_free (self->user);
  g_free (self->ca);
  g_free (self);
}

void
hecha_exchange_free (HechaExchange *self)
{
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->devices);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

void
hecha_device_row_free (HechaDeviceRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->state);
  g_free (self);
}

HechaExchange *
hecha_exchange_new (void)
{
  HechaExchange *self = g_new0 (HechaExchange, 1);

  self->cases = g_ptr_array_new_with_free_func (g_free);
  self->devices = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hecha_exchange_fault (HechaExchange *self,
                      const char    *what,
                      const GError  *error)
{
  g_ptr_array_add (self->faults, g_strdup_printf ("%s: %s", what, error->message));
}

/**
 * hecha_exchange_touch:
 *
 * Notes a case, once.
 */
void
hecha_exchange_touch (HechaExchange *self,
                      const char    *case_uuid)
{
  if (!g_ptr_array_find_with_equal_func (self->cases, case_uuid, g_str_equal, NULL))
    g_ptr_array_add (self->cases, g_strdup (case_uuid));
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

/* Signing as this device */

static char *
sign_as_device (gconstpointer   data,
                gsize           size,
                gpointer        user_data,
                GError        **error)
{
  return hecha_device_key_sign (user_data, data, size, error);
}

/**
 * hecha_remotes_signatory:
 * @signatory: (out caller-allocates): this device; lives as long as the session
 */
void
hecha_remotes_signatory (HechaSession   *session,
                         HechaSignatory *signatory)
{
  const HechaDeviceKey *key = hecha_session_get_key (session);

  signatory->device = hecha_device_key_get_id (key);
  signatory->public_key = hecha_device_key_get_public (key);
  signatory->name = hecha_session_get_author (session);
  signatory->unit = hecha_session_get_unit (session);
  signatory->sign = sign_as_device;
  signatory->user_data = (gpointer) key;
}

/* Remotes */

static char *
secret_path (HechaSession *session,
             const char   *remote,
             const char   *suffix)
{
  g_autofree char *name = g_strdup_printf ("remote-%s.%s", remote, suffix);

  return hecha_session_config (session, name);
}

static char *
read_ca (const char  *path,
         GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) failure = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &failure))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
      return NULL;
    }
  if (size < CA_LIMIT && g_utf8_validate (text, size, NULL) && strstr (text, "-----BEGIN CERTIFICATE-----"))
    return g_steal_pointer (&text);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s holds no certificate in PEM", path);
  return NULL;
}

static char *
load_password (HechaSession *session,
               const char   *remote)
{
  g_autofree char *path = secret_path (session, remote, "password");
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* libcurl wants the authority as a file: that of the remote, or one that is being tried. */
static HechaRemote *
connect_with (HechaSession           *session,
              const HechaRemoteSpec  *spec,
              const char             *password,
              GError                **error)
{
  g_autofree char *ca = spec->ca ? secret_path (session, spec->name, "pem") : NULL;
  g_autoptr(HechaCredentials) credentials = spec->user ? hecha_credentials_new (spec->user, password ? password : "") : NULL;
  HechaHttpOptions options = { .ca_file = ca, .allow_loopback = TRUE };

  if (ca && !hecha_config_write (ca, spec->ca, error))
    return NULL;
  return hecha_webdav_new (spec->url, &options, credentials, hecha_session_get_device (session), error);
}

/**
 * hecha_remotes_connect:
 *
 * Returns: (transfer full) (nullable): the store; nothing has been sent yet
 */
HechaRemote *
hecha_remotes_connect (HechaSession           *session,
                       const HechaRemoteSpec  *spec,
                       GError                **error)
{
  g_autofree char *password = load_password (session, spec->name);
  HechaRemote *remote = connect_with (session, spec, password, error);

  if (password)
    memset (password, 0, strlen (password));
  return remote;
}

static HechaRemoteSpec *
spec_of (const HechaStoredRemote *stored)
{
  HechaRemoteSpec *spec = g_new0 (HechaRemoteSpec, 1);

  spec->name = g_strdup (stored->name);
  spec->url = g_strdup (stored->url);
  spec->user = g_strdup (stored->user);
  spec->ca = g_strdup (stored->ca);
  return spec;
}

static gboolean
remotes_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  GPtrArray **stored = data;

  *stored = hecha_outbox_store_remotes (hecha_journal_db (journal), error);
  return *stored != NULL;
}

/**
 * hecha_hand_over_remotes:
 *
 * Returns: (transfer full) (element-type HechaRemoteSpec) (nullable): the
 *   remotes; @ca is the certificate itself
 */
GPtrArray *
hecha_hand_over_remotes (HechaSession  *session,
                         GError       **error)
{
  g_autoptr(GPtrArray) stored = NULL;
  GPtrArray *remotes;

  if (!hecha_session_work (session, remotes_work, &stored, error))
    return NULL;
  remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_remote_spec_free);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (remotes, spec_of (stored->pdata[i]));
  return remotes;
}

/**
 * hecha_remotes_chosen:
 * @name: (nullable): one remote; %NULL for all
 *
 * Returns: (transfer full) (element-type HechaRemoteSpec) (nullable): at least
 *   one; %HECHA_ERROR_NOT_FOUND
 */
GPtrArray *
hecha_remotes_chosen (HechaSession  *session,
                      const char    *name,
                      GError       **error)
{
  g_autoptr(GPtrArray) remotes = hecha_hand_over_remotes (session, error);

  if (!remotes)
    return NULL;
  for (guint i = remotes->len; name && i > 0; i--)
    if (strcmp (((HechaRemoteSpec *) remotes->pdata[i - 1])->name, name) != 0)
      g_ptr_array_remove_index (remotes, i - 1);
  if (remotes->len)
    return g_steal_pointer (&remotes);
  if (name)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no remote “%s”", name);
  else
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no remote yet: add one first");
  return NULL;
}

static gboolean
may_add (HechaSession           *session,
         const HechaRemoteSpec  *remote,
         const char             *password,
         GError                **error)
{
  g_autoptr(HechaRemote) probe = NULL;

  if (!remote->name || !hecha_remote_segment_is_valid (remote->name))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "The name of a remote is made of Latin letters, digits, hyphens, underlines and points");
      return FALSE;
    }
  probe = connect_with (session, remote, password, error);
  return probe && hecha_remote_check (probe, NULL, error);
}

/**
 * hecha_hand_over_add_remote:
 * @remote: @ca is the path of a PEM file here
 * @password: (nullable): kept in the user's configuration, mode 0600
 *
 * Names a WebDAV folder to hand over to, once it answered.
 *
 * Returns: %FALSE with %HECHA_ERROR_NETWORK, %HECHA_ERROR_PASSWORD or
 *   %HECHA_ERROR_INVALID; nothing is kept then
 */
gboolean
hecha_hand_over_add_remote (HechaSession           *session,
                            const HechaRemoteSpec  *remote,
                            const char             *password,
                            GError                **error)
{
  g_autofree char *ca = remote->ca ? read_ca (remote->ca, error) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *subject = g_strconcat ("remote/", remote->name, NULL);
  HechaRemoteSpec spec = { remote->name, remote->url, remote->user, ca };
  JsonObject *payload;

  if ((remote->ca && !ca) || !may_add (session, &spec, password, error))
    return FALSE;
  path = secret_path (session, remote->name, "password");
  if (password && !hecha_config_write (path, password, error))
    return FALSE;
  payload = json_object_new ();
  json_object_set_string_member (payload, "kind", "webdav");
  json_object_set_string_member (payload, "url", remote->url);
  hecha_json_set_string (payload, "user", remote->user);
  hecha_json_set_string (payload, "ca", ca);
  return hecha_session_append_one (session, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_REMOTE_SET, subject,
                                                                 payload), error);
}

/* Devices */

static gboolean
devices_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  GPtrArray **devices = data;

  *devices = hecha_device_store_list (hecha_journal_db (journal), error);
  return *devices != NULL;
}

/**
 * hecha_hand_over_devices:
 *
 * Returns: (transfer full) (element-type HechaDeviceRow) (nullable): the devices
 *   that write here, and those that wait to be admitted
 */
GPtrArray *
hecha_hand_over_devices (HechaSession  *session,
                         GError       **error)
{
  g_autoptr(GPtrArray) devices = NULL;
  GPtrArray *rows;

  if (!hecha_session_work (session, devices_work, &devices, error))
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_device_row_free);
  for (guint i = 0; i < devices->len; i++)
    {
      HechaDevice *device = devices->pdata[i];
      HechaDeviceRow *row = g_new0 (HechaDeviceRow, 1);

      row->id = g_strdup (device->id);
      row->name = g_strdup (device->name);
      row->unit = g_strdup (device->unit);
      row->state = g_strdup (hecha_nick_text (hecha_device_state_nicks, device->state));
      row->waiting = (guint) device->waiting;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * hecha_hand_over_admit:
 * @device: id of a device, or the beginning of it that no other has
 *
 * Admits a device: what waited for it is merged, and what it writes from now
 * on is taken in.
 */
gboolean
hecha_hand_over_admit (HechaSession  *session,
                       const char    *device,
                       GError       **error)
{
  g_autoptr(GPtrArray) rows = hecha_hand_over_devices (session, error);
  HechaDeviceRow *found = NULL;
  g_autofree char *subject = NULL;
  JsonObject *payload;
  guint n = 0;

  for (guint i = 0; rows && i < rows->len; i++)
    if (g_str_has_prefix (((HechaDeviceRow *) rows->pdata[i])->id, device))
      {
        found = rows->pdata[i];
        n++;
      }
  if (n != 1 || strlen (device) < 8)
    {
      if (rows)
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "“%s” names no device, or more than one", device);
      return FALSE;
    }
  subject = g_strconcat ("device/", found->id, NULL);
  payload = json_object_new ();
  hecha_json_set_string (payload, "name", found->name);
  hecha_json_set_string (payload, "unit", found->unit);
  return hecha_session_append_one (session, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_DEVICE_ADMITTED,
                                                                 subject, payload), error);
}
