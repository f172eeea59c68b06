/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "field-row.h"

static GtkWidget *
label_new (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * hecha_field_row_new:
 * @title: what the field is called
 * @value: what it says; as many lines as it needs
 *
 * A field of a group, to be read. An AdwActionRow would not do: with GTK 4.8 its
 * subtitle runs out of the row where Latin and Han letters are mixed.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
hecha_field_row_new (const char *title,
                     const char *value)
{
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = label_new (title, "caption");

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), label_new (value, NULL));
  gtk_widget_add_css_class (box, "field");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}
