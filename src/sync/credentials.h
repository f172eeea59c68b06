/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaCredentials:
 *
 * A user name and password for a server. Immutable; the password's memory is
 * wiped when it is freed, and no error message ever holds it.
 */
typedef struct _HechaCredentials HechaCredentials;

HechaCredentials *hecha_credentials_new      (const char             *user,
                                              const char             *password);
HechaCredentials *hecha_credentials_copy     (const HechaCredentials *self);
void              hecha_credentials_free     (HechaCredentials       *self);
const char       *hecha_credentials_user     (const HechaCredentials *self);
const char       *hecha_credentials_password (const HechaCredentials *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCredentials, hecha_credentials_free)

G_END_DECLS
