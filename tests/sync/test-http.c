/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "http.h"
#include "loopback.h"

#include <string.h>

#define PASSWORD "pass-word-7"

/* One request to a server that gives @canned; -1 as status if there was no answer. */
static int
ask (const Canned      *canned,
     HechaHttpRequest  *request,
     HechaHttpResponse *response,
     GCancellable      *cancellable,
     GError           **error)
{
  g_autoptr(HechaCredentials) credentials = hecha_credentials_new ("inspector", PASSWORD);
  HechaHttpOptions options = { .allow_loopback = TRUE, .stall_seconds = 1 };
  g_autoptr(HechaHttp) http = hecha_http_new (&options, credentials);
  Loopback *server = loopback_start (loopback_canned, (gpointer) canned);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/dav/x", loopback_port (server));
  int status = -1;

  request->url = url;
  if (!request->method)
    request->method = "GET";
  if (hecha_http_perform (http, request, response, cancellable, error))
    {
      status = response->status;
      hecha_http_check_status (request, response, error);
    }
  request->url = NULL;
  loopback_stop (server);
  return status;
}

static void
test_status (void)
{
  static const struct { const char *status; HechaError code; const char *words; } rows[] = {
    { "401 Unauthorized", HECHA_ERROR_PASSWORD, "the server refused the user name or password" },
    { "403 Forbidden", HECHA_ERROR_PASSWORD, "the server refused the user name or password" },
    { "404 Not Found", HECHA_ERROR_NOT_FOUND, "not on the server" },
    { "409 Conflict", HECHA_ERROR_CONFLICT, "folder" },
    { "412 Precondition Failed", HECHA_ERROR_EXISTS, "already" },
    { "413 Too Large", HECHA_ERROR_TOO_LARGE, "larger" },
    { "507 Insufficient Storage", HECHA_ERROR_NETWORK, "no space" },
    { "500 Oops", HECHA_ERROR_NETWORK, "status 500" },
    { "302 Found\r\nLocation: http://127.0.0.1:1/", HECHA_ERROR_NETWORK, "another address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("HTTP/1.1 %s\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                                               "Content-Length: 5\r\nConnection: close\r\n\r\nerror", rows[i].status);
      Canned canned[] = { { NULL, text }, { NULL } };
      g_auto(HechaHttpResponse) response = { 0 };
      HechaHttpRequest request = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, atoi (rows[i].status));
      g_assert_error (error, HECHA_ERROR, (int) rows[i].code);
      g_assert_true (g_str_has_prefix (error->message, "127.0.0.1: "));
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_assert_null (strstr (error->message, PASSWORD));
      g_assert_null (response.body);
    }
}

static void
test_broken_answers (void)
{
  static const struct { Canned canned; HechaError code; const char *words; } rows[] = {
    { { NULL, "HTTP/1.1 200 OK\r\n\r\nx", 0, TRUE }, HECHA_ERROR_TOO_LARGE, "larger than 1000 bytes" },
    { { NULL, "HTTP/1.1 404 Not Found\r\n\r\nx", 0, TRUE }, HECHA_ERROR_NETWORK, "" },
    { { NULL, "HTTP/1.1 200 OK\r\nX: y", 0, TRUE }, HECHA_ERROR_NETWORK, "" },
    { { NULL, "SSH-2.0-OpenSSH\r\n", 0 }, HECHA_ERROR_NETWORK, "" },
    { { NULL, "\r\n", 0 }, HECHA_ERROR_NETWORK, "" },
    { { NULL, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 0 }, HECHA_ERROR_NETWORK, "cut" },
    { { NULL, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 0, FALSE, TRUE }, HECHA_ERROR_NETWORK, "in time" },
    { { NULL, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 0 }, HECHA_ERROR_NETWORK, "" },
    { { NULL, "HTTP/1.1 206 Partial\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\nabcde", 0 },
      HECHA_ERROR_NETWORK, "another part" },
    { { NULL, "HTTP/1.1 206 Partial\r\nContent-Length: 5\r\n\r\nabcde", 0 }, HECHA_ERROR_NETWORK, "another part" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Canned canned[] = { rows[i].canned, { NULL } };
      g_auto(HechaHttpResponse) response = { 0 };
      HechaHttpRequest request = { .limit = 1000 };
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, -1);
      g_test_message ("%s", error->message);
      g_assert_error (error, HECHA_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].words));
    }
}

static void
test_ranges (void)
{
  static const char *const rows[] = {
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n0123456789",
    "HTTP/1.1 206 Partial\r\nContent-Range: bytes 4-9/10\r\nContent-Length: 6\r\nConnection: close\r\n\r\n456789",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Canned canned[] = { { NULL, rows[i] }, { NULL } };
      g_auto(HechaHttpResponse) response = { 0 };
      HechaHttpRequest request = { .range_start = 4, .limit = 6 };
      g_autoptr(GError) error = NULL;

      ask (canned, &request, &response, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (response.body, NULL), g_bytes_get_size (response.body), "456789", 6);
    }
}

static gboolean
refuse_cb (const void  *bytes,
           gsize        size,
           gpointer     data,
           GError     **error)
{
  if (data)
    g_cancellable_cancel (data);
  else
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, "disk full");
  return data != NULL;
}

static void
test_writer_stops (void)
{
  Canned canned[] = { { NULL, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 0, FALSE, TRUE }, { NULL } };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = { .write = refuse_cb };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, -1);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_clear_error (&error);

  request.write_data = cancellable;
  g_assert_cmpint (ask (canned, &request, &response, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (ask (canned, &request, &response, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GInputStream *
open_nothing (gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, "gone");
  return NULL;
}

static void
test_sources (void)
{
  Canned canned[] = { { NULL, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" }, { NULL } };
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3);
  HechaSource source = hecha_source_from_bytes (bytes);
  g_auto(HechaHttpResponse) response = { 0 };
  HechaHttpRequest request = { .method = "PUT", .body = &source };
  g_autoptr(GError) error = NULL;

  /* FIPS 180-4: the digest of "abc". */
  g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, 201);
  g_assert_cmpstr (response.sent_sha256, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  hecha_http_response_clear (&response);
  source.size = 0;
  g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, 201);
  g_assert_cmpstr (response.sent_sha256, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  hecha_http_response_clear (&response);
  /* A report to which a signature was added since: its own bytes go, of "ab" the digest. */
  source.size = 2;
  g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, 201);
  g_assert_cmpstr (response.sent_sha256, ==, "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603");
  hecha_http_response_clear (&response);
  source.size = 5;
  g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, -1);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_clear_error (&error);
  source.open = open_nothing;
  g_assert_cmpint (ask (canned, &request, &response, NULL, &error), ==, -1);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

static void
test_nobody_there (void)
{
  HechaHttpOptions options = { .allow_loopback = TRUE };
  g_autoptr(HechaHttp) http = hecha_http_new (&options, NULL);
  g_autoptr(HechaHttp) strict = hecha_http_new (NULL, NULL);
  Loopback *server = loopback_start (loopback_canned, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", loopback_port (server));
  HechaHttpRequest request = { .method = "GET", .url = url };
  g_auto(HechaHttpResponse) response = { 0 };
  g_autoptr(GError) error = NULL;

  loopback_stop (server);
  g_assert_false (hecha_http_perform (http, &request, &response, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK);
  g_assert_true (g_str_has_prefix (error->message, "127.0.0.1: no connection to the server"));
  g_clear_error (&error);
  g_assert_false (hecha_http_perform (strict, &request, &response, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/http/status", test_status);
  g_test_add_func ("/http/broken-answers", test_broken_answers);
  g_test_add_func ("/http/ranges", test_ranges);
  g_test_add_func ("/http/writer-stops", test_writer_stops);
  g_test_add_func ("/http/sources", test_sources);
  g_test_add_func ("/http/nobody-there", test_nobody_there);
  return g_test_run ();
}
