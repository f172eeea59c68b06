/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx-number.h"

#include "table.h"

#include <math.h>
#include <string.h>

#define MAX_SERIAL 2958466   /* the day after 9999-12-31 */
#define MAX_EXACT  1e15      /* spreadsheet programs keep 15 digits */

/**
 * hecha_xlsx_builtin_style:
 * @id: a number format below 164 (ISO/IEC 29500-1, 18.8.30, with the ones of
 *   Chinese and Japanese installations)
 */
HechaNumberStyle
hecha_xlsx_builtin_style (guint id)
{
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return HECHA_NUMBER_TIME;
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return HECHA_NUMBER_DATE;
  return HECHA_NUMBER_PLAIN;
}

/* Skips what a format only prints: "text", \c, _c, *c and [Red] or [$-804];
 * the elapsed times [h], [mm] and [ss] are not skipped. */
static const char *
skip_literal (const char *p)
{
  const char *end;

  switch (*p)
    {
    case '"':
      end = strchr (p + 1, '"');
      return end ? end + 1 : p + strlen (p);
    case '\\':
    case '_':
    case '*':
      return p[1] ? g_utf8_next_char (p + 1) : p + 1;
    case '[':
      end = strchr (p + 1, ']');
      if (end && strspn (p + 1, "hHmMsS") == (gsize) (end - p - 1))
        return NULL;
      return end ? end + 1 : p + strlen (p);
    default:
      return NULL;
    }
}

/**
 * hecha_xlsx_custom_style:
 * @format: a number format such as `yyyy"年"m"月"d"日"`
 */
HechaNumberStyle
hecha_xlsx_custom_style (const char *format)
{
  gboolean clock = FALSE, month = FALSE;

  for (const char *p = format; *p && *p != ';';)
    {
      const char *after = skip_literal (p);

      if (after)
        {
          p = after;
          continue;
        }
      if (g_ascii_strncasecmp (p, "General", 7) == 0)
        return HECHA_NUMBER_PLAIN;
      if (strchr ("yYdDbB", *p))
        return HECHA_NUMBER_DATE;
      clock |= strchr ("hHsS", *p) != NULL;
      month |= strchr ("mM", *p) != NULL;
      p++;
    }
  return clock ? HECHA_NUMBER_TIME : month ? HECHA_NUMBER_DATE : HECHA_NUMBER_PLAIN;
}

static gboolean
is_short_integer (const char *value,
                  gsize       length)
{
  gsize i = length && value[0] == '-';

  if (length > 15 || i == length)
    return FALSE;
  for (; i < length; i++)
    if (!g_ascii_isdigit (value[i]))
      return FALSE;
  return TRUE;
}

static guint32
put_number (double   number,
            GString *out)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == floor (number) && fabs (number) < 1e30)
    {
      /* No rounding: below 2^53 every integer is exact. */
      g_string_append (out, g_ascii_formatd (text, sizeof text, "%.0f", number));
      return HECHA_CELL_NUMBER | (fabs (number) >= MAX_EXACT ? HECHA_CELL_LOSSY : 0);
    }
  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.15g", number));
  return HECHA_CELL_NUMBER;
}

/* Day 60 of the 1900 system is a 29 February that never was; before it the
 * days count from one later. */
static guint32
put_date (double            serial,
          HechaNumberStyle  style,
          gboolean          date1904,
          GString          *out)
{
  gint64 seconds = (gint64) floor (serial * 86400 + 0.5), day = seconds / 86400;
  g_autoptr(GDateTime) date = NULL;
  g_autoptr(GDateTime) moment = NULL;
  const char *format = "%Y-%m-%d %H:%M:%S";

  seconds %= 86400;
  if (style == HECHA_NUMBER_TIME && day == 0)
    format = "%H:%M:%S";
  else if (seconds == 0)
    format = "%Y-%m-%d";
  if (date1904)
    date = g_date_time_new_utc (1904, 1, 1, 0, 0, 0);
  else
    date = g_date_time_new_utc (1899, 12, day < 60 ? 31 : 30, 0, 0, 0);
  moment = g_date_time_add_seconds (date, (double) (day * 86400 + seconds));
  if (moment)
    {
      g_autofree char *text = g_date_time_format (moment, format);

      g_string_append (out, text);
    }
  return HECHA_CELL_NUMBER | HECHA_CELL_DATE;
}

/**
 * hecha_xlsx_number:
 * @value: (array length=length): the text of a numeric cell's value
 * @style: what its format shows
 * @date1904: whether the workbook counts days from 1904
 * @out: appended to: integers with all digits, never with an exponent; dates
 *   after ISO 8601; what is no number as it is
 *
 * Returns: #HechaCellNote
 */
guint32
hecha_xlsx_number (const char       *value,
                   gsize             length,
                   HechaNumberStyle  style,
                   gboolean          date1904,
                   GString          *out)
{
  char copy[64], *end = NULL;
  double number;

  if (style == HECHA_NUMBER_PLAIN && is_short_integer (value, length))
    {
      g_string_append_len (out, value, length);
      return HECHA_CELL_NUMBER;
    }
  if (length == 0 || length >= sizeof copy)
    {
      g_string_append_len (out, value, length);
      return 0;
    }
  memcpy (copy, value, length);
  copy[length] = '\0';
  number = g_ascii_strtod (copy, &end);
  if (*g_strchug (end) || !isfinite (number) || strpbrk (copy, "xXnN"))
    {
      g_string_append_len (out, value, length);
      return 0;
    }
  if (style != HECHA_NUMBER_PLAIN && number >= 0 && number < MAX_SERIAL)
    return put_date (number, style, date1904, out);
  return put_number (number, out);
}
