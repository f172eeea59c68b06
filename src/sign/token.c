/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token.h"

#include "error.h"
#include "token-key.h"
#include "x509.h"

#include <gnutls/abstract.h>
#include <gnutls/pkcs11.h>
#include <openssl/x509v3.h>
#include <string.h>

#define TOKEN_LIMIT       64
#define CERTIFICATE_LIMIT 256
#define CHAIN_LIMIT       8
#define ATTRIBUTE_LIMIT   32
#define SCHEME            "pkcs11:"

struct _HechaTokenKey
{
  gnutls_privkey_t key;
  HechaPinAsk ask;
  gpointer data;
};

/* Modules are those that the system's administrator or the user configured for
 * p11-kit; no address and no file makes another one be loaded. */
static gboolean
load_modules (GError **error)
{
  static gsize state;

  if (g_once_init_enter (&state))
    g_once_init_leave (&state, gnutls_pkcs11_init (GNUTLS_PKCS11_FLAG_AUTO, NULL) == 0 ? 1 : 2);
  if (state == 1)
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "The modules for tokens cannot be loaded");
  return FALSE;
}

static gboolean
set_token_error (GError    **error,
                 int         code,
                 const char *what)
{
  HechaError kind = HECHA_ERROR_UNSUPPORTED;
  const char *rule = gnutls_strerror (code);

  switch (code)
    {
    case GNUTLS_E_PKCS11_PIN_ERROR:
    case GNUTLS_E_PKCS11_USER_ERROR:
      kind = HECHA_ERROR_PASSWORD;
      rule = "wrong PIN";
      break;
    case GNUTLS_E_PKCS11_PIN_LOCKED:
      kind = HECHA_ERROR_REFUSED;
      rule = "its PIN is locked: unlock it with the token's own program";
      break;
    case GNUTLS_E_PKCS11_PIN_EXPIRED:
      kind = HECHA_ERROR_REFUSED;
      rule = "its PIN has expired: set a new one with the token's own program";
      break;
    case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
    case GNUTLS_E_PKCS11_DEVICE_ERROR:
    case GNUTLS_E_PKCS11_SLOT_ERROR:
    case GNUTLS_E_PKCS11_SESSION_ERROR:
      kind = HECHA_ERROR_NOT_FOUND;
      rule = "it is not there, or was pulled out";
      break;
    default:
      break;
    }
  g_set_error (error, HECHA_ERROR, kind, "%s: %s", what, rule);
  return FALSE;
}

/* Addresses */

static const char *const type_attribute[] = { "type", NULL };
static const char *const label_attributes[] = { "type", "object", NULL };
static const char *const object_attributes[] = { "type", "object", "id", NULL };

/* @uri with @last in place of the attributes named by @dropped. */
static char *
address_without (const char        *uri,
                 const char *const *dropped,
                 const char        *last)
{
  g_auto(GStrv) parts = g_strsplit (uri + strlen (SCHEME), ";", ATTRIBUTE_LIMIT);
  g_autoptr(GString) out = g_string_new (SCHEME);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *name = g_strndup (parts[i], strcspn (parts[i], "="));

      if (*name && !g_strv_contains (dropped, name))
        g_string_append_printf (out, "%s;", parts[i]);
    }
  g_string_append (out, last);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* RFC 7512, 2.4: attributes after "?" tell a module or a PIN. What stands in an
 * address can be seen by everybody, so that neither is taken from there. */
static gboolean
check_address (const char  *uri,
               GError     **error)
{
  if (g_str_has_prefix (uri, SCHEME) && uri[strlen (SCHEME)] && !strchr (uri, '?'))
    return TRUE;
  if (strchr (uri, '?'))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                         "The address of a token holds neither PIN nor module: the PIN is asked for, "
                         "and modules are those that the system is configured with");
  else
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                         "The address of a token begins with “pkcs11:” and names a token or an object");
  return FALSE;
}

/* Certificates */

/**
 * hecha_token_certificate_free:
 * @self: (transfer full): a certificate
 */
void
hecha_token_certificate_free (HechaTokenCertificate *self)
{
  g_free (self->uri);
  g_free (self->token);
  g_clear_pointer (&self->certificate, hecha_certificate_free);
  g_free (self);
}

static GBytes *
object_der (gnutls_pkcs11_obj_t object)
{
  gnutls_datum_t der = { NULL, 0 };
  GBytes *bytes;

  if (gnutls_pkcs11_obj_export2 (object, &der) != 0)
    return NULL;
  bytes = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  return bytes;
}

static char *
object_text (gnutls_pkcs11_obj_t           object,
             gnutls_pkcs11_obj_info_t      what)
{
  char text[256];
  size_t size = sizeof text;

  return gnutls_pkcs11_obj_get_info (object, what, text, &size) == 0 ? g_utf8_make_valid (text, -1) : g_strdup ("");
}

/* Authorities' certificates lie on tokens to complete a chain; nobody signs with them. */
static HechaTokenCertificate *
certificate_of (gnutls_pkcs11_obj_t object)
{
  g_autoptr(GBytes) der = object_der (object);
  g_autoptr(X509) x509 = der ? hecha_x509_from_der (der) : NULL;
  HechaTokenCertificate *self;
  char *uri = NULL;

  if (!x509 || X509_get_extension_flags (x509) & EXFLAG_CA
      || gnutls_pkcs11_obj_export_url (object, GNUTLS_PKCS11_URL_GENERIC, &uri) != 0)
    return NULL;
  self = g_new0 (HechaTokenCertificate, 1);
  self->uri = g_strdup (uri);
  self->token = object_text (object, GNUTLS_PKCS11_OBJ_TOKEN_LABEL);
  self->certificate = hecha_certificate_new (x509);
  gnutls_free (uri);
  return self;
}

static int
add_certificates (const char *uri,
                  GPtrArray  *out)
{
  gnutls_pkcs11_obj_t *list = NULL;
  unsigned int n = 0;
  int code = gnutls_pkcs11_obj_list_import_url4 (&list, &n, uri, GNUTLS_PKCS11_OBJ_FLAG_CRT);

  for (unsigned int i = 0; code == 0 && i < n; i++)
    {
      HechaTokenCertificate *certificate = out->len < CERTIFICATE_LIMIT ? certificate_of (list[i]) : NULL;

      if (certificate)
        g_ptr_array_add (out, certificate);
      gnutls_pkcs11_obj_deinit (list[i]);
    }
  gnutls_free (list);
  return code;
}

/**
 * hecha_token_list:
 *
 * Certificates are public: no PIN is asked for. Blocks while tokens answer;
 * not for the main thread.
 *
 * Returns: (transfer full) (element-type HechaTokenCertificate) (nullable): what
 *   is on the tokens that are plugged in; %HECHA_ERROR_UNSUPPORTED
 */
GPtrArray *
hecha_token_list (GError **error)
{
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_token_certificate_free);

  if (!load_modules (error))
    return NULL;
  for (unsigned int i = 0; i < TOKEN_LIMIT; i++)
    {
      char *uri = NULL;
      unsigned int flags = 0;

      if (gnutls_pkcs11_token_get_url (i, GNUTLS_PKCS11_URL_GENERIC, &uri) != 0)
        break;
      if (gnutls_pkcs11_token_get_flags (uri, &flags) == 0 && !(flags & GNUTLS_PKCS11_TOKEN_TRUSTED))
        add_certificates (uri, out);
      gnutls_free (uri);
    }
  return g_steal_pointer (&out);
}

static HechaTokenCertificate *
find_certificate (const char  *uri,
                  GError     **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_token_certificate_free);
  g_autoptr(GString) names = g_string_new (NULL);
  int code = add_certificates (uri, found);

  if (code != 0 && code != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    {
      set_token_error (error, code, uri);
      return NULL;
    }
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);
  if (found->len == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                   "%s: no token that is plugged in holds such a certificate", uri);
      return NULL;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const HechaTokenCertificate *certificate = found->pdata[i];

      g_string_append_printf (names, "\n%s (%s)", certificate->uri, certificate->certificate->subject);
    }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %u certificates fit; name one of them:%s", uri,
               found->len, names->str);
  return NULL;
}

/* The chain */

/* Whether @issuer goes onto @chain: the issuer of its last certificate, and not yet in it. */
static gboolean
add_issuer (GPtrArray *chain,
            GBytes    *issuer)
{
  g_autoptr(X509) last = hecha_x509_from_der (chain->pdata[chain->len - 1]);
  g_autoptr(X509) next = hecha_x509_from_der (issuer);

  if (!last || !next || X509_check_issued (next, last) != X509_V_OK
      || g_ptr_array_find_with_equal_func (chain, issuer, g_bytes_equal, NULL))
    return FALSE;
  g_ptr_array_add (chain, g_bytes_ref (issuer));
  return TRUE;
}

static GPtrArray *
token_certificates (const char *uri)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gnutls_pkcs11_obj_t *list = NULL;
  unsigned int n = 0;

  if (gnutls_pkcs11_obj_list_import_url4 (&list, &n, uri, GNUTLS_PKCS11_OBJ_FLAG_CRT) != 0)
    return out;
  for (unsigned int i = 0; i < n; i++)
    {
      GBytes *der = i < CERTIFICATE_LIMIT ? object_der (list[i]) : NULL;

      if (der)
        g_ptr_array_add (out, der);
      gnutls_pkcs11_obj_deinit (list[i]);
    }
  gnutls_free (list);
  return out;
}

static void
add_issuers (const char *uri,
             GPtrArray  *chain)
{
  g_autofree char *token = address_without (uri, object_attributes, "type=cert");
  g_autoptr(GPtrArray) all = token_certificates (token);
  gboolean found = TRUE;

  while (found && chain->len < CHAIN_LIMIT)
    {
      found = FALSE;
      for (guint i = 0; !found && i < all->len; i++)
        found = add_issuer (chain, all->pdata[i]);
    }
}

static GPtrArray *
read_chain (const HechaTokenCertificate *certificate,
            GError                     **error)
{
  g_autoptr(GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gnutls_pkcs11_obj_t object = NULL;
  g_autoptr(GBytes) der = NULL;
  int code = gnutls_pkcs11_obj_init (&object);

  if (code == 0)
    code = gnutls_pkcs11_obj_import_url (object, certificate->uri, GNUTLS_PKCS11_OBJ_FLAG_CRT);
  if (code == 0)
    der = object_der (object);
  gnutls_pkcs11_obj_deinit (object);
  if (!der)
    {
      set_token_error (error, code ? code : GNUTLS_E_PKCS11_DEVICE_ERROR, certificate->token);
      return NULL;
    }
  g_ptr_array_add (chain, g_steal_pointer (&der));
  add_issuers (certificate->uri, chain);
  return g_steal_pointer (&chain);
}

/* The key */

static int
pin_cb (void         *data,
        int           attempt,
        const char   *token_url,
        const char   *token_label,
        unsigned int  flags,
        char         *pin,
        size_t        size)
{
  HechaTokenKey *self = data;
  HechaPinTry reason = flags & GNUTLS_PIN_FINAL_TRY ? HECHA_PIN_LAST
                       : flags & GNUTLS_PIN_WRONG || attempt > 0 ? HECHA_PIN_WRONG : HECHA_PIN_WANTED;
  char *given = self->ask (token_label, reason, self->data);
  gsize length = given ? strlen (given) : 0;

  if (given && length < size)
    memcpy (pin, given, length + 1);
  if (given)
    OPENSSL_cleanse (given, length);
  g_free (given);
  return length > 0 && length < size ? 0 : -1;
}

/**
 * hecha_token_key_open:
 * @uri: of one certificate on a token, or of a token that holds one (RFC 7512)
 * @ask: asked for the PIN, now and when it signs
 * @chain: (out) (transfer full) (element-type GBytes): DER of its certificate, then of the issuers on the token
 *
 * Returns: (transfer full) (nullable): the key; %HECHA_ERROR_INVALID and
 *   %HECHA_ERROR_REFUSED for an address, %HECHA_ERROR_NOT_FOUND where the token
 *   is not there, %HECHA_ERROR_PASSWORD, %HECHA_ERROR_REFUSED where it is locked
 */
HechaTokenKey *
hecha_token_key_open (const char   *uri,
                      HechaPinAsk   ask,
                      gpointer      data,
                      GPtrArray   **chain,
                      GError      **error)
{
  g_autofree char *address = check_address (uri, error) ? address_without (uri, type_attribute, "type=cert") : NULL;
  HechaTokenCertificate *certificate = address && load_modules (error) ? find_certificate (address, error) : NULL;
  g_autofree char *private = NULL;
  HechaTokenKey *self;
  int code;

  if (!certificate)
    return NULL;
  /* The label of the private key may differ from the certificate's; their id does not. */
  private = address_without (certificate->uri, label_attributes, "type=private");
  self = g_new0 (HechaTokenKey, 1);
  self->ask = ask;
  self->data = data;
  gnutls_privkey_init (&self->key);
  gnutls_privkey_set_pin_function (self->key, pin_cb, self);
  code = gnutls_privkey_import_url (self->key, private, 0);
  if (code != 0 || !(*chain = read_chain (certificate, error)))
    {
      if (code != 0)
        set_token_error (error, code, certificate->token);
      g_clear_pointer (&self, hecha_token_key_free);
    }
  hecha_token_certificate_free (certificate);
  return self;
}

/**
 * hecha_token_key_free:
 * @self: (transfer full): a key; its session ends
 */
void
hecha_token_key_free (HechaTokenKey *self)
{
  gnutls_privkey_deinit (self->key);
  g_free (self);
}

/**
 * hecha_token_key_sign:
 * @rsa: whether the key is an RSA key, else one for ECDSA
 *
 * Returns: (transfer full) (nullable): as hecha_key_sign(); errors as hecha_token_key_open()
 */
GBytes *
hecha_token_key_sign (HechaTokenKey  *self,
                      gboolean        rsa,
                      gconstpointer   data,
                      gsize           size,
                      GError        **error)
{
  gnutls_datum_t input = { (unsigned char *) data, (unsigned int) size }, signature = { NULL, 0 };
  int code = gnutls_privkey_sign_data2 (self->key, rsa ? GNUTLS_SIGN_RSA_SHA256 : GNUTLS_SIGN_ECDSA_SHA256, 0,
                                        &input, &signature);
  GBytes *bytes;

  if (code != 0)
    {
      set_token_error (error, code, "The token");
      return NULL;
    }
  bytes = g_bytes_new (signature.data, signature.size);
  gnutls_free (signature.data);
  return bytes;
}
