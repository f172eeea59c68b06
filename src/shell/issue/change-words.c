/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "change-words.h"

#include "procedure.h"

#include <glib/gi18n.h>

/* Numbers in a row as one range: 2, 4–7. */
static char *
ranges (const GArray *pages)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      guint first = g_array_index (pages, guint, i), last = first;

      while (i + 1 < pages->len && g_array_index (pages, guint, i + 1) == last + 1)
        last = g_array_index (pages, guint, ++i);
      g_string_append_printf (out, "%s%u", out->len ? C_("between numbers of pages", ", ") : "", first);
      if (last > first)
        g_string_append_printf (out, "–%u", last);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * hecha_different_pages_words:
 * @pages: (element-type guint): pages that look different from what was signed, from 1
 * @all: whether all were compared
 *
 * Returns: (transfer full): that in a sentence or two
 */
char *
hecha_different_pages_words (const GArray *pages,
                             gboolean      all)
{
  g_autofree char *numbers = ranges (pages), *some = NULL;

  if (pages->len == 0)
    return g_strdup (all ? _("No page looks different: what was changed is not to be seen on them.")
                         : _("No page was found that looks different, but not all were compared."));
  /* TRANSLATORS: %s is the number of a page, or several: 2, 4–7 */
  some = g_strdup_printf (ngettext ("Page %s looks different.", "Pages %s look different.", pages->len), numbers);
  return all ? g_steal_pointer (&some) : g_strdup_printf (C_("two sentences", "%s %s"), some, _("Not all pages were compared."));
}

/**
 * hecha_change_title:
 * @change: of a file that was signed
 *
 * Returns: (transfer full): in which revision what was signed was changed
 */
char *
hecha_change_title (const HechaRevisionChange *change)
{
  if (change->revision == 0)
    return g_strdup (_("Changed after it was signed"));
  /* TRANSLATORS: a revision of a file, by its number, and how many there are */
  return g_strdup_printf (_("Changed in revision %u of %u"), change->revision, change->revisions);
}

/**
 * hecha_witnesses_words:
 * @verification: of a record whose on-site person did not sign
 *
 * Returns: (transfer full): whose signatures say so; those that do not hold say nothing
 */
char *
hecha_witnesses_words (const HechaVerification *verification)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const HechaSignatureResult *signature = verification->signatures->pdata[i];

      if (hecha_field_is_refusal (signature->field) && signature->status == HECHA_SIGNATURE_INTACT)
        g_string_append_printf (names, "%s%s", names->len ? C_("between names in a list", ", ") : "", signature->signer);
    }
  return names->len ? g_strdup_printf (_("Did not sign; witnessed by %s"), names->str)
                    : g_strdup (_("Did not sign; no signature of a witness holds"));
}
