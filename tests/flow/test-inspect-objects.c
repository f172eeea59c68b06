/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

static void
test_import (void)
{
  static const struct { const char *text, *fault; guint added, objects; } cases[] = {
    { "名称,类型,区域,厂区\n一号DCS,control-system,生产区,东厂\n历史库,host,管理区,\n", NULL, 2, 2 },
    { "Name,Kind\n一号DCS,Control-System\n网关,network-device\n", NULL, 1, 3 },
    { "资产名称,资产类型\n甲,host\n乙,starship\n",
      "row 3: “starship” is no kind of object: write one of control-system (工业控制系统)", 0, 3 },
    { "设备名称,资产类型,安全域,IP地址,备注\n注塑PLC,西门子PLC,L1,10.0.0.7,S7-1200\n核心,核心交换机,L2,,\nMES库,应用服务器,L3,,\n"
      "接入,网络设备,L2,,\n", NULL, 4, 7 },
    { "名称,类型\n,host\n", "row 2: an object without a name", 0, 7 },
    { "名称,类型\n丁,\n", "row 2: an object without a kind", 0, 7 },
    { "名称,类型\n戊,host\n,,,\n , \n己,host\n,,\n", NULL, 2, 9 },
    { "谁,什么\n甲,host\n", "no row of headers", 0, 9 },
  };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *path = fixture_path (self->files, "objects.csv");

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaCase) content = NULL;
      guint added = 0;

      fixture_write (self->files, "objects.csv", cases[i].text, strlen (cases[i].text));
      g_test_message ("case %u", i);
      g_assert_cmpint (hecha_inspect_import_objects (self->session, uuid, path, &added, &error), ==, !cases[i].fault);
      g_assert_true (cases[i].fault ? strstr (error->message, cases[i].fault) != NULL : error == NULL);
      g_assert_cmpuint (added, ==, cases[i].added);
      content = hecha_inspect_load (self->session, uuid, NULL);
      g_assert_cmpuint (content->objects->len, ==, cases[i].objects);
    }
}

/* The words of asset lists; where two fit, the one at the end says what it is. */
static void
test_words (void)
{
  static const struct { const char *word, *kind; } rows[] = {
    { "西门子PLC", "control-device" }, { "PLC柜", "control-device" }, { "PLC编程软件", "application" },
    { "SCADA服务器", "host" }, { "网络设备", "network-device" }, { "安全设备管理平台", "platform" },
    { "管理制度", "document" }, { "岗位人员", "role" },
  };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *path = fixture_path (self->files, "words.csv");
  g_autoptr(GString) text = g_string_new ("名称,类型\n");
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;
  guint added = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (text, "%s,%s\n", rows[i].word, rows[i].word);
  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  fixture_write (self->files, "words.csv", text->str, text->len);
  hecha_inspect_import_objects (self->session, uuid, path, &added, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added, ==, G_N_ELEMENTS (rows));
  content = hecha_inspect_load (self->session, uuid, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaObject *object = hecha_case_object (content, rows[i].word);

      g_test_message ("%s", rows[i].word);
      g_assert_cmpstr (object->kind, ==, rows[i].kind);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/inspect-objects/import", test_import);
  g_test_add_func ("/flow/inspect-objects/words", test_words);
  return g_test_run ();
}
