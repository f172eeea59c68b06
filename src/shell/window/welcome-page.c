/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "welcome-page.h"

#include "refusals.h"
#include "session.h"

struct _HechaWelcomePage
{
  AdwBin parent_instance;

  AdwComboRow *holder;
  AdwEntryRow *unit;
  AdwEntryRow *author;
  GtkLabel    *problem;
  GtkButton   *create;
  char        *directory;
};

G_DEFINE_FINAL_TYPE (HechaWelcomePage, hecha_welcome_page, ADW_TYPE_BIN)

typedef struct
{
  char        *directory;
  HechaHolder  holder;
  char        *unit;
  char        *author;
} Request;

static void
request_free (Request *request)
{
  g_free (request->directory);
  g_free (request->unit);
  g_free (request->author);
  g_free (request);
}

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
entry_changed_cb (HechaWelcomePage *self)
{
  g_autofree char *unit = dup_stripped (self->unit), *author = dup_stripped (self->author);

  if (*unit)
    gtk_widget_remove_css_class (GTK_WIDGET (self->unit), "error");
  if (*author)
    gtk_widget_remove_css_class (GTK_WIDGET (self->author), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.create", *unit && *author);
}

/* Enter goes to what is still empty, else it begins. */
static void
entry_activated_cb (HechaWelcomePage *self)
{
  AdwEntryRow *rows[] = { self->unit, self->author };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dup_stripped (rows[i]);

      if (!*text)
        {
          gtk_widget_add_css_class (GTK_WIDGET (rows[i]), "error");
          gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
          return;
        }
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "welcome.create", NULL);
}

static void
create_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  if (hecha_session_create (request->directory, request->holder, request->unit, request->author, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  HechaWelcomePage *self = HECHA_WELCOME_PAGE (source);
  g_autoptr(GError) error = NULL;

  entry_changed_cb (self);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_signal_emit_by_name (self, "done");
      return;
    }
  gtk_label_set_label (self->problem, hecha_refusal_text (error));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
create_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaWelcomePage *self = HECHA_WELCOME_PAGE (widget);
  g_autoptr(GTask) task = g_task_new (self, NULL, created_cb, NULL);
  Request *request = g_new0 (Request, 1);

  request->directory = g_strdup (self->directory);
  request->holder = adw_combo_row_get_selected (self->holder);
  request->unit = dup_stripped (self->unit);
  request->author = dup_stripped (self->author);
  gtk_widget_action_set_enabled (widget, "welcome.create", FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, create_thread);
}

static void
hecha_welcome_page_finalize (GObject *object)
{
  g_free (HECHA_WELCOME_PAGE (object)->directory);
  G_OBJECT_CLASS (hecha_welcome_page_parent_class)->finalize (object);
}

static void
hecha_welcome_page_class_init (HechaWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_welcome_page_finalize;
  g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaWelcomePage, holder);
  gtk_widget_class_bind_template_child (widget_class, HechaWelcomePage, unit);
  gtk_widget_class_bind_template_child (widget_class, HechaWelcomePage, author);
  gtk_widget_class_bind_template_child (widget_class, HechaWelcomePage, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaWelcomePage, create);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_install_action (widget_class, "welcome.create", NULL, create_action);
}

static void
hecha_welcome_page_init (HechaWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  entry_changed_cb (self);
}

/**
 * hecha_welcome_page_get_directory:
 *
 * Returns: (transfer none) (nullable): where the workspace is to be
 */
const char *
hecha_welcome_page_get_directory (HechaWelcomePage *self)
{
  return self->directory;
}

/**
 * hecha_welcome_page_set_directory:
 * @directory: where the workspace is to be
 */
void
hecha_welcome_page_set_directory (HechaWelcomePage *self,
                                  const char       *directory)
{
  g_free (self->directory);
  self->directory = g_strdup (directory);
}
