/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "on-site-private.h"

#include <glib/gi18n.h>

static gboolean
answer_run (HechaEdit          *edit,
            HechaSession  *session,
            GError       **error)
{
  return hecha_inspect_answer (session, hecha_on_site_get_uuid (edit->self), edit->answers, error);
}

/**
 * hecha_on_site_answer:
 * @answers: (transfer full) (element-type HechaAnswer): saved together, undone together
 */
void
hecha_on_site_answer (HechaOnSite *self,
                      GPtrArray   *answers)
{
  g_autoptr(GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer item;
  HechaEdit *edit;

  g_return_if_fail (HECHA_IS_ON_SITE (self) && hecha_on_site_get_case (self));
  if (answers->len == 0)
    {
      g_ptr_array_unref (answers);
      return;
    }
  edit = hecha_edit_new (self, N_("The Answer Was Not Saved"), answer_run);
  edit->answers = answers;
  for (guint i = 0; i < answers->len; i++)
    {
      HechaAnswer *answer = answers->pdata[i];

      hecha_answers_put (hecha_on_site_get_case (self)->answers, hecha_answer_copy (answer));
      g_hash_table_add (items, answer->item);
    }
  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    hecha_on_site_emit_item (self, item);
  hecha_edit_start (edit);
}

/**
 * hecha_on_site_say:
 * @object: (nullable): UUID of an object; %NULL for the whole
 * @step: from 1; 0 for a field of no step
 * @value: (nullable): %NULL, or an empty text, takes it back
 *
 * One answer; nothing happens where just that was said already.
 */
void
hecha_on_site_say (HechaOnSite      *self,
                   const char       *item,
                   const char       *object,
                   int               step,
                   HechaAnswerField  field,
                   const char       *value)
{
  GPtrArray *answers;

  g_return_if_fail (HECHA_IS_ON_SITE (self) && hecha_on_site_get_case (self));
  value = value && *value ? value : NULL;
  if (hecha_answers_is (hecha_on_site_get_case (self)->answers, item, object, step, field, value))
    return;
  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
  g_ptr_array_add (answers, hecha_answer_new (item, object, step, field, value));
  hecha_on_site_answer (self, answers);
}

static gboolean
undo_run (HechaEdit          *edit,
          HechaSession  *session,
          GError       **error)
{
  return hecha_inspect_undo (session, hecha_on_site_get_uuid (edit->self), error);
}

/**
 * hecha_on_site_undo:
 *
 * Takes back the last action, as a new entry of the journal.
 */
void
hecha_on_site_undo (HechaOnSite *self)
{
  HechaEdit *edit = hecha_edit_new (self, N_("Nothing Was Undone"), undo_run);

  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
set_finding_run (HechaEdit          *edit,
                 HechaSession  *session,
                 GError       **error)
{
  return hecha_inspect_set_finding (session, hecha_on_site_get_uuid (edit->self), edit->finding, error);
}

static int
find_finding (HechaOnSite *self,
              const char  *uuid)
{
  for (guint i = 0; i < hecha_on_site_get_case (self)->findings->len; i++)
    if (g_strcmp0 (((HechaFinding *) hecha_on_site_get_case (self)->findings->pdata[i])->uuid, uuid) == 0)
      return i;
  return -1;
}

/**
 * hecha_on_site_set_finding:
 * @finding: (transfer full): new, or the new state of one
 */
void
hecha_on_site_set_finding (HechaOnSite  *self,
                           HechaFinding *finding)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Finding Was Not Saved"), set_finding_run);
  int place = find_finding (self, finding->uuid);

  edit->finding = finding;
  if (place >= 0)
    {
      hecha_finding_free (hecha_on_site_get_case (self)->findings->pdata[place]);
      hecha_on_site_get_case (self)->findings->pdata[place] = hecha_finding_copy (finding);
    }
  else
    g_ptr_array_add (hecha_on_site_get_case (self)->findings, hecha_finding_copy (finding));
  hecha_on_site_emit_item (self, finding->item);
  hecha_edit_start (edit);
}

static gboolean
remove_finding_run (HechaEdit          *edit,
                    HechaSession  *session,
                    GError       **error)
{
  return hecha_inspect_remove_finding (session, hecha_on_site_get_uuid (edit->self), edit->item, error);
}

void
hecha_on_site_remove_finding (HechaOnSite *self,
                              const char  *uuid)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Finding Was Not Removed"), remove_finding_run);
  int place = find_finding (self, uuid);
  g_autofree char *item = NULL;

  edit->item = g_strdup (uuid);
  if (place >= 0)
    {
      item = g_strdup (((HechaFinding *) hecha_on_site_get_case (self)->findings->pdata[place])->item);
      g_ptr_array_remove_index (hecha_on_site_get_case (self)->findings, place);
      hecha_on_site_emit_item (self, item);
    }
  hecha_edit_start (edit);
}

static gboolean
set_object_run (HechaEdit          *edit,
                HechaSession  *session,
                GError       **error)
{
  return hecha_inspect_set_object (session, hecha_on_site_get_uuid (edit->self), edit->object, error);
}

/**
 * hecha_on_site_set_object:
 * @object: (transfer full): new, or the new state of one
 */
void
hecha_on_site_set_object (HechaOnSite *self,
                          HechaObject *object)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Object Was Not Saved"), set_object_run);

  edit->object = object;
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
remove_object_run (HechaEdit          *edit,
                   HechaSession  *session,
                   GError       **error)
{
  return hecha_inspect_remove_object (session, hecha_on_site_get_uuid (edit->self), edit->item, error);
}

void
hecha_on_site_remove_object (HechaOnSite *self,
                             const char  *uuid)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Object Was Not Removed"), remove_object_run);

  edit->item = g_strdup (uuid);
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
import_objects_run (HechaEdit          *edit,
                    HechaSession  *session,
                    GError       **error)
{
  guint added;

  return hecha_inspect_import_objects (session, hecha_on_site_get_uuid (edit->self), edit->path, &added, error);
}

/**
 * hecha_on_site_import_objects:
 * @path: a spreadsheet
 */
void
hecha_on_site_import_objects (HechaOnSite *self,
                              const char  *path)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Objects Were Not Imported"), import_objects_run);

  edit->path = g_strdup (path);
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
import_scan_run (HechaEdit     *edit,
                 HechaSession  *session,
                 GError       **error)
{
  guint added;

  return hecha_inspect_import_scan (session, hecha_on_site_get_uuid (edit->self), edit->path, edit->name, edit->all, &added,
                                    error);
}

/**
 * hecha_on_site_import_scan:
 * @path: what `nmap -oX` wrote
 * @zone: (nullable): the network zone in which it was made
 * @all: whether the hosts that did not answer are taken in as well
 */
void
hecha_on_site_import_scan (HechaOnSite *self,
                           const char  *path,
                           const char  *zone,
                           gboolean     all)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Objects Were Not Imported"), import_scan_run);

  edit->path = g_strdup (path);
  edit->name = g_strdup (zone);
  edit->all = all;
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static void
emit_evidence_items (HechaOnSite         *self,
                     const HechaEvidence *evidence)
{
  for (guint i = 0; i < evidence->items->len; i++)
    hecha_on_site_emit_item (self, evidence->items->pdata[i]);
}

static void
attach_done (HechaEdit *edit)
{
  GPtrArray *all = hecha_on_site_get_case (edit->self)->evidence;

  for (guint i = 0; i < edit->added->len; i++)
    {
      HechaEvidence *evidence = edit->added->pdata[i];
      HechaEvidence *before = hecha_on_site_find_evidence (edit->self, evidence->uuid);

      if (before)
        g_ptr_array_remove (all, before);
      g_ptr_array_add (all, hecha_evidence_copy (evidence));
      emit_evidence_items (edit->self, evidence);
      g_signal_emit_by_name (edit->self, "added", evidence->uuid);
    }
}

static gboolean
attach_files_run (HechaEdit     *edit,
                  HechaSession  *session,
                  GError       **error)
{
  edit->added = hecha_inspect_attach_files (session, hecha_on_site_get_uuid (edit->self), edit->item, edit->of_object,
                                            (const char *const *) edit->paths, NULL, NULL, NULL, error);
  return edit->added != NULL;
}

/**
 * hecha_on_site_attach_files:
 * @item: (nullable): UUID of the item that they speak for
 * @object: (nullable): UUID of the object that they show
 * @paths: taken in together, undone together
 */
void
hecha_on_site_attach_files (HechaOnSite       *self,
                            const char        *item,
                            const char        *object,
                            const char *const *paths)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Files Were Not Taken In"), attach_files_run);

  edit->item = g_strdup (item);
  edit->of_object = g_strdup (object);
  edit->paths = g_strdupv ((char **) paths);
  edit->done = attach_done;
  hecha_edit_start (edit);
}

static gboolean
attach_bytes_run (HechaEdit     *edit,
                  HechaSession  *session,
                  GError       **error)
{
  HechaEvidence *evidence = hecha_inspect_attach_bytes (session, hecha_on_site_get_uuid (edit->self), edit->item,
                                                        edit->of_object, edit->bytes, edit->name, edit->origin, error);

  if (!evidence)
    return FALSE;
  edit->added = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);
  g_ptr_array_add (edit->added, evidence);
  return TRUE;
}

/**
 * hecha_on_site_attach_bytes:
 * @name: what to call it
 * @origin: camera or paste
 */
void
hecha_on_site_attach_bytes (HechaOnSite *self,
                            const char  *item,
                            const char  *object,
                            GBytes      *bytes,
                            const char  *name,
                            const char  *origin)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Picture Was Not Taken In"), attach_bytes_run);

  edit->item = g_strdup (item);
  edit->of_object = g_strdup (object);
  edit->bytes = g_bytes_ref (bytes);
  edit->name = g_strdup (name);
  edit->origin = g_strdup (origin);
  edit->done = attach_done;
  hecha_edit_start (edit);
}

static gboolean
set_evidence_run (HechaEdit          *edit,
                  HechaSession  *session,
                  GError       **error)
{
  return hecha_inspect_set_evidence (session, hecha_on_site_get_uuid (edit->self), edit->evidence, error);
}

/**
 * hecha_on_site_set_evidence:
 * @evidence: (transfer full): with another caption, or for other items
 */
void
hecha_on_site_set_evidence (HechaOnSite   *self,
                            HechaEvidence *evidence)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Evidence Was Not Changed"), set_evidence_run);

  edit->evidence = evidence;
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
remove_evidence_run (HechaEdit          *edit,
                     HechaSession  *session,
                     GError       **error)
{
  return hecha_inspect_remove_evidence (session, hecha_on_site_get_uuid (edit->self), edit->item, error);
}

void
hecha_on_site_remove_evidence (HechaOnSite *self,
                               const char  *uuid)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Evidence Was Not Removed"), remove_evidence_run);

  edit->item = g_strdup (uuid);
  edit->done = hecha_on_site_reload_done;
  hecha_edit_start (edit);
}

static gboolean
viewed_run (HechaEdit          *edit,
            HechaSession  *session,
            GError       **error)
{
  return hecha_inspect_viewed (session, hecha_on_site_get_uuid (edit->self), edit->item, error);
}

/**
 * hecha_on_site_viewed:
 *
 * Notes that a piece of evidence was looked at large: custody.
 */
void
hecha_on_site_viewed (HechaOnSite *self,
                      const char  *uuid)
{
  HechaEdit *edit = hecha_edit_new (self, N_("The Look at the Evidence Was Not Noted"), viewed_run);

  edit->item = g_strdup (uuid);
  hecha_edit_start (edit);
}
