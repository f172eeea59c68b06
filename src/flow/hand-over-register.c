/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a unit writes beside its visits: the verifications of filings and the
 * re-checks of findings, in the registers of the enterprises. They go as the
 * chains of cases do, with the files that they name. */
#include "exchange.h"

#include "digest.h"
#include "error.h"
#include "finding-store.h"
#include "outbox.h"

#include <string.h>

#define PREFIX "register-"
#define FILE_LIMIT (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

/* Files that an event names: of a re-check its evidence, of a verification its notices and the files of the filing. */

static void
add_digest (GHashTable *digests,
            const char *sha256)
{
  if (sha256 && hecha_is_sha256_hex (sha256))
    g_hash_table_add (digests, g_strdup (sha256));
}

static void
add_digests (GHashTable       *digests,
             const HechaEvent *event)
{
  g_autoptr(JsonObject) payload = hecha_event_dup_payload (event);
  g_autoptr(GPtrArray) evidence = payload ? hecha_recheck_evidence (payload) : NULL;
  JsonArray *rounds = payload ? hecha_json_array (payload, "rounds") : NULL;

  for (guint i = 0; evidence && i < evidence->len; i++)
    add_digest (digests, ((HechaEvidence *) evidence->pdata[i])->sha256);
  for (guint i = 0; rounds && i < json_array_get_length (rounds); i++)
    add_digest (digests, hecha_json_string (hecha_json_element (rounds, i), "sha256"));
}

/* Sending */

typedef struct
{
  HechaContact *contact;
  const char   *scope;
  const char   *now;
  char         *head;      /* of this device's chain; NULL where it wrote nothing here */
  gboolean      waits;     /* whether anything is to be sent */
} Noting;

static gboolean
note (HechaDb          *db,
      const Noting     *noting,
      HechaOutboxKind   kind,
      const char       *what,
      const char       *path,
      guint64           size,
      GError          **error)
{
  const HechaOutboxItem item = {
    .kind = kind,
    .case_id = (char *) noting->scope,
    .what = (char *) what,
    .remote = noting->contact->spec->name,
    .path = (char *) path,
    .size = (gint64) size,
    .added = (char *) noting->now,
  };

  return hecha_outbox_store_add (db, &item, error);
}

static gboolean
note_files (HechaDb       *db,
            const Noting  *noting,
            GPtrArray     *events,
            GError       **error)
{
  HechaVault *vault = hecha_session_get_vault (noting->contact->session);
  g_autoptr(GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *sha256;

  for (guint i = 0; i < events->len; i++)
    add_digests (digests, events->pdata[i]);
  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, (gpointer *) &sha256, NULL))
    {
      g_autofree char *path = hecha_path_of_register (noting->scope, "evidence", NULL, sha256);
      guint64 size;

      if (hecha_vault_size (vault, sha256, &size, NULL) &&
          !note (db, noting, HECHA_OUTBOX_EVIDENCE, sha256, path, size, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_segment (HechaDb       *db,
              const Noting  *noting,
              GPtrArray     *events,
              GError       **error)
{
  const HechaEvent *first = events->pdata[0], *last = events->pdata[events->len - 1];
  g_autofree char *name = hecha_segment_name (first, last);
  g_autofree char *what = g_strdup_printf ("%s/%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, first->device, first->seq, last->seq);
  g_autofree char *path = hecha_path_of_register (noting->scope, "journal", first->device, name);

  return note (db, noting, HECHA_OUTBOX_JOURNAL, what, path, 0, error);
}

static gboolean
note_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Noting *noting = data;
  HechaDb *db = hecha_journal_db (journal);
  gint64 first = hecha_outbox_last_noted (db, noting->scope, noting->contact->spec->name) + 1;
  g_autoptr(GPtrArray) events = hecha_journal_read (journal, noting->scope, hecha_journal_device (journal), first,
                                                    G_MAXINT64, error);
  g_autoptr(GPtrArray) items = NULL;

  if (!events || (events->len && !(note_files (db, noting, events, error) && note_segment (db, noting, events, error))))
    return FALSE;
  items = hecha_outbox_store_list (db, noting->scope, error);
  for (guint i = 0; items && i < items->len; i++)
    {
      const HechaOutboxItem *item = items->pdata[i];

      if (strcmp (item->remote, noting->contact->spec->name) != 0 || item->state == HECHA_OUTBOX_SENT)
        continue;
      noting->waits = TRUE;
      if (item->kind == HECHA_OUTBOX_JOURNAL)
        noting->head = (g_free (noting->head), g_path_get_basename (item->path));
    }
  return items != NULL;
}

/* The word that there is something new lies in the inbox before it comes: whoever is
 * cut off in between says it again with the next push. */
static gboolean
tell (HechaContact  *contact,
      const char    *scope,
      const char    *head,
      GError       **error)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *text = NULL, *sha256 = NULL, *path = NULL, *day = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GDate today;

  json_object_set_string_member (object, "scope", scope);
  json_object_set_string_member (object, "device", hecha_session_get_device (contact->session));
  hecha_json_set_string (object, "head", head);
  text = hecha_json_canonical_object (object);
  sha256 = hecha_sha256_hex (text, strlen (text));
  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (contact->session), &today);
  day = hecha_date_to_text (&today);
  path = g_strdup_printf ("inbox/%s/" PREFIX "%s-%s.json", day, scope + strlen ("register:"), sha256);
  bytes = g_bytes_new (text, strlen (text));
  return hecha_contact_put (contact, path, bytes, error);
}

static gboolean
push_register (HechaContact  *contact,
               const char    *scope,
               GError       **error)
{
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (contact->session));
  Noting noting = { contact, scope, now, NULL, FALSE };
  gboolean done = hecha_session_change (contact->session, note_work, &noting, error) &&
                  (!noting.waits || (tell (contact, scope, noting.head, error) && hecha_contact_send (contact, scope, error)));

  g_free (noting.head);
  return done;
}

static gboolean
scopes_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  GStrv *scopes = data;

  *scopes = hecha_journal_scopes (journal, error);
  return *scopes != NULL;
}

/**
 * hecha_contact_push_registers:
 *
 * Sends what this device wrote in the registers of enterprises; what does not
 * arrive is noted as a fault and goes with the next push.
 */
gboolean
hecha_contact_push_registers (HechaContact  *contact,
                              GError       **error)
{
  g_auto(GStrv) scopes = NULL;

  if (!hecha_session_work (contact->session, scopes_work, &scopes, error))
    return FALSE;
  for (guint i = 0; scopes[i]; i++)
    {
      g_autoptr(GError) failure = NULL;

      if (g_str_has_prefix (scopes[i], "register:") && !push_register (contact, scopes[i], &failure))
        hecha_exchange_fault (contact->exchange, scopes[i], failure);
      if (g_cancellable_set_error_if_cancelled (contact->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Fetching */

/**
 * hecha_register_of_notice:
 * @name: of a file in the inbox
 *
 * Returns: (transfer full) (nullable): the scope of the register that it says
 *   something new of; %NULL where it is no such file
 */
char *
hecha_register_of_notice (const char *name)
{
  const char *code = g_str_has_prefix (name, PREFIX) ? name + strlen (PREFIX) : "";
  gsize length = strspn (code, "0123456789ABCDEFGHJKLMNPQRTUWXY");

  return length == 18 && code[length] == '-' ? g_strdup_printf ("register:%.18s", code) : NULL;
}

typedef struct
{
  const char *scope;
  GHashTable *digests;
} Naming;

static gboolean
name_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Naming *naming = data;
  g_autoptr(GPtrArray) heads = hecha_journal_heads (journal, naming->scope, error);

  for (guint h = 0; heads && h < heads->len; h++)
    {
      g_autoptr(GPtrArray) events = hecha_journal_read (journal, naming->scope, ((HechaHead *) heads->pdata[h])->device, 1,
                                                        G_MAXINT64, error);

      if (!events)
        return FALSE;
      for (guint i = 0; i < events->len; i++)
        add_digests (naming->digests, events->pdata[i]);
    }
  return heads != NULL;
}

/* A file that is not there was withdrawn, or lies at another remote: it is not missed here. */
static void
fetch_files (HechaContact *contact,
             const char   *scope,
             GHashTable   *digests)
{
  GHashTableIter iter;
  const char *sha256;

  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, (gpointer *) &sha256, NULL))
    {
      g_autofree char *path = hecha_path_of_register (scope, "evidence", NULL, sha256);
      g_autoptr(GError) error = NULL;

      if (!hecha_contact_fetch_evidence (contact, path, sha256, FILE_LIMIT, &error) &&
          !g_error_matches (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
        hecha_exchange_fault (contact->exchange, path, error);
    }
}

/**
 * hecha_contact_pull_register:
 * @scope: of a register
 *
 * Merges what others wrote in the register, and fetches the files that it names.
 *
 * Returns: %FALSE where the store could not be read
 */
gboolean
hecha_contact_pull_register (HechaContact  *contact,
                             const char    *scope,
                             GError       **error)
{
  g_autoptr(GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = hecha_path_of_register (scope, "journal", NULL, NULL);
  Naming naming = { scope, digests };

  if (!hecha_contact_merge (contact, scope, folder, error) ||
      !hecha_session_work (contact->session, name_work, &naming, error))
    return FALSE;
  fetch_files (contact, scope, digests);
  hecha_session_emit_changed (contact->session, scope, "");
  return TRUE;
}
