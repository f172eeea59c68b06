/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media-kind.h"

/* Signatures from the formats' specifications. */
static const struct
{
  gsize          length;
  const char    *data;
  HechaMediaKind kind;
  const char    *type;
} cases[] = {
  { 4, "\xff\xd8\xff\xe0", HECHA_MEDIA_JPEG, "image/jpeg" },
  { 8, "\x89PNG\r\n\x1a\n", HECHA_MEDIA_PNG, "image/png" },
  { 12, "RIFF\x10\0\0\0WEBP", HECHA_MEDIA_WEBP, "image/webp" },
  { 12, "\0\0\0\x18" "ftypheic", HECHA_MEDIA_HEIC, "image/heic" },
  { 12, "\0\0\0\x18" "ftypmif1", HECHA_MEDIA_HEIC, "image/heic" },
  { 4, "II*\0", HECHA_MEDIA_TIFF, "image/tiff" },
  { 4, "MM\0*", HECHA_MEDIA_TIFF, "image/tiff" },
  { 6, "GIF89a", HECHA_MEDIA_GIF, "image/gif" },
  { 2, "BM", HECHA_MEDIA_BMP, "image/bmp" },
  { 8, "%PDF-1.7", HECHA_MEDIA_PDF, "application/pdf" },
  { 0, "", HECHA_MEDIA_OTHER, "application/octet-stream" },
  { 2, "\xff\xd8", HECHA_MEDIA_OTHER, "application/octet-stream" },
  { 12, "RIFF\x10\0\0\0WAVE", HECHA_MEDIA_OTHER, "application/octet-stream" },
  { 12, "\0\0\0\x18" "ftypisom", HECHA_MEDIA_OTHER, "application/octet-stream" },
  { 5, "<svg>", HECHA_MEDIA_OTHER, "application/octet-stream" },
  { 8, "PK\3\4photo", HECHA_MEDIA_OTHER, "application/octet-stream" },
};

static void
test_sniff (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (cases[i].data, cases[i].length);
      HechaMediaKind kind = hecha_media_kind_sniff (bytes);

      g_assert_cmpint (kind, ==, cases[i].kind);
      g_assert_cmpstr (hecha_media_kind_type (kind), ==, cases[i].type);
      g_assert_cmpint (hecha_media_kind_is_picture (kind), ==, g_str_has_prefix (cases[i].type, "image/"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/media-kind/sniff", test_sniff);
  return g_test_run ();
}
