/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jurisdiction.h"

#include "error.h"

static HechaJurisdiction *
shipped (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "jurisdiction", "authorities.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;
  HechaJurisdiction *table;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  object = hecha_json_parse_object (text, -1, path, &error);
  g_assert_no_error (error);
  table = hecha_jurisdiction_from_json (object, path, &error);
  g_assert_no_error (error);
  return table;
}

/* Article 3, with the codes of GB/T 2260 for the five cities. */
static void
test_find (void)
{
  static const struct { HechaType type; const char *region; gboolean corps; const char *area, *zh; } rows[] = {
    { HECHA_TYPE_CONNECTED, "330102", FALSE, "33", "浙江省工业和信息化主管部门" },
    { HECHA_TYPE_PLATFORM, "330102", FALSE, "33", "浙江省通信管理局" },
    { HECHA_TYPE_IDENTIFIER, "110101", FALSE, "11", "北京市通信管理局" },
    { HECHA_TYPE_CONNECTED, "330203", FALSE, "3302", "宁波市工业和信息化主管部门" },
    { HECHA_TYPE_PLATFORM, "210211", FALSE, "2102", "大连市通信管理局" },
    { HECHA_TYPE_CONNECTED, "350203", FALSE, "3502", "厦门市工业和信息化主管部门" },
    { HECHA_TYPE_CONNECTED, "370202", FALSE, "3702", "青岛市工业和信息化主管部门" },
    { HECHA_TYPE_IDENTIFIER, "440305", FALSE, "4403", "深圳市通信管理局" },
    { HECHA_TYPE_CONNECTED, "650102", FALSE, "65", "新疆维吾尔自治区工业和信息化主管部门" },
    { HECHA_TYPE_CONNECTED, "659001", TRUE, "corps", "新疆生产建设兵团工业和信息化主管部门" },
    { HECHA_TYPE_PLATFORM, "659001", TRUE, "65", "新疆维吾尔自治区通信管理局" },
    { HECHA_TYPE_CONNECTED, "810000", FALSE, NULL, NULL },
    { HECHA_TYPE_CONNECTED, NULL, FALSE, NULL, NULL },
  };
  g_autoptr(HechaJurisdiction) table = shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaAuthority) authority = hecha_jurisdiction_find (table, rows[i].type, rows[i].region, rows[i].corps);

      g_assert_cmpstr (authority ? authority->area : NULL, ==, rows[i].area);
      g_assert_cmpstr (authority ? authority->name.zh : NULL, ==, rows[i].zh);
    }
  g_assert_true (hecha_jurisdiction_has_area (table, "corps"));
  g_assert_false (hecha_jurisdiction_has_area (table, "71"));
}

static void
test_check (void)
{
  static const struct
  {
    HechaHolder holder; const char *area; HechaType type; const char *region, *assigned, *site; const char *rule; const char *zh;
  } rows[] = {
    { HECHA_HOLDER_INDUSTRY, "33", HECHA_TYPE_CONNECTED, "330102", NULL, NULL, NULL, NULL },
    { HECHA_HOLDER_INDUSTRY, "33", HECHA_TYPE_PLATFORM, "330102", NULL, NULL, "jurisdiction-line", "第三条：平台企业由通信管理局负责" },
    { HECHA_HOLDER_COMMUNICATIONS, NULL, HECHA_TYPE_CONNECTED, "330102", NULL, NULL, "jurisdiction-line",
      "第三条：联网工业企业由工业和信息化主管部门负责" },
    { HECHA_HOLDER_INDUSTRY, "33", HECHA_TYPE_CONNECTED, "330203", NULL, NULL, "jurisdiction-area",
      "第三条：应由宁波市工业和信息化主管部门负责" },
    { HECHA_HOLDER_INDUSTRY, "33", HECHA_TYPE_CONNECTED, "110101", NULL, "330102", NULL, NULL },
    { HECHA_HOLDER_INDUSTRY, NULL, HECHA_TYPE_CONNECTED, "110101", NULL, NULL, "jurisdiction-unset",
      "第三条：本单位的行政区域未设置，无法核对企业是否由本单位负责；请在“规则与工作日”页面设置，或执行 hechactl rule set area" },
    { HECHA_HOLDER_COMMUNICATIONS, "33", HECHA_TYPE_PLATFORM, NULL, NULL, NULL, "jurisdiction-region",
      "第三条：登记未填写行政区划，无法核对企业是否由本单位负责" },
    { HECHA_HOLDER_COMMUNICATIONS, "33", HECHA_TYPE_PLATFORM, "", NULL, "330102", NULL, NULL },
    { HECHA_HOLDER_INDUSTRY, "corps", HECHA_TYPE_CONNECTED, NULL, "新疆生产建设兵团工信局", NULL, NULL, NULL },
    { HECHA_HOLDER_INDUSTRY, "33", HECHA_TYPE_CONNECTED, "820000", NULL, NULL, "jurisdiction-unknown",
      "第三条：行政区划 820000 没有对应的主管部门" },
    { HECHA_HOLDER_INDUSTRY, "corps", HECHA_TYPE_CONNECTED, "659001", "新疆生产建设兵团工信局", NULL, NULL, NULL },
    { HECHA_HOLDER_INDUSTRY, "65", HECHA_TYPE_CONNECTED, "659001", "新疆生产建设兵团工信局", NULL, "jurisdiction-area",
      "第三条：应由新疆生产建设兵团工业和信息化主管部门负责" },
    { HECHA_HOLDER_EVALUATION, NULL, HECHA_TYPE_PLATFORM, "330102", "浙江省经信厅", NULL, "jurisdiction-assigned",
      "第三条：平台企业由通信管理局负责" },
    { HECHA_HOLDER_EVALUATION, NULL, HECHA_TYPE_PLATFORM, "330102", "浙江省通信管理局", NULL, NULL, NULL },
    { HECHA_HOLDER_EVALUATION, NULL, HECHA_TYPE_PLATFORM, NULL, NULL, NULL, NULL, NULL },
  };
  g_autoptr(HechaJurisdiction) table = shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaFiling) filing = hecha_filing_new (rows[i].type, 2);
      g_autoptr(GPtrArray) warnings = NULL;
      const HechaMisassignment *warning;

      hecha_filing_set (filing, HECHA_FIELD_REGION, rows[i].region);
      if (rows[i].assigned)
        g_hash_table_insert (filing->extra, g_strdup ("属地主管部门"), g_strdup (rows[i].assigned));
      if (rows[i].site)
        g_ptr_array_add (filing->sites, hecha_site_new ("厂", rows[i].site, NULL));
      warnings = hecha_jurisdiction_check (table, rows[i].holder, rows[i].area, filing);
      g_test_message ("%u", i);
      g_assert_cmpuint (warnings->len, ==, rows[i].rule != NULL);
      warning = warnings->len ? warnings->pdata[0] : NULL;
      g_assert_cmpstr (warning ? warning->rule : NULL, ==, rows[i].rule);
      g_assert_cmpstr (warning ? warning->text.zh : NULL, ==, rows[i].zh);
      if (warning)
        {
          g_assert_true (g_str_has_prefix (warning->text.en, "Article 3: "));
          g_assert_cmpint (hecha_misassignment_is_of_workspace (warning), ==, g_str_equal (rows[i].rule, "jurisdiction-unset"));
          g_assert_cmpint (hecha_misassignment_is_of_line (warning), ==, g_str_equal (rows[i].rule, "jurisdiction-line"));
        }
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"types\":{},\"lines\":{},\"areas\":[]}",
    "{\"types\":{\"connected\":\"king\",\"platform\":\"industry\",\"identifier\":\"industry\"},"
    "\"lines\":{\"industry\":{\"zh\":\"%s\",\"en\":\"%s\"},\"communications\":{\"zh\":\"%s\",\"en\":\"%s\"}},\"areas\":[]}",
    "{\"types\":{\"connected\":\"industry\",\"platform\":\"industry\",\"identifier\":\"industry\"},"
    "\"lines\":{\"industry\":{\"zh\":\"x\",\"en\":\"%s\"},\"communications\":{\"zh\":\"%s\",\"en\":\"%s\"}},\"areas\":[]}",
    "{\"types\":{\"connected\":\"industry\",\"platform\":\"industry\",\"identifier\":\"industry\"},"
    "\"lines\":{\"industry\":{\"zh\":\"%s\",\"en\":\"%s\"},\"communications\":{\"zh\":\"%s\",\"en\":\"%s\"}},"
    "\"areas\":[{\"id\":\"11\"}]}",
    "{\"types\":{\"connected\":\"industry\",\"platform\":\"industry\",\"identifier\":\"industry\"},"
    "\"lines\":{\"industry\":{\"zh\":\"%s\",\"en\":\"%s\"},\"communications\":{\"zh\":\"%s\",\"en\":\"%s\"}},"
    "\"areas\":[3]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonObject) object = hecha_json_parse_object (texts[i], -1, "t", NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_jurisdiction_from_json (object, "t.json", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/jurisdiction/find", test_find);
  g_test_add_func ("/jurisdiction/check", test_check);
  g_test_add_func ("/jurisdiction/refused", test_refused);
  return g_test_run ();
}
