/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anchor-row.h"

#include "field-row.h"
#include "refusals.h"
#include "verification-words.h"

#include <glib/gi18n.h>

static const char *
kind_words (HechaAnchorKind kind)
{
  static const char *const words[] = {
    [HECHA_ANCHOR_ROOT] = N_("Root authority"),
    [HECHA_ANCHOR_BELOW] = N_("Authority under another"),
    [HECHA_ANCHOR_STAMPS] = N_("Time-stamping authority"),
    [HECHA_ANCHOR_NONE] = N_("Certificate of a signer"),
  };

  return _(words[MIN (kind, HECHA_ANCHOR_NONE)]);
}

/* To be compared with a printed one, four digits at a time. */
static char *
in_groups (const char *hex)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; hex[i]; i++)
    {
      if (i && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, hex[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
validity_words (const HechaTrustAnchor *anchor,
                gint64                  now)
{
  g_autofree char *from = hecha_moment_words (anchor->not_before), *until = hecha_moment_words (anchor->not_after);

  if (now > anchor->not_after)
    return g_strdup_printf (_("Expired: from %s to %s"), from, until);
  if (now < anchor->not_before)
    return g_strdup_printf (_("Not yet valid: from %s to %s"), from, until);
  return g_strdup_printf (_("From %s to %s"), from, until);
}

static void
add_field (GtkWidget  *row,
           const char *title,
           const char *value)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), hecha_field_row_new (title, value));
}

/**
 * hecha_anchor_row_new:
 * @now: microseconds since the epoch UTC
 *
 * A certificate that is trusted or may be, with what tells it from another one.
 *
 * Returns: (transfer floating): an expander row
 */
GtkWidget *
hecha_anchor_row_new (const HechaTrustAnchor *anchor,
                      gint64                  now)
{
  GtkWidget *row = adw_expander_row_new ();
  gboolean good = !anchor->fault && now >= anchor->not_before && now <= anchor->not_after;
  GtkWidget *image = gtk_image_new_from_icon_name (good ? "security-high-symbolic" : "dialog-warning-symbolic");
  g_autofree char *fingerprint = in_groups (anchor->fingerprint), *serial = in_groups (anchor->serial);
  g_autofree char *validity = validity_words (anchor, now);
  g_autofree char *key = g_strdup_printf (_("%s, %d bits"), anchor->algorithm, anchor->bits);
  g_autofree char *fault = anchor->fault ? hecha_refusal_words (anchor->fault) : NULL;
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", kind_words (anchor->kind), fault ? fault : validity);

  gtk_widget_add_css_class (image, anchor->fault ? "error" : good ? "success" : "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), anchor->subject);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), image);
  add_field (row, _("Fingerprint (SHA-256)"), fingerprint);
  add_field (row, _("Validity"), validity);
  add_field (row, _("Issued by"), anchor->issuer);
  add_field (row, _("Serial number"), serial);
  add_field (row, _("Key"), key);
  return row;
}
