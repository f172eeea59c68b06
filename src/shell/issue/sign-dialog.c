/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sign-dialog.h"

#include "error.h"
#include "file-choice.h"
#include "issue.h"
#include "refusals.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaSignDialog
{
  HechaDialog parent_instance;

  GtkLabel            *what;
  GtkLabel            *whose;
  AdwActionRow        *key_row;
  AdwActionRow        *picture_row;
  AdwPasswordEntryRow *password;
  GtkLabel            *problem;
  GtkButton           *sign;
  GtkButton           *token;
  GtkStack            *sign_stack;
  GtkWidget           *fields;

  HechaSession        *session;
  HechaSignWork        work;
  gpointer             data;
  GDestroyNotify       data_free;
  char                *key;
  char               **picture;   /* of the data; NULL where none is shown */
  gboolean             busy;
};

G_DEFINE_FINAL_TYPE (HechaSignDialog, hecha_sign_dialog, HECHA_TYPE_DIALOG)

typedef struct
{
  HechaSignDialog *dialog;   /* held */
  char            *key;
  char            *password;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  explicit_bzero (request->password, strlen (request->password));
  g_free (request->password);
  g_free (request->key);
  g_object_unref (request->dialog);
  g_free (request);
}

static void
update (HechaSignDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.sign", self->key && !self->busy);
  gtk_widget_set_sensitive (self->fields, !self->busy);
  gtk_stack_set_visible_child_name (self->sign_stack, self->busy ? "busy" : "idle");
}

static void
show_problem (HechaSignDialog *self,
              const char      *message)
{
  gtk_label_set_label (self->problem, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->password), "error");
}

static void
refuse_password (HechaSignDialog *self,
                 const char      *message)
{
  show_problem (self, message);
  gtk_widget_add_css_class (GTK_WIDGET (self->password), "error");
}

static void
password_changed_cb (HechaSignDialog *self)
{
  show_problem (self, NULL);
}

static void
password_activated_cb (HechaSignDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.sign", NULL);
}

/* Signing. */

static gpointer
sign_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Request *request = data;

  request->dialog->work (session, request->key, request->password, request->dialog->data, error);
  return NULL;
}

static void
signed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaSignDialog) self = data;
  g_autoptr(GError) error = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  self->busy = FALSE;
  update (self);
  if (!error)
    {
      g_signal_emit_by_name (self, "signed");
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  /* The commonest fault has words of its own; the others name file and rule. */
  if (!g_error_matches (error, HECHA_ERROR, HECHA_ERROR_PASSWORD))
    show_problem (self, hecha_refusal_text (error));
  else if (g_str_has_prefix (self->key, "pkcs11:"))
    refuse_password (self, _("This is not the token’s PIN"));
  else
    refuse_password (self, _("This is not the key’s password"));
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
sign_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaSignDialog *self = HECHA_SIGN_DIALOG (widget);
  Request *request = g_new0 (Request, 1);

  request->dialog = g_object_ref (self);
  request->key = g_strdup (self->key);
  request->password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  self->busy = TRUE;
  show_problem (self, NULL);
  update (self);
  hecha_session_edit_async (self->session, sign_job, request, request_free, NULL, NULL, signed_cb, g_object_ref (self));
}

/* The key file. */

static void
key_chosen_cb (GtkWidget  *widget,
               char      **paths)
{
  hecha_sign_dialog_set_key (HECHA_SIGN_DIALOG (widget), paths[0]);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_file_choose (widget, _("Key File"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL, _("Keys (PKCS#12)"),
                     (const char *[]) { "p12", "pfx", NULL }, key_chosen_cb);
}

/* The picture. */

static void
picture_chosen_cb (GtkWidget  *widget,
                   char      **paths)
{
  hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (widget), paths[0]);
}

static void
choose_picture_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  hecha_file_choose (widget, _("Picture of the Signature or Seal"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Pictures (PNG, JPEG)"), (const char *[]) { "png", "jpg", "jpeg", NULL }, picture_chosen_cb);
}

static void
forget_picture_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  hecha_sign_dialog_set_picture (HECHA_SIGN_DIALOG (widget), NULL);
}

/* A token. */

static gpointer
tokens_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return hecha_issue_tokens (error);
}

static void
use_token (HechaSignDialog *self,
           const char      *uri,
           const char      *label)
{
  g_free (self->key);
  self->key = g_strdup (uri);
  adw_action_row_set_subtitle (self->key_row, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->key_row), uri);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _("PIN of the token"));
  show_problem (self, NULL);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
use_token_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  const char *uri, *label;

  g_variant_get (parameter, "(&s&s)", &uri, &label);
  use_token (HECHA_SIGN_DIALOG (widget), uri, label);
}

static void
show_tokens (HechaSignDialog *self,
             GPtrArray       *tokens)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  for (guint i = 0; i < tokens->len; i++)
    {
      const HechaTokenChoice *choice = tokens->pdata[i];
      g_autofree char *label = g_strdup_printf ("%s · %s", choice->subject, choice->token);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      if (tokens->len == 1)
        use_token (self, choice->uri, label);
      g_menu_item_set_action_and_target (item, "dialog.use-token", "(ss)", choice->uri, label);
      g_menu_append_item (menu, item);
    }
  if (tokens->len < 2)
    return;
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, GTK_WIDGET (self->token));
  g_signal_connect_swapped (self->token, "destroy", G_CALLBACK (gtk_widget_unparent), popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
tokens_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(HechaSignDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tokens = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  self->busy = FALSE;
  update (self);
  if (!tokens)
    show_problem (self, hecha_refusal_text (error));
  else if (tokens->len == 0)
    show_problem (self, _("No token with a certificate is plugged in"));
  else
    show_tokens (self, tokens);
}

static void
token_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaSignDialog *self = HECHA_SIGN_DIALOG (widget);

  self->busy = TRUE;
  show_problem (self, NULL);
  update (self);
  hecha_session_run_async (self->session, tokens_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           tokens_found_cb, g_object_ref (self));
}

/* Type. */

static gboolean
hecha_sign_dialog_close_request (GtkWindow *window)
{
  /* A signature on its way cannot be called back. */
  if (HECHA_SIGN_DIALOG (window)->busy)
    return TRUE;
  return GTK_WINDOW_CLASS (hecha_sign_dialog_parent_class)->close_request (window);
}

static void
hecha_sign_dialog_finalize (GObject *object)
{
  HechaSignDialog *self = HECHA_SIGN_DIALOG (object);

  if (self->data_free)
    self->data_free (self->data);
  g_clear_object (&self->session);
  g_free (self->key);
  G_OBJECT_CLASS (hecha_sign_dialog_parent_class)->finalize (object);
}

static void
hecha_sign_dialog_class_init (HechaSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_sign_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hecha_sign_dialog_close_request;
  g_signal_new ("signed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/sign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, what);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, whose);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, picture_row);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, password);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, sign);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, token);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, sign_stack);
  gtk_widget_class_bind_template_child (widget_class, HechaSignDialog, fields);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.sign", NULL, sign_action);
  gtk_widget_class_install_action (widget_class, "dialog.token", NULL, token_action);
  gtk_widget_class_install_action (widget_class, "dialog.use-token", "(ss)", use_token_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose-picture", NULL, choose_picture_action);
  gtk_widget_class_install_action (widget_class, "dialog.forget-picture", NULL, forget_picture_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_sign_dialog_init (HechaSignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * hecha_sign_dialog_new:
 * @parent: (nullable): the window that waits
 * @work: what signs, in a thread
 * @data: (nullable): for @work
 * @data_free: (nullable): frees @data
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaSignDialog *
hecha_sign_dialog_new (GtkWindow      *parent,
                       HechaSession   *session,
                       HechaSignWork   work,
                       gpointer        data,
                       GDestroyNotify  data_free)
{
  HechaSignDialog *self = g_object_new (HECHA_TYPE_SIGN_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->work = work;
  self->data = data;
  self->data_free = data_free;
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  return self;
}

/**
 * hecha_sign_dialog_say:
 * @what: what the signature says, such as the label of its field
 * @whose: (nullable): who is to sign
 */
void
hecha_sign_dialog_say (HechaSignDialog *self,
                       const char      *what,
                       const char      *whose)
{
  g_return_if_fail (HECHA_IS_SIGN_DIALOG (self));

  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->whose, whose ? whose : "");
  gtk_widget_set_visible (GTK_WIDGET (self->whose), whose != NULL);
}

/**
 * hecha_sign_dialog_set_key:
 * @path: (nullable): a PKCS#12 file
 */
void
hecha_sign_dialog_set_key (HechaSignDialog *self,
                           const char      *path)
{
  g_autofree char *name = path ? g_filename_display_basename (path) : NULL;

  g_return_if_fail (HECHA_IS_SIGN_DIALOG (self));

  g_free (self->key);
  self->key = g_strdup (path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _("Password of the key"));
  adw_action_row_set_subtitle (self->key_row, name ? name : _("None chosen yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->key_row), path);
  show_problem (self, NULL);
  update (self);
  if (path)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

/**
 * hecha_sign_dialog_offer_picture:
 * @picture: (inout): where the path of a chosen picture goes; of the data, and
 *   not touched while one signs
 *
 * Offers to show the picture of a signature by hand or a seal beside the words.
 */
void
hecha_sign_dialog_offer_picture (HechaSignDialog  *self,
                                 char            **picture)
{
  g_return_if_fail (HECHA_IS_SIGN_DIALOG (self));

  self->picture = picture;
  gtk_widget_set_visible (GTK_WIDGET (self->picture_row), TRUE);
  hecha_sign_dialog_set_picture (self, *picture);
}

/**
 * hecha_sign_dialog_set_picture:
 * @path: (nullable): a PNG or JPEG file; %NULL for none
 *
 * After hecha_sign_dialog_offer_picture() alone.
 */
void
hecha_sign_dialog_set_picture (HechaSignDialog *self,
                               const char      *path)
{
  g_autofree char *name = path ? g_filename_display_basename (path) : NULL;
  char *copy = g_strdup (path);

  g_return_if_fail (HECHA_IS_SIGN_DIALOG (self) && self->picture);

  g_free (*self->picture);
  *self->picture = copy;
  adw_action_row_set_subtitle (self->picture_row, name ? name : _("None: words alone"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->picture_row), path);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.forget-picture", path != NULL);
  show_problem (self, NULL);
}
