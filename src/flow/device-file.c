/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-file.h"

#include "durable.h"
#include "error.h"
#include "uuid.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

struct _HechaDeviceFile
{
  HechaDeviceKey *key;
  char           *token;
  char           *notice;
};

#define GROUP "device"

/**
 * hecha_config_path:
 * @workspace_uuid: a workspace
 * @name: of a file
 *
 * Returns: (transfer full): where the user's configuration keeps @name, outside
 *   the workspace, so that it does not travel with it
 */
char *
hecha_config_path (const char *workspace_uuid,
                   const char *name)
{
  return g_build_filename (g_get_user_config_dir (), "hecha", workspace_uuid, name, NULL);
}

/**
 * hecha_config_write:
 * @path: of a file of the user's configuration
 * @text: its new contents; may be secret
 *
 * Writes durably, mode 0600 in a folder of mode 0700.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_config_write (const char  *path,
                    const char  *text,
                    GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) failure = NULL;

  if (!hecha_durable_folder (folder, error))
    return FALSE;
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &failure))
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure->message);
  return FALSE;
}

static gboolean
save (HechaDeviceFile  *self,
      const char       *path,
      const char       *directory,
      const char       *previous,
      GError          **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GBytes) pem = hecha_device_key_to_pem (self->key, error);
  g_autofree char *pem_text = NULL, *text = NULL;

  if (!pem)
    return FALSE;
  pem_text = g_strndup (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  g_key_file_set_string (file, GROUP, "key", pem_text);
  g_key_file_set_string (file, GROUP, "directory", directory);
  g_key_file_set_string (file, GROUP, "token", self->token);
  g_key_file_set_string (file, GROUP, "previous-token", previous ? previous : "");
  text = g_key_file_to_data (file, NULL, NULL);
  return hecha_config_write (path, text, error);
}

/* One for each folder that the workspace was opened in, so that a copy and its
 * original, opened in turns, each go on as the device that they are. */
static char *
path_of (const char *workspace_uuid,
         const char *directory)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, directory, -1);
  g_autofree char *name = g_strdup_printf ("device-%.16s", digest);

  return hecha_config_path (workspace_uuid, name);
}

/* Why the key of @file must not go on writing this workspace's chains, or NULL. */
static const char *
why_new (GKeyFile   *file,
         gboolean    known,
         const char *token)
{
  g_autofree char *current = g_key_file_get_string (file, GROUP, "token", NULL);
  g_autofree char *previous = g_key_file_get_string (file, GROUP, "previous-token", NULL);

  if (!known)
    return !token ? NULL :
           "This workspace was moved or copied: a new device begins here, so that two copies never write one chain";
  /* A database that was never told of an opening is new: the first one was cut short. */
  if (g_strcmp0 (token, current) != 0 && g_strcmp0 (token ? token : "", previous) != 0)
    return "This workspace was restored from a backup: a new device begins here, so that nothing is written twice";
  return NULL;
}

static HechaDeviceKey *
read_key (GKeyFile  *file,
          GError   **error)
{
  g_autofree char *pem = g_key_file_get_string (file, GROUP, "key", NULL);
  g_autoptr(GBytes) bytes = pem ? g_bytes_new (pem, strlen (pem)) : NULL;

  if (!bytes)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "The device file holds no key");
      return NULL;
    }
  return hecha_device_key_from_pem (bytes, error);
}

/**
 * hecha_device_file_open:
 * @workspace_uuid: the workspace
 * @directory: its folder, absolute
 * @token: (nullable): what hecha_device_file_get_token() gave at the last
 *   opening, as the database remembers it
 *
 * Finds or makes the device key for a workspace. A new key is made where there
 * is none for this folder (a new workspace, or a copy), and where the database is
 * older than the last opening in this folder (a restored backup).
 *
 * Returns: (transfer full) (nullable): the file; the database must remember its
 *   new token before anything is written with the key
 */
HechaDeviceFile *
hecha_device_file_open (const char  *workspace_uuid,
                        const char  *directory,
                        const char  *token,
                        GError     **error)
{
  g_autoptr(HechaDeviceFile) self = g_new0 (HechaDeviceFile, 1);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = path_of (workspace_uuid, directory);
  gboolean known = g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);

  self->notice = g_strdup (why_new (file, known, token));
  self->key = known && !self->notice ? read_key (file, error) : hecha_device_key_generate (error);
  if (!self->key)
    return NULL;
  self->token = hecha_uuid_new ();
  if (!save (self, path, directory, token, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hecha_device_file_free (HechaDeviceFile *self)
{
  g_clear_pointer (&self->key, hecha_device_key_free);
  g_free (self->token);
  g_free (self->notice);
  g_free (self);
}

/**
 * hecha_device_file_get_key:
 *
 * Returns: (transfer none): the device's key
 */
const HechaDeviceKey *
hecha_device_file_get_key (HechaDeviceFile *self)
{
  return self->key;
}

/**
 * hecha_device_file_get_token:
 *
 * Returns: (transfer none): names this opening
 */
const char *
hecha_device_file_get_token (HechaDeviceFile *self)
{
  return self->token;
}

/**
 * hecha_device_file_get_notice:
 *
 * Returns: (transfer none) (nullable): why a new device began, for people
 */
const char *
hecha_device_file_get_notice (HechaDeviceFile *self)
{
  return self->notice;
}
