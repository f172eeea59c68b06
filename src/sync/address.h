/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaAddressRule:
 * @HECHA_ADDRESS_TLS: https alone
 * @HECHA_ADDRESS_LOOPBACK: http to the own machine as well
 * @HECHA_ADDRESS_PLAIN: http to any machine as well: for what is signed by itself
 *
 * To which addresses requests are made at all.
 */
typedef enum
{
  HECHA_ADDRESS_TLS,
  HECHA_ADDRESS_LOOPBACK,
  HECHA_ADDRESS_PLAIN,
} HechaAddressRule;

gboolean hecha_address_check (const char  *url,
                              HechaAddressRule rule,
                              char       **host,
                              gboolean    *loopback,
                              GError     **error);

G_END_DECLS
