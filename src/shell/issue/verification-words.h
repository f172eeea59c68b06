/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification.h"

G_BEGIN_DECLS

/**
 * HechaLook:
 * @title: a few words, translated
 * @icon: symbolic icon; never by colour alone
 * @css_class: (nullable): success, warning or error
 *
 * How one value of a closed set is shown.
 */
typedef struct
{
  const char *title;
  const char *icon;
  const char *css_class;
} HechaLook;

HechaLook   hecha_file_verdict_look       (HechaFileVerdict          verdict);
const char *hecha_file_verdict_sentence   (HechaFileVerdict          verdict);
HechaLook   hecha_signature_status_look   (HechaSignatureStatus      status);
HechaLook   hecha_signature_trust_look    (HechaSignatureTrust       trust);
const char *hecha_verification_check_title (const char               *name);
const char *hecha_difference_title        (const char               *name);
HechaLook   hecha_difference_grade_look   (HechaDifferenceGrade      grade);
const char *hecha_field_title             (const char               *field);
GPtrArray  *hecha_verification_proved     (const HechaVerification  *verification);
GPtrArray  *hecha_verification_unproved   (const HechaVerification  *verification);
char       *hecha_moment_words            (gint64                    time);
char       *hecha_moment_words_from_text  (const char               *text);

G_END_DECLS
