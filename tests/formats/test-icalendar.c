/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "icalendar.h"

#include <string.h>

static char *
calendar_with (const HechaCalendarEvent *event)
{
  HechaICalendar *calendar = hecha_icalendar_new ("期限", G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC);

  if (event)
    hecha_icalendar_add (calendar, event);
  return hecha_icalendar_finish (calendar);
}

/* By hand, after RFC 5545. */
static void
test_text (void)
{
  GDate day;
  const HechaCalendarEvent event = {
    .uid = "verification-X@hecha.org", .day = &day, .summary = "核查：甲、乙", .description = "a;b,c\\d\ne",
    .category = "核查", .remind = 7,
  };
  g_autofree char *text = NULL, *empty = calendar_with (NULL);

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, 12, 2026);
  text = calendar_with (&event);
  g_assert_cmpstr (text, ==,
                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hecha.org//Hecha//ZH\r\nCALSCALE:GREGORIAN\r\n"
                   "METHOD:PUBLISH\r\nX-WR-CALNAME:期限\r\n"
                   "BEGIN:VEVENT\r\nUID:verification-X@hecha.org\r\nDTSTAMP:20260101T000000Z\r\n"
                   "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:核查：甲、乙\r\n"
                   "DESCRIPTION:a\\;b\\,c\\\\d\\ne\r\nCATEGORIES:核查\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
                   "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P7D\r\nDESCRIPTION:核查：甲、乙\r\nEND:VALARM\r\n"
                   "END:VEVENT\r\nEND:VCALENDAR\r\n");
  g_assert_true (g_str_has_suffix (empty, "X-WR-CALNAME:期限\r\nEND:VCALENDAR\r\n"));
}

/* No line is longer than 75 octets, no character is cut, and unfolded it is what it was. */
static void
test_folding (void)
{
  for (guint length = 1; length < 200; length++)
    {
      g_autoptr(GString) words = g_string_new (NULL), unfolded = g_string_new (NULL);
      g_autofree char *text = NULL, *wanted = NULL;
      g_auto(GStrv) lines = NULL;
      GDate day;
      HechaCalendarEvent event = { .uid = "u", .day = &day, .tentative = TRUE };

      g_date_clear (&day, 1);
      g_date_set_dmy (&day, 1, 3, 2026);
      for (guint i = 0; i < length; i++)
        g_string_append (words, i % 3 ? "核" : i % 2 ? "a" : "𠮷");
      event.summary = words->str;
      text = calendar_with (&event);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      lines = g_strsplit (text, "\r\n", -1);
      for (guint i = 0; lines[i]; i++)
        {
          g_assert_cmpuint (strlen (lines[i]), <=, 75);
          g_assert_true (g_utf8_validate (lines[i], -1, NULL));
          g_string_append_printf (unfolded, "%s%s", lines[i][0] == ' ' ? "" : "\n", lines[i] + (lines[i][0] == ' '));
        }
      wanted = g_strdup_printf ("\nSUMMARY:%s\n", words->str);
      g_assert_nonnull (strstr (unfolded->str, wanted));
      g_assert_nonnull (strstr (unfolded->str, "\nSTATUS:TENTATIVE\n"));
    }
}

/* What an enterprise calls itself cannot make a line of its own. */
static void
test_hostile (void)
{
  GDate day;
  const HechaCalendarEvent event = {
    .uid = "u", .day = &day, .summary = "x\r\nATTACH:file:///etc\x01\x7f", .description = "\xff\xfe",
  };
  g_autofree char *text = NULL;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, 3, 2026);
  text = calendar_with (&event);
  g_assert_null (strstr (text, "\r\nATTACH"));
  g_assert_nonnull (strstr (text, "SUMMARY:x\\nATTACH:file:///etc\r\n"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/icalendar/text", test_text);
  g_test_add_func ("/icalendar/folding", test_folding);
  g_test_add_func ("/icalendar/hostile", test_hostile);
  return g_test_run ();
}
