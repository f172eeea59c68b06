/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-json.h"

#include "clock.h"

static JsonArray *
checks_to_json (GPtrArray *checks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < checks->len; i++)
    {
      const HechaVerificationCheck *check = checks->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", check->name);
      json_object_set_boolean_member (object, "ok", check->ok);
      json_object_set_string_member (object, "message", check->message);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
differences_to_json (GPtrArray *differences)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < differences->len; i++)
    {
      const HechaDifference *difference = differences->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", difference->name);
      json_object_set_string_member (object, "grade", hecha_nick_text (hecha_difference_grade_nicks, difference->grade));
      json_object_set_string_member (object, "message", difference->message);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
signature_to_json (const HechaSignatureResult *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", self->field);
  json_object_set_string_member (object, "signer", self->signer);
  json_object_set_string_member (object, "status",
                                 hecha_nick_text (hecha_signature_status_nicks, self->status));
  json_object_set_string_member (object, "trust",
                                 hecha_nick_text (hecha_signature_trust_nicks, self->trust));
  if (self->time)
    {
      g_autofree char *time = hecha_time_to_text (self->time);

      json_object_set_string_member (object, "time", time);
    }
  else
    json_object_set_null_member (object, "time");
  json_object_set_boolean_member (object, "time-proven", self->time_proven);
  json_object_set_string_member (object, "certificate", self->certificate);
  json_object_set_string_member (object, "root", self->root);
  json_object_set_string_member (object, "root-certificate", self->root_certificate);
  json_object_set_string_member (object, "stamp-root", self->stamp_root);
  json_object_set_string_member (object, "stamp-root-certificate", self->stamp_root_certificate);
  json_object_set_int_member (object, "covers", (gint64) self->covers);
  json_object_set_int_member (object, "revision", self->revision);
  json_object_set_array_member (object, "checks", checks_to_json (self->checks));
  json_object_set_array_member (object, "differences", differences_to_json (self->differences));
  return object;
}

static JsonObject *
paper_to_json (const HechaPaperResult *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *scans = json_array_new ();

  json_object_set_string_member (object, "field", self->field);
  json_object_set_string_member (object, "signer", self->signer);
  json_object_set_string_member (object, "day", self->day ? self->day : "");
  json_object_set_string_member (object, "recorded-by", self->author ? self->author : "");
  for (guint i = 0; i < self->scans->len; i++)
    {
      const HechaPaperScan *scan = self->scans->pdata[i];
      JsonObject *told = json_object_new ();

      json_object_set_string_member (told, "name", scan->file->name);
      json_object_set_string_member (told, "sha256", scan->file->sha256);
      json_object_set_int_member (told, "pages", scan->pages);
      json_object_set_boolean_member (told, "at-hand", scan->at_hand);
      json_array_add_object_element (scans, told);
    }
  json_object_set_array_member (object, "scans", scans);
  return object;
}

static JsonNode *
change_to_json (const HechaRevisionChange *self)
{
  JsonNode *node = json_node_new (self ? JSON_NODE_OBJECT : JSON_NODE_NULL);
  JsonObject *object;
  JsonArray *pages;

  if (!self)
    return node;
  object = json_object_new ();
  pages = json_array_new ();
  json_object_set_int_member (object, "revision", self->revision);
  json_object_set_int_member (object, "revisions", self->revisions);
  json_object_set_int_member (object, "covers", (gint64) self->covers);
  for (guint i = 0; i < self->pages->len; i++)
    json_array_add_int_element (pages, g_array_index (self->pages, guint, i));
  json_object_set_array_member (object, "pages", pages);
  json_object_set_boolean_member (object, "all-pages", self->all);
  json_node_take_object (node, object);
  return node;
}

/**
 * hecha_verification_to_json:
 *
 * Returns: (transfer full): `verdict`, `signatures[]` (`field`, `signer`,
 *   `status`, `trust`, `time` or null, `time-proven`, `certificate`, `root`,
 *   `root-certificate`, `stamp-root`, `stamp-root-certificate`, `covers`, `revision`,
 *   `checks[]`, `differences[]` (`name`, `grade`, `message`)), `checks[]` (`name`, `ok`,
 *   `message`), `papers[]` (`field`, `signer`, `day`, `recorded-by`, `scans[]` of
 *   `name`, `sha256`, `pages`, `at-hand`), `change` (null or `revision`, `revisions`,
 *   `covers`, `pages[]`, `all-pages`) and `refusal` (null or the words)
 */
JsonObject *
hecha_verification_to_json (const HechaVerification *self)
{
  JsonObject *object;
  JsonArray *signatures, *papers;

  g_return_val_if_fail (self, NULL);
  object = json_object_new ();
  signatures = json_array_new ();
  json_object_set_string_member (object, "verdict",
                                 hecha_nick_text (hecha_file_verdict_nicks, self->verdict));
  for (guint i = 0; i < self->signatures->len; i++)
    json_array_add_object_element (signatures, signature_to_json (self->signatures->pdata[i]));
  json_object_set_array_member (object, "signatures", signatures);
  json_object_set_array_member (object, "checks", checks_to_json (self->checks));
  papers = json_array_new ();
  for (guint i = 0; i < self->papers->len; i++)
    json_array_add_object_element (papers, paper_to_json (self->papers->pdata[i]));
  json_object_set_array_member (object, "papers", papers);
  json_object_set_member (object, "change", change_to_json (self->change));
  if (self->refusal)
    json_object_set_string_member (object, "refusal", self->refusal);
  else
    json_object_set_null_member (object, "refusal");
  return object;
}
