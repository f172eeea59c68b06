/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-view.h"

#include "change-words.h"
#include "refusals.h"
#include "verification-words.h"

#include <glib/gi18n.h>

struct _HechaVerificationView
{
  AdwBin parent_instance;

  GtkImage            *icon;
  GtkLabel            *title;
  GtkLabel            *sentence;
  AdwPreferencesGroup *proved;
  AdwPreferencesGroup *unproved;
  AdwPreferencesGroup *signatures;
  AdwPreferencesGroup *refusal;
  AdwPreferencesGroup *papers;
  AdwPreferencesGroup *changes;
  AdwPreferencesGroup *file;
  GPtrArray           *rows;   /* (element-type GtkWidget): to take out again; each in its group */
};

G_DEFINE_FINAL_TYPE (HechaVerificationView, hecha_verification_view, ADW_TYPE_BIN)

static GtkWidget *
icon_new (const char *name,
          const char *css_class)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  if (css_class)
    gtk_widget_add_css_class (icon, css_class);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return icon;
}

static GtkWidget *
row_new (const char *title,
         const char *subtitle,
         const char *icon,
         const char *css_class)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon_new (icon, css_class));
  return row;
}

static void
add (HechaVerificationView *self,
     AdwPreferencesGroup   *group,
     GtkWidget             *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (HechaVerificationView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_lines (HechaVerificationView *self,
           AdwPreferencesGroup   *group,
           GPtrArray             *lines,
           const char            *icon,
           const char            *css_class)
{
  gtk_widget_set_visible (GTK_WIDGET (group), lines->len > 0);
  for (guint i = 0; i < lines->len; i++)
    add (self, group, row_new (lines->pdata[i], NULL, icon, css_class));
}

/* What was seen is told with each, whether it passed or not. */
static void
add_checks (GtkWidget *expander,
            GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const HechaVerificationCheck *check = checks->pdata[i];
      g_autofree char *seen = hecha_refusal_words (check->message);
      GtkWidget *row = row_new (hecha_verification_check_title (check->name), seen,
                                check->ok ? "emblem-ok-symbolic" : "dialog-warning-symbolic",
                                check->ok ? "success" : "warning");
      const char *outcome = check->ok ? _("passed") : _("not passed");

      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, outcome, -1);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
}

static GtkWidget *
expander_new (const char *title,
              const char *subtitle)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  return row;
}

static char *
signature_words (const HechaSignatureResult *signature)
{
  HechaLook status = hecha_signature_status_look (signature->status);
  HechaLook trust = hecha_signature_trust_look (signature->trust);
  g_autofree char *moment = hecha_moment_words (signature->time);
  /* TRANSLATORS: %s is day and time of a signature */
  g_autofree char *time = signature->time == 0 ? g_strdup (_("no time given"))
                          : g_strdup_printf (signature->time_proven ? _("%s, proved") : _("%s, claimed"), moment);

  return g_strdup_printf ("%s\n%s · %s\n%s", hecha_field_title (signature->field), status.title, trust.title, time);
}

/* A certificate by its digest, which breaks anywhere without a hyphen that is not in it. */
static void
add_certificate (GtkWidget  *expander,
                 const char *title,
                 const char *name,
                 const char *digest)
{
  GtkWidget *row;
  g_autofree char *text = NULL;

  if (!*digest)
    return;
  row = adw_action_row_new ();
  text = g_markup_printf_escaped (*name ? "%s\n<span insert_hyphens=\"false\">%s</span>"
                                        : "%s<span insert_hyphens=\"false\">%s</span>", name, digest);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
}

static void
add_signature (HechaVerificationView      *self,
               const HechaSignatureResult *signature)
{
  HechaLook status = hecha_signature_status_look (signature->status);
  HechaLook trust = hecha_signature_trust_look (signature->trust);
  g_autofree char *words = signature_words (signature);
  GtkWidget *row = expander_new (*signature->signer ? signature->signer : _("Unknown signer"), words);
  gboolean good = signature->status == HECHA_SIGNATURE_INTACT;

  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon_new (good ? trust.icon : status.icon,
                                                                 good ? trust.css_class : status.css_class));
  add_checks (row, signature->checks);
  add_certificate (row, _("Certificate (SHA-256)"), "", signature->certificate);
  add_certificate (row, _("Trusted authority that vouches for the signer"), signature->root, signature->root_certificate);
  add_certificate (row, _("Trusted authority that vouches for the time"), signature->stamp_root,
                   signature->stamp_root_certificate);
  add (self, self->signatures, row);
}

/* What followed, revision by revision. */

static HechaDifferenceGrade
worst_of (GPtrArray *differences)
{
  HechaDifferenceGrade worst = HECHA_GRADE_ALLOWED;

  for (guint i = 0; i < differences->len; i++)
    worst = MAX (worst, ((HechaDifference *) differences->pdata[i])->grade);
  return worst;
}

static void
add_differences (GtkWidget *expander,
                 GPtrArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const HechaDifference *difference = differences->pdata[i];
      HechaLook look = hecha_difference_grade_look (difference->grade);
      g_autofree char *seen = hecha_refusal_words (difference->message);
      g_autofree char *words = g_strdup_printf ("%s · %s", hecha_difference_title (difference->name), look.title);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row_new (seen, words, look.icon, look.css_class));
    }
}

/* The file as @signature left it, against the file as it is. */
static void
add_change (HechaVerificationView      *self,
            const HechaSignatureResult *signature)
{
  guint n = signature->differences->len;
  HechaLook look = hecha_difference_grade_look (worst_of (signature->differences));
  g_autofree char *place = g_strdup_printf ("%" G_GUINT64_FORMAT, signature->covers);
  /* TRANSLATORS: %s is the label of a signature field */
  g_autofree char *title = g_strdup_printf (_("After “%s”"), hecha_field_title (signature->field));
  g_autofree char *count = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);
  /* TRANSLATORS: a signed revision of a file, and where it ends, in bytes from its start */
  g_autofree char *end = g_strdup_printf (_("signed revision %u, up to byte %s"), signature->revision, place);
  g_autofree char *words = g_strdup_printf ("%s · %s\n%s", count, look.title, end);
  GtkWidget *row;

  if (n == 0)
    return;
  row = expander_new (title, words);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon_new (look.icon, look.css_class));
  add_differences (row, signature->differences);
  add (self, self->changes, row);
}

/* Where what was signed was changed, and then what followed each signature. */
static void
add_changes (HechaVerificationView   *self,
             const HechaVerification *verification)
{
  const HechaRevisionChange *change = verification->change;
  g_autofree char *title = change ? hecha_change_title (change) : NULL;
  g_autofree char *pages = change ? hecha_different_pages_words (change->pages, change->all) : NULL;
  guint before = self->rows->len;

  if (change)
    add (self, self->changes, row_new (title, pages, "dialog-error-symbolic", "error"));
  for (guint i = 0; i < verification->signatures->len; i++)
    add_change (self, verification->signatures->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), self->rows->len > before);
}

static void
add_refusal (HechaVerificationView   *self,
             const HechaVerification *verification)
{
  g_autofree char *witnesses = hecha_witnesses_words (verification);

  gtk_widget_set_visible (GTK_WIDGET (self->refusal), verification->refusal != NULL);
  if (verification->refusal)
    add (self, self->refusal, row_new (verification->refusal, witnesses, "dialog-information-symbolic", NULL));
}

/* On paper: who signed, and then the scans, which several may share. */

static void
add_scan (HechaVerificationView  *self,
          const HechaPaperScan   *scan,
          const HechaPaperResult *paper)
{
  /* TRANSLATORS: a number of pages; then who put the scan into the workspace */
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", scan->pages), scan->pages);
  g_autofree char *whose = g_strdup_printf (_("recorded by %s"), paper->author ? paper->author : "");
  g_autofree char *words = g_markup_printf_escaped ("%s · %s\nSHA-256 <span insert_hyphens=\"false\">%s</span>",
                                                    scan->at_hand ? pages : _("Not at hand, or damaged"), whose, scan->file->sha256);
  g_autofree char *title = g_markup_escape_text (scan->file->name, -1);
  g_autofree char *name = g_strdup_printf (_("Open %s"), scan->file->name);
  GtkWidget *row = row_new (NULL, NULL, scan->at_hand ? "emblem-documents-symbolic" : "dialog-warning-symbolic",
                            scan->at_hand ? NULL : "warning");
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "touch");
  gtk_widget_set_sensitive (button, scan->at_hand);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ssst)", scan->file->sha256, scan->file->name,
                                          scan->file->media_type ? scan->file->media_type : "", scan->file->size);
  if (scan->at_hand)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dialog.scan");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add (self, self->papers, row);
}

static void
add_papers (HechaVerificationView *self,
            GPtrArray             *papers)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  gtk_widget_set_visible (GTK_WIDGET (self->papers), papers->len > 0);
  for (guint i = 0; i < papers->len; i++)
    {
      const HechaPaperResult *paper = papers->pdata[i];
      g_autofree char *words = g_strdup_printf ("%s\n%s", hecha_field_title (paper->field), paper->day ? paper->day : "");

      add (self, self->papers, row_new (paper->signer, words, "printer-symbolic", "accent"));
    }
  for (guint i = 0; i < papers->len; i++)
    {
      const HechaPaperResult *paper = papers->pdata[i];

      for (guint j = 0; j < paper->scans->len; j++)
        if (g_hash_table_add (seen, ((HechaPaperScan *) paper->scans->pdata[j])->file->sha256))
          add_scan (self, paper->scans->pdata[j], paper);
    }
}

static void
add_file_checks (HechaVerificationView *self,
                 GPtrArray             *checks)
{
  guint passed = 0;
  g_autofree char *words = NULL;
  GtkWidget *row;

  gtk_widget_set_visible (GTK_WIDGET (self->file), checks->len > 0);
  if (checks->len == 0)
    return;
  for (guint i = 0; i < checks->len; i++)
    passed += ((HechaVerificationCheck *) checks->pdata[i])->ok;
  words = g_strdup_printf (_("%u of %u passed"), passed, checks->len);
  row = expander_new (_("Checks of the whole file"), words);
  add_checks (row, checks);
  add (self, self->file, row);
}

static void
hecha_verification_view_dispose (GObject *object)
{
  g_clear_pointer (&HECHA_VERIFICATION_VIEW (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_verification_view_parent_class)->dispose (object);
}

static void
hecha_verification_view_class_init (HechaVerificationViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_verification_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/verification-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, icon);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, title);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, sentence);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, proved);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, unproved);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, signatures);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, refusal);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, papers);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, changes);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationView, file);
}

static void
hecha_verification_view_init (HechaVerificationView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_verification_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
hecha_verification_view_new (void)
{
  return g_object_new (HECHA_TYPE_VERIFICATION_VIEW, NULL);
}

/**
 * hecha_verification_view_set:
 * @verification: what was found; not kept
 */
void
hecha_verification_view_set (HechaVerificationView   *self,
                             const HechaVerification *verification)
{
  HechaLook look;
  g_autoptr(GPtrArray) proved = NULL;
  g_autoptr(GPtrArray) unproved = NULL;

  g_return_if_fail (HECHA_IS_VERIFICATION_VIEW (self) && verification);

  look = hecha_file_verdict_look (verification->verdict);
  proved = hecha_verification_proved (verification);
  unproved = hecha_verification_unproved (verification);
  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]) { "verdict-icon", look.css_class, NULL });
  gtk_label_set_label (self->title, look.title);
  gtk_label_set_label (self->sentence, hecha_file_verdict_sentence (verification->verdict));
  clear (self);
  add_lines (self, self->proved, proved, "emblem-ok-symbolic", "success");
  add_lines (self, self->unproved, unproved, "dialog-question-symbolic", "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->signatures), verification->signatures->len > 0);
  for (guint i = 0; i < verification->signatures->len; i++)
    add_signature (self, verification->signatures->pdata[i]);
  add_refusal (self, verification);
  add_papers (self, verification->papers);
  add_changes (self, verification);
  add_file_checks (self, verification->checks);
}
