/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof-servers.h"

#include "http.h"

#define CONNECT_SECONDS 10
#define STALL_SECONDS   20
#define ANSWER_LIMIT    (64 * 1024)
#define LIST_LIMIT      (16 * 1024 * 1024)

/* http without TLS is what such servers speak: no secret goes there, and
 * nothing that comes is believed for where it came from. */
static GBytes *
ask (HechaProofServers *self,
     const char        *url,
     GBytes            *query,
     const char        *type,
     GError           **error)
{
  HechaHttpOptions options = {
    .allow_plain = TRUE,
    .connect_seconds = self->seconds ? self->seconds : CONNECT_SECONDS,
    .stall_seconds = self->seconds ? self->seconds : STALL_SECONDS,
  };
  g_autoptr(HechaHttp) http = hecha_http_new (&options, NULL);
  g_autofree char *header = query ? g_strconcat ("Content-Type: ", type, NULL) : NULL;
  const char *const headers[] = { header, NULL };
  HechaSource body = query ? hecha_source_from_bytes (query) : (HechaSource) { NULL };
  HechaHttpRequest request = {
    .method = query ? "POST" : "GET",
    .url = url,
    .headers = headers,
    .body = query ? &body : NULL,
    .limit = query ? ANSWER_LIMIT : LIST_LIMIT,
  };
  g_auto(HechaHttpResponse) response = { 0 };

  if (!hecha_http_perform (http, &request, &response, self->cancellable, error)
      || !hecha_http_check_status (&request, &response, error))
    return NULL;
  return g_bytes_ref (response.body);
}

static GBytes *
stamp_cb (GBytes    *query,
          gpointer   data,
          GError   **error)
{
  HechaProofServers *self = data;
  GBytes *answer = ask (self, self->tsa, query, "application/timestamp-query", error);

  if (!answer)
    g_prefix_error (error, "No time stamp: ");
  return answer;
}

/**
 * hecha_proof_servers_init:
 * @tsa: (nullable): address of a time-stamping authority
 * @seconds: how long one waits for a server that says nothing; 0 for 20
 * @now: microseconds since the epoch UTC
 * @cancellable: (nullable): heeded within a second
 */
void
hecha_proof_servers_init (HechaProofServers *self,
                          const char        *tsa,
                          guint              seconds,
                          gint64             now,
                          GCancellable      *cancellable)
{
  self->tsa = g_strdup (tsa);
  self->seconds = seconds;
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->stamper = (HechaStamper) { stamp_cb, self, NULL, now };
}

/**
 * hecha_proof_servers_clear:
 */
void
hecha_proof_servers_clear (HechaProofServers *self)
{
  g_clear_pointer (&self->tsa, g_free);
  g_clear_object (&self->cancellable);
}

/**
 * hecha_proof_servers_fetch:
 * @self: the servers; a #HechaFetch
 */
GBytes *
hecha_proof_servers_fetch (const char  *url,
                           GBytes      *query,
                           gpointer     self,
                           GError     **error)
{
  return ask (self, url, query, "application/ocsp-request", error);
}
