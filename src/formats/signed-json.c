/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed-json.h"

#include "digest.h"
#include "error.h"

#include <string.h>

/**
 * hecha_signed_json_build:
 * @object: what is to be said; gains the members kind, device, public-key,
 *   device-name, device-unit and signature
 * @kind: what it is, so that one message cannot pass for another
 *
 * Returns: (transfer full) (nullable): canonical JSON (RFC 8785), whose
 *   signature is over the canonical JSON without the member "signature"; the
 *   signing function's error
 */
char *
hecha_signed_json_build (JsonObject            *object,
                         const char            *kind,
                         const HechaSignatory  *signatory,
                         GError               **error)
{
  g_autofree char *canonical = NULL;
  g_autofree char *signature = NULL;

  g_return_val_if_fail (object && kind && signatory && signatory->device && signatory->public_key, NULL);
  json_object_remove_member (object, "signature");
  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "device", signatory->device);
  json_object_set_string_member (object, "public-key", signatory->public_key);
  hecha_json_set_string (object, "device-name", signatory->name);
  hecha_json_set_string (object, "device-unit", signatory->unit);
  canonical = hecha_json_canonical_object (object);
  signature = signatory->sign (canonical, strlen (canonical), signatory->user_data, error);
  if (!signature)
    return NULL;
  json_object_set_string_member (object, "signature", signature);
  return hecha_json_canonical_object (object);
}

static gboolean
is_key_of (const char *public_key,
           const char *device)
{
  gsize size;
  g_autofree guchar *raw = g_base64_decode (public_key, &size);
  g_autofree char *again = g_base64_encode (raw, size);
  g_autofree char *digest = hecha_sha256_hex (raw, size);

  return size && strcmp (again, public_key) == 0 && strcmp (digest, device) == 0;
}

/* The record as it was signed: a copy without the signature, since what was parsed is immutable. */
static char *
canonical_without_signature (JsonObject  *object,
                             GError     **error)
{
  g_autoptr(JsonObject) unsigned_object = json_object_new ();
  g_autoptr(GList) members = json_object_get_members (object);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (GList *l = members; l; l = l->next)
    if (strcmp (l->data, "signature") != 0)
      json_object_set_member (unsigned_object, l->data, json_node_copy (json_object_get_member (object, l->data)));
  json_node_set_object (node, unsigned_object);
  return hecha_json_canonical (node, error);
}

/**
 * hecha_signed_json_parse:
 * @text: (array length=length): as hecha_signed_json_build() gives it, from outside
 * @name: what the text is, for the error
 * @kind: what it must be
 * @verify: checks the signature
 *
 * Says nothing about whether the device is one that the workspace admitted.
 *
 * Returns: (transfer full) (nullable): the object, immutable;
 *   %HECHA_ERROR_INVALID where it is no such message, %HECHA_ERROR_DAMAGED
 *   where device, key and signature do not fit each other and the text
 */
JsonObject *
hecha_signed_json_parse (const char       *text,
                         gssize            length,
                         const char       *name,
                         const char       *kind,
                         HechaVerifyFunc   verify,
                         GError          **error)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object (text, length, name, error);
  const char *device = hecha_json_string (object, "device");
  const char *public_key = hecha_json_string (object, "public-key");
  const char *signature = hecha_json_string (object, "signature");
  g_autofree char *canonical = NULL;

  if (!object)
    return NULL;
  if (g_strcmp0 (hecha_json_string (object, "kind"), kind) != 0 || !device || !public_key || !signature)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: not a signed %s", name, kind);
      return NULL;
    }
  canonical = canonical_without_signature (object, error);
  if (!canonical)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (!is_key_of (public_key, device) || !verify (public_key, canonical, strlen (canonical), signature))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                   "%s: the signature of device %.12s does not match: it was altered, or is not that device's",
                   name, device);
      return NULL;
    }
  return g_steal_pointer (&object);
}
