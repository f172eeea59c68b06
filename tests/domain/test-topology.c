/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology.h"

#include <string.h>

typedef struct
{
  GPtrArray *objects;
  GPtrArray *links;
  GPtrArray *spots;
} Plant;

static void
plant_begin (Plant *plant)
{
  plant->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  plant->links = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_link_free);
  plant->spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_spot_free);
}

static void
plant_end (Plant *plant)
{
  g_ptr_array_unref (plant->objects);
  g_ptr_array_unref (plant->links);
  g_ptr_array_unref (plant->spots);
}

static HechaObject *
add (Plant      *plant,
     const char *kind,
     const char *name,
     const char *zone)
{
  HechaObject *object = hecha_object_new (kind, name);

  object->zone = g_strdup (zone);
  g_ptr_array_add (plant->objects, object);
  return object;
}

static HechaTopology *
lay (Plant *plant)
{
  return hecha_topology_new (plant->objects, plant->links, plant->spots);
}

static const HechaTopologyNode *
node (const HechaTopology *topology,
      guint                i)
{
  return &g_array_index (topology->nodes, HechaTopologyNode, i);
}

static const HechaTopologyZone *
zone (const HechaTopology *topology,
      guint                i)
{
  return &g_array_index (topology->zones, HechaTopologyZone, i);
}

static void
assert_box (const HechaBox *box,
            int             x,
            int             y,
            int             width,
            int             height)
{
  g_assert_cmpint (box->x, ==, x);
  g_assert_cmpint (box->y, ==, y);
  g_assert_cmpint (box->width, ==, width);
  g_assert_cmpint (box->height, ==, height);
}

/* Margin 56, padding 20, header 28, cells of 148 × 48 with gaps of 40: worked by hand. */
static void
test_by_hand (void)
{
  Plant plant;
  g_autoptr(HechaTopology) topology = NULL;
  static const char *const names[] = { "DCS", "PLC-1", "PLC-2", "PLC-10", "MES", "外来笔记本" };
  static const int places[][2] = { { 76, 68 }, { 264, 68 }, { 452, 68 }, { 76, 156 }, { 76, 312 }, { 76, 468 } };

  plant_begin (&plant);
  add (&plant, "host", "外来笔记本", NULL);
  add (&plant, "application", "MES", "L3");
  add (&plant, "control-device", "PLC-10", "L1");
  add (&plant, "control-device", "PLC-2", "L1");
  add (&plant, "control-system", "DCS", "L1");
  add (&plant, "control-device", "PLC-1", "L1");
  add (&plant, "document", "管理制度", NULL);
  topology = lay (&plant);
  g_assert_cmpuint (topology->nodes->len, ==, 6);
  for (guint i = 0; i < topology->nodes->len; i++)
    {
      g_assert_cmpstr (node (topology, i)->object->name, ==, names[i]);
      g_assert_false (node (topology, i)->moved);
      assert_box (&node (topology, i)->box, places[i][0], places[i][1], 148, 48);
    }
  g_assert_cmpuint (topology->zones->len, ==, 3);
  g_assert_cmpstr (zone (topology, 0)->name, ==, "L1");
  g_assert_cmpuint (zone (topology, 0)->n_nodes, ==, 4);
  assert_box (&zone (topology, 0)->box, 56, 20, 564, 204);
  g_assert_cmpstr (zone (topology, 1)->name, ==, "L3");
  assert_box (&zone (topology, 1)->box, 56, 264, 188, 116);
  g_assert_null (zone (topology, 2)->name);
  assert_box (&zone (topology, 2)->box, 56, 420, 188, 116);
  g_assert_cmpint (topology->width, ==, 640);
  g_assert_cmpint (topology->height, ==, 556);
  g_assert_cmpint (hecha_topology_at (topology, 76, 68), ==, 0);
  g_assert_cmpint (hecha_topology_at (topology, 75, 68), ==, -1);
  g_assert_cmpint (hecha_topology_at (topology, 223, 359), ==, 4);
  g_assert_cmpint (hecha_topology_find (topology, node (topology, 3)->object->uuid), ==, 3);
  g_assert_cmpint (hecha_topology_find (topology, "nobody"), ==, -1);
  plant_end (&plant);
}

/* Who was moved stays there; who lay there makes room at the end; nobody else moves. */
static void
test_moved (void)
{
  Plant plant;
  g_autoptr(HechaTopology) topology = NULL;
  HechaObject *first;

  plant_begin (&plant);
  first = add (&plant, "host", "A", "L1");
  add (&plant, "host", "B", "L1");
  add (&plant, "host", "C", "L1");
  g_ptr_array_add (plant.spots, hecha_spot_new (first->uuid, 270, 80));
  topology = lay (&plant);
  assert_box (&node (topology, 0)->box, 270, 80, 148, 48);
  g_assert_true (node (topology, 0)->moved);
  assert_box (&node (topology, 1)->box, 76, 156, 148, 48);
  assert_box (&node (topology, 2)->box, 452, 68, 148, 48);
  assert_box (&zone (topology, 0)->box, 56, 20, 564, 204);
  plant_end (&plant);
}

static void
test_empty (void)
{
  Plant plant;
  g_autoptr(HechaTopology) topology = NULL;
  g_autofree char *text = NULL;

  plant_begin (&plant);
  topology = lay (&plant);
  text = hecha_topology_describe (topology, HECHA_LANGUAGE_EN);
  g_assert_cmpuint (topology->nodes->len, ==, 0);
  g_assert_cmpint (topology->width, ==, 0);
  g_assert_cmpint (topology->height, ==, 0);
  g_assert_cmpstr (text, ==, "");
  plant_end (&plant);
}

static void
assert_apart (const HechaTopology *topology)
{
  for (guint i = 0; i < topology->nodes->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const HechaBox *a = &node (topology, i)->box, *b = &node (topology, j)->box;

        if (node (topology, i)->moved && node (topology, j)->moved)
          continue;
        g_assert_true (a->x + a->width <= b->x || b->x + b->width <= a->x || a->y + a->height <= b->y ||
                       b->y + b->height <= a->y);
      }
}

static void
assert_inside (const HechaTopology *topology)
{
  for (guint i = 0; i < topology->nodes->len; i++)
    {
      const HechaBox *box = &node (topology, i)->box, *around = &zone (topology, node (topology, i)->zone)->box;

      g_assert_cmpint (around->x, <=, box->x);
      g_assert_cmpint (around->y, <=, box->y);
      g_assert_cmpint (box->x + box->width, <=, around->x + around->width);
      g_assert_cmpint (box->y + box->height, <=, around->y + around->height);
      g_assert_cmpint (around->x + around->width, <=, topology->width);
      g_assert_cmpint (around->y + around->height, <=, topology->height);
    }
}

static void
fill (Plant *plant,
      int    n,
      int    moved)
{
  static const char *const zones[] = { "L1", "L2", "生产区", "办公区", NULL };

  plant_begin (plant);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("H-%d", g_test_rand_int_range (0, 1000));
      HechaObject *object = add (plant, "host", name, zones[g_test_rand_int_range (0, G_N_ELEMENTS (zones))]);

      if (i < moved)
        g_ptr_array_add (plant->spots, hecha_spot_new (object->uuid, g_test_rand_int_range (-50, 900),
                                                       g_test_rand_int_range (0, n * 60 + 50)));
      if (i)
        g_ptr_array_add (plant->links, hecha_link_new (object->uuid, ((HechaObject *) plant->objects->pdata[
                                                                       g_test_rand_int_range (0, i)])->uuid));
    }
}

/* Nothing overlaps but what was moved upon each other; the order of what is given does not matter. */
static void
test_property (void)
{
  static const int sizes[] = { 1, 2, 3, 5, 9, 10, 13, 40, 60, 128, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int moved = 0; moved <= 2; moved++)
      {
        Plant plant;
        g_autoptr(HechaTopology) topology = NULL, again = NULL;

        fill (&plant, sizes[i], sizes[i] * moved / 4);
        topology = lay (&plant);
        g_assert_cmpint (topology->nodes->len, ==, sizes[i]);
        g_assert_cmpint (topology->lines->len, ==, sizes[i] - 1);
        assert_apart (topology);
        assert_inside (topology);
        for (guint j = 0; j < plant.objects->len / 2; j++)
          {
            gpointer other = plant.objects->pdata[j];

            plant.objects->pdata[j] = plant.objects->pdata[plant.objects->len - 1 - j];
            plant.objects->pdata[plant.objects->len - 1 - j] = other;
          }
        again = lay (&plant);
        for (guint j = 0; j < topology->nodes->len; j++)
          g_assert_cmpmem (&node (topology, j)->box, sizeof (HechaBox), &node (again, j)->box, sizeof (HechaBox));
        plant_end (&plant);
      }
}

/* Not the square of how many there are, also where half were moved to one spot. */
static void
test_effort (void)
{
  double times[2];

  for (int i = 0; i < 2; i++)
    {
      Plant plant;
      int n = 2000 << (3 * i);

      fill (&plant, n, 0);
      for (int j = 0; j < n / 2; j++)
        g_ptr_array_add (plant.spots, hecha_spot_new (((HechaObject *) plant.objects->pdata[j])->uuid, 100, 100));
      g_test_timer_start ();
      hecha_topology_free (lay (&plant));
      times[i] = g_test_timer_elapsed ();
      plant_end (&plant);
    }
  g_test_message ("%f s, eight times as many %f s", times[0], times[1]);
  g_assert_cmpfloat (times[1], <, times[0] * 60 + 2);
}

static void
test_cut (void)
{
  Plant plant;
  g_autoptr(HechaTopology) topology = NULL;
  int from = 0, pages = 0;

  fill (&plant, 60, 0);
  topology = lay (&plant);
  while (from < topology->height)
    {
      int to = hecha_topology_cut (topology, from, 600);

      g_assert_cmpint (to, >, from);
      g_assert_cmpint (to, <=, from + 600);
      for (guint i = 0; i < topology->nodes->len; i++)
        {
          const HechaBox *box = &node (topology, i)->box;

          g_assert_true (to <= box->y || box->y + box->height <= to);
        }
      from = to;
      pages++;
    }
  g_assert_cmpint (pages, >=, topology->height / 600);
  plant_end (&plant);
}

static void
test_describe (void)
{
  Plant plant;
  g_autoptr(HechaTopology) topology = NULL;
  g_autofree char *en = NULL, *zh = NULL;
  HechaObject *plc, *mes;
  HechaLink *link;

  plant_begin (&plant);
  plc = add (&plant, "control-device", "PLC-1", "L1");
  mes = add (&plant, "application", "MES", "L3");
  add (&plant, "host", "历史库", "L3");
  link = hecha_link_new (plc->uuid, mes->uuid);
  link->label = g_strdup ("OPC UA");
  link->conduit = TRUE;
  g_ptr_array_add (plant.links, link);
  g_ptr_array_add (plant.links, hecha_link_new ("zone:L1", "zone:L3"));
  g_ptr_array_add (plant.links, hecha_link_new ("gone", "zone:L3"));
  topology = lay (&plant);
  en = hecha_topology_describe (topology, HECHA_LANGUAGE_EN);
  zh = hecha_topology_describe (topology, HECHA_LANGUAGE_ZH);
  g_assert_cmpstr (en, ==, "L1: PLC-1; L3: MES, 历史库; PLC-1 – MES (OPC UA, conduit); L1 – L3");
  g_assert_cmpstr (zh, ==, "L1：PLC-1；L3：MES、历史库；PLC-1 – MES (OPC UA, 管道)；L1 – L3");
  plant_end (&plant);
}

static void
test_spot (void)
{
  g_autoptr(HechaSpot) spot = hecha_spot_new ("o", 12, 34), back = NULL;
  g_autoptr(JsonObject) json = hecha_spot_to_json (spot), bad = json_object_new ();

  back = hecha_spot_from_json (json);
  g_assert_cmpstr (back->object, ==, "o");
  g_assert_cmpint (back->x, ==, 12);
  g_assert_cmpint (back->y, ==, 34);
  json_object_set_int_member (json, "x", HECHA_SPOT_MAX + 1);
  g_assert_null (hecha_spot_from_json (json));
  json_object_set_int_member (json, "x", -1);
  g_assert_null (hecha_spot_from_json (json));
  g_assert_null (hecha_spot_from_json (bad));
  g_assert_null (hecha_spot_from_json (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/topology/by-hand", test_by_hand);
  g_test_add_func ("/topology/moved", test_moved);
  g_test_add_func ("/topology/empty", test_empty);
  g_test_add_func ("/topology/property", test_property);
  g_test_add_func ("/topology/effort", test_effort);
  g_test_add_func ("/topology/cut", test_cut);
  g_test_add_func ("/topology/describe", test_describe);
  g_test_add_func ("/topology/spot", test_spot);
  return g_test_run ();
}
