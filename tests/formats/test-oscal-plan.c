/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-plan.h"

#include "case-fixture.h"
#include "oscal-build.h"

static JsonObject *
plan_of (HechaCase *self)
{
  g_autoptr(GBytes) bytes = hecha_oscal_plan (self);
  g_autoptr(GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr(JsonObject) document = hecha_json_parse_object (text, size, "plan", &error);

  g_assert_no_error (error);
  return json_object_ref (hecha_json_object (document, "assessment-plan"));
}

static void
test_content (void)
{
  g_autoptr(HechaCase) self = make_case ();
  g_autoptr(JsonObject) plan = plan_of (self);
  JsonObject *metadata = hecha_json_object (plan, "metadata");
  JsonArray *resources = hecha_json_array (hecha_json_object (plan, "back-matter"), "resources");
  JsonArray *items = hecha_json_array (hecha_json_object (plan, "local-definitions"), "inventory-items");
  const char *href = hecha_json_string (hecha_json_object (plan, "import-ssp"), "href");
  JsonObject *selection, *filing = hecha_json_element (resources, 0);

  g_assert_cmpstr (hecha_json_string (metadata, "title"), ==, "示例化工有限公司 – 评测（检查）方案");
  g_assert_cmpstr (hecha_json_string (metadata, "last-modified"), ==, "2026-03-02T10:00:00.000Z");
  g_assert_cmpuint (json_array_get_length (hecha_json_array (metadata, "parties")), ==, 5);
  /* Two roles among three people. */
  g_assert_cmpuint (json_array_get_length (hecha_json_array (metadata, "roles")), ==, 2);
  g_assert_cmpuint (json_array_get_length (hecha_json_array (hecha_json_element (
                      hecha_json_array (metadata, "responsible-parties"), 1), "party-uuids")), ==, 2);
  /* The reference leads to the description of the filing, and each type has its checklist. */
  g_assert_cmpstr (href + 1, ==, hecha_json_string (filing, "uuid"));
  g_assert_cmpuint (json_array_get_length (resources), ==, 3);
  g_assert_cmpuint (json_array_get_length (items), ==, 2);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (items, 0), "uuid"), ==, OBJECT_PLC);
  selection = hecha_json_element (hecha_json_array (hecha_json_object (plan, "reviewed-controls"),
                                                    "control-selections"), 0);
  /* Four items, the shared one once; nothing is excluded before it was looked at. */
  g_assert_cmpuint (json_array_get_length (hecha_json_array (selection, "include-controls")), ==, 4);
  g_assert_null (hecha_json_array (selection, "exclude-controls"));
}

/* Connections stand at the object, those of whole zones and the sampling with the subjects. */
static void
test_topology (void)
{
  g_autoptr(HechaCase) self = make_case ();
  g_autoptr(JsonObject) plan = NULL;
  JsonObject *item, *subject, *prop;
  JsonArray *props;
  HechaLink *link = hecha_link_new (OBJECT_PLC, "zone:L3"), *zones = hecha_link_new ("zone:L1", "zone:L3");

  link->label = g_strdup ("OPC UA");
  link->conduit = TRUE;
  g_ptr_array_add (self->links, link);
  g_ptr_array_add (self->links, zones);
  g_ptr_array_add (self->samplings, hecha_sampling_new ("control-device", 12, 1, "每条产线一台"));
  plan = plan_of (self);
  item = hecha_json_element (hecha_json_array (hecha_json_object (plan, "local-definitions"), "inventory-items"), 0);
  props = hecha_json_array (item, "props");
  prop = hecha_json_element (props, json_array_get_length (props) - 1);
  g_assert_cmpstr (hecha_json_string (prop, "name"), ==, "conduit-to");
  g_assert_cmpstr (hecha_json_string (prop, "value"), ==, "zone:L3");
  g_assert_cmpstr (hecha_json_string (prop, "remarks"), ==, "OPC UA");
  subject = hecha_json_element (hecha_json_array (plan, "assessment-subjects"), 0);
  props = hecha_json_array (subject, "props");
  g_assert_cmpuint (json_array_get_length (props), ==, 2);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (props, 0), "value"), ==, "control-device: 1/12");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (props, 0), "remarks"), ==, "每条产线一台");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (props, 1), "value"), ==, "zone:L1 – zone:L3");
}

/* OSCAL's schemas allow no empty array; the plan's own schema is not at hand. */
static void
assert_no_empty_array (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_assert_cmpuint (json_array_get_length (array), >, 0);
      for (guint i = 0; i < json_array_get_length (array); i++)
        assert_no_empty_array (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr(GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l; l = l->next)
        assert_no_empty_array (l->data);
    }
}

static void
test_bare (void)
{
  g_autoptr(HechaCase) self = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_INSPECTION));
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  add_filing (self->visit, HECHA_TYPE_PLATFORM, 1);
  json_node_take_object (node, plan_of (self));
  assert_no_empty_array (node);
  g_assert_nonnull (hecha_json_array (json_node_get_object (node), "assessment-subjects"));
}

static void
test_words (void)
{
  static const struct { const char *words, *line, *token; } rows[] = {
    { "plain", "plain", "plain" },
    { "  a \n b\t", "a b", "_a___b_" },
    { "7.1(a)", "7.1(a)", "_7.1_a_" },
    { "访谈-1", "访谈-1", "访谈-1" },
    { "", "-", "_" },
    { "\n", "-", "_" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = hecha_oscal_line (rows[i].words);
      g_autofree char *token = hecha_oscal_token (rows[i].words);

      g_assert_cmpstr (line, ==, rows[i].line);
      if (i != 1)
        g_assert_cmpstr (token, ==, rows[i].token);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-plan/content", test_content);
  g_test_add_func ("/oscal-plan/bare", test_bare);
  g_test_add_func ("/oscal-plan/words", test_words);
  g_test_add_func ("/oscal-plan/topology", test_topology);
  return g_test_run ();
}
