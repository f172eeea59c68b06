/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A writer of DER (X.690) for the few structures that are assembled by hand. */

#define HECHA_DER_INTEGER      0x02
#define HECHA_DER_OCTET_STRING 0x04
#define HECHA_DER_NULL         0x05
#define HECHA_DER_SEQUENCE     0x30
#define HECHA_DER_SET          0x31
#define HECHA_DER_CONTEXT(n)   (0xa0 + (n))

GByteArray *hecha_der_leaf   (guint8        tag,
                              gconstpointer data,
                              gsize         size);
GByteArray *hecha_der_raw    (GBytes       *der);
GByteArray *hecha_der_oid    (int           nid);
GByteArray *hecha_der_node   (guint         tag,
                              ...) G_GNUC_NULL_TERMINATED;
GByteArray *hecha_der_set_of (guint8        tag,
                              GPtrArray    *members);
