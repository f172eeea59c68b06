/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaSignWork:
 * @key: a PKCS#12 file, or the address of a certificate on a token (pkcs11:…)
 * @password: of the key, or PIN
 *
 * Signs with a key; called in a thread. %FALSE with @error set for a failure,
 * which the dialog shows, so that it can be tried again.
 */
typedef gboolean (*HechaSignWork) (HechaSession  *session,
                                   const char    *key,
                                   const char    *password,
                                   gpointer       data,
                                   GError       **error);

/**
 * HechaSignDialog:
 *
 * Asks for a key file or token and its password or PIN, and signs. A wrong password is said in
 * place. Signal "signed": it is done, and the dialog is closing.
 */
#define HECHA_TYPE_SIGN_DIALOG (hecha_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaSignDialog, hecha_sign_dialog, HECHA, SIGN_DIALOG, HechaDialog)

HechaSignDialog *hecha_sign_dialog_new     (GtkWindow       *parent,
                                            HechaSession    *session,
                                            HechaSignWork    work,
                                            gpointer         data,
                                            GDestroyNotify   data_free);
void             hecha_sign_dialog_say     (HechaSignDialog *self,
                                            const char      *what,
                                            const char      *whose);
void             hecha_sign_dialog_set_key (HechaSignDialog *self,
                                            const char      *path);
void             hecha_sign_dialog_offer_picture (HechaSignDialog  *self,
                                            char           **picture);
void             hecha_sign_dialog_set_picture (HechaSignDialog *self,
                                            const char      *path);

G_END_DECLS
