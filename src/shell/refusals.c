/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals.h"

#include <glib/gi18n.h>

/* What hecha_procedure_may_plan() refuses with. The layers below speak English only. */
static const char *const refusals[] = {
  N_("Only an authority carries out an inspection (article 14; 国办发〔2024〕54号); an "
     "evaluation body takes part as technical support"),
  N_("Platform and identifier-resolution enterprises are inspected by the communications "
     "administration (articles 3 and 14): plan the connected industrial enterprise alone"),
  N_("Connected industrial enterprises are inspected by the industry department (articles 3 and 14): "
     "plan the platform or identifier-resolution enterprise alone"),
  N_("Each inspector needs the number of the law-enforcement certificate (执法证)"),
  N_("An inspection has inspectors, technical support, the enterprise’s person on site and an "
     "approver: it is not mixed with an evaluation"),
  N_("An inspection needs at least two inspectors with law-enforcement certificates (执法证)"),
  N_("A conformity evaluation is made by the enterprise or a third party (article 9), not by an "
     "authority"),
  N_("An evaluation has no inspectors: it is not mixed with an inspection"),
  N_("A visit is about at least one type of the enterprise (article 6)"),
};

/**
 * hecha_refusal_text:
 *
 * Returns: (transfer none): the error's message, in the language of the window
 *   where it is one of the rules that refuse a plan
 */
const char *
hecha_refusal_text (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_str_equal (refusals[i], error->message))
      return _(refusals[i]);
  return error->message;
}
