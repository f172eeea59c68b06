/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "inspect.h"

typedef struct
{
  Workspace   *self;
  char        *uuid;
  HechaObject *plc;
  HechaObject *mes;
} Visit;

static void
visit_begin (Visit *visit)
{
  g_autoptr(GError) error = NULL;

  visit->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (visit->self);
  visit->uuid = workspace_plan (visit->self, workspace_team);
  visit->plc = hecha_object_new ("control-device", "PLC-1");
  visit->plc->zone = g_strdup ("L1");
  visit->mes = hecha_object_new ("application", "MES");
  visit->mes->zone = g_strdup ("L3");
  g_assert_true (hecha_inspect_set_object (visit->self->session, visit->uuid, visit->plc, &error));
  g_assert_true (hecha_inspect_set_object (visit->self->session, visit->uuid, visit->mes, &error));
}

static void
visit_end (Visit *visit)
{
  hecha_object_free (visit->plc);
  hecha_object_free (visit->mes);
  workspace_free (visit->self);
  g_free (visit->uuid);
}

/* How much there is of objects, connections, spots and samples. */
static void
assert_counts (Visit *visit,
               guint  objects,
               guint  links,
               guint  spots,
               guint  samples)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (visit->self->session, visit->uuid, NULL);

  g_assert_cmpuint (content->objects->len, ==, objects);
  g_assert_cmpuint (content->links->len, ==, links);
  g_assert_cmpuint (content->spots->len, ==, spots);
  g_assert_cmpuint (content->samplings->len, ==, samples);
  g_assert_cmpuint (content->conflicts, ==, 0);
}

static void
undo (Visit *visit)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_inspect_undo (visit->self->session, visit->uuid, &error));
  g_assert_no_error (error);
}

static void
test_connect (void)
{
  Visit visit;
  g_autoptr(HechaLink) link = NULL, bad = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  link = hecha_link_new (visit.plc->uuid, visit.mes->uuid);
  link->label = g_strdup ("OPC UA");
  link->conduit = TRUE;
  bad = hecha_link_new (visit.plc->uuid, "nobody");
  g_assert_false (hecha_inspect_connect (visit.self->session, visit.uuid, bad, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_connect (visit.self->session, visit.uuid, link, &error));
  assert_counts (&visit, 2, 1, 0, 0);
  content = hecha_inspect_load (visit.self->session, visit.uuid, NULL);
  g_assert_cmpstr (((HechaLink *) content->links->pdata[0])->label, ==, "OPC UA");
  g_assert_true (((HechaLink *) content->links->pdata[0])->conduit);
  g_assert_true (hecha_inspect_disconnect (visit.self->session, visit.uuid, link->uuid, &error));
  assert_counts (&visit, 2, 0, 0, 0);
  g_assert_false (hecha_inspect_disconnect (visit.self->session, visit.uuid, link->uuid, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  undo (&visit);
  assert_counts (&visit, 2, 1, 0, 0);
  visit_end (&visit);
}

/* Undo takes a move back to the move before it, then to where the layout puts it. */
static void
test_move (void)
{
  Visit visit;
  g_autoptr(HechaSpot) first = NULL, second = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaTopology) topology = NULL;
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  first = hecha_spot_new (visit.plc->uuid, 300, 200);
  second = hecha_spot_new (visit.plc->uuid, 500, 100);
  g_assert_true (hecha_inspect_move_object (visit.self->session, visit.uuid, visit.plc->uuid, first, &error));
  g_assert_true (hecha_inspect_move_object (visit.self->session, visit.uuid, visit.plc->uuid, second, &error));
  g_assert_false (hecha_inspect_move_object (visit.self->session, visit.uuid, "nobody", NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  undo (&visit);
  content = hecha_inspect_load (visit.self->session, visit.uuid, NULL);
  topology = hecha_case_topology (content);
  g_assert_cmpint (g_array_index (topology->nodes, HechaTopologyNode, 0).box.x, ==, 300);
  undo (&visit);
  assert_counts (&visit, 2, 0, 0, 0);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_move_object (visit.self->session, visit.uuid, visit.plc->uuid, second, &error));
  g_assert_true (hecha_inspect_move_object (visit.self->session, visit.uuid, visit.plc->uuid, NULL, &error));
  assert_counts (&visit, 2, 0, 0, 0);
  visit_end (&visit);
}

static void
test_sample (void)
{
  Visit visit;
  g_autoptr(HechaSampling) sample = hecha_sampling_new ("control-device", 12, 3, "每条产线一台");
  g_autoptr(HechaSampling) bad = hecha_sampling_new ("control-device", 12, 3, NULL);
  g_autoptr(HechaSampling) none = hecha_sampling_new ("control-device", 0, 0, NULL);
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  g_assert_false (hecha_inspect_set_sampling (visit.self->session, visit.uuid, bad, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (hecha_inspect_set_sampling (visit.self->session, visit.uuid, sample, &error));
  content = hecha_inspect_load (visit.self->session, visit.uuid, NULL);
  g_assert_cmpuint (((HechaSampling *) content->samplings->pdata[0])->population, ==, 12);
  g_assert_cmpuint (hecha_sampling_listed (content->samplings->pdata[0], content->objects), ==, 1);
  g_assert_true (hecha_inspect_set_sampling (visit.self->session, visit.uuid, none, &error));
  assert_counts (&visit, 2, 0, 0, 0);
  undo (&visit);
  assert_counts (&visit, 2, 0, 0, 1);
  visit_end (&visit);
}

/* What is removed takes its connections and its place along; one undo brings all back. */
static void
test_remove (void)
{
  Visit visit;
  g_autoptr(HechaLink) link = NULL;
  g_autoptr(HechaSpot) spot = NULL;
  g_autoptr(GError) error = NULL;

  visit_begin (&visit);
  link = hecha_link_new (visit.mes->uuid, visit.plc->uuid);
  spot = hecha_spot_new (visit.plc->uuid, 300, 200);
  g_assert_true (hecha_inspect_connect (visit.self->session, visit.uuid, link, &error));
  g_assert_true (hecha_inspect_move_object (visit.self->session, visit.uuid, visit.plc->uuid, spot, &error));
  g_assert_true (hecha_inspect_remove_object (visit.self->session, visit.uuid, visit.plc->uuid, &error));
  assert_counts (&visit, 1, 0, 0, 0);
  undo (&visit);
  assert_counts (&visit, 2, 1, 1, 0);
  visit_end (&visit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/inspect-topology/connect", test_connect);
  g_test_add_func ("/flow/inspect-topology/move", test_move);
  g_test_add_func ("/flow/inspect-topology/sample", test_sample);
  g_test_add_func ("/flow/inspect-topology/remove", test_remove);
  return g_test_run ();
}
