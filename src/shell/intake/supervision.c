/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "supervision.h"

#include "words.h"

#include <glib/gi18n.h>

static const char *
authority_name (const HechaSupervision *row)
{
  return row->authority ? hecha_words (&row->authority->name) : _("not known for this region");
}

/**
 * hecha_supervision_text:
 * @supervision: (element-type HechaSupervision): of an enterprise
 * @joint: whether the authority of the other line takes part: that a type is its
 *   own is no warning then
 *
 * Returns: (transfer full): who supervises it as @type where it is registered,
 *   and what does not fit, a line each
 */
char *
hecha_supervision_text (GPtrArray *supervision,
                        HechaType  type,
                        gboolean   joint)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < supervision->len; i++)
    {
      const HechaSupervision *row = supervision->pdata[i];

      if (row->type != type || row->site)
        continue;
      g_string_append_printf (text, _("Supervised by: %s"), authority_name (row));
      for (guint j = 0; j < row->warnings->len; j++)
        {
          const HechaMisassignment *warning = row->warnings->pdata[j];

          if (!joint || !hecha_misassignment_is_of_line (warning))
            g_string_append_printf (text, "\n⚠ %s", hecha_words (&warning->text));
        }
    }
  return g_string_free (text, FALSE);
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle,
         const char          *icon,
         const char          *css_class)
{
  GtkWidget *row = adw_action_row_new (), *image;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon)
    {
      image = gtk_image_new_from_icon_name (icon);
      gtk_widget_add_css_class (image, css_class);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
    }
  adw_preferences_group_add (group, row);
}

/**
 * hecha_supervision_group_new:
 * @supervision: (element-type HechaSupervision): of an enterprise
 * @type: as which it filed
 *
 * Returns: (transfer floating): who supervises it, by place, with the article,
 *   and what does not fit
 */
GtkWidget *
hecha_supervision_group_new (GPtrArray *supervision,
                             HechaType  type)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Supervision"));
  for (guint i = 0; i < supervision->len; i++)
    {
      const HechaSupervision *row = supervision->pdata[i];
      g_autofree char *place = NULL;

      if (row->type != type)
        continue;
      for (guint j = 0; j < row->warnings->len; j++)
        add_row (ADW_PREFERENCES_GROUP (group), hecha_words (&((HechaMisassignment *) row->warnings->pdata[j])->text),
                 _("A warning: nothing is refused for it."), "dialog-warning-symbolic", "warning");
      place = row->site ? g_strdup_printf (_("Article 3 · site %s"), row->site) : g_strdup (_("Article 3 · where it is registered"));
      add_row (ADW_PREFERENCES_GROUP (group), authority_name (row), place, NULL, NULL);
    }
  return group;
}
