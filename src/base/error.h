/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HECHA_ERROR:
 *
 * The one error domain of Hecha. Lower layers set and prefix errors; only the
 * faces (shell, cli) show them.
 */
#define HECHA_ERROR (hecha_error_quark ())

/**
 * HechaError:
 * @HECHA_ERROR_INVALID: input breaks a rule; the message names place and rule
 * @HECHA_ERROR_NOT_FOUND: what was named is not there
 * @HECHA_ERROR_EXISTS: it is there already
 * @HECHA_ERROR_REFUSED: well-formed, but the procedure forbids it now
 * @HECHA_ERROR_CONFLICT: two edits that did not see each other
 * @HECHA_ERROR_TOO_LARGE: beyond a limit on foreign input
 * @HECHA_ERROR_UNSUPPORTED: a format or algorithm that is not handled
 * @HECHA_ERROR_DAMAGED: bytes that are not what their digest or structure says
 * @HECHA_ERROR_BUSY: owned by another process
 * @HECHA_ERROR_TOO_NEW: written by a later version of Hecha
 * @HECHA_ERROR_UNTRUSTED: a signature that nobody admitted
 * @HECHA_ERROR_PASSWORD: wrong password or PIN
 * @HECHA_ERROR_IO: the disk or the file system said no
 * @HECHA_ERROR_NETWORK: the other side did not answer, or not as it should
 *
 * Cancellation is always %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  HECHA_ERROR_INVALID,
  HECHA_ERROR_NOT_FOUND,
  HECHA_ERROR_EXISTS,
  HECHA_ERROR_REFUSED,
  HECHA_ERROR_CONFLICT,
  HECHA_ERROR_TOO_LARGE,
  HECHA_ERROR_UNSUPPORTED,
  HECHA_ERROR_DAMAGED,
  HECHA_ERROR_BUSY,
  HECHA_ERROR_TOO_NEW,
  HECHA_ERROR_UNTRUSTED,
  HECHA_ERROR_PASSWORD,
  HECHA_ERROR_IO,
  HECHA_ERROR_NETWORK,
} HechaError;

GQuark   hecha_error_quark (void);
gboolean hecha_refuse      (GError     **error,
                            const char  *format,
                            ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
