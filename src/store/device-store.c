/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-store.h"

#include "digest.h"
#include "error.h"

#include <string.h>

/* What of an unknown device waits is limited, or it could fill the disk. */
#define MAX_SEGMENT (64 * 1024 * 1024)

const HechaNick hecha_device_state_nicks[] = {
  { HECHA_DEVICE_OWN, "own" },
  { HECHA_DEVICE_ADMITTED, "admitted" },
  { HECHA_DEVICE_UNKNOWN, "unknown" },
  { 0, NULL },
};

typedef struct
{
  HechaJournal *journal;
  GPtrArray    *events;
  gboolean      waits;
} Receipt;

/**
 * hecha_device_new:
 *
 * Returns: (transfer full): a device
 */
HechaDevice *
hecha_device_new (const char       *id,
                  HechaDeviceState  state)
{
  HechaDevice *self = g_new0 (HechaDevice, 1);

  self->id = g_strdup (id);
  self->state = state;
  return self;
}

void
hecha_device_free (HechaDevice *self)
{
  g_free (self->id);
  g_free (self->public_key);
  g_free (self->name);
  g_free (self->unit);
  g_free (self);
}

/**
 * hecha_device_store_put:
 *
 * Notes a device. What was known of it before and is not told now stays, and
 * its state only ever rises: from unknown to admitted to own.
 */
gboolean
hecha_device_store_put (HechaDb            *db,
                        const HechaDevice  *device,
                        GError            **error)
{
  return hecha_db_exec (db, error,
                        "INSERT INTO device (id, public_key, name, unit, state) VALUES (?, ?, ?, ?, ?)"
                        "  ON CONFLICT (id) DO UPDATE SET public_key = coalesce (excluded.public_key, public_key),"
                        "    name = coalesce (excluded.name, name), unit = coalesce (excluded.unit, unit),"
                        "    state = CASE WHEN state = 'own' OR excluded.state = 'unknown' THEN state"
                        "                 ELSE excluded.state END", "sssss",
                        device->id, device->public_key, device->name, device->unit,
                        hecha_nick_text (hecha_device_state_nicks, device->state));
}

static GPtrArray *
devices_of_rows (HechaRows  *rows,
                 GError    **error)
{
  g_autoptr(GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_device_free);

  while (hecha_rows_next (rows))
    {
      int state = HECHA_DEVICE_UNKNOWN;
      HechaDevice *device;

      hecha_nick_value (hecha_device_state_nicks, hecha_rows_text (rows, 4), &state);
      device = hecha_device_new (hecha_rows_text (rows, 0), state);
      device->public_key = hecha_rows_dup (rows, 1);
      device->name = hecha_rows_dup (rows, 2);
      device->unit = hecha_rows_dup (rows, 3);
      device->waiting = hecha_rows_int (rows, 5);
      g_ptr_array_add (devices, device);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&devices) : NULL;
}

#define SELECT_DEVICE \
  "SELECT id, public_key, name, unit, state," \
  "       (SELECT sum (last - first + 1) FROM quarantine q WHERE q.device = d.id) FROM device d "

/**
 * hecha_device_store_find:
 *
 * Returns: (transfer full) (nullable): the device; %HECHA_ERROR_NOT_FOUND
 */
HechaDevice *
hecha_device_store_find (HechaDb     *db,
                         const char  *id,
                         GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_DEVICE "WHERE id = ?", "s", id);
  g_autoptr(GPtrArray) devices = devices_of_rows (rows, error);

  if (devices && devices->len)
    return g_ptr_array_steal_index (devices, 0);
  if (devices)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The device %.12s is not known", id);
  return NULL;
}

/**
 * hecha_device_store_list:
 *
 * Returns: (transfer full) (element-type HechaDevice) (nullable): all, those
 *   that something waits for first
 */
GPtrArray *
hecha_device_store_list (HechaDb  *db,
                         GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_DEVICE "ORDER BY 6 DESC, name, id", "");

  return devices_of_rows (rows, error);
}

static gboolean
is_known (HechaJournal *journal,
          const char   *device)
{
  return strcmp (device, hecha_journal_device (journal)) == 0 ||
         hecha_db_int (hecha_journal_db (journal), 0,
                       "SELECT count (*) FROM device WHERE id = ? AND state IN ('own', 'admitted')", "s", device);
}

/* What decides about a document, or about whom to believe, needs a known device. */
static gboolean
is_harmless (const HechaEvent *event)
{
  return hecha_event_kind_class (event->kind) != HECHA_EVENT_CONTENT &&
         event->kind != HECHA_EVENT_FROZEN && event->kind != HECHA_EVENT_REOPENED &&
         event->kind != HECHA_EVENT_DEVICE_ADMITTED;
}

static gboolean
all_harmless (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    if (!is_harmless (events->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_ours (HechaJournal *journal,
         const char   *scope)
{
  return hecha_db_int (hecha_journal_db (journal), 0,
                       "SELECT EXISTS (SELECT 1 FROM chain c LEFT JOIN device d ON d.id = c.device"
                       "  WHERE c.scope = ?1 AND (c.device = ?2 OR d.state IN ('own', 'admitted'))"
                       "    AND EXISTS (SELECT 1 FROM event e WHERE e.chain = c.id AND e.kind IN"
                       "      ('visit-set', 'object-set', 'answer-set', 'finding-set', 'evidence-set')))",
                       "ss", scope, hecha_journal_device (journal));
}

/* A case that is new here has nothing that a stranger could spoil; the workspace itself is never
 * new, and in a register each entry decides something. */
static gboolean
may_merge (HechaJournal *journal,
           GPtrArray    *events)
{
  HechaEvent *first = events->pdata[0];

  return is_known (journal, first->device) ||
         (!g_str_has_prefix (first->scope, "register:") && all_harmless (events)) ||
         (g_str_has_prefix (first->scope, "case:") && !is_ours (journal, first->scope));
}

static GBytes *
segment_of (GPtrArray *events)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr(JsonObject) object = hecha_event_to_json (events->pdata[i]);
      g_autofree char *line = hecha_json_canonical_object (object);

      g_string_append (lines, line);
      g_string_append_c (lines, '\n');
    }
  return g_string_free_to_bytes (lines);
}

static gboolean
keep_waiting (HechaDb    *db,
              GPtrArray  *events,
              GError    **error)
{
  HechaEvent *first = events->pdata[0], *last = events->pdata[events->len - 1];
  g_autoptr(HechaDevice) device = hecha_device_new (first->device, HECHA_DEVICE_UNKNOWN);
  g_autoptr(GBytes) segment = segment_of (events);

  if (g_bytes_get_size (segment) > MAX_SEGMENT)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The events of the unknown device %.12s are too many",
                   first->device);
      return FALSE;
    }
  return hecha_device_store_put (db, device, error) &&
         hecha_db_exec (db, error, "INSERT OR REPLACE INTO quarantine (scope, device, first, last, head, segment)"
                        "  VALUES (?, ?, ?, ?, ?, ?)", "ssxxsy", first->scope, first->device, first->seq, last->seq,
                        last->hash, segment);
}

/* Segments that waited */

static GPtrArray *
parse_segment (GBytes  *segment,
               GError **error)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (segment, NULL), g_bytes_get_size (segment));
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr(JsonObject) object = NULL;
      HechaEvent *event;

      if (!*lines[i])
        continue;
      object = hecha_json_parse_object (lines[i], -1, "quarantine", error);
      event = object ? hecha_event_from_json (object, error) : NULL;
      if (!event)
        return NULL;
      g_ptr_array_add (events, event);
    }
  return g_steal_pointer (&events);
}

static GPtrArray *
read_waiting (HechaDb     *db,
              const char  *device,
              GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT segment FROM quarantine WHERE device = ?"
                                              " ORDER BY scope, first, last, head", "s", device);
  g_autoptr(GPtrArray) segments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  while (hecha_rows_next (rows))
    g_ptr_array_add (segments, hecha_rows_bytes (rows, 0));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&segments) : NULL;
}

/* A segment behind a gap, or of a forked chain, goes on waiting for what it lacks or for somebody to look at it. */
static gboolean
release_segment (HechaJournal  *journal,
                 GBytes        *segment,
                 GError       **error)
{
  g_autoptr(GPtrArray) events = parse_segment (segment, error);
  g_autoptr(GPtrArray) heads = NULL;
  HechaEvent *first;
  gint64 count = 0, fork;

  if (!events)
    return FALSE;
  first = events->pdata[0];
  heads = hecha_journal_heads (journal, first->scope, error);
  if (!heads)
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    if (strcmp (((HechaHead *) heads->pdata[i])->device, first->device) == 0)
      count = ((HechaHead *) heads->pdata[i])->count;
  if (first->seq > count + 1)
    return TRUE;
  fork = hecha_journal_find_fork (journal, events, error);
  if (fork != 0)
    return fork > 0;
  return hecha_journal_merge (journal, events, NULL, error) &&
         hecha_device_store_drop (journal, events, error);
}

static gboolean
release_waiting (HechaJournal  *journal,
                 const char    *device,
                 GError       **error)
{
  g_autoptr(GPtrArray) segments = read_waiting (hecha_journal_db (journal), device, error);

  if (!segments)
    return FALSE;
  for (guint i = 0; i < segments->len; i++)
    if (!release_segment (journal, segments->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_device_store_waiting:
 * @device: an id
 *
 * Returns: (transfer full) (element-type GPtrArray) (nullable): the parts of the
 *   device's chains that are kept aside, each an array of #HechaEvent in order
 */
GPtrArray *
hecha_device_store_waiting (HechaJournal  *journal,
                            const char    *device,
                            GError       **error)
{
  g_autoptr(GPtrArray) segments = read_waiting (hecha_journal_db (journal), device, error);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; segments && i < segments->len; i++)
    {
      GPtrArray *events = parse_segment (segments->pdata[i], error);

      if (!events)
        return NULL;
      g_ptr_array_add (parts, events);
    }
  return segments ? g_steal_pointer (&parts) : NULL;
}

/**
 * hecha_device_store_drop:
 * @events: (element-type HechaEvent): one of hecha_device_store_waiting()
 *
 * It waits no longer. Whoever calls this has kept what it says elsewhere.
 */
gboolean
hecha_device_store_drop (HechaJournal  *journal,
                         GPtrArray     *events,
                         GError       **error)
{
  HechaEvent *first = events->pdata[0], *last = events->pdata[events->len - 1];

  return hecha_db_exec (hecha_journal_db (journal), error,
                        "DELETE FROM quarantine WHERE scope = ? AND device = ? AND first = ? AND last = ? AND head = ?",
                        "ssxxs", first->scope, first->device, first->seq, last->seq, last->hash);
}

static gboolean
receive_work (HechaDb   *db,
              gpointer   data,
              GError   **error)
{
  Receipt *receipt = data;

  const char *device = ((HechaEvent *) receipt->events->pdata[0])->device;

  receipt->waits = !may_merge (receipt->journal, receipt->events);
  if (receipt->waits)
    return keep_waiting (db, receipt->events, error);
  /* What lies here behind a gap may follow now. */
  return hecha_journal_merge (receipt->journal, receipt->events, NULL, error) &&
         (!is_known (receipt->journal, device) || release_waiting (receipt->journal, device, error));
}

/**
 * hecha_device_store_receive:
 * @events: (element-type HechaEvent): a part of one device's chain, in order,
 *   each as hecha_event_from_json() took it, its signature verified
 * @waits: (out) (optional): whether it was kept aside
 *
 * Merges what an own or admitted device wrote. Of an unknown device a part is
 * merged that neither says what is in a document nor freezes, reopens or
 * admits, and all of a case of which no known device has written content; the
 * rest, and whatever is of a register, is kept aside until the device is admitted.
 *
 * Returns: as hecha_journal_merge()
 */
gboolean
hecha_device_store_receive (HechaJournal  *journal,
                            GPtrArray     *events,
                            gboolean      *waits,
                            GError       **error)
{
  Receipt receipt = { journal, events, FALSE };

  g_return_val_if_fail (journal && events, FALSE);

  if (events->len && !hecha_db_transaction (hecha_journal_db (journal), receive_work, &receipt, error))
    return FALSE;
  if (waits)
    *waits = receipt.waits;
  return TRUE;
}

/* Admission */

static gboolean
note_admission (HechaJournal  *journal,
                const char    *id,
                const char    *payload,
                GError       **error)
{
  g_autoptr(JsonObject) object = payload ? hecha_json_parse_object (payload, -1, "payload", NULL) : NULL;
  g_autoptr(HechaDevice) device = hecha_device_new (id, HECHA_DEVICE_ADMITTED);

  device->public_key = g_strdup (hecha_json_string (object, "public-key"));
  device->name = g_strdup (hecha_json_string (object, "name"));
  device->unit = g_strdup (hecha_json_string (object, "unit"));
  return hecha_device_store_put (hecha_journal_db (journal), device, error);
}

/* Whom a device admitted before it was admitted itself. */
static gboolean
note_admissions_by (HechaJournal  *journal,
                    const char    *device,
                    GQueue        *admitted,
                    GError       **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (hecha_journal_db (journal),
                                              "SELECT substr (e.subject, 8), e.payload"
                                              "  FROM chain c JOIN event e ON e.chain = c.id"
                                              " WHERE c.device = ? AND e.kind = 'device-admitted'"
                                              "   AND e.subject LIKE 'device/%'", "s", device);

  while (hecha_rows_next (rows))
    {
      g_autofree char *id = hecha_rows_dup (rows, 0);

      if (!hecha_is_sha256_hex (id) || is_known (journal, id))
        continue;
      if (!note_admission (journal, id, hecha_rows_text (rows, 1), error))
        return FALSE;
      g_queue_push_tail (admitted, g_steal_pointer (&id));
    }
  return hecha_rows_end (rows, error);
}

/**
 * hecha_device_store_admit:
 * @event: (transfer none): device-admitted, as the journal took it
 *
 * For the journal: believes the device from now on, where @event is a known
 * device's, and merges what waited for it. Joins the running transaction.
 */
gboolean
hecha_device_store_admit (HechaJournal      *journal,
                          const HechaEvent  *event,
                          GError           **error)
{
  g_autoptr(GQueue) admitted = g_queue_new ();
  const char *id = g_str_has_prefix (event->subject, "device/") ? event->subject + strlen ("device/") : NULL;
  gboolean ok = TRUE;

  if (!hecha_is_sha256_hex (id) || !is_known (journal, event->device))
    return TRUE;
  if (!note_admission (journal, id, event->payload, error))
    return FALSE;
  g_queue_push_tail (admitted, g_strdup (id));
  while (ok && !g_queue_is_empty (admitted))
    {
      g_autofree char *next = g_queue_pop_head (admitted);

      ok = release_waiting (journal, next, error) && note_admissions_by (journal, next, admitted, error);
    }
  g_queue_clear_full (admitted, g_free);
  return ok;
}
