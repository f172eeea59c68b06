/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-columns.h"

#include "words.h"

#include <glib/gi18n.h>

struct _HechaImportColumns
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;      /* AdwComboRow, one for each column */
  char      *missing;   /* what is required and no column is */
};

enum
{
  PROP_0,
  PROP_MISSING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HechaImportColumns, hecha_import_columns, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_required (const HechaIntakeTarget *target)
{
  HechaField field;

  return hecha_field_from_text (target->id, &field)
    ? hecha_field_specs[field].required
    : g_str_equal (target->id, "type") || g_str_equal (target->id, "level");
}

/* What article 7 asks for first. The last of all is "other information": a column
 * that is kept as it is, the first choice here. */
static GPtrArray *
list_targets (void)
{
  static GPtrArray *list;
  guint n;
  const HechaIntakeTarget *targets = hecha_intake_targets (&n);

  if (list)
    return list;
  list = g_ptr_array_new ();
  for (guint i = 0; i < 2 * (n - 1); i++)
    if (is_required (&targets[i % (n - 1)]) == (i < n - 1))
      g_ptr_array_add (list, (gpointer) &targets[i % (n - 1)]);
  return list;
}

static const HechaIntakeTarget *
target_at (guint i)
{
  return list_targets ()->pdata[i];
}

static const char *
target_of (AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected > 0 && selected <= list_targets ()->len ? target_at (selected - 1)->id : "";
}

static guint
index_of (const char *id)
{
  for (guint i = 0; i < list_targets ()->len; i++)
    if (g_strcmp0 (target_at (i)->id, id) == 0)
      return i + 1;
  return 0;
}

static gboolean
is_taken (HechaImportColumns *self,
          const char         *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (target_of (self->rows->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* What article 7 asks for and no column is: every row would be refused for it. */
static void
tell_missing (HechaImportColumns *self)
{
  g_autoptr(GString) missing = g_string_new (NULL);

  for (guint i = 0; i < list_targets ()->len; i++)
    if (is_required (target_at (i)) && !is_taken (self, target_at (i)->id))
      g_string_append_printf (missing, "%s%s", missing->len ? C_("between names in a list", ", ") : "",
                              hecha_words (&target_at (i)->label));
  g_free (self->missing);
  self->missing = missing->len ? g_strdup_printf (_("No column is taken for: %s. Rows without it are refused."), missing->str)
                               : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISSING]);
}

/* Two columns cannot be the same field: the one that was it before is none. */
static void
row_selected_cb (HechaImportColumns *self,
                 GParamSpec         *pspec,
                 AdwComboRow        *row)
{
  const char *id = target_of (row);

  for (guint i = 0; i < self->rows->len && *id && !g_str_equal (id, "ignore"); i++)
    if (self->rows->pdata[i] != row && g_str_equal (target_of (self->rows->pdata[i]), id))
      adw_combo_row_set_selected (self->rows->pdata[i], 0);
  tell_missing (self);
}

static GtkStringList *
labels_new (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _("Keep as it is"));
  for (guint i = 0; i < list_targets ()->len; i++)
    gtk_string_list_append (labels, hecha_words (&target_at (i)->label));
  return labels;
}

static void
add_column (HechaImportColumns *self,
            GtkStringList      *labels,
            const char         *header,
            const char         *example,
            const char         *target)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), header);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), example);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), index_of (target));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
hecha_import_columns_finalize (GObject *object)
{
  g_ptr_array_unref (HECHA_IMPORT_COLUMNS (object)->rows);
  g_free (HECHA_IMPORT_COLUMNS (object)->missing);
  G_OBJECT_CLASS (hecha_import_columns_parent_class)->finalize (object);
}

static void
hecha_import_columns_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_MISSING)
    g_value_set_string (value, HECHA_IMPORT_COLUMNS (object)->missing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hecha_import_columns_class_init (HechaImportColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = hecha_import_columns_finalize;
  object_class->get_property = hecha_import_columns_get_property;
  /* A warning of what is required and no column is taken for; NULL where nothing is. */
  properties[PROP_MISSING] = g_param_spec_string ("missing", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hecha_import_columns_init (HechaImportColumns *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * hecha_import_columns_set_preview:
 * @preview: headers, first rows and guesses
 */
void
hecha_import_columns_set_preview (HechaImportColumns       *self,
                                  const HechaIntakePreview *preview)
{
  g_autoptr(GtkStringList) labels = labels_new ();

  g_return_if_fail (HECHA_IS_IMPORT_COLUMNS (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; preview->headers[i]; i++)
    {
      const char *const *first = preview->rows->len ? preview->rows->pdata[0] : NULL;

      add_column (self, labels, preview->headers[i],
                  first && i < g_strv_length ((char **) first) ? first[i] : "", preview->targets[i]);
    }
  tell_missing (self);
}

/**
 * hecha_import_columns_dup_targets:
 *
 * Returns: (transfer full): id of the target of each column, for hecha_intake_import()
 */
GStrv
hecha_import_columns_dup_targets (HechaImportColumns *self)
{
  GStrv targets;

  g_return_val_if_fail (HECHA_IS_IMPORT_COLUMNS (self), NULL);
  targets = g_new0 (char *, self->rows->len + 1);
  for (guint i = 0; i < self->rows->len; i++)
    targets[i] = g_strdup (target_of (self->rows->pdata[i]));
  return targets;
}
