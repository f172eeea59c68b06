/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "identity.h"
#include "place.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *id;
  const char *label;
} Word;

static const char *
find (const Word *words,
      const char *id)
{
  for (; words->id; words++)
    if (g_strcmp0 (words->id, id) == 0)
      return _(words->label);
  return id ? id : "";
}

/**
 * hecha_words_type:
 *
 * Returns: (transfer none): the type of article 5 in full
 */
const char *
hecha_words_type (HechaType type)
{
  static const char *const labels[HECHA_N_TYPES] = {
    N_("Connected industrial enterprise"), N_("Platform enterprise"), N_("Identifier-resolution enterprise"),
  };

  g_return_val_if_fail ((guint) type < HECHA_N_TYPES, "");
  return _(labels[type]);
}

/**
 * hecha_words_type_short:
 *
 * Returns: (transfer none): the type in a word, for pills
 */
const char *
hecha_words_type_short (HechaType type)
{
  static const char *const labels[HECHA_N_TYPES] = {
    NC_("enterprise type", "Connected"), NC_("enterprise type", "Platform"), NC_("enterprise type", "Identifier"),
  };

  g_return_val_if_fail ((guint) type < HECHA_N_TYPES, "");
  return g_dpgettext2 (NULL, "enterprise type", labels[type]);
}

/**
 * hecha_words_types:
 * @types: bit 1 << #HechaType
 *
 * Returns: (transfer full): the types in a line
 */
char *
hecha_words_types (guint types)
{
  GString *text = g_string_new (NULL);

  for (int type = 0; type < HECHA_N_TYPES; type++)
    if (types & 1u << type)
      g_string_append_printf (text, "%s%s", text->len ? " · " : "", hecha_words_type_short (type));
  return g_string_free (text, FALSE);
}

/**
 * hecha_words_level:
 * @level: 1 to 3
 *
 * Returns: (transfer full): the level
 */
char *
hecha_words_level (int level)
{
  static const char *const labels[] = { N_("No level"), N_("Level 1"), N_("Level 2"), N_("Level 3") };

  return g_strdup (_(labels[CLAMP (level, 0, 3)]));
}

/**
 * hecha_words_type_level:
 *
 * Returns: (transfer full): type and level, for a pill
 */
char *
hecha_words_type_level (HechaType type,
                        int       level)
{
  g_autofree char *words = hecha_words_level (level);

  return g_strdup_printf ("%s · %s", hecha_words_type_short (type), words);
}

/**
 * hecha_words_filing_state:
 * @state: (nullable): as it is stored
 *
 * Returns: (transfer none): where the verification of a filing stands
 */
const char *
hecha_words_filing_state (const char *state)
{
  static const Word words[] = {
    { "submitted", N_("Submitted") },
    { "correcting", N_("Being corrected") },
    { "accepted", N_("Accepted") },
    { NULL, NULL },
  };

  return find (words, state);
}

/**
 * hecha_words_sector:
 * @industry: (nullable): code of GB/T 4754
 *
 * Returns: (transfer none): the sector of article 3 that it suggests, or ""
 */
const char *
hecha_words_sector (const char *industry)
{
  static const char *const labels[] = {
    [HECHA_SECTOR_RAW_MATERIALS] = N_("Raw materials"),
    [HECHA_SECTOR_EQUIPMENT] = N_("Equipment"),
    [HECHA_SECTOR_CONSUMER_GOODS] = N_("Consumer goods"),
    [HECHA_SECTOR_ELECTRONICS] = N_("Electronics"),
  };
  HechaSector sector = industry && *industry ? hecha_industry_sector (industry) : HECHA_SECTOR_UNKNOWN;

  return sector == HECHA_SECTOR_UNKNOWN ? "" : _(labels[sector]);
}

/**
 * hecha_words_conclusion:
 * @grade: (nullable): id of a grade
 *
 * Returns: (transfer none): the grade's words; an id of a foreign rule as it is
 */
const char *
hecha_words_conclusion (const char *grade)
{
  static const Word words[] = {
    { "conforming", N_("Conforming") },
    { "basically-conforming", N_("Basically conforming") },
    { "nonconforming", N_("Not conforming") },
    { NULL, NULL },
  };

  return find (words, grade);
}

/**
 * hecha_words_due:
 * @due: (nullable): YYYY-MM-DD
 *
 * Returns: (transfer full): the day, and in words how near it is
 */
char *
hecha_words_due (HechaDueState  state,
                 const char    *due)
{
  /* TRANSLATORS: %s is a day; level 1 has no deadline, only advice */
  static const char *const formats[] = {
    [HECHA_DUE_NONE] = "%s",
    [HECHA_DUE_LATER] = "%s",
    [HECHA_DUE_SOON] = N_("%s · soon"),
    [HECHA_DUE_OVERDUE] = N_("%s · overdue"),
  };

  return due ? g_strdup_printf (state >= HECHA_DUE_SOON ? _(formats[state]) : formats[state], due) : g_strdup ("");
}

/**
 * hecha_words_due_class:
 *
 * Returns: (transfer none) (nullable): the pill's colour
 */
const char *
hecha_words_due_class (HechaDueState state)
{
  return state == HECHA_DUE_OVERDUE ? "error" : state == HECHA_DUE_SOON ? "warning" : NULL;
}

/**
 * hecha_words_visit_class:
 *
 * Returns: (transfer none) (nullable): the pill's colour
 */
const char *
hecha_words_visit_class (HechaVisitState state)
{
  static const char *const classes[] = {
    [HECHA_VISIT_PLANNED] = NULL,
    [HECHA_VISIT_ON_SITE] = "accent",
    [HECHA_VISIT_TO_SIGN] = "warning",
    [HECHA_VISIT_ISSUED] = "accent",
    [HECHA_VISIT_RETURNED] = "error",
    [HECHA_VISIT_APPROVED] = "success",
  };

  return classes[state];
}

/**
 * hecha_words_tooltip:
 * @text: of a tooltip
 *
 * GTK makes a tooltip as wide as its characters are many, at the width of a Latin
 * one: a Chinese one, which is twice as wide, is broken in the middle. Spaces of no
 * width at its end make up for that.
 *
 * Returns: (transfer full): @text, as long as it is wide; of such a one a copy
 */
char *
hecha_words_tooltip (const char *text)
{
  GString *padded = g_string_new (text);
  int short_of = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      short_of += g_unichar_iswide (c) ? 1 : g_unichar_iszerowidth (c) ? -1 : 0;
    }
  for (int i = 0; i < short_of; i++)
    g_string_append (padded, "\u200b");
  return g_string_free (padded, FALSE);
}

/**
 * hecha_words:
 *
 * Returns: (transfer none): @text in the language of the window, never %NULL
 */
const char *
hecha_words (const HechaText *text)
{
  const char *words = hecha_text_get (text, hecha_shell_language ());

  return words ? words : "";
}
