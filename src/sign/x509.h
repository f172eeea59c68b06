/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "certificate.h"
#include "openssl-error.h"
#include "trust.h"
#include "verification.h"

/* For the sources of this folder only. */

HechaCertificate   *hecha_certificate_new (X509             *x509);
char               *hecha_x509_name_text  (const X509_NAME  *name);
GBytes             *hecha_x509_to_der     (X509             *x509);
X509               *hecha_x509_from_der   (GBytes           *der);
const char         *hecha_digest_name     (const ASN1_OBJECT *object);
GBytes             *hecha_digest_bytes    (const char       *algorithm,
                                           GBytes           *bytes);
gint64              hecha_asn1_time       (const ASN1_TIME  *time);
HechaSignatureTrust hecha_trust_judge     (const HechaTrust *self,
                                           X509             *signer,
                                           STACK_OF (X509)  *others,
                                           const HechaValidationData *data,
                                           gint64            at,
                                           HechaCertificate **root,
                                           char            **message);
