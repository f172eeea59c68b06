/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remotes.h"

#include "device-file.h"
#include "device-key.h"
#include "error.h"
#include "file.h"
#include "folder.h"
#include "outbox-store.h"
#include "session-private.h"
#include "webdav.h"

#include <string.h>

#define CA_LIMIT       (1024 * 1024)
#define PASSWORD_LIMIT (64 * 1024)
#define MAX_NAME 180

void
hecha_remote_spec_free (HechaRemoteSpec *self)
{
  g_free (self->name);
  g_free (self->url);
  g_free (self->user);
  g_free (self->ca);
  g_free (self);
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

/* For people, in their own script; part of a file's name in the user's configuration. */
static gboolean
is_name (const char *name)
{
  gsize size = name ? strlen (name) : 0;

  if (size == 0 || size > MAX_NAME || !g_utf8_validate (name, size, NULL) || name[0] == '.' || strchr (name, '/') ||
      name[0] == ' ' || name[size - 1] == ' ')
    return FALSE;
  for (const char *at = name; *at; at = g_utf8_next_char (at))
    if (*at != ' ' && !g_unichar_isgraph (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

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
  g_autoptr(GBytes) bytes = hecha_file_read (path, CA_LIMIT, error);
  g_autofree char *text = NULL;
  gsize size = bytes ? g_bytes_get_size (bytes) : 0;

  if (!bytes)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), size);
  if (g_utf8_validate (text, size, NULL) && strstr (text, "-----BEGIN CERTIFICATE-----"))
    return g_steal_pointer (&text);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s holds no certificate in PEM", path);
  return NULL;
}

/* @password: (out): %NULL where none is kept */
static gboolean
load_password (HechaSession  *session,
               const char    *remote,
               char         **password,
               GError       **error)
{
  g_autofree char *path = secret_path (session, remote, "password");
  g_autoptr(GBytes) bytes = NULL;

  *password = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = hecha_file_read (path, PASSWORD_LIMIT, error);
  if (!bytes)
    return FALSE;
  *password = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  explicit_bzero ((gpointer) g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return TRUE;
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

  if (hecha_folder_is_address (spec->url))
    return hecha_folder_new (spec->url, hecha_session_get_device (session), error);
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
  g_autofree char *password = NULL;
  HechaRemote *remote;

  if (!load_password (session, spec->name, &password, error))
    return NULL;
  remote = connect_with (session, spec, password, error);
  if (password)
    explicit_bzero (password, strlen (password));
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

  if (!is_name (remote->name))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "The name of a destination is a short text without slashes that does not begin with a point");
      return FALSE;
    }
  probe = connect_with (session, remote, password, error);
  return probe && hecha_remote_check (probe, NULL, error);
}

/**
 * hecha_hand_over_add_remote:
 * @remote: a folder of a WebDAV server, where @ca is the path of a PEM file, or one on
 *   a stick or a disk (file:///…), which has neither @user nor @ca
 * @password: (nullable): kept in the user's configuration, mode 0600
 *
 * Names a folder to hand over to, once it answered.
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

  if (hecha_folder_is_address (remote->url) && (remote->user || remote->ca || password))
    return hecha_refuse (error, "A folder asks for no user name, password or authority");
  if ((remote->ca && !ca) || !may_add (session, &spec, password, error))
    return FALSE;
  path = secret_path (session, remote->name, "password");
  if (password && !hecha_config_write (path, password, error))
    return FALSE;
  payload = json_object_new ();
  json_object_set_string_member (payload, "kind", hecha_folder_is_address (remote->url) ? "folder" : "webdav");
  json_object_set_string_member (payload, "url", remote->url);
  hecha_json_set_string (payload, "user", remote->user);
  hecha_json_set_string (payload, "ca", ca);
  return hecha_session_append_one (session, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_REMOTE_SET, subject,
                                                                 payload), error);
}
