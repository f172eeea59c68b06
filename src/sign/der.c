/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "der.h"

#include <openssl/asn1.h>
#include <openssl/objects.h>
#include <string.h>

static void
append_header (GByteArray *out,
               guint8      tag,
               gsize       size)
{
  guint8 header[2 + sizeof size] = { tag };
  guint length = 0;

  for (gsize rest = size; size > 127 && rest; rest >>= 8)
    length++;
  header[1] = length ? 0x80 | length : size;
  for (guint i = 0; i < length; i++)
    header[2 + i] = (size >> 8 * (length - 1 - i)) & 0xff;
  g_byte_array_append (out, header, 2 + length);
}

/**
 * hecha_der_leaf:
 * @data: (nullable): the content, encoded already
 *
 * Returns: (transfer full): one element
 */
GByteArray *
hecha_der_leaf (guint8        tag,
                gconstpointer data,
                gsize         size)
{
  GByteArray *out = g_byte_array_new ();

  append_header (out, tag, size);
  if (size)
    g_byte_array_append (out, data, size);
  return out;
}

/**
 * hecha_der_raw:
 * @der: one element, encoded already
 *
 * Returns: (transfer full): a copy of @der
 */
GByteArray *
hecha_der_raw (GBytes *der)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);

  return g_byte_array_append (g_byte_array_new (), data, size);
}

/**
 * hecha_der_oid:
 * @nid: an object that OpenSSL knows
 *
 * Returns: (transfer full): its OBJECT IDENTIFIER
 */
GByteArray *
hecha_der_oid (int nid)
{
  unsigned char *der = NULL;
  int size = i2d_ASN1_OBJECT (OBJ_nid2obj (nid), &der);
  GByteArray *out = g_byte_array_new ();

  if (size > 0)
    g_byte_array_append (out, der, size);
  OPENSSL_free (der);
  return out;
}

/**
 * hecha_der_node:
 * @tag: a constructed type
 * @...: (transfer full): the GByteArrays of its members in order, then %NULL
 *
 * Returns: (transfer full): the element
 */
GByteArray *
hecha_der_node (guint tag,
                ...)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();
  GByteArray *member;
  va_list args;

  va_start (args, tag);
  while ((member = va_arg (args, GByteArray *)))
    {
      g_byte_array_append (content, member->data, member->len);
      g_byte_array_unref (member);
    }
  va_end (args);
  return hecha_der_leaf ((guint8) tag, content->data, content->len);
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const GByteArray *left = *(GByteArray *const *) a, *right = *(GByteArray *const *) b;
  int order = memcmp (left->data, right->data, MIN (left->len, right->len));

  return order ? order : (left->len > right->len) - (left->len < right->len);
}

/**
 * hecha_der_set_of:
 * @members: (transfer full) (element-type GByteArray): with a free function
 *
 * Returns: (transfer full): a SET OF, its members in the order of DER
 */
GByteArray *
hecha_der_set_of (guint8     tag,
                  GPtrArray *members)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();

  g_ptr_array_sort (members, compare_members);
  for (guint i = 0; i < members->len; i++)
    {
      const GByteArray *member = members->pdata[i];

      g_byte_array_append (content, member->data, member->len);
    }
  g_ptr_array_unref (members);
  return hecha_der_leaf (tag, content->data, content->len);
}
