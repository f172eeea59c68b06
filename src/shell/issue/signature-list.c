/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signature-list.h"

#include "verification-words.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaSignatureList
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (HechaSignatureList, hecha_signature_list, ADW_TYPE_BIN)

static const HechaSignatureResult *
find_result (const HechaVerification *verification,
             const char              *field)
{
  for (guint i = 0; verification && i < verification->signatures->len; i++)
    {
      const HechaSignatureResult *result = verification->signatures->pdata[i];

      if (g_str_equal (result->field, field))
        return result;
    }
  return NULL;
}

/* What is known of one signature: from the file where it was verified, else from the journal. */
static char *
signed_words (const HechaSigning         *signing,
              const HechaSignatureResult *result)
{
  g_autofree char *time = result && result->time ? hecha_moment_words (result->time)
                          : signing ? hecha_moment_words_from_text (signing->time) : g_strdup ("");
  const char *format = result && result->time_proven ? _("Signed by %s, %s (time proved)")
                                                     /* TRANSLATORS: a name, then day and time */
                                                     : _("Signed by %s, %s (time claimed)");
  const char *who = result && *result->signer ? result->signer : signing ? signing->signer : "";
  g_autofree char *words = g_strdup_printf (format, who, time);

  if (!result)
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s\n%s · %s", words, hecha_signature_status_look (result->status).title,
                          hecha_signature_trust_look (result->trust).title);
}

/* Nobody is told more than is known. */
static char *
paper_words (const HechaSigning *signing)
{
  /* TRANSLATORS: a name, the day on the paper, and who recorded it */
  return g_strdup_printf (_("Signed on paper by %s, %s\nRecorded by %s with the scan; not verified by cryptography"),
                          signing->signer, signing->time, signing->author);
}

static GtkWidget *
sign_button_new (const HechaSignatureField *field,
                 gboolean                   next)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Sign as…"));
  g_autofree char *name = g_strdup_printf (_("Sign as “%s”"), hecha_words (&field->label));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "touch");
  if (next)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "issue.sign");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
look_of (const HechaSigning         *signing,
         const HechaSignatureResult *result,
         const char                **icon,
         const char                **css_class)
{
  if (!signing && !result)
    {
      *icon = "document-edit-symbolic";
      *css_class = "dim-label";
      return;
    }
  *icon = signing && signing->scans ? "printer-symbolic" : "emblem-ok-symbolic";
  *css_class = signing && signing->scans ? "accent" : "success";
  if (result && result->status != HECHA_SIGNATURE_INTACT)
    {
      *icon = hecha_signature_status_look (result->status).icon;
      *css_class = hecha_signature_status_look (result->status).css_class;
    }
}

static char *
unsigned_words (const HechaSignatureField *field,
                const HechaMember         *member)
{
  if (!field->required)
    return g_strdup (_("Left to the seal system; not required"));
  return member ? g_strdup (member->name) : g_strdup (_("Nobody was named"));
}

/* In place of the signature of who would not sign: the officers who signed for that; NULL where nobody did. */
static char *
refused_words (const HechaCase           *content,
               const HechaSignatureField *field)
{
  g_autoptr(GString) officers = g_string_new (NULL);

  for (guint i = 0; g_str_equal (field->name, "on-site-person") && i < content->signings->len; i++)
    {
      const HechaSigning *signing = content->signings->pdata[i];

      if (hecha_field_is_refusal (signing->field))
        g_string_append_printf (officers, "%s%s", officers->len ? C_("between names in a list", ", ") : "", signing->signer);
    }
  return officers->len ? g_strdup_printf (_("Did not sign; witnessed by %s"), officers->str) : NULL;
}

static GtkWidget *
row_new (const HechaSignatureField  *field,
         const HechaCase            *content,
         const HechaSignatureResult *result,
         gboolean                    may_sign,
         gboolean                    next)
{
  const HechaSigning *signing = hecha_case_signing (content, field->name);
  const HechaMember *member = hecha_field_signer (field, content->visit->members);
  gboolean is_signed = signing || result;
  g_autofree char *refused = is_signed ? NULL : refused_words (content, field);
  g_autofree char *words = signing && signing->scans ? paper_words (signing)
                           : is_signed ? signed_words (signing, result)
                           : refused ? g_strdup (refused) : unsigned_words (field, member);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image;
  const char *icon, *css_class;

  look_of (signing, result, &icon, &css_class);
  image = gtk_image_new_from_icon_name (icon);
  gtk_widget_add_css_class (image, css_class);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hecha_words (&field->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  if (!is_signed && !refused && field->required && may_sign)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign_button_new (field, next));
  return row;
}

static const HechaSignatureField *
next_field (const HechaCase *content)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (content->visit->procedure, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *refused = refused_words (content, &fields[i]);

      if (fields[i].required && !refused && !hecha_case_signing (content, fields[i].name))
        return &fields[i];
    }
  return NULL;
}

/* A report is a baton: one person holds it at a time. */
static char *
holder_words (const HechaCase           *content,
              const HechaSignatureField *next)
{
  const HechaMember *member = next ? hecha_field_signer (next, content->visit->members) : NULL;

  if (!content->frozen)
    return g_strdup (_("Signed once the report is issued"));
  if (!next)
    return g_strdup (_("Everybody who has to sign has signed"));
  if (!member)
    return g_strdup_printf (_("Next to sign: %s"), hecha_words (&next->label));
  /* TRANSLATORS: a name and the label of a signature field */
  return g_strdup_printf (_("The report is with %s (%s)"), member->name, hecha_words (&next->label));
}

/* The group is built anew each time: whoever had the keyboard on a button gets the one that is next. */
static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_button (child);
  return found;
}

/* To who signs next, if anybody. */
static gboolean
hecha_signature_list_grab_focus (GtkWidget *widget)
{
  GtkWidget *button = find_button (widget);

  return button && gtk_widget_grab_focus (button);
}

static void
hecha_signature_list_class_init (HechaSignatureListClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hecha_signature_list_grab_focus;
}

static void
hecha_signature_list_init (HechaSignatureList *self)
{
}

/**
 * hecha_signature_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hecha_signature_list_new (void)
{
  return g_object_new (HECHA_TYPE_SIGNATURE_LIST, NULL);
}

/**
 * hecha_signature_list_set:
 * @content: a visit; not kept
 * @verification: (nullable): of its newest report; not kept
 * @may_sign: whether fields that are open offer to sign
 */
void
hecha_signature_list_set (HechaSignatureList      *self,
                          const HechaCase         *content,
                          const HechaVerification *verification,
                          gboolean                 may_sign)
{
  GtkWidget *group = adw_preferences_group_new (), *button;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  const HechaSignatureField *next = next_field (content);
  g_autofree char *holder = holder_words (content, next);
  g_autofree char *escaped = g_markup_escape_text (holder, -1);
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (content->visit->procedure, &n);

  g_return_if_fail (HECHA_IS_SIGNATURE_LIST (self) && content);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("3. Signatures"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  for (guint i = 0; i < n; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               row_new (&fields[i], content, find_result (verification, fields[i].name), may_sign,
                                        &fields[i] == next));
  adw_bin_set_child (ADW_BIN (self), group);
  button = focused ? find_button (group) : NULL;
  if (button)
    gtk_widget_grab_focus (button);
}
