/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "openssl-error.h"

/**
 * hecha_openssl_error:
 * @error: (out) (nullable): where the error goes
 * @code: of %HECHA_ERROR
 * @what: what failed, in plain words
 *
 * Sets @error to @what followed by OpenSSL's newest reason, and empties this
 * thread's queue of OpenSSL errors.
 */
void
hecha_openssl_error (GError    **error,
                     HechaError  code,
                     const char *what)
{
  const char *reason = ERR_reason_error_string (ERR_peek_last_error ());

  if (reason)
    g_set_error (error, HECHA_ERROR, code, "%s (%s)", what, reason);
  else
    g_set_error_literal (error, HECHA_ERROR, code, what);
  ERR_clear_error ();
}
