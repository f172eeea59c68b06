/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "inspect.h"

static void
assert_object (HechaCase  *content,
               const char *name,
               const char *kind,
               const char *address,
               const char *note)
{
  const HechaObject *object = hecha_case_object (content, name);

  g_assert_nonnull (object);
  g_assert_cmpstr (object->kind, ==, kind);
  g_assert_cmpstr (object->address, ==, address);
  g_assert_cmpstr (object->note, ==, note);
  g_assert_null (object->reason);
}

/* Who answered, by default; the same scan again adds nothing; what did not answer only where it is asked for. */
static void
test_scan (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "nmap", "scan.xml", NULL);
  g_autofree char *bad = g_test_build_filename (G_TEST_DIST, "fuzz", "nmap", "cut.xml", NULL), *uuid = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;
  guint added = 9;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  g_assert_false (hecha_inspect_import_objects (self->session, uuid, bad, &added, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpuint (added, ==, 9);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_import_objects (self->session, uuid, path, &added, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (added, ==, 3);
  g_assert_true (hecha_inspect_import_objects (self->session, uuid, path, &added, &error));
  g_assert_cmpuint (added, ==, 0);
  g_assert_true (hecha_inspect_import_scan (self->session, uuid, path, "L1", TRUE, &added, &error));
  g_assert_cmpuint (added, ==, 1);
  content = hecha_inspect_load (self->session, uuid, NULL);
  assert_object (content, "plc-07.plant.example", "control-device", "192.168.10.2",
                 "MAC 00:1B:1B:12:34:56 (Siemens AG,) · 102/tcp iso-tsap (Siemens S7 PLC)");
  assert_object (content, "192.168.10.1", "network-device", "192.168.10.1", "22/tcp ssh (OpenSSH)");
  assert_object (content, "历史数据库", "host", "fd00::10", NULL);
  assert_object (content, "192.168.10.6", "host", "192.168.10.6", NULL);
  g_assert_cmpstr (hecha_case_object (content, "192.168.10.6")->zone, ==, "L1");
  g_assert_null (hecha_case_object (content, "192.168.10.1")->zone);
  g_assert_true (hecha_inspect_undo (self->session, uuid, &error));
  g_assert_true (hecha_inspect_undo (self->session, uuid, &error));
  g_clear_pointer (&content, hecha_case_free);
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpuint (content->objects->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/inspect-scan/scan", test_scan);
  return g_test_run ();
}
