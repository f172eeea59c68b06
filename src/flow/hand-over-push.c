/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of hand-over.h that sends. */
#include "exchange.h"

#include "case-cache.h"
#include "outbox.h"
#include "record.h"
#include "remotes.h"
#include "visit-store.h"

/* Each record of a joint inspection is announced by itself. */
static gboolean
span_of (HechaContact  *contact,
         const char    *case_uuid,
         guint         *first,
         guint         *last,
         GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (contact->session, case_uuid, error);

  if (!self)
    return FALSE;
  *first = self->visit->partner ? 1 : 0;
  *last = self->visit->partner ? HECHA_N_RECORDS : 0;
  return TRUE;
}

static gboolean
push_case (HechaContact  *contact,
           const char    *case_uuid,
           GError       **error)
{
  HechaOutboxNote note;
  gboolean done = TRUE;
  guint first, last;

  if (!hecha_outbox_note (contact->session, case_uuid, contact->spec->name, contact->chosen_only, &note, error))
    return FALSE;
  if (note == HECHA_OUTBOX_NOWHERE)
    hecha_exchange_touch (contact->exchange->unaddressed, case_uuid);
  if (note != HECHA_OUTBOX_NOTED)
    return TRUE;
  hecha_exchange_touch (contact->exchange->cases, case_uuid);
  if (!hecha_contact_send (contact, case_uuid, error) || !span_of (contact, case_uuid, &first, &last, error))
    return FALSE;
  for (guint record = first; done && record <= last; record++)
    {
      g_autofree char *id = hecha_record_id (case_uuid, record);
      g_autoptr(HechaCase) self = hecha_case_load (contact->session, id, error);

      done = self && (!self->report || hecha_contact_announce (contact, self, error));
    }
  return done;
}

static gboolean
visits_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  GPtrArray **visits = data;
  guint states = 1u << HECHA_VISIT_TO_SIGN | 1u << HECHA_VISIT_ISSUED | 1u << HECHA_VISIT_APPROVED |
                 1u << HECHA_VISIT_RETURNED;

  *visits = hecha_visit_store_list (hecha_journal_db (journal), states, NULL, error);
  return *visits != NULL;
}

static gboolean
push_to (HechaContact  *contact,
         GPtrArray     *visits,
         GError       **error)
{
  gboolean registers;

  contact->remote = hecha_remotes_connect (contact->session, contact->spec, error);
  if (!contact->remote)
    return FALSE;
  for (guint i = 0; i < visits->len; i++)
    {
      HechaVisitEntry *visit = visits->pdata[i];
      g_autoptr(GError) failure = NULL;

      if (!push_case (contact, visit->case_id, &failure))
        hecha_exchange_fault (contact->exchange, visit->number ? visit->number : visit->case_id, failure);
      if (g_cancellable_set_error_if_cancelled (contact->cancellable, error))
        break;
    }
  registers = !g_cancellable_is_cancelled (contact->cancellable) && hecha_contact_push_registers (contact, error);
  g_clear_pointer (&contact->remote, hecha_remote_free);
  return registers;
}

/**
 * hecha_hand_over_push:
 * @remote: (nullable): one remote; %NULL for all
 *
 * Hands over every report that the remote has not been told of, with its
 * evidence and its journal, and what was written in the registers. Where no remote is
 * named, and there are several, a report goes only to those that it was put into the
 * outbox for. What is there already is not sent again, so that a push that was cut off
 * is just made once more.
 *
 * Returns: (transfer full) (nullable): what went, and what did not, such as a whole
 *   remote of several; an error only where nothing could be tried
 */
HechaExchange *
hecha_hand_over_push (HechaSession   *session,
                      const char     *remote,
                      HechaProgress   progress,
                      gpointer        progress_data,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autoptr(GPtrArray) remotes = hecha_remotes_chosen (session, remote, error);
  g_autoptr(GPtrArray) visits = NULL;
  g_autoptr(HechaExchange) exchange = hecha_exchange_new ();
  HechaContact contact = { session, NULL, NULL, progress, progress_data, cancellable, exchange };
  gboolean done = TRUE;

  if (!remotes || !hecha_session_work (session, visits_work, &visits, error))
    return NULL;
  contact.chosen_only = remotes->len > 1;
  for (guint i = 0; done && i < remotes->len; i++)
    {
      g_autoptr(GError) failure = NULL;

      contact.spec = remotes->pdata[i];
      done = push_to (&contact, visits, &failure) || hecha_contact_goes_on (&contact, remotes->len, &failure, error);
    }
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "outbox");
  return done ? g_steal_pointer (&exchange) : NULL;
}
