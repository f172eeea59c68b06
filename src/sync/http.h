/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "credentials.h"
#include "digest.h"
#include "source.h"

G_BEGIN_DECLS

/**
 * HechaHttpOptions:
 * @ca_file: (nullable): PEM file of the only authorities to be trusted; %NULL for the system's
 * @allow_loopback: whether http without TLS is allowed to the own machine
 * @allow_plain: whether http without TLS is allowed to any machine: for what is
 *   signed by itself, and never with credentials
 * @connect_seconds: 0 for 15
 * @stall_seconds: give up when less than 100 bytes a second went either way
 *   for that long; 0 for 60
 */
typedef struct
{
  const char *ca_file;
  gboolean allow_loopback;
  gboolean allow_plain;
  guint connect_seconds;
  guint stall_seconds;
} HechaHttpOptions;

/**
 * HechaHttpWrite:
 *
 * Takes bytes of a body as they arrive. Returns: %FALSE and an error to stop.
 */
typedef gboolean (*HechaHttpWrite) (const void  *bytes,
                                    gsize        size,
                                    gpointer     data,
                                    GError     **error);

/**
 * HechaHttpProgress:
 *
 * Told of the bytes that went, of either direction, about every tenth of a
 * second; @total is 0 while it is not known.
 */
typedef void (*HechaHttpProgress) (guint64  done,
                                   guint64  total,
                                   gpointer data);

/**
 * HechaHttpRequest:
 * @method: such as `PUT`
 * @url: absolute, https, without a user name
 * @headers: (nullable): `Name: value` lines, ended by %NULL
 * @body: (nullable): what to send
 * @write: (nullable): where a 2xx body goes; %NULL keeps it in the response
 * @limit: bytes of body that are taken from the server, at most; 0 for 1 MiB
 * @range_start: the first byte wanted; what a server that knows no ranges sends
 *   before it is dropped
 * @progress: (nullable): told how far it is
 */
typedef struct
{
  const char *method;
  const char *url;
  const char *const *headers;
  const HechaSource *body;
  HechaHttpWrite write;
  gpointer write_data;
  guint64 limit;
  guint64 range_start;
  HechaHttpProgress progress;
  gpointer progress_data;
} HechaHttpRequest;

/**
 * HechaHttpResponse:
 * @status: such as 201
 * @content_length: what the server says of its body, -1 if it does not
 * @body: (nullable): a 2xx body that went to no writer
 * @sent_sha256: of the body that was sent, empty if there was none
 */
typedef struct
{
  guint status;
  gint64 content_length;
  GBytes *body;
  char sent_sha256[HECHA_DIGEST_HEX];
} HechaHttpResponse;

void hecha_http_response_clear (HechaHttpResponse *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaHttpResponse, hecha_http_response_clear)

/**
 * HechaHttp:
 *
 * One keep-alive connection to a server over libcurl. Everything blocks: for
 * worker threads, one thread at a time.
 */
typedef struct _HechaHttp HechaHttp;

HechaHttp *hecha_http_new          (const HechaHttpOptions  *options,
                                    const HechaCredentials  *credentials);
void       hecha_http_free         (HechaHttp               *self);
gboolean   hecha_http_perform      (HechaHttp               *self,
                                    const HechaHttpRequest  *request,
                                    HechaHttpResponse       *response,
                                    GCancellable            *cancellable,
                                    GError                 **error);
gboolean   hecha_http_check_status (const HechaHttpRequest  *request,
                                    const HechaHttpResponse *response,
                                    GError                 **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaHttp, hecha_http_free)

G_END_DECLS
