/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signing-key.h"

#include "error.h"
#include "file.h"

#include <string.h>

#define FILE_LIMIT (1024 * 1024)

static HechaKey *
open_file (const char  *path,
           const char  *password,
           GError     **error)
{
  g_autoptr(GBytes) bytes = hecha_file_read (path, FILE_LIMIT, error);
  HechaKey *key;

  if (!bytes)
    return NULL;
  key = hecha_key_from_pkcs12 (bytes, password, error);
  if (!key)
    g_prefix_error (error, "%s: ", path);
  return key;
}

/* A PIN is tried once: who typed it wrong must not find the token locked by a second try. */
static char *
give_pin_cb (const char  *token,
             HechaPinTry  reason,
             gpointer     data)
{
  HechaSigningKey *self = data;
  gboolean failed = reason == HECHA_PIN_WRONG || (reason == HECHA_PIN_LAST && self->asked > 0);

  self->asked++;
  return failed ? NULL : g_strdup (self->pin);
}

/**
 * hecha_signing_key_open:
 * @options: with a PKCS#12 file or the address of a token, and its password or PIN
 *
 * Returns: (transfer full) (nullable): the key; %HECHA_ERROR_PASSWORD, and the
 *   errors of hecha_key_from_pkcs12() and hecha_key_from_token()
 */
HechaSigningKey *
hecha_signing_key_open (const HechaSignOptions  *options,
                        GError                 **error)
{
  g_autoptr(HechaSigningKey) self = g_new0 (HechaSigningKey, 1);

  g_return_val_if_fail (!options->key != !options->token && options->password, NULL);
  self->pin = g_strdup (options->password);
  self->key = options->token ? hecha_key_from_token (options->token, give_pin_cb, self, error)
                             : open_file (options->key, options->password, error);
  return self->key ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_signing_key_free:
 * @self: (transfer full): a key
 */
void
hecha_signing_key_free (HechaSigningKey *self)
{
  g_clear_pointer (&self->key, hecha_key_free);
  if (self->pin)
    explicit_bzero (self->pin, strlen (self->pin));
  g_free (self->pin);
  g_free (self);
}

/**
 * hecha_token_choice_free:
 * @self: (transfer full): a choice
 */
void
hecha_token_choice_free (HechaTokenChoice *self)
{
  g_free (self->uri);
  g_free (self->token);
  g_free (self->subject);
  g_free (self->fingerprint);
  g_free (self);
}

/**
 * hecha_issue_tokens:
 *
 * Blocks while tokens answer; asks for no PIN.
 *
 * Returns: (transfer full) (element-type HechaTokenChoice) (nullable): the
 *   certificates on the tokens that are plugged in
 */
GPtrArray *
hecha_issue_tokens (GError **error)
{
  g_autoptr(GPtrArray) list = hecha_token_list (error);
  GPtrArray *out = list ? g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_token_choice_free) : NULL;

  for (guint i = 0; list && i < list->len; i++)
    {
      const HechaTokenCertificate *found = list->pdata[i];
      HechaTokenChoice *choice = g_new0 (HechaTokenChoice, 1);

      choice->uri = g_strdup (found->uri);
      choice->token = g_strdup (found->token);
      choice->subject = g_strdup (found->certificate->subject);
      choice->fingerprint = g_strdup (found->certificate->fingerprint);
      choice->not_after = found->certificate->not_after;
      g_ptr_array_add (out, choice);
    }
  return out;
}
