/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-list.h"

#include "words.h"

#include <glib/gi18n.h>

/* More than these lines are folded away, so that the report is in sight. */
#define OPEN_LINES 6

struct _HechaFaultList
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray           *leading;   /* the rows that lead to an item */
};

G_DEFINE_FINAL_TYPE (HechaFaultList, hecha_fault_list, ADW_TYPE_BIN)

static GtkWidget *
line_new (const char *title,
          const char *subtitle,
          const char *icon,
          const char *css_class)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  gtk_widget_add_css_class (image, css_class);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

/* What one item lacks: each kind once, with the objects and steps it is about. */
static char *
fault_words (GArray *faults,
             guint   first,
             guint   end)
{
  GString *words = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      const HechaFault *fault = &g_array_index (faults, HechaFault, i);

      if (words->len > 0)
        g_string_append (words, "\n");
      if (fault->object)
        g_string_append_printf (words, "%s: ", fault->object->name);
      if (fault->step > 0)
        g_string_append_printf (words, _("step %d: "), fault->step);
      g_string_append (words, hecha_words (&hecha_fault_labels[fault->kind]));
    }
  return g_string_free (words, FALSE);
}

static void
lead_to (HechaFaultList  *self,
         GtkWidget       *row,
         const HechaItem *item)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "issue.show-item");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", item->uuid);
  g_ptr_array_add (self->leading, row);
}

static GtkWidget *
item_line_new (HechaFaultList *self,
               GArray         *faults,
               guint           first,
               guint           end)
{
  const HechaItem *item = g_array_index (faults, HechaFault, first).item;
  g_autofree char *title = g_strdup_printf ("%s  %s", item->label ? item->label : item->id, hecha_words (&item->title));
  g_autofree char *subtitle = fault_words (faults, first, end);
  GtkWidget *row = line_new (title, subtitle, "dialog-warning-symbolic", "warning");

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  lead_to (self, row, item);
  return row;
}

static guint
end_of_item (GArray *faults,
             guint   first)
{
  guint end = first + 1;

  while (end < faults->len && g_array_index (faults, HechaFault, end).item == g_array_index (faults, HechaFault, first).item)
    end++;
  return end;
}

static guint
add_faults (HechaFaultList  *self,
            const HechaCase *content)
{
  g_autoptr(GArray) faults = hecha_case_faults (content);
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *title = NULL;
  GtkWidget *expander;

  for (guint first = 0, end; first < faults->len; first = end)
    {
      end = end_of_item (faults, first);
      g_ptr_array_add (lines, item_line_new (self, faults, first, end));
    }
  if (lines->len == 0)
    return 0;
  title = g_strdup_printf (ngettext ("%u of %u items is not complete", "%u of %u items are not complete", lines->len),
                           lines->len, content->checklist->entries->len);
  expander = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), lines->len <= OPEN_LINES);
  for (guint i = 0; i < lines->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), lines->pdata[i]);
  adw_preferences_group_add (self->group, expander);
  return lines->len;
}

static const HechaItem *
first_conflict (const HechaCase *content)
{
  g_autoptr(GArray) faults = hecha_case_faults (content);

  for (guint i = 0; i < faults->len; i++)
    if (g_array_index (faults, HechaFault, i).kind == HECHA_FAULT_CONFLICT)
      return g_array_index (faults, HechaFault, i).item;
  return NULL;
}

static guint
add_conflicts (HechaFaultList  *self,
               const HechaCase *content)
{
  const HechaItem *item = first_conflict (content);
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (content->conflicts == 0)
    return 0;
  title = g_strdup_printf (ngettext ("%u conflict between two devices", "%u conflicts between two devices",
                                     content->conflicts), content->conflicts);
  row = line_new (title, _("Both versions are kept; choose one on the item’s page"), "dialog-warning-symbolic",
                  "warning");
  if (item)
    lead_to (self, row, item);
  adw_preferences_group_add (self->group, row);
  return content->conflicts;
}

/* No hindrance, but worth knowing before somebody signs. */
static void
add_certificate_hint (HechaFaultList  *self,
                      const HechaCase *content)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (content->visit->procedure, &n);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const HechaMember *member = hecha_field_signer (&fields[i], content->visit->members);

      if (!fields[i].required || (member && member->fingerprint))
        continue;
      g_string_append_printf (names, "%s%s", names->len ? C_("between names in a list", ", ") : "", hecha_words (&fields[i].label));
      if (member)
        g_string_append_printf (names, " (%s)", member->name);
    }
  if (names->len == 0)
    return;
  g_string_append_printf (names, "\n%s", _("Whichever certificate signs there is taken"));
  adw_preferences_group_add (self->group, line_new (_("Signers without a registered certificate"), names->str,
                                                    "dialog-information-symbolic", "accent"));
}

/* The keyboard. The rows are built anew each time. */

static gboolean
has_keyboard (HechaFaultList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static const char *
item_of (GtkWidget *row)
{
  return g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)), NULL);
}

static char *
focused_item (HechaFaultList *self)
{
  for (guint i = 0; i < self->leading->len; i++)
    if (gtk_widget_is_focus (self->leading->pdata[i]))
      return g_strdup (item_of (self->leading->pdata[i]));
  return NULL;
}

/* To the same item again, or to the first thing that is left. */
static void
take_keyboard (HechaFaultList *self,
               const char     *item)
{
  for (guint i = 0; i < self->leading->len; i++)
    if (g_strcmp0 (item_of (self->leading->pdata[i]), item) == 0 && gtk_widget_grab_focus (self->leading->pdata[i]))
      return;
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
hecha_fault_list_finalize (GObject *object)
{
  g_ptr_array_unref (HECHA_FAULT_LIST (object)->leading);
  G_OBJECT_CLASS (hecha_fault_list_parent_class)->finalize (object);
}

static void
hecha_fault_list_class_init (HechaFaultListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_fault_list_finalize;
}

static void
hecha_fault_list_init (HechaFaultList *self)
{
  self->leading = g_ptr_array_new ();
}

/**
 * hecha_fault_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hecha_fault_list_new (void)
{
  return g_object_new (HECHA_TYPE_FAULT_LIST, NULL);
}

/**
 * hecha_fault_list_set:
 * @content: a visit; not kept
 *
 * Returns: how many things keep the report from being issued
 */
guint
hecha_fault_list_set (HechaFaultList  *self,
                      const HechaCase *content)
{
  gboolean focused;
  g_autofree char *item = NULL;
  guint n;

  g_return_val_if_fail (HECHA_IS_FAULT_LIST (self) && content, 0);

  focused = has_keyboard (self);
  item = focused_item (self);
  g_ptr_array_set_size (self->leading, 0);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("1. What Is Missing"));
  n = add_conflicts (self, content) + add_faults (self, content);
  if (n == 0)
    adw_preferences_group_add (self->group, line_new (_("Nothing is missing"), _("Every item is complete"),
                                                      "emblem-ok-symbolic", "success"));
  add_certificate_hint (self, content);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  if (focused)
    take_keyboard (self, item);
  return n;
}
