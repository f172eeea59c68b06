/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence-strip.h"

#include "columns.h"
#include "place.h"
#include "take-in.h"
#include "thumbnail.h"

struct _HechaEvidenceStrip
{
  GtkBox parent_instance;

  GtkLabel    *expected;
  GtkWidget   *pictures;
  GtkWidget   *nothing;
  GtkWidget   *buttons;
  HechaOnSite *visit;
  HechaItem   *item;
  char        *object;
  char        *shown;   /* what the pictures are of, so that they are not decoded again */
  guint        n;
  gboolean     large;
};

enum
{
  PROP_0,
  PROP_LARGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HechaEvidenceStrip, hecha_evidence_strip, GTK_TYPE_BOX)

static gboolean
dropped_cb (HechaEvidenceStrip *self,
            const GValue       *value)
{
  return self->item && hecha_on_site_may_edit (self->visit) &&
         hecha_take_in_value (GTK_WIDGET (self), self->visit, self->item->uuid, self->object, value, "file");
}

static void
clear (HechaEvidenceStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->pictures)))
    gtk_widget_unparent (child);
}

static char *
describe (GPtrArray *evidence)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      HechaEvidence *one = evidence->pdata[i];

      g_string_append_printf (text, "%s %s %d\n", one->uuid, one->caption ? one->caption : "", one->withdrawn != NULL);
    }
  return g_string_free (text, FALSE);
}

static void
fill (HechaEvidenceStrip *self,
      GPtrArray          *evidence)
{
  clear (self);
  for (guint i = 0; i < evidence->len; i++)
    {
      GtkWidget *thumbnail = hecha_thumbnail_new (self->visit, evidence->pdata[i], self->large ? 240 : 88,
                                                  self->large ? 160 : 66);

      gtk_widget_set_halign (thumbnail, self->large ? GTK_ALIGN_FILL : GTK_ALIGN_START);
      hecha_columns_append (HECHA_COLUMNS (self->pictures), thumbnail);
    }
}

static void
hecha_evidence_strip_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  HechaEvidenceStrip *self = HECHA_EVIDENCE_STRIP (object);

  switch (id)
    {
    case PROP_LARGE:
      self->large = g_value_get_boolean (value);
      g_object_set (self->pictures, "least", self->large ? 1 : 2, "most", self->large ? 1 : 8, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_evidence_strip_dispose (GObject *object)
{
  HechaEvidenceStrip *self = HECHA_EVIDENCE_STRIP (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->item, hecha_item_unref);
  g_clear_pointer (&self->object, g_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (hecha_evidence_strip_parent_class)->dispose (object);
}

static void
hecha_evidence_strip_class_init (HechaEvidenceStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hecha_evidence_strip_dispose;
  object_class->set_property = hecha_evidence_strip_set_property;
  properties[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (HECHA_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/evidence-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceStrip, expected);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceStrip, pictures);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceStrip, nothing);
  gtk_widget_class_bind_template_child (widget_class, HechaEvidenceStrip, buttons);
}

static void
hecha_evidence_strip_init (HechaEvidenceStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hecha_evidence_strip_take_drops (self, GTK_WIDGET (self));
}

/**
 * hecha_evidence_strip_take_drops:
 * @over: the strip or what is around it
 *
 * What is dropped anywhere over @over is evidence of the item, on a field too:
 * there a file would leave its path in the text.
 */
void
hecha_evidence_strip_take_drops (HechaEvidenceStrip *self,
                                 GtkWidget          *over)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (over, GTK_EVENT_CONTROLLER (target));
}

/**
 * hecha_evidence_strip_set_item:
 * @item: whose evidence it shows
 * @object: (nullable): UUID of the object that what is added shows
 */
void
hecha_evidence_strip_set_item (HechaEvidenceStrip *self,
                               HechaOnSite        *visit,
                               HechaItem          *item,
                               const char         *object)
{
  const char *expected = hecha_text_get (&item->evidence, hecha_shell_language ());

  g_set_object (&self->visit, visit);
  hecha_item_ref (item);
  g_clear_pointer (&self->item, hecha_item_unref);
  self->item = item;
  g_free (self->object);
  self->object = g_strdup (object);
  gtk_label_set_label (self->expected, expected ? expected : "");
  gtk_widget_set_visible (GTK_WIDGET (self->expected), !self->large && expected && *expected);
  hecha_evidence_strip_refresh (self);
}

/**
 * hecha_evidence_strip_refresh:
 *
 * Shows what there is now.
 */
void
hecha_evidence_strip_refresh (HechaEvidenceStrip *self)
{
  g_autoptr(GPtrArray) evidence = NULL;
  g_autofree char *shown = NULL;

  if (!self->item)
    return;
  evidence = hecha_case_evidence (hecha_on_site_get_case (self->visit), self->item->uuid);
  shown = describe (evidence);
  self->n = evidence->len;
  if (g_strcmp0 (shown, self->shown) != 0)
    {
      fill (self, evidence);
      g_free (self->shown);
      self->shown = g_steal_pointer (&shown);
    }
  gtk_widget_set_visible (self->pictures, self->n > 0);
  gtk_widget_set_visible (self->nothing, self->n == 0);
  gtk_widget_set_visible (self->buttons, !self->large);
  gtk_widget_set_sensitive (self->buttons, hecha_on_site_may_edit (self->visit));
}

guint
hecha_evidence_strip_get_n (HechaEvidenceStrip *self)
{
  return self->n;
}
