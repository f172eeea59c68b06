/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-catalog.h"
#include "oscal-fixture.h"

#define PROP(name, value) "{\"name\": \"" name "\", \"ns\": \"" HECHA_OSCAL_NS "\", \"value\": \"" value "\"}"
#define PROP_EN(name, value) \
  "{\"name\": \"" name "\", \"ns\": \"" HECHA_OSCAL_NS "\", \"class\": \"en\", \"value\": \"" value "\"}"
#define EN(words) \
  "{\"name\": \"translation\", \"ns\": \"" HECHA_OSCAL_NS "\", \"class\": \"en\", \"prose\": \"" words "\"}"
#define PART(name, zh, en, more) \
  "{\"name\": \"" name "\", \"ns\": \"" HECHA_OSCAL_NS "\", \"prose\": \"" zh "\", \"parts\": [" EN (en) more "]}"

static HechaPack *
read_control (const char  *members,
              GError     **error)
{
  g_autofree char *body = g_strdup_printf ("\"controls\": [{\"id\": \"ics-1\", \"title\": \"标题\", %s}]", members);
  g_autoptr(GBytes) bytes = catalog_with (body);

  return hecha_oscal_catalog_read (bytes, "x.json", error);
}

/* An item of ours that names no source has none: the catalog's title does not stand in for it. */
static void
test_no_source (void)
{
  static const char own[] = "\"props\": [" PROP ("item-uuid", "9d2b6f2e-5f7a-4a6e-8d11-2f1b3c4d5e6f") "]";
  static const char foreign[] = "\"props\": [{\"name\": \"label\", \"value\": \"I-1\"}]";
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) ours = read_control (own, &error), theirs = read_control (foreign, &error);

  g_assert_no_error (error);
  g_assert_true (hecha_text_is_empty (&((HechaItem *) ours->items->pdata[0])->source));
  g_assert_false (hecha_text_is_empty (&((HechaItem *) theirs->items->pdata[0])->source));
}

/* Everything that an item of ours can say. */
static void
test_own (void)
{
  static const char members[] =
    "\"props\": [{\"name\": \"label\", \"value\": \"I-1\"},"
    PROP ("item-uuid", "9d2b6f2e-5f7a-4a6e-8d11-2f1b3c4d5e6f") "," PROP_EN ("title", "Title") ","
    PROP ("min-level", "2") "," PROP ("weight", "3") "," PROP ("unverified", "yes") ","
    PROP ("gbt-44462", "6.1.2") "," PROP ("object-kind", "host") "," PROP ("object-kind", "control-device") ","
    PROP ("source", "来源") "," PROP_EN ("source", "Source") "," PROP ("ot-impact", "可能重启") ","
    PROP_EN ("ot-impact", "May restart") "," PROP ("hazard", "触发") "," PROP_EN ("hazard", "Trigger") ","
    PROP ("mitigation", "缓解") "," PROP_EN ("mitigation", "Mitigation") "],"
    "\"parts\": [{\"name\": \"statement\", \"prose\": \"要求\", \"parts\": [" EN ("Requirement") "]},"
    PART ("evidence", "证据", "Evidence", "") "," PART ("finding", "问题", "Finding", "") ","
    PART ("risk", "风险", "Risk", "") "," PART ("remedy", "整改", "Remedy", "") ","
    "{\"name\": \"assessment-method\", \"props\": [{\"name\": \"method\", \"value\": \"INTERVIEW\"}], \"parts\": ["
    PART ("step", "问", "Ask", "," PART ("yes", "答", "Answer", "")) "," PART ("step", "再问", "Ask again", "") "]},"
    "{\"name\": \"assessment-method\", \"props\": [{\"name\": \"method\", \"value\": \"test\"}], \"parts\": ["
    PART ("step", "测", "Test", "") "]}]";
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) pack = read_control (members, &error);
  HechaItem *item;

  g_assert_no_error (error);
  item = pack->items->pdata[0];
  g_assert_cmpstr (item->uuid, ==, "9d2b6f2e-5f7a-4a6e-8d11-2f1b3c4d5e6f");
  g_assert_cmpstr (item->label, ==, "I-1");
  g_assert_cmpstr (item->title.zh, ==, "标题");
  g_assert_cmpstr (item->title.en, ==, "Title");
  g_assert_cmpstr (item->requirement.zh, ==, "要求");
  g_assert_cmpstr (item->requirement.en, ==, "Requirement");
  g_assert_cmpstr (item->source.zh, ==, "来源");
  g_assert_cmpstr (item->evidence.en, ==, "Evidence");
  g_assert_cmpstr (item->finding.zh, ==, "问题");
  g_assert_cmpstr (item->risk.en, ==, "Risk");
  g_assert_cmpstr (item->remedy.zh, ==, "整改");
  g_assert_cmpstr (item->ot_impact.en, ==, "May restart");
  g_assert_cmpstr (item->hazard.zh, ==, "触发");
  g_assert_cmpstr (item->mitigation.en, ==, "Mitigation");
  g_assert_cmpstr (item->gbt_44462, ==, "6.1.2");
  g_assert_cmpint (item->min_level, ==, 2);
  g_assert_cmpint (item->weight, ==, 3);
  g_assert_true (item->unverified);
  g_assert_cmpstr (item->object_kinds[0], ==, "host");
  g_assert_cmpstr (item->object_kinds[1], ==, "control-device");
  g_assert_null (item->object_kinds[2]);
  g_assert_cmpuint (item->steps->len, ==, 3);
  assert_step (item, 0, HECHA_METHOD_INTERVIEW, "问", "Ask");
  g_assert_cmpstr (((HechaStep *) item->steps->pdata[0])->yes.zh, ==, "答");
  g_assert_cmpstr (((HechaStep *) item->steps->pdata[0])->yes.en, ==, "Answer");
  assert_step (item, 1, HECHA_METHOD_INTERVIEW, "再问", "Ask again");
  assert_step (item, 2, HECHA_METHOD_TEST, "测", "Test");
  g_assert_nonnull (item->digest);
}

static void
test_refused (void)
{
  static const struct { const char *members, *message; } rows[] = {
    { "\"props\": [" PROP ("min-level", "4") "]", "min-level “4” is not as it should be" },
    { "\"props\": [" PROP ("min-level", "one") "]", "min-level “one” is not as it should be" },
    { "\"props\": [" PROP ("weight", "0") "]", "weight “0” is not as it should be" },
    { "\"props\": [" PROP ("item-uuid", "7") "]", "item-uuid “7” is not as it should be" },
    { "\"props\": [" PROP ("object-kind", "crane") "]", "object-kind “crane” is not as it should be" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message = g_strconcat ("x.json: catalog.controls[0]: ", rows[i].message, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (read_control (rows[i].members, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* As published catalogs name the method, or do not. */
static void
test_methods (void)
{
  static const struct { const char *props; HechaMethod method; } rows[] = {
    { "{\"name\": \"method\", \"value\": \"TEST\"}", HECHA_METHOD_TEST },
    { "{\"name\": \"method\", \"ns\": \"http://csrc.nist.gov/ns/rmf\", \"value\": \"interview\"}",
      HECHA_METHOD_INTERVIEW },
    { "{\"name\": \"label\", \"value\": \"Interview\"}", HECHA_METHOD_INTERVIEW },
    { "{\"name\": \"label\", \"value\": \"AC-02-Interview\"}", HECHA_METHOD_EXAMINE },
    { "{\"name\": \"method\", \"value\": \"INSPECT\"}", HECHA_METHOD_EXAMINE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *members = g_strdup_printf ("\"parts\": [{\"name\": \"assessment-method\", \"props\": [%s],"
                                                  " \"prose\": \"\", \"parts\": [{\"name\": \"assessment-objects\","
                                                  " \"prose\": \"policy\"}]}]", rows[i].props);
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaPack) pack = read_control (members, &error);

      g_assert_no_error (error);
      assert_step (pack->items->pdata[0], 0, rows[i].method, NULL, "policy");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-item/own", test_own);
  g_test_add_func ("/oscal-item/no-source", test_no_source);
  g_test_add_func ("/oscal-item/refused", test_refused);
  g_test_add_func ("/oscal-item/methods", test_methods);
  return g_test_run ();
}
