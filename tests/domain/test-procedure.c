/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procedure.h"

#include "error.h"

#define CONNECTED (1u << HECHA_TYPE_CONNECTED)
#define PLATFORM  (1u << HECHA_TYPE_PLATFORM)
#define IDENTIFIER (1u << HECHA_TYPE_IDENTIFIER)

/* "inspector:A:1 inspector:B:2": role, name, number. */
static GPtrArray *
team_of (const char *text)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] && *words[i]; i++)
    {
      g_auto(GStrv) parts = g_strsplit (words[i], ":", -1);
      HechaMember *member;
      int role;

      g_assert_true (hecha_nick_value (hecha_role_nicks, parts[0] + (words[i][0] == '+'), &role));
      member = hecha_member_new (role, parts[1]);
      member->partner = words[i][0] == '+';
      member->number = g_strdup (parts[2]);
      g_ptr_array_add (members, member);
    }
  return members;
}

/* Articles 3, 9 and 14; 国办发〔2024〕54号. */
static void
test_who_may_plan (void)
{
  static const struct { HechaHolder holder; HechaProcedure procedure; guint types; const char *team; gboolean may; } rows[] = {
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED | PLATFORM, "lead:L prepared:A reviewed:B approved:C", TRUE },
    { HECHA_HOLDER_ENTERPRISE, HECHA_PROCEDURE_EVALUATION, CONNECTED, "", TRUE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_EVALUATION, CONNECTED, "", FALSE },
    { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_EVALUATION, PLATFORM, "", FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B:2", FALSE },
    { HECHA_HOLDER_ENTERPRISE, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B:2", FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B:2", TRUE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B:2 support:S", TRUE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, PLATFORM, "inspector:A:1 inspector:B:2", FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED | PLATFORM, "inspector:A:1 inspector:B:2", FALSE },
    { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, PLATFORM | IDENTIFIER, "inspector:A:1 inspector:B:2", TRUE },
    { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B:2", FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1", FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B", FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, "inspector:A:1 inspector:B:2 evaluator:E", FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED, "inspector:A:1", FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED, "prepared:A approved:A", FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED, "lead:A prepared:A", TRUE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 0, "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) team = team_of (rows[i].team);
      g_autoptr(GError) error = NULL;
      gboolean may = hecha_procedure_may_plan (rows[i].holder, rows[i].procedure, rows[i].types, team, &error);

      g_test_message ("row %u: %s", i, error ? error->message : "may");
      g_assert_cmpint (may, ==, rows[i].may);
      if (!may)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
    }
}

/* "+" before a role: of the second authority. Each has its own types and two certified officers of its own. */
static void
test_who_may_join (void)
{
#define OURS "inspector:A:1 inspector:B:2 on-site-person:S approved:C"
#define THEIRS " +inspector:D:3 +inspector:E:4 +approved:F"
  static const struct { HechaHolder holder; guint types; const char *team; gboolean may; } rows[] = {
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, OURS THEIRS, TRUE },
    { HECHA_HOLDER_COMMUNICATIONS, CONNECTED | PLATFORM | IDENTIFIER, OURS THEIRS, TRUE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED, OURS THEIRS, FALSE },
    { HECHA_HOLDER_COMMUNICATIONS, PLATFORM | IDENTIFIER, OURS THEIRS, FALSE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, OURS, FALSE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, OURS " +inspector:D:3", FALSE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, OURS " +inspector:D:3 +inspector:E", FALSE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, "inspector:A:1" THEIRS, FALSE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, OURS THEIRS " +inspector:A:5", FALSE },
    { HECHA_HOLDER_INDUSTRY, CONNECTED | PLATFORM, OURS THEIRS " +evaluator:G", FALSE },
    { HECHA_HOLDER_EVALUATION, CONNECTED | PLATFORM, OURS THEIRS, FALSE },
    { HECHA_HOLDER_ENTERPRISE, CONNECTED | PLATFORM, OURS THEIRS, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) team = team_of (rows[i].team);
      g_autoptr(GError) error = NULL;
      gboolean may = hecha_procedure_may_join (rows[i].holder, "管局", rows[i].types, team, &error);

      g_test_message ("row %u: %s", i, error ? error->message : "may");
      g_assert_cmpint (may, ==, rows[i].may);
      if (!may)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
    }
}

static void
test_one_certificate_signs_once (void)
{
  g_autoptr(GPtrArray) team = team_of ("prepared:A approved:B");

  ((HechaMember *) team->pdata[0])->fingerprint = g_strdup ("f");
  ((HechaMember *) team->pdata[1])->fingerprint = g_strdup ("f");
  g_assert_false (hecha_procedure_may_plan (HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED, team, NULL));
}

static void
test_signers (void)
{
  g_autoptr(GPtrArray) team = team_of ("inspector:A:1 support:S inspector:B:2");
  const HechaSignatureField *second = hecha_procedure_field (HECHA_PROCEDURE_INSPECTION, "inspector-2");
  const HechaSignatureField *seal = hecha_procedure_field (HECHA_PROCEDURE_INSPECTION, "authority-seal");

  g_assert_cmpstr (hecha_field_signer (second, team)->name, ==, "B");
  g_assert_null (hecha_field_signer (seal, team));
  g_assert_null (hecha_procedure_field (HECHA_PROCEDURE_EVALUATION, "inspector-1"));
  g_assert_null (hecha_procedure_field (HECHA_PROCEDURE_EVALUATION, NULL));
}

static void
test_member_json (void)
{
  g_autoptr(HechaMember) member = hecha_member_new (HECHA_ROLE_INSPECTOR, "示例甲");
  g_autoptr(HechaMember) back = NULL;
  g_autoptr(JsonObject) object = NULL;

  member->number = g_strdup ("33-001");
  object = hecha_member_to_json (member);
  back = hecha_member_from_json (object);
  g_assert_cmpint (back->role, ==, HECHA_ROLE_INSPECTOR);
  g_assert_cmpstr (back->name, ==, "示例甲");
  g_assert_cmpstr (back->number, ==, "33-001");
  json_object_set_string_member (object, "fingerprint", "short");
  g_assert_null (hecha_member_from_json (object));
  g_assert_null (hecha_member_from_json (NULL));
}

/* Two officers stand for the on-site person who refuses, or is absent. */
static void
test_required (void)
{
  g_autofree char *evaluation = g_strjoinv (" ", (char **) hecha_procedure_required (HECHA_PROCEDURE_EVALUATION, TRUE));
  g_autofree char *inspection = g_strjoinv (" ", (char **) hecha_procedure_required (HECHA_PROCEDURE_INSPECTION, FALSE));
  g_autofree char *refused = g_strjoinv (" ", (char **) hecha_procedure_required (HECHA_PROCEDURE_INSPECTION, TRUE));

  g_assert_cmpstr (evaluation, ==, "prepared reviewed approved");
  g_assert_cmpstr (inspection, ==, "inspector-1 inspector-2 on-site-person approved");
  g_assert_cmpstr (refused, ==, "inspector-1 inspector-2 refusal-officer-1 refusal-officer-2 approved");
  g_assert_true (hecha_field_is_refusal ("refusal-officer-2"));
  g_assert_false (hecha_field_is_refusal ("refusal"));
  g_assert_false (hecha_field_is_refusal (NULL));
  g_assert_nonnull (hecha_procedure_field (HECHA_PROCEDURE_INSPECTION, "refusal-officer-1"));
  g_assert_null (hecha_procedure_field (HECHA_PROCEDURE_EVALUATION, "refusal-officer-1"));
}

/* Who signs after whom. */
static void
test_rank (void)
{
  static const struct { HechaProcedure procedure; const char *fields[8]; guint rank[8]; } table[] = {
    { HECHA_PROCEDURE_EVALUATION, { "prepared", "reviewed", "approved", "body-seal" }, { 0, 1, 2, 3 } },
    { HECHA_PROCEDURE_INSPECTION, { "inspector-1", "inspector-2", "on-site-person", "refusal-officer-1",
                                    "refusal-officer-2", "approved", "authority-seal" }, { 0, 0, 1, 1, 1, 2, 3 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint k = 0; table[i].fields[k]; k++)
      g_assert_cmpuint (hecha_procedure_rank (table[i].procedure, table[i].fields[k]), ==, table[i].rank[k]);
  g_assert_cmpuint (hecha_procedure_rank (HECHA_PROCEDURE_EVALUATION, "timestamp-1"), ==, G_MAXUINT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/procedure/who-may-plan", test_who_may_plan);
  g_test_add_func ("/procedure/who-may-join", test_who_may_join);
  g_test_add_func ("/procedure/one-certificate-signs-once", test_one_certificate_signs_once);
  g_test_add_func ("/procedure/signers", test_signers);
  g_test_add_func ("/procedure/member-json", test_member_json);
  g_test_add_func ("/procedure/required", test_required);
  g_test_add_func ("/procedure/rank", test_rank);
  return g_test_run ();
}
