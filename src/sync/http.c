/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http.h"

#include "address.h"
#include "error.h"

#include <curl/curl.h>
#include <string.h>

#define DEFAULT_LIMIT ((guint64) 1 << 20)
#define HEADER_LIMIT  ((gsize) 256 << 10)
#define EXPECT_SIZE   ((guint64) 1 << 20)

struct _HechaHttp
{
  CURL *curl;
  HechaAddressRule rule;
  gboolean has_credentials;
  gboolean authenticates;   /* the server has asked for a password */
  char detail[CURL_ERROR_SIZE];
};

/* One request on its way. */
typedef struct
{
  HechaHttp *http;
  const HechaHttpRequest *request;
  GCancellable *cancellable;
  GInputStream *stream;
  HechaDigester *digester;
  GByteArray *body;
  gsize header_size;
  guint64 sent;
  guint64 received;     /* of the body of the answer, what was dropped included */
  guint64 skip;         /* still to be dropped of an answer that ignored the range */
  gboolean began;
  GError *error;        /* the cause, where a callback stopped the transfer */
} Transfer;

static void
transfer_clear (Transfer *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->digester, hecha_digester_free);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_error (&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfer, transfer_clear)

/* callbacks of libcurl */

static int
seek_cb (void      *data,
         curl_off_t offset,
         int        origin)
{
  Transfer *self = data;

  /* Only the start is ever asked for: the body is wanted a second time. */
  if (offset != 0 || origin != SEEK_SET)
    return CURL_SEEKFUNC_CANTSEEK;
  g_clear_object (&self->stream);
  g_clear_pointer (&self->digester, hecha_digester_free);
  self->sent = 0;
  return CURL_SEEKFUNC_OK;
}

static size_t
read_cb (char  *buffer,
         size_t size,
         size_t n,
         void  *data)
{
  Transfer *self = data;
  const HechaSource *source = self->request->body;
  gsize got;

  if (!self->stream)
    {
      self->digester = hecha_digester_new (FALSE);
      self->stream = source->open (source->data, self->cancellable, &self->error);
    }
  if (!self->stream
      || !g_input_stream_read_all (self->stream, buffer, MIN (size * n, source->size - self->sent), &got,
                                   self->cancellable, &self->error))
    return CURL_READFUNC_ABORT;
  if (got == 0 && self->sent < source->size)
    {
      g_set_error (&self->error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                   "what is to be sent ended at byte %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT,
                   self->sent, source->size);
      return CURL_READFUNC_ABORT;
    }
  self->sent += got;
  hecha_digester_update (self->digester, buffer, got);
  return got;
}

/* A 206 must begin where it was asked to; a 200 begins at 0 whatever was asked. */
static gboolean
begin_body (Transfer *self,
            long      status)
{
  struct curl_header *header;
  guint64 first = G_MAXUINT64;

  self->began = TRUE;
  if (status != 206)
    {
      self->skip = self->request->range_start;
      return TRUE;
    }
  if (curl_easy_header (self->http->curl, "Content-Range", 0, CURLH_HEADER, -1, &header) == CURLHE_OK
      && g_ascii_strncasecmp (header->value, "bytes ", 6) == 0
      && g_ascii_isdigit (header->value[6]))
    first = g_ascii_strtoull (header->value + 6, NULL, 10);
  if (first == self->request->range_start)
    return TRUE;
  g_set_error_literal (&self->error, HECHA_ERROR, HECHA_ERROR_NETWORK,
                       "the server sent another part of the file than was asked for");
  return FALSE;
}

static gboolean
take_body (Transfer   *self,
           const char *bytes,
           gsize       size)
{
  guint64 limit = self->request->limit ? self->request->limit : DEFAULT_LIMIT;
  gsize dropped = MIN (size, self->skip);

  self->skip -= dropped;
  self->received += size - dropped;
  if (self->received > limit)
    {
      g_set_error (&self->error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "the answer is larger than %" G_GUINT64_FORMAT " bytes", limit);
      return FALSE;
    }
  if (dropped == size)
    return TRUE;
  if (self->request->write)
    return self->request->write (bytes + dropped, size - dropped, self->request->write_data, &self->error);
  g_byte_array_append (self->body, (const guint8 *) bytes + dropped, size - dropped);
  return TRUE;
}

static size_t
write_cb (char  *bytes,
          size_t size,
          size_t n,
          void  *data)
{
  Transfer *self = data;
  long status = 0;
  gboolean ok = TRUE;

  curl_easy_getinfo (self->http->curl, CURLINFO_RESPONSE_CODE, &status);
  if (status / 100 == 2)
    ok = (self->began || begin_body (self, status)) && take_body (self, bytes, size * n);
  else if ((self->received += size * n) > DEFAULT_LIMIT)
    ok = FALSE;         /* a page about an error that does not end */
  return ok ? size * n : 0;
}

static size_t
header_cb (char  *bytes,
           size_t size,
           size_t n,
           void  *data)
{
  Transfer *self = data;

  self->header_size += size * n;
  return self->header_size <= HEADER_LIMIT ? size * n : 0;
}

static int
progress_cb (void      *data,
             curl_off_t down_total,
             curl_off_t down,
             curl_off_t up_total,
             curl_off_t up)
{
  Transfer *self = data;
  gboolean sending = self->request->body != NULL;

  if (self->request->progress)
    self->request->progress (sending ? up : down, sending ? up_total : down_total, self->request->progress_data);
  return g_cancellable_is_cancelled (self->cancellable) ? 1 : 0;
}

/* errors */

static const char *
reason_of (CURLcode code)
{
  switch ((int) code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return "no server of that name is known";
    case CURLE_COULDNT_CONNECT:
      return "no connection to the server";
    case CURLE_OPERATION_TIMEDOUT:
      return "the server did not answer in time";
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return "the connection was cut";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "the server's certificate is not trusted";
    case CURLE_SSL_CACERT_BADFILE:
      return "the file of trusted certificates cannot be read";
    case CURLE_WRITE_ERROR:
    case CURLE_OUT_OF_MEMORY:     /* so libcurl calls a header line without end */
      return "the server's answer does not end";
    case CURLE_UNSUPPORTED_PROTOCOL:
      return "what answers there is no web server";
    case CURLE_SSL_CONNECT_ERROR:
      return "no secure connection could be made";
    default:
      return "the transfer failed";
    }
}

static void
set_transfer_error (Transfer   *self,
                    CURLcode    code,
                    const char *host,
                    GError    **error)
{
  const char *detail = self->http->detail[0] ? self->http->detail : curl_easy_strerror (code);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return;
  if (self->error)
    g_propagate_prefixed_error (error, g_steal_pointer (&self->error), "%s: ", host);
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "%s: %s (%s)", host, reason_of (code), detail);
}

/**
 * hecha_http_check_status:
 * @request: what was asked
 * @response: what was answered
 *
 * Turns an answer that is no success into words.
 *
 * Returns: %TRUE for 2xx, else %FALSE with %HECHA_ERROR_PASSWORD (401, 403),
 *   %HECHA_ERROR_NOT_FOUND (404, 410), %HECHA_ERROR_CONFLICT (409),
 *   %HECHA_ERROR_EXISTS (412), %HECHA_ERROR_TOO_LARGE (413) or %HECHA_ERROR_NETWORK
 */
gboolean
hecha_http_check_status (const HechaHttpRequest  *request,
                         const HechaHttpResponse *response,
                         GError                 **error)
{
  static const struct { guint status; HechaError code; const char *text; } known[] = {
    { 401, HECHA_ERROR_PASSWORD, "the server refused the user name or password" },
    { 403, HECHA_ERROR_PASSWORD, "the server refused the user name or password (no right to this folder)" },
    { 404, HECHA_ERROR_NOT_FOUND, "not on the server" },
    { 410, HECHA_ERROR_NOT_FOUND, "no longer on the server" },
    { 409, HECHA_ERROR_CONFLICT, "the folder is not on the server" },
    { 412, HECHA_ERROR_EXISTS, "already on the server" },
    { 413, HECHA_ERROR_TOO_LARGE, "larger than the server accepts" },
    { 507, HECHA_ERROR_NETWORK, "no space left on the server" },
  };
  g_autofree char *host = NULL;

  g_return_val_if_fail (request, FALSE);
  g_return_val_if_fail (response, FALSE);

  if (response->status / 100 == 2)
    return TRUE;
  if (!hecha_address_check (request->url, HECHA_ADDRESS_PLAIN, &host, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].status == response->status)
      {
        g_set_error (error, HECHA_ERROR, known[i].code, "%s: %s", host, known[i].text);
        return FALSE;
      }
  if (response->status / 100 == 3)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK,
                 "%s: the server points to another address, which is not followed (status %u)",
                 host, response->status);
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK,
                 "%s: the server answered %s with status %u", host, request->method, response->status);
  return FALSE;
}

/* requests */

static struct curl_slist *
header_list (const HechaHttpRequest *request)
{
  struct curl_slist *list = NULL;

  for (guint i = 0; request->headers && request->headers[i]; i++)
    list = curl_slist_append (list, request->headers[i]);
  /* To ask before sending is worth a round trip for large bodies only. */
  if (request->body && request->body->size < EXPECT_SIZE)
    list = curl_slist_append (list, "Expect:");
  return list;
}

/* The handle keeps its connection and what it learned of the authentication:
 * so every option that a former request set is set again, and none is reset. */
static void
prepare (Transfer          *self,
         struct curl_slist *headers,
         gboolean           loopback)
{
  const HechaHttpRequest *request = self->request;
  CURL *curl = self->http->curl;
  g_autofree char *range = request->range_start ? g_strdup_printf ("%" G_GUINT64_FORMAT "-", request->range_start) : NULL;

  curl_easy_setopt (curl, CURLOPT_URL, request->url);
  curl_easy_setopt (curl, CURLOPT_PROXY, loopback ? "" : NULL);
  curl_easy_setopt (curl, CURLOPT_HTTPGET, 1L);
  if (g_str_equal (request->method, "HEAD"))
    curl_easy_setopt (curl, CURLOPT_NOBODY, 1L);
  if (request->body)
    {
      curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
      curl_easy_setopt (curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) request->body->size);
    }
  curl_easy_setopt (curl, CURLOPT_CUSTOMREQUEST, request->method);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_RANGE, range);
  curl_easy_setopt (curl, CURLOPT_READDATA, self);
  curl_easy_setopt (curl, CURLOPT_SEEKDATA, self);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, self);
  self->http->detail[0] = '\0';
}

static void
fill_response (Transfer          *self,
               HechaHttpResponse *response)
{
  CURL *curl = self->http->curl;
  curl_off_t length = -1;
  long status = 0;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  memset (response, 0, sizeof *response);
  response->status = status;
  response->content_length = length;
  if (status / 100 == 2 && !self->request->write)
    response->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  if (self->request->body && !self->digester)
    self->digester = hecha_digester_new (FALSE);
  if (self->digester)
    hecha_digester_finish (self->digester, response->sent_sha256, NULL);
}

static gboolean
perform_once (HechaHttp               *self,
              const HechaHttpRequest  *request,
              HechaHttpResponse       *response,
              GCancellable            *cancellable,
              GError                 **error)
{
  g_auto(Transfer) transfer = { self, request, cancellable };
  g_autofree char *host = NULL;
  struct curl_slist *headers;
  gboolean loopback;
  CURLcode code;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !hecha_address_check (request->url, self->rule, &host, &loopback, error))
    return FALSE;
  transfer.body = g_byte_array_new ();
  headers = header_list (request);
  prepare (&transfer, headers, loopback);
  code = curl_easy_perform (self->curl);
  curl_easy_setopt (self->curl, CURLOPT_HTTPHEADER, NULL);
  curl_slist_free_all (headers);
  if (code != CURLE_OK)
    {
      set_transfer_error (&transfer, code, host, error);
      return FALSE;
    }
  fill_response (&transfer, response);
  return TRUE;
}

/* The password goes to a server that asks for it, and in the way it asks.
 * Left to libcurl, a PUT would first be tried without its body. */
static gboolean
authenticate (HechaHttp *self)
{
  long offered = 0;

  if (!self->has_credentials || self->authenticates)
    return FALSE;
  curl_easy_getinfo (self->curl, CURLINFO_HTTPAUTH_AVAIL, &offered);
  if (!(offered & (CURLAUTH_BASIC | CURLAUTH_DIGEST)))
    return FALSE;
  curl_easy_setopt (self->curl, CURLOPT_HTTPAUTH,
                    (long) (offered & CURLAUTH_DIGEST ? CURLAUTH_DIGEST : CURLAUTH_BASIC));
  self->authenticates = TRUE;
  return TRUE;
}

/**
 * hecha_http_perform:
 * @self: a client
 * @request: what to ask
 * @response: (out caller-allocates): what was answered; clear it afterwards
 * @cancellable: (nullable): heeded within a second
 *
 * Makes one request and waits for its end. Any complete answer is a success
 * here, whatever its status: see hecha_http_check_status(). The server's
 * certificate is always verified; redirects are not followed.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID (the address),
 *   %HECHA_ERROR_NETWORK (host and reason in words), %HECHA_ERROR_TOO_LARGE,
 *   what the source or the writer set, or %G_IO_ERROR_CANCELLED
 */
gboolean
hecha_http_perform (HechaHttp               *self,
                    const HechaHttpRequest  *request,
                    HechaHttpResponse       *response,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_return_val_if_fail (self, FALSE);
  g_return_val_if_fail (request && request->method && request->url, FALSE);
  g_return_val_if_fail (response, FALSE);

  return perform_once (self, request, response, cancellable, error)
         && (response->status != 401 || !authenticate (self)
             || perform_once (self, request, response, cancellable, error));
}

/**
 * hecha_http_response_clear:
 * @self: filled by hecha_http_perform(), or all zeros
 */
void
hecha_http_response_clear (HechaHttpResponse *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
}

static void
set_authentication (CURL                   *curl,
                    const HechaCredentials *credentials)
{
  if (!credentials)
    return;
  curl_easy_setopt (curl, CURLOPT_HTTPAUTH, CURLAUTH_NONE);
  curl_easy_setopt (curl, CURLOPT_USERNAME, hecha_credentials_user (credentials));
  curl_easy_setopt (curl, CURLOPT_PASSWORD, hecha_credentials_password (credentials));
}

static void
set_trust (CURL       *curl,
           const char *ca_file)
{
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (!ca_file)
    return;
  curl_easy_setopt (curl, CURLOPT_CAINFO, ca_file);
  curl_easy_setopt (curl, CURLOPT_CAPATH, NULL);
}

/**
 * hecha_http_new:
 * @options: (nullable): %NULL for https with the system's authorities
 * @credentials: (nullable): copied; for HTTP Basic or Digest, as the server asks
 *
 * Returns: (transfer full): a client that has not connected yet
 */
HechaHttp *
hecha_http_new (const HechaHttpOptions *options,
                const HechaCredentials *credentials)
{
  static const HechaHttpOptions defaults;
  static gsize once;
  HechaHttp *self = g_new0 (HechaHttp, 1);

  if (!options)
    options = &defaults;
  if (g_once_init_enter (&once))
    g_once_init_leave (&once, curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK ? 1 : 2);
  self->curl = curl_easy_init ();
  if (once != 1 || !self->curl)
    g_error ("libcurl cannot start");
  self->rule = options->allow_plain ? HECHA_ADDRESS_PLAIN
               : options->allow_loopback ? HECHA_ADDRESS_LOOPBACK : HECHA_ADDRESS_TLS;
  self->has_credentials = credentials != NULL;
  curl_easy_setopt (self->curl, CURLOPT_ERRORBUFFER, self->detail);
  curl_easy_setopt (self->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (self->curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (self->curl, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (self->curl, CURLOPT_CONNECTTIMEOUT, (long) (options->connect_seconds ? options->connect_seconds : 15));
  curl_easy_setopt (self->curl, CURLOPT_LOW_SPEED_LIMIT, 100L);
  curl_easy_setopt (self->curl, CURLOPT_LOW_SPEED_TIME, (long) (options->stall_seconds ? options->stall_seconds : 60));
  curl_easy_setopt (self->curl, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (self->curl, CURLOPT_SEEKFUNCTION, seek_cb);
  curl_easy_setopt (self->curl, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (self->curl, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (self->curl, CURLOPT_NOPROGRESS, 0L);
  set_authentication (self->curl, credentials);
  set_trust (self->curl, options->ca_file);
  return self;
}

/**
 * hecha_http_free:
 * @self: a client; its connection is closed
 */
void
hecha_http_free (HechaHttp *self)
{
  curl_easy_cleanup (self->curl);
  g_free (self);
}
