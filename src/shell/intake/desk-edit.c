/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-edit.h"

#include "place.h"

/**
 * hecha_desk_edit_new:
 *
 * Returns: (transfer full): an edit that says nothing yet, in the window's language
 */
HechaDeskEdit *
hecha_desk_edit_new (const char        *code,
                     HechaType          type,
                     HechaDeskEditKind  kind)
{
  HechaDeskEdit *self = g_new0 (HechaDeskEdit, 1);

  self->kind = kind;
  self->code = g_strdup (code);
  self->type = type;
  self->language = hecha_shell_language ();
  return self;
}

void
hecha_desk_edit_free (HechaDeskEdit *self)
{
  g_free (self->code);
  g_free (self->text);
  g_free (self->day);
  g_strfreev (self->faults);
  g_free (self);
}

static gboolean
carry_out (HechaSession         *session,
           const HechaDeskEdit  *edit,
           GError              **error)
{
  g_autofree char *notice = NULL;

  switch (edit->kind)
    {
    case HECHA_DESK_BEGIN:
      return hecha_filing_desk_begin (session, edit->code, edit->type, edit->day, error);
    case HECHA_DESK_JUDGE:
      return hecha_filing_desk_judge (session, edit->code, edit->type, edit->factor, edit->opinion, edit->points,
                                      edit->text, error);
    case HECHA_DESK_FAULTS:
      return hecha_filing_desk_set_faults (session, edit->code, edit->type, (const char *const *) edit->faults, error);
    case HECHA_DESK_DECIDE:
      notice = hecha_filing_desk_decide (session, edit->code, edit->type, edit->decision, edit->text, edit->language, error);
      return notice != NULL;
    case HECHA_DESK_RECEIVED:
      return hecha_filing_desk_received (session, edit->code, edit->type, edit->day, error);
    case HECHA_DESK_CHANGE:
      return hecha_filing_desk_change (session, edit->code, edit->type, edit->day, 1u << edit->factor, edit->text, error);
    case HECHA_DESK_REGRADED:
    default:
      return hecha_filing_desk_regraded (session, edit->code, edit->type, edit->day, error);
    }
}

/**
 * hecha_desk_edit_job:
 * @data: a #HechaDeskEdit
 *
 * A #HechaJob for hecha_session_edit_async().
 *
 * Returns: (transfer full) (nullable): the session, where it was done
 */
gpointer
hecha_desk_edit_job (HechaSession  *session,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  return carry_out (session, data, error) ? g_object_ref (session) : NULL;
}
