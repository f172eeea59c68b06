/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <string.h>

#define UUID "7f4f6d0e-3f0b-4a52-8f3e-2f1c0f1b9a11"

static void
test_names (void)
{
  static const struct { const char *id; guint record; const char *uuid, *subject; } rows[] = {
    { UUID, 0, UUID, "report" },
    { UUID "/1", 1, UUID, "report/1" },
    { UUID "/2", 2, UUID, "report/2" },
    { UUID "/3", 0, UUID "/3", "report" },
    { UUID "/22", 0, UUID "/22", "report" },
    { "", 0, "", "report" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uuid = hecha_record_case (rows[i].id), *subject = hecha_record_subject (rows[i].id);
      g_autofree char *id = hecha_record_id (uuid, rows[i].record), *scope = hecha_scope_of_case (rows[i].id);

      g_assert_cmpuint (hecha_record_of_id (rows[i].id), ==, rows[i].record);
      g_assert_cmpstr (uuid, ==, rows[i].uuid);
      g_assert_cmpstr (subject, ==, rows[i].subject);
      g_assert_cmpstr (id, ==, rows[i].id);
      g_assert_cmpstr (scope + strlen ("case:"), ==, rows[i].uuid);
    }
}

static void
add_member (HechaVisit *visit,
            HechaRole   role,
            const char *name,
            gboolean    partner)
{
  HechaMember *member = hecha_member_new (role, name);

  member->partner = partner;
  g_ptr_array_add (visit->members, member);
}

static HechaVisit *
make_visit (void)
{
  HechaVisit *visit = hecha_visit_new (HECHA_PROCEDURE_INSPECTION);

  visit->holder = HECHA_HOLDER_COMMUNICATIONS;
  visit->unit = g_strdup ("管局");
  visit->partner = g_strdup ("工信局");
  visit->number = g_strdup ("2026-0007-3FA2");
  for (HechaType type = 0; type < HECHA_N_TYPES; type++)
    {
      g_ptr_array_add (visit->scopes, hecha_scope_new (type, 2));
      g_ptr_array_add (visit->filings, hecha_filing_new (type, 2));
    }
  add_member (visit, HECHA_ROLE_INSPECTOR, "管一", FALSE);
  add_member (visit, HECHA_ROLE_INSPECTOR, "工一", TRUE);
  add_member (visit, HECHA_ROLE_ON_SITE_PERSON, "厂长", FALSE);
  add_member (visit, HECHA_ROLE_APPROVED, "工批", TRUE);
  return visit;
}

static char *
names_of (const HechaVisit *visit)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < visit->members->len; i++)
    g_string_append_printf (names, "%s ", ((HechaMember *) visit->members->pdata[i])->name);
  return g_string_free (names, FALSE);
}

/* Articles 3 and 14: who supervises what is whose record it is in. */
static void
test_authorities (void)
{
  static const struct { guint record; HechaHolder holder; const char *unit, *partner, *number, *names; guint types; } rows[] = {
    { 1, HECHA_HOLDER_COMMUNICATIONS, "管局", "工信局", "2026-0007-3FA2-1", "管一 厂长 ",
      1u << HECHA_TYPE_PLATFORM | 1u << HECHA_TYPE_IDENTIFIER },
    { 2, HECHA_HOLDER_INDUSTRY, "工信局", "管局", "2026-0007-3FA2-2", "工一 厂长 工批 ", 1u << HECHA_TYPE_CONNECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaVisit) visit = make_visit ();
      g_autofree char *names = NULL;

      hecha_visit_take_record (visit, rows[i].record);
      names = names_of (visit);
      g_assert_cmpuint (hecha_record_of_id (visit->uuid), ==, rows[i].record);
      g_assert_cmpint (visit->holder, ==, rows[i].holder);
      g_assert_cmpstr (visit->unit, ==, rows[i].unit);
      g_assert_cmpstr (visit->partner, ==, rows[i].partner);
      g_assert_cmpstr (visit->number, ==, rows[i].number);
      g_assert_cmpstr (names, ==, rows[i].names);
      g_assert_cmpuint (hecha_visit_types (visit), ==, rows[i].types);
      g_assert_cmpuint (visit->filings->len, ==, visit->scopes->len);
    }
}

/* A visit keeps its second authority over the journal; one that has none says nothing of it. */
static void
test_journal (void)
{
  g_autoptr(HechaVisit) visit = make_visit (), back = NULL, alone = make_visit ();
  g_autoptr(JsonObject) object = hecha_visit_to_json (visit), plain = NULL;
  g_autoptr(GError) error = NULL;

  back = hecha_visit_from_json (object, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->partner, ==, "工信局");
  g_assert_true (((HechaMember *) back->members->pdata[1])->partner);
  g_assert_false (((HechaMember *) back->members->pdata[0])->partner);
  g_clear_pointer (&alone->partner, g_free);
  g_ptr_array_remove_index (alone->members, 3);
  g_ptr_array_remove_index (alone->members, 1);
  plain = hecha_visit_to_json (alone);
  g_assert_false (json_object_has_member (plain, "partner"));
  g_assert_false (json_object_has_member (json_array_get_object_element (hecha_json_array (plain, "members"), 0), "partner"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/record/names", test_names);
  g_test_add_func ("/record/authorities", test_authorities);
  g_test_add_func ("/record/journal", test_journal);
  return g_test_run ();
}
