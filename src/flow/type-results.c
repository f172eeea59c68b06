/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "type-results.h"

#include "conclusions.h"
#include "issue.h"
#include "oscal-plan.h"
#include "oscal-results.h"
#include "pdf-read.h"
#include "report.h"

#include <string.h>

/* What was issued was concluded by the rule of those who issued it. */
static GBytes *
read_issued (HechaSession     *session,
             const HechaCase  *content,
             GError          **error)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (session, content->visit->uuid, error);

  return report ? hecha_pdf_read_attachment (report->path, HECHA_REPORT_RESULTS, HECHA_PDF_ATTACHMENT_LIMIT, error) : NULL;
}

static GBytes *
make (HechaSession     *session,
      const HechaCase  *content,
      GError          **error)
{
  g_autoptr(HechaConclusionRule) rule = hecha_conclusions_load (session, error);
  g_autoptr(GBytes) plan = rule ? hecha_oscal_plan (content) : NULL;

  return plan ? hecha_oscal_results (content, plan, rule) : NULL;
}

static JsonObject *
plain (JsonObject *result)
{
  JsonArray *props = hecha_json_array (result, "props");
  JsonObject *object = json_object_new ();

  for (guint i = 0; props && i < json_array_get_length (props); i++)
    {
      JsonObject *prop = hecha_json_element (props, i);
      const char *name = hecha_json_string (prop, "name"), *value = hecha_json_string (prop, "value");

      if (!name || !value)
        continue;
      if (g_str_has_prefix (name, "count-") || strcmp (name, "level") == 0)
        json_object_set_int_member (object, name, g_ascii_strtoll (value, NULL, 10));
      else
        json_object_set_string_member (object, name, value);
    }
  return object;
}

/**
 * hecha_type_results:
 * @content: a visit
 *
 * What a visit comes to for each of its types: enterprise-type, level,
 * count-conforming and the like, conformity-rate, major-hazard, and of an
 * evaluation conclusion, conclusion-label, conclusion-rule and what else the
 * results say of it. Once there is a report it is what that says, by whose rule
 * ever; before, it is what it would say now.
 *
 * Returns: (transfer full) (nullable): an object for each type, in the order of
 *   the visit; an error where the report or the rule cannot be read
 */
JsonArray *
hecha_type_results (HechaSession     *session,
                    const HechaCase  *content,
                    GError          **error)
{
  g_autoptr(GBytes) bytes = content->frozen && content->report ? read_issued (session, content, error)
                                                               : make (session, content, error);
  g_autoptr(JsonObject) document = NULL;
  JsonArray *results, *array;

  if (!bytes)
    return NULL;
  document = hecha_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                      HECHA_REPORT_RESULTS, error);
  if (!document)
    return NULL;
  results = hecha_json_array (hecha_json_object (document, "assessment-results"), "results");
  array = json_array_new ();
  for (guint i = 0; results && i < json_array_get_length (results); i++)
    if (hecha_json_element (results, i))
      json_array_add_object_element (array, plain (hecha_json_element (results, i)));
  return array;
}
