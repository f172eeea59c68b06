/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology-route.h"

static GPtrArray *objects, *links, *spots;

static void
begin (void)
{
  objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  links = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_link_free);
  spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_spot_free);
}

static void
end (void)
{
  g_ptr_array_unref (objects);
  g_ptr_array_unref (links);
  g_ptr_array_unref (spots);
}

static HechaObject *
add (const char *name,
     const char *zone)
{
  HechaObject *object = hecha_object_new ("host", name);

  object->zone = g_strdup (zone);
  g_ptr_array_add (objects, object);
  return object;
}

static void
assert_points (const HechaTopologyLine *line,
               guint                    n,
               const int                points[][2])
{
  g_assert_cmpuint (line->n_points, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (line->points[i].x, ==, points[i][0]);
      g_assert_cmpint (line->points[i].y, ==, points[i][1]);
    }
}

/* The first connection runs in lane -3: 24 to the left in a box, 6 nearer in a gap. */
static void
test_by_hand (void)
{
  static const int side[][2] = { { 126, 116 }, { 126, 120 }, { 502, 120 }, { 502, 116 } };
  static const int zones[][2] = { { 56, 34 }, { 36, 34 }, { 36, 190 }, { 56, 190 } };
  HechaObject *a, *c;
  g_autoptr(HechaTopology) topology = NULL;

  begin ();
  a = add ("A", "L1");
  add ("B", "L1");
  c = add ("C", "L1");
  add ("D", "L2");
  g_ptr_array_add (links, hecha_link_new (a->uuid, c->uuid));
  g_ptr_array_add (links, hecha_link_new ("nobody", c->uuid));
  g_ptr_array_add (links, hecha_link_new ("zone:L1", "zone:L9"));
  topology = hecha_topology_new (objects, links, spots);
  g_assert_cmpuint (topology->lines->len, ==, 1);
  assert_points (&g_array_index (topology->lines, HechaTopologyLine, 0), 4, side);
  g_assert_cmpint (g_array_index (topology->lines, HechaTopologyLine, 0).label.x, ==, 314);
  g_assert_cmpint (g_array_index (topology->lines, HechaTopologyLine, 0).label.y, ==, 120);
  g_clear_pointer (&topology, hecha_topology_free);
  g_ptr_array_set_size (links, 0);
  for (int i = 0; i < 3; i++)
    g_ptr_array_add (links, hecha_link_new (a->uuid, "zone:L2"));
  g_ptr_array_add (links, hecha_link_new ("zone:L1", "zone:L2"));
  topology = hecha_topology_new (objects, links, spots);
  g_assert_cmpuint (topology->lines->len, ==, 4);
  assert_points (&g_array_index (topology->lines, HechaTopologyLine, 3), 4, zones);
  end ();
}

static gboolean
crosses (const HechaPoint *a,
         const HechaPoint *b,
         const HechaBox   *box)
{
  return MIN (a->x, b->x) < box->x + box->width && box->x < MAX (a->x, b->x) &&
         MIN (a->y, b->y) < box->y + box->height && box->y < MAX (a->y, b->y);
}

/* B was moved into the gap along which A and D, or A and C, are connected: the line goes around it. */
static void
test_around_what_was_moved (void)
{
  static const struct { int x, y; } places[] = { { 205, 150 }, { 230, 120 }, { 190, 160 }, { 240, 170 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(HechaTopology) topology = NULL;
      HechaObject *a, *b, *far;
      const HechaTopologyLine *line;
      const HechaBox *box;

      begin ();
      a = add ("A", "L1");
      b = add ("B", "L1");
      for (int j = 0; j < 6; j++)
        {
          g_autofree char *name = g_strdup_printf ("C%d", j);

          far = add (name, "L1");
        }
      g_ptr_array_add (links, hecha_link_new (a->uuid, far->uuid));
      g_ptr_array_add (spots, hecha_spot_new (b->uuid, places[i].x, places[i].y));
      topology = hecha_topology_new (objects, links, spots);
      line = &g_array_index (topology->lines, HechaTopologyLine, 0);
      box = &g_array_index (topology->nodes, HechaTopologyNode, hecha_topology_find (topology, b->uuid)).box;
      for (guint j = 1; j < line->n_points; j++)
        {
          const HechaPoint *from = &line->points[j - 1], *to = &line->points[j];

          g_assert_true (from->x == to->x || from->y == to->y);
          g_assert_false (MIN (from->x, to->x) < box->x + box->width && box->x < MAX (from->x, to->x) + (from->x == to->x) &&
                          MIN (from->y, to->y) < box->y + box->height && box->y < MAX (from->y, to->y) + (from->y == to->y));
        }
      end ();
    }
}

/* In the automatic layout no connection runs through an object, and each piece is upright or level. */
static void
test_property (void)
{
  static const char *const zones[] = { "L1", "L2", "L3", NULL };

  for (int n = 2; n < 200; n += 23)
    {
      g_autoptr(HechaTopology) topology = NULL;

      begin ();
      for (int i = 0; i < n; i++)
        {
          g_autofree char *name = g_strdup_printf ("H%d", i);
          HechaObject *object = add (name, zones[g_test_rand_int_range (0, 4)]);

          if (i)
            g_ptr_array_add (links, hecha_link_new (object->uuid, ((HechaObject *) objects->pdata[
                                                                    g_test_rand_int_range (0, i)])->uuid));
        }
      topology = hecha_topology_new (objects, links, spots);
      for (guint i = 0; i < topology->lines->len; i++)
        {
          const HechaTopologyLine *line = &g_array_index (topology->lines, HechaTopologyLine, i);

          for (guint j = 1; j < line->n_points; j++)
            {
              const HechaPoint *a = &line->points[j - 1], *b = &line->points[j];

              g_assert_true (a->x == b->x || a->y == b->y);
              g_assert_cmpint (MAX (a->x, b->x), <=, topology->width);
              for (guint k = 0; k < topology->nodes->len; k++)
                {
                  HechaBox box = g_array_index (topology->nodes, HechaTopologyNode, k).box;
                  const HechaPoint left = { a->x - (a->x == b->x), a->y - (a->y == b->y) };
                  const HechaPoint right = { b->x + (a->x == b->x), b->y + (a->y == b->y) };

                  g_assert_false (crosses (&left, &right, &(HechaBox) { box.x + 1, box.y + 1, box.width - 2, box.height - 2 }));
                }
            }
        }
      end ();
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/topology-route/by-hand", test_by_hand);
  g_test_add_func ("/topology-route/around-what-was-moved", test_around_what_was_moved);
  g_test_add_func ("/topology-route/property", test_property);
  return g_test_run ();
}
