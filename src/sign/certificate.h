/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaCertificate:
 * @subject: common name, or the whole name where it has none
 * @issuer: the same of who issued it
 * @serial: lower-case hex
 * @not_before: start of validity, microseconds since the epoch UTC
 * @not_after: end of validity, likewise
 * @fingerprint: SHA-256 of the DER in lower-case hex
 * @pem: the certificate in PEM
 * @algorithm: of its key: "RSA", "ECDSA P-256", "ECDSA P-384" or OpenSSL's name of another
 * @bits: of its key
 * @weakness: (nullable): why the key is too weak or of a kind not handled
 * @misuse: (nullable): why key usage forbids it to sign documents
 * @stamp_misuse: (nullable): why key usage forbids it to make time stamps
 * @is_authority: whether it may issue certificates
 * @is_root: whether it issued itself
 * @is_strong: whether its key has the 112 bits of security that a chain needs
 *
 * What is told of an X.509 certificate. Plain data; free with hecha_certificate_free().
 */
typedef struct
{
  char  *subject;
  char  *issuer;
  char  *serial;
  gint64 not_before;
  gint64 not_after;
  char  *fingerprint;
  char  *pem;
  char  *algorithm;
  int    bits;
  char  *weakness;
  char  *misuse;
  char  *stamp_misuse;
  gboolean is_authority;
  gboolean is_root;
  gboolean is_strong;
} HechaCertificate;

HechaCertificate *hecha_certificate_read  (GBytes                 *bytes,
                                           GError                **error);
GPtrArray        *hecha_certificate_read_all (GBytes              *bytes,
                                           GError                **error);
void              hecha_certificate_free  (HechaCertificate       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCertificate, hecha_certificate_free)
gboolean          hecha_certificate_check (const HechaCertificate *self,
                                           gint64                  now,
                                           GError                **error);

G_END_DECLS
