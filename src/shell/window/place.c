/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <glib/gi18n.h>

typedef struct
{
  HechaSession *session;
  gulong        changed_id;
  gboolean      stale;
  gboolean      wants_keyboard;   /* as soon as there is something for it */
} HechaPlacePrivate;

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HechaPlace, hecha_place, ADW_TYPE_BIN)

static void
session_changed_cb (HechaPlace *self,
                    const char *scope,
                    const char *subject)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    HECHA_PLACE_GET_CLASS (self)->changed (self, scope, subject);
  else
    priv->stale = TRUE;
}

static void
hecha_place_map (GtkWidget *widget)
{
  HechaPlace *self = HECHA_PLACE (widget);
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  GTK_WIDGET_CLASS (hecha_place_parent_class)->map (widget);
  if (priv->stale && priv->session)
    hecha_place_refresh (self);
}

static void
hecha_place_real_changed (HechaPlace *self,
                          const char *scope,
                          const char *subject)
{
  hecha_place_refresh (self);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  hecha_place_refresh (HECHA_PLACE (widget));
}

static void
hecha_place_dispose (GObject *object)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (HECHA_PLACE (object));

  if (priv->session)
    g_clear_signal_handler (&priv->changed_id, priv->session);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (hecha_place_parent_class)->dispose (object);
}

static void
hecha_place_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, hecha_place_get_session (HECHA_PLACE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_place_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      hecha_place_set_session (HECHA_PLACE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_place_class_init (HechaPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hecha_place_dispose;
  object_class->get_property = hecha_place_get_property;
  object_class->set_property = hecha_place_set_property;
  GTK_WIDGET_CLASS (klass)->map = hecha_place_map;
  klass->changed = hecha_place_real_changed;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "place.refresh", NULL, refresh_action);

  /**
   * HechaPlace:session:
   *
   * The open workspace; %NULL until there is one.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, HECHA_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_SESSION, properties[PROP_SESSION]);
}

static void
hecha_place_init (HechaPlace *self)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  priv->stale = TRUE;
}

/**
 * hecha_place_get_session:
 *
 * Returns: (transfer none) (nullable): the open workspace
 */
HechaSession *
hecha_place_get_session (HechaPlace *self)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  return priv->session;
}

/**
 * hecha_place_set_session:
 * @session: (nullable): the open workspace
 */
void
hecha_place_set_session (HechaPlace   *self,
                         HechaSession *session)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  g_return_if_fail (HECHA_IS_PLACE (self));
  if (priv->session == session)
    return;
  if (priv->session)
    g_clear_signal_handler (&priv->changed_id, priv->session);
  g_set_object (&priv->session, session);
  if (session)
    priv->changed_id = g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                                                G_CONNECT_SWAPPED);
  priv->stale = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  if (session && gtk_widget_get_mapped (GTK_WIDGET (self)))
    hecha_place_refresh (self);
}

/**
 * hecha_place_refresh:
 *
 * Reads again what the page shows. Nothing happens before there is a session.
 */
void
hecha_place_refresh (HechaPlace *self)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  g_return_if_fail (HECHA_IS_PLACE (self));
  priv->stale = FALSE;
  if (priv->session && HECHA_PLACE_GET_CLASS (self)->refresh)
    HECHA_PLACE_GET_CLASS (self)->refresh (self);
}

/* Below the header bar, whose buttons lead away from the page. */
static gboolean
focus_first (HechaPlace *self)
{
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));

  for (GtkWidget *child = box ? gtk_widget_get_first_child (box) : NULL; child; child = gtk_widget_get_next_sibling (child))
    if (!ADW_IS_HEADER_BAR (child) && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
      return TRUE;
  return FALSE;
}

static gboolean
has_keyboard (HechaPlace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) && gtk_widget_get_mapped (focus) &&
         !gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR);
}

/**
 * hecha_place_take_keyboard:
 *
 * Puts the keyboard on the first widget of the page that takes it, or on the
 * first that will be there once the page is read; where it is on the page
 * already it stays.
 */
void
hecha_place_take_keyboard (HechaPlace *self)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  g_return_if_fail (HECHA_IS_PLACE (self));
  priv->wants_keyboard = !has_keyboard (self) && !focus_first (self);
}

/**
 * hecha_place_shown:
 *
 * What was read is shown now: the keyboard goes there, if it was meant to.
 */
void
hecha_place_shown (HechaPlace *self)
{
  HechaPlacePrivate *priv = hecha_place_get_instance_private (self);

  g_return_if_fail (HECHA_IS_PLACE (self));
  if (priv->wants_keyboard && gtk_widget_get_mapped (GTK_WIDGET (self)))
    hecha_place_take_keyboard (self);
}

/**
 * hecha_shell_language:
 *
 * Returns: the language in which the window speaks, for texts that come in both
 */
HechaLanguage
hecha_shell_language (void)
{
  /* TRANSLATORS: the code of your language: "en" or "zh" */
  return hecha_language_from_text (C_("language code", "en"));
}
