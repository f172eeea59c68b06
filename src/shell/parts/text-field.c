/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-field.h"

#define IDLE_MS         1000
#define LEAST_WIDTH      100
#define USUAL_WIDTH      200
#define ROOM_FOR_CURSOR    4
#define MARGIN            12

struct _HechaTextField
{
  GtkBox parent_instance;

  GtkLabel    *label;
  GtkWidget   *place;
  GtkWidget   *scroller;
  GtkTextView *view;
  GtkLabel    *hint;
  guint        idle_id;
  guint        scroll_id;
  gint64       scroll_from;   /* the first frame that knows where the field is */
  gboolean     dirty;
  gboolean     setting;
};

enum
{
  EDITED,
  ENTERED,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_HINT,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HechaTextField, hecha_text_field, GTK_TYPE_BOX)

static void
update_hint (HechaTextField *self)
{
  gboolean empty = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->view)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->hint), empty && *gtk_label_get_label (self->hint));
}

static gboolean
idle_cb (gpointer data)
{
  HechaTextField *self = data;

  self->idle_id = 0;
  hecha_text_field_flush (self);
  return G_SOURCE_REMOVE;
}

/* GTK scrolls to what gets the keyboard, but not to what has no room yet, nor to what grows. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  HechaTextField *self = HECHA_TEXT_FIELD (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  if (!viewport || !gtk_widget_compute_bounds (widget, viewport, &bounds))
    {
      self->scroll_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (bounds.size.height <= 0 || gdk_frame_clock_get_frame_counter (clock) < self->scroll_from)
    return G_SOURCE_CONTINUE;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  gtk_adjustment_clamp_page (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y - MARGIN,
                             gtk_adjustment_get_value (adjustment) + bounds.origin.y + bounds.size.height + MARGIN);
  self->scroll_id = 0;
  return G_SOURCE_REMOVE;
}

/* After the next layout. */
static void
stay_in_sight (HechaTextField *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (!clock)
    return;
  self->scroll_from = gdk_frame_clock_get_frame_counter (clock) + 2;
  if (!self->scroll_id)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
buffer_changed_cb (HechaTextField *self)
{
  update_hint (self);
  gtk_widget_queue_resize (self->place);
  if (gtk_widget_has_focus (GTK_WIDGET (self->view)))
    stay_in_sight (self);
  if (self->setting)
    return;
  self->dirty = TRUE;
  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->idle_id = g_timeout_add (IDLE_MS, idle_cb, self);
}

static gboolean
key_pressed_cb (HechaTextField  *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if (keyval == GDK_KEY_Escape && !held)
    {
      hecha_text_field_flush (self);
      return gtk_widget_activate_action (GTK_WIDGET (self), "item.go-on", NULL);
    }
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || held == GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  hecha_text_field_flush (self);
  if (held == GDK_CONTROL_MASK)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.add-finding", NULL);
  else
    g_signal_emit (self, signals[ENTERED], 0);
  return GDK_EVENT_STOP;
}

/* A text view knows its height only after it was given a width: here the height
 * that the text needs is worked out beforehand. */
static void
measure_place (GtkWidget      *place,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural,
               int            *minimum_baseline,
               int            *natural_baseline)
{
  HechaTextField *self = HECHA_TEXT_FIELD (gtk_widget_get_ancestor (place, HECHA_TYPE_TEXT_FIELD));
  g_autofree char *text = hecha_text_field_dup_text (self);
  g_autoptr(PangoLayout) layout = NULL;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = USUAL_WIDTH;
      return;
    }
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, ((for_size < 0 ? USUAL_WIDTH : for_size) - ROOM_FOR_CURSOR) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, natural);
  *minimum = *natural;
}

static void
allocate_place (GtkWidget *place,
                int        width,
                int        height,
                int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (place), width, height, baseline, NULL);
}

static GtkSizeRequestMode
request_mode_of_place (GtkWidget *place)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
hecha_text_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HECHA_TEXT_FIELD (widget)->view));
}

static void
hecha_text_field_unmap (GtkWidget *widget)
{
  hecha_text_field_flush (HECHA_TEXT_FIELD (widget));
  GTK_WIDGET_CLASS (hecha_text_field_parent_class)->unmap (widget);
}

static void
hecha_text_field_dispose (GObject *object)
{
  g_clear_handle_id (&HECHA_TEXT_FIELD (object)->idle_id, g_source_remove);
  G_OBJECT_CLASS (hecha_text_field_parent_class)->dispose (object);
}

static void
hecha_text_field_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HechaTextField *self = HECHA_TEXT_FIELD (object);

  switch (id)
    {
    case PROP_LABEL:
      hecha_text_field_set_label (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      hecha_text_field_set_hint (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_text_field_class_init (HechaTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = hecha_text_field_dispose;
  object_class->set_property = hecha_text_field_set_property;
  widget_class->grab_focus = hecha_text_field_grab_focus;
  widget_class->unmap = hecha_text_field_unmap;
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ENTERED] = g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/text-field.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaTextField, label);
  gtk_widget_class_bind_template_child (widget_class, HechaTextField, place);
  gtk_widget_class_bind_template_child (widget_class, HechaTextField, scroller);
  gtk_widget_class_bind_template_child (widget_class, HechaTextField, view);
  gtk_widget_class_bind_template_child (widget_class, HechaTextField, hint);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stay_in_sight);
  gtk_widget_class_bind_template_callback (widget_class, hecha_text_field_flush);
}

/* All of the text is in sight: the wheel over it moves the page. */
static void
pass_wheel_on (GtkWidget *scroller)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
hecha_text_field_init (HechaTextField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pass_wheel_on (self->scroller);
  gtk_widget_set_layout_manager (self->place, gtk_custom_layout_new (request_mode_of_place, measure_place,
                                                                     allocate_place));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * hecha_text_field_new:
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
hecha_text_field_new (const char *label)
{
  return g_object_new (HECHA_TYPE_TEXT_FIELD, "label", label, NULL);
}

/**
 * hecha_text_field_set_label:
 * @label: caption and accessible name
 */
void
hecha_text_field_set_label (HechaTextField *self,
                            const char     *label)
{
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * hecha_text_field_set_hint:
 * @hint: (nullable): shown while it is empty
 */
void
hecha_text_field_set_hint (HechaTextField *self,
                           const char     *hint)
{
  gtk_label_set_label (self->hint, hint ? hint : "");
  update_hint (self);
}

/**
 * hecha_text_field_set_text:
 * @text: (nullable): what is stored; left alone while other text is being typed
 */
void
hecha_text_field_set_text (HechaTextField *self,
                           const char     *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *old = hecha_text_field_dup_text (self);

  if (self->dirty || g_strcmp0 (old, text ? text : "") == 0)
    return;
  self->setting = TRUE;
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_set_text (buffer, text ? text : "", -1);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  self->setting = FALSE;
}

/**
 * hecha_text_field_dup_text:
 *
 * Returns: (transfer full): what stands there
 */
char *
hecha_text_field_dup_text (HechaTextField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * hecha_text_field_flush:
 *
 * Says "edited" now, where there is anything new.
 */
void
hecha_text_field_flush (HechaTextField *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (!self->dirty)
    return;
  self->dirty = FALSE;
  text = hecha_text_field_dup_text (self);
  g_signal_emit (self, signals[EDITED], 0, g_strstrip (text));
}

/**
 * hecha_text_field_drop:
 *
 * Forgets what is being typed: the next hecha_text_field_set_text() wins.
 */
void
hecha_text_field_drop (HechaTextField *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->dirty = FALSE;
}

/**
 * hecha_text_field_mark:
 * @missing: whether something has to be written here
 */
void
hecha_text_field_mark (HechaTextField *self,
                       gboolean        missing)
{
  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
                               missing ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
