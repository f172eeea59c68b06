/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exif.h"

#include <stdio.h>
#include <string.h>

/* Tags of Exif 2.32. */
#define TAG_ORIENTATION          0x0112
#define TAG_EXIF_IFD             0x8769
#define TAG_DATE_TIME_ORIGINAL   0x9003
#define TAG_OFFSET_TIME_ORIGINAL 0x9011

#define TYPE_ASCII 2
#define TYPE_SHORT 3
#define TYPE_LONG  4

/* A TIFF structure inside a file; every read is checked against its end. */
typedef struct
{
  const guint8 *data;
  gsize         size;
  gboolean      big;
} Block;

static guint32
read_number (const guint8 *data,
             int           length,
             gboolean      big)
{
  guint32 value = 0;

  for (int i = 0; i < length; i++)
    value = value << 8 | data[big ? i : length - 1 - i];
  return value;
}

/* 0 beyond the end: no tag, no count and no directory is at 0. */
static guint32
block_number (const Block *block,
              gsize        at,
              int          length)
{
  if (at > block->size || block->size - at < (gsize) length)
    return 0;
  return read_number (block->data + at, length, block->big);
}

static gboolean
block_init (Block        *block,
            const guint8 *data,
            gsize         size)
{
  if (size >= 6 && memcmp (data, "Exif\0\0", 6) == 0)
    {
      data += 6;
      size -= 6;
    }
  *block = (Block) { data, size, FALSE };
  if (size < 8)
    return FALSE;
  block->big = memcmp (data, "MM\0*", 4) == 0;
  return block->big || memcmp (data, "II*\0", 4) == 0;
}

/* Segments up to the first scan: FF, marker, length. */
static gboolean
find_in_jpeg (Block        *block,
              const guint8 *data,
              gsize         size)
{
  gsize at = 2;

  while (at + 4 <= size && data[at] == 0xff && data[at + 1] != 0xda)
    {
      gsize length = read_number (data + at + 2, 2, TRUE);

      if (data[at + 1] == 0xff)
        {
          at++;
          continue;
        }
      if (length < 2 || size - at - 2 < length)
        return FALSE;
      if (data[at + 1] == 0xe1 && length >= 8 && memcmp (data + at + 4, "Exif\0\0", 6) == 0)
        return block_init (block, data + at + 4, length - 2);
      at += 2 + length;
    }
  return FALSE;
}

/* Chunks: PNG has length, name, data, check; RIFF has name, length, data to an even end. */
static gboolean
find_in_chunks (Block        *block,
                const guint8 *data,
                gsize         size,
                gboolean      png)
{
  gsize at = png ? 8 : 12;

  while (at < size && size - at >= 8)
    {
      gsize length = read_number (data + at + (png ? 0 : 4), 4, png);
      const guint8 *name = data + at + (png ? 4 : 0);

      at += 8;
      if (size - at < length)
        return FALSE;
      if (memcmp (name, png ? "eXIf" : "EXIF", 4) == 0)
        return block_init (block, data + at, length);
      at += png ? length + 4 : length + length % 2;
    }
  return FALSE;
}

/* The item lies somewhere in the file's data; its first ten bytes do not occur by chance. */
static gboolean
find_in_heic (Block        *block,
              const guint8 *data,
              gsize         size)
{
  static const char *const starts[] = { "Exif\0\0MM\0*", "Exif\0\0II*\0" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const guint8 *found = memmem (data, size, starts[i], 10);

      if (found)
        return block_init (block, found, size - (found - data));
    }
  return FALSE;
}

static gboolean
find_block (Block          *block,
            GBytes         *bytes,
            HechaMediaKind  kind)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (!data || size == 0)
    return FALSE;
  switch ((int) kind)
    {
    case HECHA_MEDIA_JPEG:
      return find_in_jpeg (block, data, size);
    case HECHA_MEDIA_PNG:
      return find_in_chunks (block, data, size, TRUE);
    case HECHA_MEDIA_WEBP:
      return find_in_chunks (block, data, size, FALSE);
    case HECHA_MEDIA_TIFF:
      return block_init (block, data, size);
    case HECHA_MEDIA_HEIC:
      return find_in_heic (block, data, size);
    default:
      return FALSE;
    }
}

/* The place of a directory's entry of @tag and @type, or 0. */
static gsize
find_entry (const Block *block,
            guint32      directory,
            guint32      tag,
            guint32      type)
{
  guint32 count = block_number (block, directory, 2);

  for (guint32 i = 0; directory && i < count; i++)
    {
      gsize at = (gsize) directory + 2 + 12 * (gsize) i;

      if (block_number (block, at, 2) == tag)
        return block_number (block, at + 2, 2) == type ? at : 0;
    }
  return 0;
}

/* @length bytes of text with the NUL; NULL if the entry is any longer or shorter. */
static const char *
find_text (const Block *block,
           guint32      directory,
           guint32      tag,
           gsize        length)
{
  gsize entry = find_entry (block, directory, tag, TYPE_ASCII);
  gsize at = entry ? block_number (block, entry + 8, 4) : 0;

  if (!at || block_number (block, entry + 4, 4) != length)
    return NULL;
  if (at > block->size || block->size - at < length || block->data[at + length - 1] != '\0')
    return NULL;
  return (const char *) block->data + at;
}

/* Whether @text is like @pattern, in which 0 stands for any digit and + for either sign. */
static gboolean
is_like (const char *text,
         const char *pattern)
{
  for (; *pattern; text++, pattern++)
    {
      gboolean good = *pattern == '0' ? g_ascii_isdigit (*text)
                      : *pattern == '+' ? *text == '+' || *text == '-'
                      : *text == *pattern;

      if (!good)
        return FALSE;
    }
  return *text == '\0';
}

/**
 * hecha_exif_orientation:
 * @bytes: a picture from anywhere
 * @kind: of @bytes
 *
 * Returns: how the picture lies, 1 to 8 as Exif counts; 1 where nothing is
 *   said, or where the decoder of @kind turns the picture by itself
 */
int
hecha_exif_orientation (GBytes         *bytes,
                        HechaMediaKind  kind)
{
  Block block;
  gsize entry;
  guint32 value;

  if (kind == HECHA_MEDIA_HEIC || !find_block (&block, bytes, kind))
    return 1;
  entry = find_entry (&block, block_number (&block, 4, 4), TAG_ORIENTATION, TYPE_SHORT);
  value = entry ? block_number (&block, entry + 8, 2) : 1;
  return value >= 1 && value <= 8 ? (int) value : 1;
}

/**
 * hecha_exif_time:
 * @bytes: a picture from anywhere
 * @kind: of @bytes
 *
 * When the camera says that the picture was taken (DateTimeOriginal); its
 * clock may have been wrong.
 *
 * Returns: (transfer full) (nullable): `2026-11-22T15:44:27`, with the offset
 *   from UTC (`+08:00`) where the camera wrote one; %NULL if it says nothing of use
 */
char *
hecha_exif_time (GBytes         *bytes,
                 HechaMediaKind  kind)
{
  Block block;
  gsize pointer;
  guint32 directory;
  const char *time, *offset;
  int year, month, day, hour, minute, second;

  if (!find_block (&block, bytes, kind))
    return NULL;
  pointer = find_entry (&block, block_number (&block, 4, 4), TAG_EXIF_IFD, TYPE_LONG);
  directory = pointer ? block_number (&block, pointer + 8, 4) : 0;
  time = find_text (&block, directory, TAG_DATE_TIME_ORIGINAL, 20);
  if (!time || !is_like (time, "0000:00:00 00:00:00"))
    return NULL;
  sscanf (time, "%d:%d:%d %d:%d:%d", &year, &month, &day, &hour, &minute, &second);
  if (!g_date_valid_dmy (day, month, year) || hour > 23 || minute > 59 || second > 60)
    return NULL;
  offset = find_text (&block, directory, TAG_OFFSET_TIME_ORIGINAL, 7);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day, hour, minute, second,
                          offset && is_like (offset, "+00:00") ? offset : "");
}
