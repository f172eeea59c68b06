/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "revocations.h"
#include "trust-list.h"

#include <glib/gi18n.h>
#include <string.h>

#define FINGERPRINT_LEAST 8

static JsonObject *
show_authority (HechaCommand *command,
                gpointer      data)
{
  const HechaTrustAnchor *anchor = data;
  JsonObject *object = json_object_new ();
  g_autofree char *from = hecha_time_to_text (MAX (anchor->not_before, 0));
  g_autofree char *until = hecha_time_to_text (MAX (anchor->not_after, 0));

  json_object_set_string_member (object, "fingerprint", anchor->fingerprint);
  json_object_set_string_member (object, "kind", hecha_nick_text (hecha_anchor_kind_nicks, anchor->kind));
  json_object_set_string_member (object, "subject", anchor->subject);
  json_object_set_string_member (object, "issuer", anchor->issuer);
  json_object_set_string_member (object, "serial", anchor->serial);
  json_object_set_string_member (object, "not-before", from);
  json_object_set_string_member (object, "not-after", until);
  hecha_json_set_string (object, "agency", anchor->agency);
  hecha_json_set_string (object, "author", anchor->author);
  hecha_json_set_string (object, "time", anchor->time);
  hecha_json_set_string (object, "fault", anchor->fault);
  hecha_command_say (command, "%s  %s  %s…%s  %s", anchor->fingerprint, anchor->subject, from, until,
                     anchor->agency ? anchor->agency : _("for everybody"));
  if (anchor->fault)
    hecha_command_say (command, "    ✗ %s", anchor->fault);
  return object;
}

static JsonObject *
show_revocation (HechaCommand *command,
                 gpointer      data)
{
  const HechaRevocationRow *row = data;
  JsonObject *object = json_object_new ();
  g_autofree char *made = hecha_time_to_text (MAX (row->made, 0));
  g_autofree char *next = row->next > 0 ? hecha_time_to_text (row->next) : NULL;

  json_object_set_string_member (object, "kind", row->is_answer ? "answer" : "list");
  json_object_set_string_member (object, "about", row->about);
  json_object_set_string_member (object, "made", made);
  hecha_json_set_string (object, "next", next);
  json_object_set_int_member (object, "revoked", row->revoked);
  hecha_command_say (command, "  %s  %s  %s…%s  %u", row->is_answer ? "OCSP" : "CRL", row->about, made,
                     next ? next : "", row->revoked);
  return object;
}

static gboolean
run_list (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) anchors = NULL, revocations = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error) || !hecha_command_session (command, error))
    return FALSE;
  anchors = hecha_trust_list_load (command->session, error);
  revocations = anchors ? hecha_revocations_list (command->session, error) : NULL;
  if (!revocations)
    return FALSE;
  hecha_command_show (command, "authorities", anchors, show_authority);
  hecha_command_show (command, "revocations", revocations, show_revocation);
  return TRUE;
}

static gboolean
run_show (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) anchors = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  anchors = hecha_trust_list_read (argv[1], error);
  if (anchors)
    hecha_command_show (command, "authorities", anchors, show_authority);
  return anchors != NULL;
}

/* Nothing is trusted for lying in a file: the fingerprint comes from the authority itself. */
static const HechaTrustAnchor *
find_confirmed (GPtrArray   *anchors,
                const char  *fingerprint,
                const char  *path,
                GError     **error)
{
  for (guint i = 0; strlen (fingerprint) >= FINGERPRINT_LEAST && i < anchors->len; i++)
    if (g_ascii_strncasecmp (((HechaTrustAnchor *) anchors->pdata[i])->fingerprint, fingerprint, strlen (fingerprint)) == 0)
      return anchors->pdata[i];
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s: no certificate with the fingerprint %s", path, fingerprint);
  return NULL;
}

static gboolean
run_add (HechaCommand  *command,
         int            argc,
         char         **argv,
         GError       **error)
{
  g_autofree char *fingerprint = NULL, *agency = NULL;
  const GOptionEntry entries[] = {
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &fingerprint, N_("SHA-256 of the certificate, or its first digits"), "HEX" },
    { "agency", 0, 0, G_OPTION_ARG_STRING, &agency, N_("For whose people alone it vouches"), N_("NAME") },
    { NULL },
  };
  g_autoptr(GPtrArray) anchors = NULL;
  const HechaTrustAnchor *anchor;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  if (!fingerprint)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("trust add needs --fingerprint"));
      return FALSE;
    }
  anchors = hecha_trust_list_read (argv[1], error);
  anchor = anchors ? find_confirmed (anchors, fingerprint, argv[1], error) : NULL;
  if (!anchor || !hecha_command_session (command, error))
    return FALSE;
  json_object_set_string_member (command->result, "fingerprint", anchor->fingerprint);
  return hecha_trust_list_add (command->session, anchor, agency, error);
}

static gboolean
run_remove (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) && hecha_command_session (command, error) &&
         hecha_trust_list_remove (command->session, argv[1], error);
}

static gboolean
run_refresh (HechaCommand  *command,
             int            argc,
             char         **argv,
             GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaRevocationOutcome) outcome = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error) || !hecha_command_session (command, error))
    return FALSE;
  outcome = hecha_revocations_refresh (command->session, 0, NULL, error);
  if (!outcome)
    return FALSE;
  json_object_set_int_member (command->result, "reports", outcome->n_reports);
  json_object_set_int_member (command->result, "kept", outcome->n_kept);
  json_object_set_int_member (command->result, "missing", outcome->n_missing);
  hecha_json_set_string (command->result, "why", outcome->missing);
  hecha_command_say (command, _("Reports: %u; new: %u; not to be had: %u"), outcome->n_reports, outcome->n_kept, outcome->n_missing);
  command->exit_status = outcome->n_missing ? 1 : 0;
  return TRUE;
}

const HechaVerb hecha_trust_verbs[] = {
  { "trust list", "", N_("List the authorities that this unit trusts, and what is at hand of revoked certificates"),
    N_("JSON: authorities[] of fingerprint, kind (root, authority, time-stamps, signer), subject, issuer, serial, "
       "not-before, not-after, agency, author, time, fault; revocations[] of kind (list, answer), about, made, next, "
       "revoked."), run_list },
  { "trust show", "FILE", N_("Show the certificates of a file, PEM or DER, without trusting any"),
    N_("JSON: authorities[] as of “trust list”."), run_show },
  { "trust add", "FILE --fingerprint HEX [--agency NAME]", N_("Trust an authority, for everybody or for one agency’s people"),
    N_("JSON: fingerprint."), run_add },
  { "trust remove", "FINGERPRINT", N_("Trust an authority no longer"), NULL, run_remove },
  { "trust refresh", "", N_("Fetch what the authorities say now of revoked certificates"),
    N_("Exit status 1 where something was not to be had. JSON: reports, kept, missing, why."), run_refresh },
  { NULL },
};
