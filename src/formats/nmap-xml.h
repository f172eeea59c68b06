/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_NMAP_MAX_SIZE  (64 * 1024 * 1024)
#define HECHA_NMAP_MAX_HOSTS 65536
#define HECHA_NMAP_MAX_PORTS 1024
#define HECHA_NMAP_MAX_TEXT  200

/**
 * HechaNmapPort:
 * @number: of an open port
 * @protocol: such as tcp
 * @service: (nullable): what nmap takes it for, such as iso-tsap
 * @product: (nullable): what answered there
 */
typedef struct
{
  guint  number;
  char  *protocol;
  char  *service;
  char  *product;
} HechaNmapPort;

/**
 * HechaNmapHost:
 * @up: whether it answered
 * @address: (nullable): the first IPv4 or IPv6 address
 * @mac: (nullable): hardware address
 * @vendor: (nullable): whose hardware address it is
 * @name: (nullable): the first host name
 * @device: (nullable): type of the likeliest operating system's device, such as router
 * @ports: (element-type HechaNmapPort): the open ones, up to %HECHA_NMAP_MAX_PORTS
 *
 * What a scan said of a host. Texts are cut at %HECHA_NMAP_MAX_TEXT bytes.
 */
typedef struct
{
  gboolean   up;
  char      *address;
  char      *mac;
  char      *vendor;
  char      *name;
  char      *device;
  GPtrArray *ports;
} HechaNmapHost;

gboolean   hecha_nmap_is_scan (const char  *path);
GPtrArray *hecha_nmap_read    (const char  *path,
                               GError     **error);
GPtrArray *hecha_nmap_parse   (GBytes      *bytes,
                               const char  *name,
                               GError     **error);

G_END_DECLS
