/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "address.h"

#include "error.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;
  g_autofree char *bare = g_strdup (host);

  if (host[0] == '[')
    g_strlcpy (bare, host + 1, strlen (host) - 1);
  if (g_ascii_strcasecmp (bare, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (bare);
  return address && g_inet_address_get_is_loopback (address);
}

static char *
url_part (CURLU    *url,
          CURLUPart what)
{
  char *text = NULL;
  char *copy;

  if (curl_url_get (url, what, &text, 0) != CURLUE_OK)
    return NULL;
  copy = g_strdup (text);
  curl_free (text);
  return copy;
}

/* The address is parsed by libcurl, so that no other reading of it than the
 * one that is used later decides whether it may be used. */
static gboolean
check_parts (CURLU      *parts,
             HechaAddressRule rule,
             char      **host,
             gboolean   *loopback,
             GError    **error)
{
  g_autofree char *scheme = url_part (parts, CURLUPART_SCHEME);
  g_autofree char *name = url_part (parts, CURLUPART_HOST);
  g_autofree char *user = url_part (parts, CURLUPART_USER);
  g_autofree char *password = url_part (parts, CURLUPART_PASSWORD);

  if (!scheme || !name)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "the address names no server");
  else if (user || password)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                 "%s: user name and password do not belong into the address", name);
  else if (g_str_equal (scheme, "http")
           && !(rule == HECHA_ADDRESS_PLAIN || (rule == HECHA_ADDRESS_LOOPBACK && is_loopback (name))))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                 "%s: the address must begin with https://", name);
  else if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                 "%s: %s addresses are not supported, only https", name, scheme);
  else
    {
      if (loopback)
        *loopback = is_loopback (name);
      if (host)
        *host = g_steal_pointer (&name);
      return TRUE;
    }
  return FALSE;
}

/**
 * hecha_address_check:
 * @url: typed by a user
 * @rule: where http without TLS is allowed
 * @host: (out) (optional) (transfer full): the server's name
 * @loopback: (out) (optional): whether that is the own machine
 *
 * Whether requests to @url are made at all.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID if it is no https address or holds
 *   a user name
 */
gboolean
hecha_address_check (const char  *url,
                     HechaAddressRule rule,
                     char       **host,
                     gboolean    *loopback,
                     GError     **error)
{
  CURLU *parts;
  gboolean ok = FALSE;

  g_return_val_if_fail (url, FALSE);

  parts = curl_url ();
  /* libcurl would also take one slash, or three. */
  if (!strstr (url, "://") || strstr (url, ":///")
      || curl_url_set (parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                         "this is not an address of the form https://server/folder");
  else
    ok = check_parts (parts, rule, host, loopback, error);
  curl_url_cleanup (parts);
  return ok;
}
