/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "states.h"

#include "place.h"
#include "refusals.h"

#include <glib/gi18n.h>

struct _HechaStates
{
  AdwBin parent_instance;

  GtkStack  *stack;
  AdwBin    *content;
  GtkWidget *empty;
  GtkWidget *error;
  GtkButton *empty_button;
  GtkButton *retry_button;
  guint      loading_id;
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_EMPTY_ICON,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_EMPTY_LABEL,
  PROP_EMPTY_ACTION,
  PROP_RETRY_ACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HechaStates, hecha_states, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

/* A <child> in a template is the content; the template's own child is the stack. */
static void
hecha_states_add_child (GtkBuildable *buildable,
                        GtkBuilder   *builder,
                        GObject      *child,
                        const char   *type)
{
  HechaStates *self = HECHA_STATES (buildable);

  if (self->content && GTK_IS_WIDGET (child))
    adw_bin_set_child (self->content, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = hecha_states_add_child;
}

static void
show (HechaStates *self,
      const char  *name)
{
  GtkWidget *place = gtk_widget_get_ancestor (GTK_WIDGET (self), HECHA_TYPE_PLACE);

  g_clear_handle_id (&self->loading_id, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, name);
  if (place)
    hecha_place_shown (HECHA_PLACE (place));
}

static gboolean
loading_timeout_cb (gpointer data)
{
  HechaStates *self = data;

  self->loading_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
hecha_states_dispose (GObject *object)
{
  HechaStates *self = HECHA_STATES (object);

  g_clear_handle_id (&self->loading_id, g_source_remove);
  G_OBJECT_CLASS (hecha_states_parent_class)->dispose (object);
}

static void
hecha_states_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  HechaStates *self = HECHA_STATES (object);
  const char *text = id == PROP_CONTENT ? NULL : g_value_get_string (value);

  switch (id)
    {
    case PROP_CONTENT:
      adw_bin_set_child (self->content, g_value_get_object (value));
      break;
    case PROP_EMPTY_ICON:
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), text);
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), text);
      break;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), text);
      break;
    case PROP_EMPTY_LABEL:
      gtk_button_set_label (self->empty_button, text);
      break;
    case PROP_EMPTY_ACTION:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), text);
      gtk_widget_set_visible (GTK_WIDGET (self->empty_button), text != NULL);
      break;
    case PROP_RETRY_ACTION:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry_button), text);
      gtk_widget_set_visible (GTK_WIDGET (self->retry_button), text != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_text (GObjectClass *object_class,
              guint         id,
              const char   *name)
{
  properties[id] = g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
}

static void
hecha_states_class_init (HechaStatesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hecha_states_dispose;
  object_class->set_property = hecha_states_set_property;
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  install_text (object_class, PROP_EMPTY_ICON, "empty-icon");
  install_text (object_class, PROP_EMPTY_TITLE, "empty-title");
  install_text (object_class, PROP_EMPTY_DESCRIPTION, "empty-description");
  install_text (object_class, PROP_EMPTY_LABEL, "empty-label");
  install_text (object_class, PROP_EMPTY_ACTION, "empty-action");
  install_text (object_class, PROP_RETRY_ACTION, "retry-action");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/states.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaStates, stack);
  gtk_widget_class_bind_template_child (widget_class, HechaStates, content);
  gtk_widget_class_bind_template_child (widget_class, HechaStates, empty);
  gtk_widget_class_bind_template_child (widget_class, HechaStates, error);
  gtk_widget_class_bind_template_child (widget_class, HechaStates, empty_button);
  gtk_widget_class_bind_template_child (widget_class, HechaStates, retry_button);
}

static void
hecha_states_init (HechaStates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_states_show_loading:
 *
 * Shows that something is on its way, after 200 ms, so that what is quick does
 * not flicker. A content that is there stays visible until then.
 */
void
hecha_states_show_loading (HechaStates *self)
{
  g_return_if_fail (HECHA_IS_STATES (self));

  if (self->loading_id == 0 && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "content") != 0)
    self->loading_id = g_timeout_add (200, loading_timeout_cb, self);
}

void
hecha_states_show_empty (HechaStates *self)
{
  g_return_if_fail (HECHA_IS_STATES (self));

  show (self, "empty");
}

void
hecha_states_show_content (HechaStates *self)
{
  g_return_if_fail (HECHA_IS_STATES (self));

  show (self, "content");
}

/**
 * hecha_states_show_error:
 * @error: what went wrong; its message is shown
 */
void
hecha_states_show_error (HechaStates  *self,
                         const GError *error)
{
  g_autofree char *message = g_markup_escape_text (hecha_refusal_text (error), -1);

  g_return_if_fail (HECHA_IS_STATES (self));

  adw_status_page_set_description (ADW_STATUS_PAGE (self->error), message);
  show (self, "error");
}
