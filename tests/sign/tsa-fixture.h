/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"

/* A time-stamping authority: openssl ts, with a certificate of the fixture's CA. */

#define FIXTURE_TSA_EXTENSIONS "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
#define FIXTURE_TSA_POLICY "1.2.3.4.1"

void    fixture_make_tsa      (Fixture    *self,
                               const char *name,
                               const char *accuracy);
GBytes *fixture_tsa_answer    (Fixture    *self,
                               const char *name,
                               GBytes     *query);
GBytes *fixture_tsa_resign    (Fixture    *self,
                               const char *signer,
                               GBytes     *answer);

/* What the fixture's CA says of certificates: openssl ca and openssl ocsp. */

#define FIXTURE_LIST_URL   "http://ca.invalid/ca.crl"
#define FIXTURE_OCSP_URL   "http://ca.invalid/ocsp"
#define FIXTURE_ISSUER_URL "http://ca.invalid/ca.der"
#define FIXTURE_WITH_LIST  "keyUsage=critical,digitalSignature,nonRepudiation\n" \
                           "crlDistributionPoints=URI:" FIXTURE_LIST_URL "\n"
#define FIXTURE_WITH_OCSP  "keyUsage=critical,digitalSignature,nonRepudiation\n" \
                           "authorityInfoAccess=OCSP;URI:" FIXTURE_OCSP_URL ",caIssuers;URI:" FIXTURE_ISSUER_URL "\n"

void    fixture_make_register (Fixture    *self);
void    fixture_register      (Fixture    *self,
                               const char *name);
void    fixture_revoke        (Fixture    *self,
                               const char *name);
GBytes *fixture_list          (Fixture    *self);
GBytes *fixture_ocsp          (Fixture    *self,
                               GBytes     *query,
                               const char *signer);
