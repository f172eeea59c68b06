/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of library.h that signs packs, and looks at who signed one. */
#include "library-private.h"

#include "cms.h"
#include "digest.h"
#include "error.h"
#include "signing-key.h"

#include <string.h>

/* What is signed is the manifest: names, sizes and digests of all that the pack holds. */
static GBytes *
manifest_digest (HechaBundle *bundle)
{
  g_autofree char *hex = hecha_bundle_digest (bundle);
  guint8 digest[HECHA_SHA256_SIZE];

  for (guint i = 0; i < sizeof digest; i++)
    digest[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  return g_bytes_new (digest, sizeof digest);
}

/**
 * hecha_library_signer:
 * @bundle: a pack
 * @signer: (out) (transfer full) (nullable): who signed it: the subject of the
 *   certificate and the beginning of its SHA-256; %NULL where nobody did. Who
 *   vouches for the certificate is not looked at.
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED where the pack was altered after it
 *   was signed, or %HECHA_ERROR_UNSUPPORTED
 */
gboolean
hecha_library_signer (HechaBundle  *bundle,
                      char        **signer,
                      GError      **error)
{
  GBytes *der = hecha_bundle_get (bundle, HECHA_BUNDLE_SIGNATURE);
  g_autoptr(GBytes) digest = NULL;
  g_autoptr(HechaCms) cms = NULL;
  const HechaCertificate *certificate;

  *signer = NULL;
  if (!der)
    return TRUE;
  cms = hecha_cms_read (der, error);
  if (!cms)
    return FALSE;
  if (g_strcmp0 (hecha_cms_get_digest (cms), "SHA256") != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "the pack is signed over a digest that is not SHA-256");
      return FALSE;
    }
  digest = manifest_digest (bundle);
  if (!hecha_cms_verify (cms, digest, error))
    {
      g_prefix_error (error, "the pack is not as it was signed: ");
      return FALSE;
    }
  certificate = hecha_cms_get_certificate (cms);
  if (certificate)
    *signer = g_strdup_printf ("%s (%.16s)", certificate->subject, certificate->fingerprint);
  return TRUE;
}

static HechaBundle *
without_signature (HechaBundle  *bundle,
                   GError      **error)
{
  g_autoptr(HechaBundle) copy = hecha_bundle_new ();
  g_autoptr(GPtrArray) names = hecha_bundle_names (bundle);

  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], HECHA_BUNDLE_SIGNATURE) != 0 &&
        !hecha_bundle_add (copy, names->pdata[i], hecha_bundle_get (bundle, names->pdata[i]), error))
      return NULL;
  return g_steal_pointer (&copy);
}

static gboolean
add_signature (HechaSession            *session,
               HechaBundle             *bundle,
               const HechaSignOptions  *options,
               GError                 **error)
{
  g_autoptr(HechaSigningKey) key = hecha_signing_key_open (options, error);
  g_autoptr(GBytes) digest = manifest_digest (bundle), der = NULL;
  gint64 now = hecha_clock_now (hecha_session_get_clock (session));

  if (!key || !hecha_certificate_check (hecha_key_get_certificate (key->key), now, error))
    return FALSE;
  der = hecha_cms_sign (key->key, digest, NULL, error);
  return der && hecha_bundle_add (bundle, HECHA_BUNDLE_SIGNATURE, der, error);
}

/**
 * hecha_library_sign:
 * @wanted: as of hecha_library_find()
 * @options: the key; its file and field are not looked at
 *
 * Signs a pack: CMS, detached, over the manifest of its bundle. An earlier
 * signature is replaced; the pack's digest stays.
 *
 * Returns: (transfer full) (nullable): the pack with its signer; errors as of
 *   hecha_signing_key_open() and hecha_certificate_check()
 */
HechaPackRow *
hecha_library_sign (HechaSession            *session,
                    const char              *wanted,
                    const HechaSignOptions  *options,
                    GError                 **error)
{
  g_autoptr(HechaPackRow) row = hecha_library_find (session, wanted, HECHA_TYPE_CONNECTED, error);
  g_autoptr(GBytes) zip = row ? hecha_library_bytes (session, row->digest, error) : NULL;
  g_autoptr(HechaBundle) stored = zip ? hecha_bundle_read (zip, row->id, error) : NULL;
  g_autoptr(HechaBundle) bundle = stored ? without_signature (stored, error) : NULL;

  if (!bundle || !add_signature (session, bundle, options, error))
    return NULL;
  return hecha_library_keep (session, bundle, row->id, error);
}
