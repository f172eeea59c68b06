/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/opensslv.h>

/* What makes "openssl x509" write a certificate of the past: until 3.3 it cannot be told a first day, since 3.4 it
 * refuses a last day before the first. */
#if OPENSSL_VERSION_PREREQ (3, 4)
#define EXPIRED_DAYS "-not_before", "20200101000000Z", "-not_after", "20210101000000Z"
#else
#define EXPIRED_DAYS "-days", "-1"
#endif
