/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pill.h"

#include "place.h"

/* One row a verdict: what it looks like; never by colour alone. */
static const struct
{
  const char *icon;
  const char *css_class;
} looks[HECHA_N_VERDICTS] = {
  [HECHA_VERDICT_OPEN] = { "radio-symbolic", "verdict-open" },
  [HECHA_VERDICT_CONFORMING] = { "object-select-symbolic", "verdict-conforming" },
  [HECHA_VERDICT_PARTIAL] = { "dialog-warning-symbolic", "verdict-partial" },
  [HECHA_VERDICT_NONCONFORMING] = { "window-close-symbolic", "verdict-nonconforming" },
  [HECHA_VERDICT_NOT_APPLICABLE] = { "list-remove-symbolic", "verdict-na" },
};

/**
 * hecha_pill_new:
 * @css_class: (nullable): what colours it: accent, success, warning, error, dim
 *
 * Returns: (transfer floating): a few words in a rounded box
 */
GtkWidget *
hecha_pill_new (const char *text,
                const char *css_class)
{
  GtkWidget *pill = gtk_label_new (NULL);

  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_END);
  hecha_pill_set (pill, text, css_class);
  return pill;
}

/**
 * hecha_pill_set:
 * @pill: as hecha_pill_new() makes it
 * @text: (nullable): an empty one hides it
 * @css_class: (nullable): takes the place of the one it had
 */
void
hecha_pill_set (GtkWidget  *pill,
                const char *text,
                const char *css_class)
{
  const char *classes[] = { "pill-label", css_class, NULL };

  gtk_label_set_label (GTK_LABEL (pill), text ? text : "");
  gtk_widget_set_css_classes (pill, classes);
  gtk_widget_set_visible (pill, text && *text);
}

GtkWidget *
hecha_verdict_pill_new (HechaVerdict verdict)
{
  GtkWidget *pill = hecha_pill_new (NULL, NULL);

  hecha_verdict_pill_set (pill, verdict);
  return pill;
}

void
hecha_verdict_pill_set (GtkWidget    *pill,
                        HechaVerdict  verdict)
{
  hecha_pill_set (pill, hecha_text_get (&hecha_verdict_labels[verdict], hecha_shell_language ()),
                  looks[verdict].css_class);
}

const char *
hecha_verdict_icon_name (HechaVerdict verdict)
{
  return looks[verdict].icon;
}

const char *
hecha_verdict_css_class (HechaVerdict verdict)
{
  return looks[verdict].css_class;
}
