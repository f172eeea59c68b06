/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit-row.h"

#include "json.h"

static const struct
{
  const char *name;
  gsize       place;
} texts[] = {
  { "uuid", G_STRUCT_OFFSET (HechaVisitRow, uuid) },
  { "number", G_STRUCT_OFFSET (HechaVisitRow, number) },
  { "enterprise", G_STRUCT_OFFSET (HechaVisitRow, enterprise) },
  { "code", G_STRUCT_OFFSET (HechaVisitRow, code) },
  { "planned-on", G_STRUCT_OFFSET (HechaVisitRow, planned_on) },
  { "report", G_STRUCT_OFFSET (HechaVisitRow, report) },
  { "holder-name", G_STRUCT_OFFSET (HechaVisitRow, holder_name) },
  { "sent-to", G_STRUCT_OFFSET (HechaVisitRow, sent_to) },
  { "partner", G_STRUCT_OFFSET (HechaVisitRow, partner) },
}, numbers[] = {
  { "types", G_STRUCT_OFFSET (HechaVisitRow, types) },
  { "procedure", G_STRUCT_OFFSET (HechaVisitRow, procedure) },
  { "state", G_STRUCT_OFFSET (HechaVisitRow, state) },
  { "items", G_STRUCT_OFFSET (HechaVisitRow, items) },
  { "done", G_STRUCT_OFFSET (HechaVisitRow, done) },
  { "findings", G_STRUCT_OFFSET (HechaVisitRow, findings) },
  { "signed-fields", G_STRUCT_OFFSET (HechaVisitRow, signed_fields) },
  { "required-fields", G_STRUCT_OFFSET (HechaVisitRow, required_fields) },
};

G_STATIC_ASSERT (sizeof (HechaProcedure) == sizeof (guint) && sizeof (HechaVisitState) == sizeof (guint));

void
hecha_visit_row_free (HechaVisitRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i].place));
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

/**
 * hecha_visit_row_to_json:
 *
 * Returns: (transfer full): all of it but @received, which whose workspace it is tells
 */
JsonObject *
hecha_visit_row_to_json (const HechaVisitRow *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *records;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    hecha_json_set_string (object, texts[i].name, G_STRUCT_MEMBER (char *, self, texts[i].place));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name, G_STRUCT_MEMBER (guint, self, numbers[i].place));
  if (!self->records)
    return object;
  records = json_array_new ();
  for (guint i = 0; i < self->records->len; i++)
    json_array_add_object_element (records, hecha_visit_row_to_json (self->records->pdata[i]));
  json_object_set_array_member (object, "records", records);
  return object;
}

/**
 * hecha_visit_row_from_json:
 * @object: what hecha_visit_row_to_json() made, in a place that only this program writes
 *
 * Returns: (transfer full): the row
 */
HechaVisitRow *
hecha_visit_row_from_json (JsonObject *object)
{
  HechaVisitRow *self = g_new0 (HechaVisitRow, 1);
  JsonArray *records = hecha_json_array (object, "records");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, self, texts[i].place) = g_strdup (hecha_json_string (object, texts[i].name));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (guint, self, numbers[i].place) = (guint) hecha_json_int (object, numbers[i].name, 0);
  if (!records)
    return self;
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);
  for (guint i = 0; i < json_array_get_length (records); i++)
    g_ptr_array_add (self->records, hecha_visit_row_from_json (hecha_json_element (records, i)));
  return self;
}
