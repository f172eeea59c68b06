/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* RFC 8785 numbers are IEEE doubles: beyond this an integer would not survive. */
#define HECHA_JSON_MAX_INTEGER ((G_GINT64_CONSTANT (1) << 53) - 1)

JsonNode   *hecha_json_parse         (const char  *text,
                                      gssize       length,
                                      const char  *name,
                                      GError     **error);
JsonObject *hecha_json_parse_object  (const char  *text,
                                      gssize       length,
                                      const char  *name,
                                      GError     **error);
JsonObject *hecha_json_read          (const char  *path,
                                      gsize        most,
                                      char       **text,
                                      GError     **error);
char       *hecha_json_canonical     (JsonNode    *node,
                                      GError     **error);
char       *hecha_json_canonical_object (JsonObject *object);
void        hecha_json_canonical_append (GString    *out,
                                         JsonObject *object);
char       *hecha_json_pretty        (JsonNode    *node);

const char *hecha_json_string        (JsonObject  *object,
                                      const char  *member);
gint64      hecha_json_int           (JsonObject  *object,
                                      const char  *member,
                                      gint64       fallback);
gboolean    hecha_json_bool          (JsonObject  *object,
                                      const char  *member);
JsonArray  *hecha_json_array         (JsonObject  *object,
                                      const char  *member);
JsonObject *hecha_json_object        (JsonObject  *object,
                                      const char  *member);
JsonObject *hecha_json_element       (JsonArray   *array,
                                      guint        index);
void        hecha_json_set_string    (JsonObject  *object,
                                      const char  *member,
                                      const char  *value);

G_END_DECLS
