/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "team-group.h"

#include "member-row.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaTeamGroup
{
  AdwPreferencesGroup parent_instance;

  HechaSession   *session;
  HechaProcedure  procedure;
  char           *partner;
  GPtrArray      *rows;        /* HechaMemberRow */
};

G_DEFINE_FINAL_TYPE (HechaTeamGroup, hecha_team_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed;

static void
changed_cb (HechaTeamGroup *self)
{
  g_signal_emit (self, changed, 0);
}

static void
remove_row (HechaTeamGroup *self,
            HechaMemberRow *row)
{
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  changed_cb (self);
}

static void
clear (HechaTeamGroup *self)
{
  while (self->rows->len > 0)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
    }
}

static GtkWidget *
add_row (HechaTeamGroup *self,
         HechaRole       role,
         const char     *name)
{
  GtkWidget *row = hecha_member_row_new (self->procedure, role, name);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (remove_row), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  if (self->partner)
    hecha_member_row_set_authorities (HECHA_MEMBER_ROW (row), hecha_session_get_unit (self->session), self->partner);
  return row;
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HechaTeamGroup *self = HECHA_TEAM_GROUP (widget);
  GtkWidget *row = add_row (self, self->procedure == HECHA_PROCEDURE_INSPECTION ? HECHA_ROLE_INSPECTOR : HECHA_ROLE_EVALUATOR,
                            NULL);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

static gboolean
has_partners (HechaTeamGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (hecha_member_row_is_partner (self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The second authority signs a record of its own; the person on site is the same. */
static void
add_partners (HechaTeamGroup *self)
{
  static const HechaRole roles[] = { HECHA_ROLE_INSPECTOR, HECHA_ROLE_INSPECTOR, HECHA_ROLE_APPROVED };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    hecha_member_row_set_partner (HECHA_MEMBER_ROW (add_row (self, roles[i], NULL)), TRUE);
}

static void
remove_partners (HechaTeamGroup *self)
{
  for (guint i = self->rows->len; i > 0; i--)
    if (hecha_member_row_is_partner (self->rows->pdata[i - 1]))
      remove_row (self, self->rows->pdata[i - 1]);
}

static void
hecha_team_group_dispose (GObject *object)
{
  g_clear_object (&HECHA_TEAM_GROUP (object)->session);
  G_OBJECT_CLASS (hecha_team_group_parent_class)->dispose (object);
}

static void
hecha_team_group_finalize (GObject *object)
{
  HechaTeamGroup *self = HECHA_TEAM_GROUP (object);

  g_free (self->partner);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (hecha_team_group_parent_class)->finalize (object);
}

static void
hecha_team_group_class_init (HechaTeamGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_team_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_team_group_finalize;
  changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/team-group.ui");
  gtk_widget_class_install_action (widget_class, "team.add", NULL, add_action);
}

static void
hecha_team_group_init (HechaTeamGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
begin (HechaTeamGroup *self,
       HechaSession   *session,
       HechaProcedure  procedure)
{
  g_set_object (&self->session, session);
  self->procedure = procedure;
  clear (self);
}

/**
 * hecha_team_group_fill:
 * @session: whose person of today comes first
 *
 * Begins the team of a procedure: a row for each role that signs. Names typed so
 * far go with the other procedure's team.
 */
void
hecha_team_group_fill (HechaTeamGroup *self,
                       HechaSession   *session,
                       HechaProcedure  procedure)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (procedure, &n);

  g_return_if_fail (HECHA_IS_TEAM_GROUP (self) && HECHA_IS_SESSION (session));

  begin (self, session, procedure);
  for (guint i = 0; i < n; i++)
    if (fields[i].required)
      add_row (self, fields[i].role, i == 0 ? hecha_session_get_author (session) : NULL);
}

/**
 * hecha_team_group_show:
 * @partner: (nullable): the second authority of a joint inspection
 * @members: (element-type HechaMember): the team as it is
 */
void
hecha_team_group_show (HechaTeamGroup *self,
                       HechaSession   *session,
                       HechaProcedure  procedure,
                       const char     *partner,
                       GPtrArray      *members)
{
  g_return_if_fail (HECHA_IS_TEAM_GROUP (self) && HECHA_IS_SESSION (session) && members);

  begin (self, session, procedure);
  g_free (self->partner);
  self->partner = g_strdup (partner);
  for (guint i = 0; i < members->len; i++)
    {
      const HechaMember *member = members->pdata[i];

      hecha_member_row_set_member (HECHA_MEMBER_ROW (add_row (self, member->role, member->name)), member);
    }
  changed_cb (self);
}

/**
 * hecha_team_group_set_partner:
 * @partner: (nullable): the second authority of a joint inspection
 *
 * Gives the people of a second authority their places, or takes them away.
 */
void
hecha_team_group_set_partner (HechaTeamGroup *self,
                              const char     *partner)
{
  g_return_if_fail (HECHA_IS_TEAM_GROUP (self) && self->session);

  if (!partner)
    remove_partners (self);
  g_free (self->partner);
  self->partner = g_strdup (partner);
  for (guint i = 0; i < self->rows->len; i++)
    hecha_member_row_set_authorities (self->rows->pdata[i], hecha_session_get_unit (self->session), partner);
  if (partner && !has_partners (self))
    add_partners (self);
}

/**
 * hecha_team_group_dup_members:
 *
 * Returns: (transfer full) (element-type HechaMember): those who have a name
 */
GPtrArray *
hecha_team_group_dup_members (HechaTeamGroup *self)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);

  g_return_val_if_fail (HECHA_IS_TEAM_GROUP (self), members);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HechaMember *member = hecha_member_row_dup_member (self->rows->pdata[i]);

      if (member)
        g_ptr_array_add (members, member);
    }
  return members;
}

/**
 * hecha_team_group_dup_unnamed:
 *
 * Returns: (transfer full) (nullable): the roles that sign and that nobody is
 *   named for, in a line; %NULL for none
 */
char *
hecha_team_group_dup_unnamed (HechaTeamGroup *self)
{
  g_autoptr(GPtrArray) members = hecha_team_group_dup_members (self);
  g_autoptr(GString) roles = g_string_new (NULL);
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (self->procedure, &n);

  for (guint i = 0; i < n; i++)
    if (fields[i].required && !hecha_field_signer (&fields[i], members))
      g_string_append_printf (roles, "%s%s", roles->len ? C_("between names in a list", ", ") : "",
                              hecha_words (&fields[i].label));
  return roles->len ? g_strdup (roles->str) : NULL;
}
