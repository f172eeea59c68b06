/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-template.h"
#include "fuzz.h"

static const char *const vocabulary[] = { "a", "e.name", "l[].a", "l[].l[].a", NULL };

#define VALUES "{\"a\":\"x\",\"e\":{\"name\":\"n\"},\"l\":[{\"a\":\"1\",\"l\":[{\"a\":\"2\"},{}]},{\"a\":\"\"},3]}"

/* A template, which an agency or whoever writes to its workspace made, filled with a few values. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GPtrArray) faults = hecha_document_template_check ((const char *) data, size, "x", vocabulary);
  g_autoptr(HechaDocumentTemplate) template = hecha_document_template_parse ((const char *) data, size, "x", vocabulary, NULL);
  g_autoptr(JsonObject) values = hecha_json_parse_object (VALUES, -1, "values", NULL);
  g_autoptr(HechaPaper) paper = NULL;

  g_assert ((faults->len == 0) == (template != NULL));
  if (template)
    paper = hecha_document_template_fill (template, HECHA_LANGUAGE_ZH, values, NULL);
  return 0;
}
