/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "credentials.h"

#include <string.h>

struct _HechaCredentials
{
  char *user;
  char *password;
};

/**
 * hecha_credentials_new:
 * @user: the name at the server
 * @password: copied; the caller wipes its own
 *
 * Returns: (transfer full): the pair
 */
HechaCredentials *
hecha_credentials_new (const char *user,
                       const char *password)
{
  HechaCredentials *self;

  g_return_val_if_fail (user, NULL);
  g_return_val_if_fail (password, NULL);

  self = g_new0 (HechaCredentials, 1);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  return self;
}

/**
 * hecha_credentials_copy:
 * @self: (nullable): credentials
 *
 * Returns: (transfer full) (nullable): a copy, with a password of its own to wipe
 */
HechaCredentials *
hecha_credentials_copy (const HechaCredentials *self)
{
  return self ? hecha_credentials_new (self->user, self->password) : NULL;
}

/**
 * hecha_credentials_free:
 * @self: wiped, then freed
 */
void
hecha_credentials_free (HechaCredentials *self)
{
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->user);
  g_free (self);
}

/**
 * hecha_credentials_user:
 *
 * Returns: (transfer none): the name at the server
 */
const char *
hecha_credentials_user (const HechaCredentials *self)
{
  g_return_val_if_fail (self, NULL);
  return self->user;
}

/**
 * hecha_credentials_password:
 *
 * Returns: (transfer none): the password; never to be put into a message
 */
const char *
hecha_credentials_password (const HechaCredentials *self)
{
  g_return_val_if_fail (self, NULL);
  return self->password;
}
