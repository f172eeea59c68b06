/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "x509.h"

#include <openssl/ocsp.h>

/* For the sources of this folder. */

/**
 * HechaValidationData:
 * @certificates: (element-type GBytes): X.509 certificates in DER
 * @crls: (element-type GBytes): revocation lists in DER
 * @answers: (element-type GBytes): OCSP responses in DER
 *
 * What it takes to judge certificates without a network, from outside: nothing
 * in it is believed for being there.
 */
struct _HechaValidationData
{
  GPtrArray *certificates;
  GPtrArray *crls;
  GPtrArray *answers;
};

/**
 * HechaRevocation:
 * @HECHA_REVOCATION_UNKNOWN: no list or answer at hand says it for the time
 * @HECHA_REVOCATION_GOOD: not revoked
 * @HECHA_REVOCATION_LATER: revoked after the time that is judged for
 * @HECHA_REVOCATION_REVOKED: revoked by then
 *
 * Worse is greater, but for the first.
 */
typedef enum
{
  HECHA_REVOCATION_UNKNOWN,
  HECHA_REVOCATION_GOOD,
  HECHA_REVOCATION_LATER,
  HECHA_REVOCATION_REVOKED,
} HechaRevocation;

HechaValidationData *hecha_validation_data_new  (void);
void                 hecha_validation_data_free (HechaValidationData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaValidationData, hecha_validation_data_free)
gboolean             hecha_validation_data_add  (GPtrArray           *list,
                                                 GBytes              *der);
HechaRevocation      hecha_crl_judge            (X509_CRL            *crl,
                                                 X509                *certificate,
                                                 X509                *issuer,
                                                 gint64               at);
HechaRevocation      hecha_ocsp_judge           (GBytes              *answer,
                                                 X509                *certificate,
                                                 X509                *issuer,
                                                 gint64               at);
