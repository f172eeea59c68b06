/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-words.h"

#include "clock.h"
#include "place.h"
#include "procedure.h"
#include "refusals.h"

#include <glib/gi18n.h>

static HechaLook
translated (const HechaLook *look)
{
  return (HechaLook) { _(look->title), look->icon, look->css_class };
}

HechaLook
hecha_file_verdict_look (HechaFileVerdict verdict)
{
  static const HechaLook looks[] = {
    [HECHA_FILE_VALID] = { N_("Valid"), "security-high-symbolic", "success" },
    [HECHA_FILE_VALID_UNTRUSTED] = { N_("Intact, Signers Not Proved"), "security-medium-symbolic", "warning" },
    [HECHA_FILE_INCOMPLETE] = { N_("Intact, Not Complete"), "security-medium-symbolic", "warning" },
    [HECHA_FILE_CHANGED] = { N_("Changed After Signing"), "security-low-symbolic", "error" },
    [HECHA_FILE_BROKEN] = { N_("Signature Does Not Match"), "security-low-symbolic", "error" },
    [HECHA_FILE_UNSIGNED] = { N_("Not Signed"), "dialog-question-symbolic", "warning" },
    [HECHA_FILE_UNREADABLE] = { N_("Cannot Be Judged"), "dialog-error-symbolic", "error" },
  };

  return translated (&looks[MIN ((guint) verdict, HECHA_FILE_UNREADABLE)]);
}

/**
 * hecha_file_verdict_sentence:
 *
 * Returns: (transfer none): what the verdict means for whoever has to decide
 */
const char *
hecha_file_verdict_sentence (HechaFileVerdict verdict)
{
  static const char *const sentences[] = {
    [HECHA_FILE_VALID] = N_("Everybody who has to sign has signed, nothing was changed afterwards, and every signer is proved."),
    [HECHA_FILE_VALID_UNTRUSTED] = N_("Nothing was changed after signing, but for at least one signer no trusted authority vouches."),
    [HECHA_FILE_INCOMPLETE] = N_("What was signed is unchanged, but a required signature is missing or was made by somebody else."),
    [HECHA_FILE_CHANGED] = N_("Something was changed after a signature, or the report contradicts itself. Do not rely on this file; ask for the original."),
    [HECHA_FILE_BROKEN] = N_("A signature does not match what it covers. Do not rely on this file; ask for the original."),
    [HECHA_FILE_UNSIGNED] = N_("Nobody has signed this file yet, so nothing about it is proved."),
    [HECHA_FILE_UNREADABLE] = N_("This is no PDF that can be read strictly, so nothing about it is proved."),
  };

  return _(sentences[MIN ((guint) verdict, HECHA_FILE_UNREADABLE)]);
}

HechaLook
hecha_signature_status_look (HechaSignatureStatus status)
{
  static const HechaLook looks[] = {
    [HECHA_SIGNATURE_INTACT] = { N_("Intact"), "emblem-ok-symbolic", "success" },
    [HECHA_SIGNATURE_UNSUPPORTED] = { N_("Unsupported algorithm"), "dialog-question-symbolic", "warning" },
    [HECHA_SIGNATURE_CHANGED] = { N_("Changed afterwards"), "dialog-warning-symbolic", "error" },
    [HECHA_SIGNATURE_BROKEN] = { N_("Does not match"), "dialog-error-symbolic", "error" },
  };

  return translated (&looks[MIN ((guint) status, HECHA_SIGNATURE_BROKEN)]);
}

HechaLook
hecha_signature_trust_look (HechaSignatureTrust trust)
{
  static const HechaLook looks[] = {
    [HECHA_TRUST_TRUSTED] = { N_("Signer proved"), "security-high-symbolic", "success" },
    [HECHA_TRUST_UNTRUSTED] = { N_("Signer not proved"), "security-medium-symbolic", "warning" },
    [HECHA_TRUST_REVOKED] = { N_("Certificate revoked"), "security-low-symbolic", "error" },
    [HECHA_TRUST_EXPIRED] = { N_("Certificate expired"), "security-medium-symbolic", "warning" },
    [HECHA_TRUST_UNKNOWN_OFFLINE] = { N_("Revocation not known"), "security-medium-symbolic", "warning" },
  };

  return translated (&looks[MIN ((guint) trust, HECHA_TRUST_UNKNOWN_OFFLINE)]);
}

/**
 * hecha_verification_check_title:
 * @name: fixed word of a check
 *
 * Returns: (transfer none): what it checks, in words; @name where it is not known
 */
const char *
hecha_verification_check_title (const char *name)
{
  static const struct { const char *name, *title; } titles[] = {
    { "byte-range", N_("The signature covers everything but itself") },
    { "revision", N_("The signed bytes are a whole revision of the file") },
    { "cms", N_("The signature matches the signed bytes") },
    { "signing-certificate", N_("The signature names its certificate") },
    { "time-stamp", N_("A time stamp beside the signature is one of it") },
    { "document-time-stamp", N_("The time stamp matches the stamped bytes") },
    { "time-stamp-trust", N_("A trusted authority vouches for the time stamp") },
    { "later-changes", N_("Only signatures were added afterwards") },
    { "certification", N_("The certification allows what followed") },
    { "field-locks", N_("Locked fields were left alone") },
    { "certificate", N_("The certificate is one for signing documents") },
    { "trust", N_("A trusted authority vouches for the signer") },
    { "planned-signer", N_("The signer is the one who was planned") },
    { "kept", N_("The signature was kept") },
    { "structure", N_("The file can be read strictly") },
    { "second-reading", N_("A second reader sees the same file") },
    { "trailing-bytes", N_("Nothing follows the end of the file") },
    { "history", N_("Each revision follows the one before it") },
    { "duplicates", N_("Each signature belongs to one field") },
    { "removed-signatures", N_("No signature was removed") },
    { "signed-texts", N_("Nobody filled in a text without signing for it") },
    { "last-revision", N_("Nothing was added that nobody signed for, but proofs of time") },
    { "required-signatures", N_("Every required signature is there") },
    { "signing-order", N_("Everybody signed in the order of the procedure") },
    { "attachments", N_("The attached data files belong together") },
    { "pages-and-data", N_("The pages say what the data says") },
    { "evidence", N_("The evidence at hand is the evidence that the report lists") },
    { "journal-heads", N_("The journal at hand continues what the report pins") },
    { HECHA_CHECK_PAPER, N_("The scans of what was signed on paper are at hand; nothing more is proved of it") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].name, name) == 0)
      return _(titles[i].title);
  return name;
}

/**
 * hecha_difference_title:
 * @name: fixed word of a difference
 *
 * Returns: (transfer none): what it is, in a few words; @name where it is not known
 */
const char *
hecha_difference_title (const char *name)
{
  static const struct { const char *name, *title; } titles[] = {
    { "signature", N_("Signature") },
    { "time-stamp", N_("Time stamp") },
    { "validation-data", N_("Data to judge the signatures") },
    { "field-filled", N_("Field filled in") },
    { "annotation", N_("Comment") },
    { "metadata", N_("File information") },
    { "left-over", N_("Objects without use") },
    { "rewritten", N_("Objects written again") },
    { "trailer", N_("End of the file") },
    { "history", N_("History of the file") },
    { "catalog", N_("Catalog of the file") },
    { "fields", N_("Fields") },
    { "form", N_("Form") },
    { "pages", N_("Pages") },
    { "objects", N_("Content") },
    { "active-content", N_("Content that acts") },
    { "shadows", N_("Hidden content") },
    { "covered", N_("Covered content") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].name, name) == 0)
      return _(titles[i].title);
  return name;
}

HechaLook
hecha_difference_grade_look (HechaDifferenceGrade grade)
{
  static const HechaLook looks[] = {
    [HECHA_GRADE_ALLOWED] = { N_("Allowed"), "emblem-ok-symbolic", "success" },
    [HECHA_GRADE_MECHANICS] = { N_("Belongs to signing"), "emblem-ok-symbolic", "success" },
    [HECHA_GRADE_HARMLESS] = { N_("Says the same"), "emblem-ok-symbolic", "success" },
    [HECHA_GRADE_SUSPICIOUS] = { N_("Suspicious"), "dialog-warning-symbolic", "error" },
    [HECHA_GRADE_VISIBLE] = { N_("Changes what is seen, or may"), "dialog-error-symbolic", "error" },
  };

  return translated (&looks[MIN ((guint) grade, HECHA_GRADE_VISIBLE)]);
}

/**
 * hecha_field_title:
 * @field: name of a signature field
 *
 * Returns: (transfer none): what stands beside its line; @field for a foreign one
 */
const char *
hecha_field_title (const char *field)
{
  const HechaSignatureField *known = hecha_procedure_field (HECHA_PROCEDURE_EVALUATION, field);

  if (!known)
    known = hecha_procedure_field (HECHA_PROCEDURE_INSPECTION, field);
  if (!known && g_str_has_prefix (field, "timestamp-"))
    return _("Time stamp of the whole file");
  if (!known && g_str_equal (field, HECHA_FIELD_REFUSAL))
    return _("What happened instead of the signature");
  return known ? hecha_text_get (&known->label, hecha_shell_language ()) : field;
}

typedef struct
{
  guint all;
  guint intact;
  guint trusted;
  guint stamped;
} Count;

static Count
count (const HechaVerification *verification)
{
  Count n = { verification->signatures->len, 0, 0, 0 };

  for (guint i = 0; i < n.all; i++)
    {
      const HechaSignatureResult *signature = verification->signatures->pdata[i];
      gboolean intact = signature->status == HECHA_SIGNATURE_INTACT;

      n.intact += intact;
      n.trusted += intact && signature->trust == HECHA_TRUST_TRUSTED;
      n.stamped += intact && signature->time_proven;
    }
  return n;
}

static gboolean
check_is (GPtrArray  *checks,
          const char *name,
          gboolean    ok)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const HechaVerificationCheck *check = checks->pdata[i];

      if (g_str_equal (check->name, name) && check->ok == ok)
        return TRUE;
    }
  return FALSE;
}

static void
say_of (GPtrArray  *lines,
        guint       n,
        guint       all,
        const char *every,
        const char *some)
{
  if (n == all)
    g_ptr_array_add (lines, g_strdup (every));
  else if (n > 0)
    g_ptr_array_add (lines, g_strdup_printf (some, n, all));
}

static void
say (GPtrArray  *lines,
     gboolean    when,
     const char *line)
{
  if (when)
    g_ptr_array_add (lines, g_strdup (line));
}

/* By whose word: the trusted certificates that vouched for a signer or a time, each once. */
static void
say_roots (GPtrArray               *lines,
           const HechaVerification *verification)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const HechaSignatureResult *signature = verification->signatures->pdata[i];
      const char *const roots[][2] = { { signature->root, signature->root_certificate },
                                       { signature->stamp_root, signature->stamp_root_certificate } };

      for (guint k = 0; signature->status == HECHA_SIGNATURE_INTACT && k < G_N_ELEMENTS (roots); k++)
        if (*roots[k][1] && g_hash_table_add (seen, (gpointer) roots[k][1]))
          g_string_append_printf (names, "%s%s", names->len ? C_("between names in a list", ", ") : "", roots[k][0]);
    }
  if (names->len)
    g_ptr_array_add (lines, g_strdup_printf (_("The trusted authorities that vouch: %s"), names->str));
}

/**
 * hecha_verification_proved:
 *
 * Returns: (transfer full) (element-type utf8): what was proved, a sentence each
 */
GPtrArray *
hecha_verification_proved (const HechaVerification *verification)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  Count n = count (verification);

  if (n.all == 0)
    return lines;
  say_of (lines, n.intact, n.all, _("What was signed is unchanged, down to the byte."),
          _("%u of %u signatures match what they cover."));
  say (lines, check_is (verification->checks, "required-signatures", TRUE), _("Every required signature is there."));
  say_of (lines, n.trusted, n.all, _("A trusted authority vouches for every signer."),
          _("A trusted authority vouches for %u of %u signers."));
  say_roots (lines, verification);
  say_of (lines, n.stamped, n.all, _("Time stamps prove when it was signed."),
          _("A time stamp proves the time of %u of %u signatures."));
  say (lines, check_is (verification->checks, "evidence", TRUE), _("The evidence at hand is what the report lists."));
  say (lines, check_is (verification->checks, "journal-heads", TRUE),
       _("The records at hand are those that the report was made from."));
  return lines;
}

static void
say_of_trusts (GPtrArray               *lines,
               const HechaVerification *verification)
{
  static const char *const sentences[] = {
    [HECHA_TRUST_UNTRUSTED] = N_("Who signed as “%s”: no trusted authority vouches for the certificate of %s."),
    [HECHA_TRUST_REVOKED] = N_("Who signed as “%s”: the certificate of %s was revoked."),
    [HECHA_TRUST_EXPIRED] = N_("Who signed as “%s”: the certificate of %s has expired, and no time stamp proves an earlier time."),
    [HECHA_TRUST_UNKNOWN_OFFLINE] = N_("Who signed as “%s”: whether the certificate of %s was revoked cannot be known offline."),
  };

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const HechaSignatureResult *signature = verification->signatures->pdata[i];

      if (signature->trust != HECHA_TRUST_TRUSTED && signature->trust <= HECHA_TRUST_UNKNOWN_OFFLINE)
        g_ptr_array_add (lines, g_strdup_printf (_(sentences[signature->trust]), hecha_field_title (signature->field),
                                                 *signature->signer ? signature->signer : _("an unknown person")));
    }
}

/* What is amiss in the file, and in none of its signatures. */
static void
say_of_file (GPtrArray               *lines,
             const HechaVerification *verification)
{
  static const char *const said[] = { "required-signatures", "evidence", "journal-heads", NULL };

  for (guint i = 0; i < verification->checks->len; i++)
    {
      const HechaVerificationCheck *check = verification->checks->pdata[i];

      if (!check->ok && !g_strv_contains (said, check->name))
        g_ptr_array_add (lines, hecha_refusal_words (check->message));
    }
}

/**
 * hecha_verification_unproved:
 *
 * Returns: (transfer full) (element-type utf8): what was not proved, a sentence each
 */
GPtrArray *
hecha_verification_unproved (const HechaVerification *verification)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  Count n = count (verification);

  say (lines, n.all == 0, _("Who made the file, and that it is unchanged: it has no signature."));
  if (n.intact < n.all)
    g_ptr_array_add (lines, g_strdup_printf (_("That the file is unchanged: %u of %u signatures do not say so."),
                                             n.all - n.intact, n.all));
  say_of_file (lines, verification);
  say (lines, n.all > 0 && check_is (verification->checks, "required-signatures", FALSE),
       _("That everybody who has to sign has signed: a required signature is missing or is another person’s."));
  say_of_trusts (lines, verification);
  say (lines, n.all > 0 && n.stamped < n.all,
       _("When it was signed: the times are what the signers’ clocks said."));
  say (lines, check_is (verification->checks, "evidence", FALSE),
       _("That the evidence is what the report lists: not all of it is at hand unchanged."));
  say (lines, check_is (verification->checks, "journal-heads", FALSE),
       _("That the report was made from the records at hand."));
  return lines;
}

/**
 * hecha_moment_words:
 * @time: microseconds since the epoch, UTC
 *
 * Returns: (transfer full): day and time in the user's time zone
 */
char *
hecha_moment_words (gint64 time)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/**
 * hecha_moment_words_from_text:
 * @text: (nullable): RFC 3339
 *
 * Returns: (transfer full): as hecha_moment_words(); @text where it is no time
 */
char *
hecha_moment_words_from_text (const char *text)
{
  gint64 time;

  return text && hecha_time_from_text (text, &time) ? hecha_moment_words (time) : g_strdup (text ? text : "");
}
