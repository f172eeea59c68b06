/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attacks on what a signature covers: flipped bytes, the /ByteRange, a wrapped
 * or forged signature (Mladenov, Mainka et al., "1 Trillion Dollar Refund", CCS
 * 2019), another certificate, another file's stamp. */
#include "attack.h"

#include <string.h>

static Attack *attack;

static gboolean
is_in_gap (const GString *data,
           gsize          at)
{
  static const char mark[] = "/Contents <";
  gsize start = 0;

  for (const char *found; (found = memmem (data->str + start, data->len - start, mark, sizeof mark - 1)); )
    {
      gsize gap = (gsize) (found - data->str) + sizeof mark - 2, end;

      end = gap + strcspn (data->str + gap, ">") + 1;
      if (at >= gap && at < end)
        return TRUE;
      start = end;
    }
  return FALSE;
}

/* A flipped bit in all regions of both revisions: each byte of the
 * last structures, each 11th of the other, each 127th of the long streams; everything but the signatures themselves. */
static void
test_flips (void)
{
  g_autoptr(GString) data = attack_load (attack, "s2.pdf");
  gsize streams = find_last (data, "/EmbeddedFile ");
  gsize first_end = number_after (data, "/Prev ");
  guint n = 0;

  for (gsize at = 0; at < data->len; at++)
    {
      g_autoptr(HechaVerification) verification = NULL;
      gboolean is_dense = at < 2048 || at > data->len - 2048 || (at > first_end - 512 && at < first_end + 512);

      if ((!is_dense && at % (at < streams ? 11 : 127) != 0) || is_in_gap (data, at))
        continue;
      data->str[at] ^= 1 << (at % 8);
      verification = attack_verify (attack, data);
      if (verification->verdict < HECHA_FILE_CHANGED)
        g_error ("byte %zu of %zu flipped: %s", at, data->len,
                 hecha_nick_text (hecha_file_verdict_nicks, verification->verdict));
      data->str[at] ^= 1 << (at % 8);
      n++;
    }
  g_test_message ("%u flips", n);
}

/* A small report with one signature: each of its bytes, once, but for the signature
 * itself; a byte is flipped in one bit, the next byte in the next bit. */
static void
test_every_byte (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "pdf", "table-signed.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(GString) data = NULL;
  g_autoptr(HechaVerification) whole = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;
  guint n = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  data = g_string_new_len (bytes, (gssize) size);
  whole = attack_verify (attack, data);
  g_assert_cmpint (whole->verdict, ==, HECHA_FILE_VALID_UNTRUSTED);
  for (gsize at = 0; at < data->len; at++)
    {
      g_autoptr(HechaVerification) verification = NULL;

      if (is_in_gap (data, at))
        continue;
      data->str[at] ^= 1 << (at % 8);
      verification = attack_verify (attack, data);
      if (verification->verdict < HECHA_FILE_CHANGED)
        g_error ("byte %zu of %zu flipped: %s", at, data->len,
                 hecha_nick_text (hecha_file_verdict_nicks, verification->verdict));
      data->str[at] ^= 1 << (at % 8);
      n++;
    }
  g_test_message ("each of %u bytes", n);
}

/* The signature itself: no digit of it may be other than it is but in
 * certificates beside the signer's, which no signature covers. */
static void
test_flips_in_signature (void)
{
  g_autoptr(GString) data = attack_load (attack, "s1.pdf");
  gsize gap = find_last (data, "/Contents <") + 10, resume = gap + strcspn (data->str + gap, ">") + 1;
  guint n_valid = 0, n = 0;

  for (gsize at = gap + 1; at < resume - 1; at += 5)
    {
      g_autoptr(HechaVerification) verification = NULL;
      char old = data->str[at];

      data->str[at] = old == '0' ? '1' : '0';
      verification = attack_verify (attack, data);
      n_valid += data->str[at] != old && verification->verdict == HECHA_FILE_VALID;
      data->str[at] = old;
      n++;
    }
  g_test_message ("%u of %u flips stay valid: in the authority's certificate", n_valid, n);
  /* The fixture's authority has a certificate of some 400 bytes. */
  g_assert_cmpuint (n_valid, <, 500 * 2 / 5);
}

/* The /ByteRange of s1.pdf is written over; a letter is one of the numbers as they were. */

static GString *
with_range (const char *format,
            gint64     *part)
{
  GString *data = attack_load (attack, "s1.pdf");
  gsize at = find_last (data, "/ByteRange [") + 11, place = strcspn (data->str + at, "]") + 1;
  char *end = data->str + at + 1;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 4; i++)
    part[i] = g_ascii_strtoll (end, &end, 10);
  text = g_strdup (format);
  for (guint i = 0; i < 4; i++)
    {
      const char name[] = { 'a' + (char) i, '\0' };
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, part[i]);
      g_auto(GStrv) parts = g_strsplit (text, name, 2);

      g_free (text);
      text = parts[1] ? g_strconcat (parts[0], number, parts[1], NULL) : g_strdup (parts[0]);
    }
  g_assert_cmpuint (strlen (text), <=, place);
  memset (data->str + at, ' ', place);
  memcpy (data->str + at, text, strlen (text));
  return data;
}

static void
test_ranges (void)
{
  static const char *const table[] = {
    "[a b c]", "[a b]", "[]", "[a b c d 0 9]", "[1 b c d]", "[-1 b c d]", "[a -5 c d]", "[a b c -5]", "[a b 0 d]",
    "[a 0 c d]", "[a b c 0]", "[a 0 0 d]", "[a b c b]", "[c d a b]", "[a 9 c d]", "[a b 99999 d]",
    "[a b c 9999999999]", "[a b c 9223372036854775807]", "[a b 9223372036854775807 9]",
    "[a b c 99999999999999999999]", "[0.0 b c d]", "[(0) b c d]", "[1 0 R b c d]", "[null b c d]", "5 0 R", "null",
    "true", "(abcd)", "<< >>", "/Name",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gint64 part[4];
      g_autoptr(GString) data = with_range (table[i], part);

      attack_expect (attack, table[i], data, "broken", "byte-range");
    }
}

/* The same in numbers that are nearly right: off by one byte at each end. */
static void
test_near_ranges (void)
{
  static const gint64 table[][4] = {
    { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, -1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, -1, 0 }, { 0, 0, 0, 1 }, { 0, 0, 0, -1 },
    { 0, 0, 1, -1 }, { 0, 0, -1, 1 }, { 0, 2, -2, 2 }, { 0, -100, 0, 0 }, { 0, 0, 100, -100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gint64 part[4];
      g_autoptr(GString) unused = with_range ("[a b c d]", part), data = NULL;
      g_autofree char *text = g_strdup_printf ("[%d %d %d %d]", (int) (part[0] + table[i][0]),
                                               (int) (part[1] + table[i][1]), (int) (part[2] + table[i][2]),
                                               (int) (part[3] + table[i][3]));
      g_autoptr(HechaVerification) verification = NULL;

      data = with_range (text, part);
      verification = attack_verify (attack, data);
      if (verification->verdict != HECHA_FILE_BROKEN)
        g_error ("%s: %s", text, hecha_nick_text (hecha_file_verdict_nicks, verification->verdict));
    }
}

/* Signatures in the empty field of a signed file, by an update. */

static void
test_forged (void)
{
  static const struct
  {
    const char *name;
    const char *body;
  } table[] = {
    { "no-contents", "/ByteRange [ 0 10 20 30 ]" },
    { "null-contents", "/ByteRange [ 0 10 20 30 ] /Contents null" },
    { "empty-contents", "/ByteRange [ 0 10 20 30 ] /Contents <>" },
    { "zero-contents", "/ByteRange [ 0 10 20 30 ] /Contents <0000000000>" },
    { "odd-contents", "/ByteRange [ 0 10 20 30 ] /Contents <308>" },
    { "text-contents", "/ByteRange [ 0 10 20 30 ] /Contents (signature)" },
    { "name-contents", "/ByteRange [ 0 10 20 30 ] /Contents /Signature" },
    { "indirect-contents", "/ByteRange [ 0 10 20 30 ] /Contents 1 0 R" },
    { "array-contents", "/ByteRange [ 0 10 20 30 ] /Contents [ <30> ]" },
    { "no-range", "/Contents <3003020101>" },
    { "null-range", "/ByteRange null /Contents <3003020101>" },
    { "empty-range", "/ByteRange [] /Contents <3003020101>" },
    { "two-ranges", "/ByteRange [ 0 10 20 30 ] /ByteRange [ 0 10 20 40 ] /Contents <3003020101>" },
    { "two-contents", "/ByteRange [ 0 10 20 30 ] /Contents <3003020101> /Contents <3003020102>" },
    { "nothing", "" },
    { "other-kind", "/SubFilter /None.such /ByteRange [ 0 10 20 30 ] /Contents <3003020101>" },
    { "old-kind", "/SubFilter /adbe.x509.rsa_sha1 /ByteRange [ 0 10 20 30 ] /Contents <3003020101>" },
    { "stamp", "/SubFilter /ETSI.RFC3161 /ByteRange [ 0 10 20 30 ] /Contents <3003020101>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GString) data = attack_load (attack, "s1.pdf");
      guint field = object_around (data, find_last (data, "/T (approved)")), number = number_after (data, "/Size ");
      g_autofree char *text = object_text (data, field), *value = g_strdup_printf ("/V %u 0 R /FT /Sig", number);
      g_autofree char *signature = g_strdup_printf ("<< /Type /Sig /Filter /Adobe.PPKLite %s %s >>",
                                                    strstr (table[i].body, "/SubFilter")
                                                      ? "" : "/SubFilter /ETSI.CAdES.detached", table[i].body);
      PdfUpdate updates[] = { { field, text }, { number, signature } };

      replace_text (&text, "/FT /Sig", value);
      updates[0].text = text;
      update_objects (data, updates, 2);
      attack_expect (attack, table[i].name, data, "broken", "byte-range");
    }
}

/* The one that is signed stands in a second field as well: by reference, and as a copy. */
static void
test_duplicated (void)
{
  g_autoptr(GString) whole = attack_load (attack, "s1.pdf");
  guint old = number_after (whole, "/V "), number = number_after (whole, "/Size ");
  guint field = object_around (whole, find_last (whole, "/T (approved)"));
  g_autofree char *signature = object_text (whole, old);

  for (guint k = 0; k < 2; k++)
    {
      g_autoptr(GString) data = g_string_new_len (whole->str, (gssize) whole->len);
      g_autofree char *text = object_text (data, field);
      g_autofree char *value = g_strdup_printf ("/V %u 0 R /FT /Sig", k ? number : old);
      PdfUpdate updates[] = { { field, NULL }, { number, signature } };

      replace_text (&text, "/FT /Sig", value);
      updates[0].text = text;
      update_objects (data, updates, k ? 2 : 1);
      attack_expect (attack, k ? "copied" : "shared", data, "broken", k ? "byte-range" : "duplicates");
    }
}

/* The signature is moved to another field, which loses its own. */
static void
test_moved (void)
{
  g_autoptr(GString) data = attack_load (attack, "s1.pdf");
  guint from = object_around (data, find_last (data, "/T <")), to = object_around (data, find_last (data, "/T (approved)"));
  g_autofree char *text = object_text (data, to), *emptied = object_text (data, from);
  g_autofree char *value = g_strdup_printf ("/V %u 0 R", number_after (data, "/V "));
  g_autofree char *with = g_strconcat (value, " /FT /Sig", NULL);
  PdfUpdate updates[] = { { from, NULL }, { to, NULL } };

  replace_text (&emptied, value, "");
  replace_text (&text, "/FT /Sig", with);
  updates[0].text = emptied;
  updates[1].text = text;
  update_objects (data, updates, 2);
  attack_expect (attack, "moved", data, "broken", "revision");
}

/* Signature wrapping: what was signed is moved to the end, where the range is
 * told to find it, and other content stands in its place. */
static void
test_wrapped (void)
{
  gint64 part[4], unused[4];
  g_autoptr(GString) signed_file = with_range ("[a b c d]", part), data = NULL;
  g_autoptr(GString) tail = attack_load (attack, "s1.pdf");
  g_autofree char *range = g_strdup_printf ("[0 %d %d %d]", (int) part[1], (int) signed_file->len, (int) part[3]);
  guint page;
  g_autofree char *text = NULL;

  data = with_range (range, unused);
  g_string_append_len (data, tail->str + part[2], (gssize) part[3]);
  attack_expect (attack, "wrapped", data, "broken", "byte-range");
  page = object_around (data, find_first (data, "/Type /Page "));
  text = object_text (data, page);
  replace_text (&text, "/Contents", "/Contentz");
  update_object (data, page, text);
  attack_expect (attack, "wrapped and changed", data, "broken", "byte-range");
}

/* Two dictionaries of one number: the cross-reference names the later one. */
static void
test_two_dictionaries (void)
{
  g_autoptr(GString) data = attack_load (attack, "s1.pdf");
  guint number = number_after (data, "/V ");
  g_autofree char *text = object_text (data, number);

  update_object (data, number, text);
  attack_expect (attack, "two dictionaries", data, "broken", "byte-range");
}

/* The second signature covers no more than the first, or a part of it. */
static void
test_overlapping (void)
{
  g_autoptr(GString) data = attack_load (attack, "s2.pdf");
  g_autoptr(GString) first = attack_load (attack, "s1.pdf");
  gsize from = find_last (first, "/ByteRange ["), at = find_last (data, "/ByteRange [");
  gsize length = strcspn (first->str + from, "]"), place = strcspn (data->str + at, "]");

  g_assert_cmpuint (length, <=, place);
  memset (data->str + at, ' ', place);
  memcpy (data->str + at, first->str + from, length);
  attack_expect (attack, "overlapping", data, "broken", "byte-range");
}

/* Contents of s1.pdf are replaced: by those of another signer over another file,
 * and by bytes with the certificate of another person of the same name. */

static void
put_contents (GString       *data,
              const GString *from)
{
  gsize to_at = find_last (data, "/Contents <") + 11, from_at = find_last (from, "/Contents <") + 11;
  gsize room = strcspn (data->str + to_at, ">"), length = strcspn (from->str + from_at, ">");

  memset (data->str + to_at, '0', room);
  memcpy (data->str + to_at, from->str + from_at, MIN (room, length));
}

static void
test_other_signature (void)
{
  g_autoptr(GString) data = attack_load (attack, "s1.pdf"), other = NULL;

  attack_sign (attack, "plain.pdf", "other.pdf", "rsa", "approved");
  other = attack_load (attack, "other.pdf");
  put_contents (data, other);
  attack_expect (attack, "the signature of another file", data, "broken", "cms");
}

static char *
run (const char *command)
{
  return fixture_run (attack->fixture, "sh", "-c", command, NULL);
}

static GString *
hex_of (const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (attack->fixture, name);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    g_string_append_printf (out, "%02x", data[i]);
  return out;
}

/* Another certificate for the same key: the signature names the one it was made
 * with, by its issuer and number and by its digest. */
static void
test_substituted_certificate (void)
{
  static const char *const checks[] = { "cms", "signing-certificate" };
  g_autofree char *der = run ("openssl x509 -in rsa.pem -outform DER -out rsa.der");

  for (guint k = 0; k < G_N_ELEMENTS (checks); k++)
    {
      g_autoptr(GString) data = attack_load (attack, "s1.pdf"), hex = hex_of ("rsa.der"), with = g_string_new (NULL);
      char *at = memmem (data->str, data->len, hex->str, hex->len);

      g_assert_nonnull (at);
      /* The length of the authority's ECDSA signature is a matter of luck. */
      for (guint i = 0; i < 64 && with->len != hex->len; i++)
        {
          g_autofree char *out
            = run (k ? "openssl x509 -req -in rsa.csr -CA ca.pem -CAkey ca.key -out twin.pem -days 365 -extfile rsa.ext "
                       "-set_serial 0x$(openssl x509 -in rsa.pem -noout -serial | cut -d= -f2) && "
                       "openssl x509 -in twin.pem -outform DER -out twin.der"
                     : "openssl x509 -req -in rsa.csr -CA ca.pem -CAkey ca.key -out twin.pem -days 365 -extfile rsa.ext "
                       "-CAserial ca.srl && openssl x509 -in twin.pem -outform DER -out twin.der");

          g_string_free (with, TRUE);
          with = hex_of ("twin.der");
        }
      g_assert_cmpuint (with->len, ==, hex->len);
      memcpy (at, with->str, with->len);
      attack_expect (attack, "another certificate for the key", data, "broken", checks[k]);
    }
}

/* A document time stamp of another file in the place of ours. */
static void
test_other_stamp (void)
{
  g_autoptr(GString) data = NULL, other = NULL;

  attack_stamp (attack, "s1.pdf", "stamped-1.pdf");
  attack_stamp (attack, "s2.pdf", "stamped-2.pdf");
  data = attack_load (attack, "stamped-1.pdf");
  other = attack_load (attack, "stamped-2.pdf");
  attack_expect (attack, "stamped", data, "valid", "");
  put_contents (data, other);
  attack_expect (attack, "the stamp of another file", data, "broken", "document-time-stamp");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  attack = attack_new ();
  g_test_add_func ("/attack/range/flips", test_flips);
  g_test_add_func ("/attack/range/every-byte", test_every_byte);
  g_test_add_func ("/attack/range/flips-in-signature", test_flips_in_signature);
  g_test_add_func ("/attack/range/ranges", test_ranges);
  g_test_add_func ("/attack/range/near-ranges", test_near_ranges);
  g_test_add_func ("/attack/range/forged", test_forged);
  g_test_add_func ("/attack/range/duplicated", test_duplicated);
  g_test_add_func ("/attack/range/moved", test_moved);
  g_test_add_func ("/attack/range/wrapped", test_wrapped);
  g_test_add_func ("/attack/range/two-dictionaries", test_two_dictionaries);
  g_test_add_func ("/attack/range/overlapping", test_overlapping);
  g_test_add_func ("/attack/range/other-signature", test_other_signature);
  g_test_add_func ("/attack/range/substituted-certificate", test_substituted_certificate);
  g_test_add_func ("/attack/range/other-stamp", test_other_stamp);
  status = g_test_run ();
  attack_free (attack);
  return status;
}
