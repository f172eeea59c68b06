/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include "case-cache.h"
#include "digest.h"
#include "library-private.h"
#include "outbox.h"
#include "record.h"
#include "remotes.h"

#include <string.h>

static gboolean
put_packs (HechaContact     *contact,
           const HechaCase  *self,
           GError          **error)
{
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autoptr(GBytes) bytes = hecha_library_bytes (contact->session, scope->digest, error);
      g_autofree char *path = hecha_path_of_pack (scope->digest);

      if (!bytes || !hecha_contact_put (contact, path, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_announcement (HechaContact       *contact,
                   HechaAnnouncement  *announcement,
                   GPtrArray          *items,
                   const char         *report,
                   GError            **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      HechaOutboxItem *item = items->pdata[i];

      if (strcmp (item->remote, contact->spec->name) != 0)
        continue;
      if (item->kind == HECHA_OUTBOX_REPORT && strcmp (item->what, report) == 0)
        announcement->report = hecha_sent_file_new (item->path, item->what, item->size);
      if (item->kind == HECHA_OUTBOX_EVIDENCE)
        g_ptr_array_add (announcement->evidence, hecha_sent_file_new (item->path, item->what, item->size));
      if (item->kind == HECHA_OUTBOX_JOURNAL)
        {
          g_autoptr(GBytes) bytes = hecha_segment_of_item (contact->session, item->case_id, item->what, error);
          g_autofree char *sha256 = NULL;

          if (!bytes)
            return FALSE;
          sha256 = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
          g_ptr_array_add (announcement->segments, hecha_sent_file_new (item->path, sha256, g_bytes_get_size (bytes)));
        }
    }
  return TRUE;
}

static HechaAnnouncement *
announcement_of (HechaContact     *contact,
                 const HechaCase  *self,
                 GError          **error)
{
  g_autoptr(HechaAnnouncement) announcement = hecha_announcement_new ();
  g_autofree char *uuid = hecha_record_case (self->visit->uuid);
  g_autoptr(GPtrArray) items = hecha_outbox_items (contact->session, uuid, error);

  if (!items || !fill_announcement (contact, announcement, items, self->report, error))
    return NULL;
  announcement->case_uuid = g_steal_pointer (&uuid);
  announcement->number = g_strdup (self->visit->number);
  announcement->enterprise = g_strdup (hecha_visit_enterprise (self->visit));
  announcement->code = g_strdup (hecha_visit_code (self->visit));
  announcement->unit = g_strdup (hecha_session_get_unit (contact->session));
  announcement->time = hecha_clock_now_text (hecha_session_get_clock (contact->session));
  announcement->revision = self->revision;
  return g_steal_pointer (&announcement);
}

static gboolean
announce (HechaContact     *contact,
          const HechaCase  *self,
          GError          **error)
{
  g_autoptr(HechaAnnouncement) announcement = announcement_of (contact, self, error);
  HechaSignatory signatory;
  g_autofree char *text = NULL, *sha256 = NULL, *path = NULL, *day = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GDate today;

  if (!announcement)
    return FALSE;
  hecha_remotes_signatory (contact->session, &signatory);
  text = hecha_announcement_build (announcement, &signatory, error);
  if (!text)
    return FALSE;
  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (contact->session), &today);
  day = hecha_date_to_text (&today);
  sha256 = hecha_sha256_hex (text, strlen (text));
  path = hecha_path_of_announcement (announcement->case_uuid, self->revision, day, sha256);
  bytes = g_bytes_new (text, strlen (text));
  return hecha_contact_put (contact, path, bytes, error);
}

static gboolean
record_handed_over (HechaContact     *contact,
                    const HechaCase  *self,
                    GError          **error)
{
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid), *subject = hecha_record_subject (self->visit->uuid);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "sha256", self->report);
  json_object_set_string_member (payload, "remote", contact->spec->name);
  json_object_set_int_member (payload, "evidence-count", self->evidence->len);
  return hecha_session_append_one (contact->session, hecha_session_event (scope, HECHA_EVENT_HANDED_OVER, subject, payload),
                                   error);
}

/**
 * hecha_contact_announce:
 * @content: a case, or a record, of which everything has arrived
 *
 * Tells whoever looks into the inbox, with what they need to read the case, and
 * records that it was told.
 */
gboolean
hecha_contact_announce (HechaContact     *contact,
                        const HechaCase  *content,
                        GError          **error)
{
  return put_packs (contact, content, error) && announce (contact, content, error) &&
         record_handed_over (contact, content, error);
}
