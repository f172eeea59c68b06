/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-edit.h"
#include "tsa-fixture.h"
#include "verifier.h"

/* What the tests of attacks have in common: signed files, and what is made of
 * them when they come back. The fields are those of fixture_make_pdf(). */

typedef struct
{
  Fixture *fixture;
  HechaTrust *trust;
} Attack;

Attack            *attack_new     (void);
void               attack_free    (Attack        *self);
void               attack_sign    (Attack        *self,
                                   const char    *in,
                                   const char    *out,
                                   const char    *key,
                                   const char    *field);
void               attack_stamp   (Attack        *self,
                                   const char    *in,
                                   const char    *out);
GString           *attack_load    (Attack        *self,
                                   const char    *name);
void               attack_store   (Attack        *self,
                                   const char    *name,
                                   const GString *data);
HechaVerification *attack_verify  (Attack        *self,
                                   const GString *data);
void               attack_expect  (Attack        *self,
                                   const char    *what,
                                   const GString *data,
                                   const char    *verdict,
                                   const char    *check);
HechaVerification *attack_verify_of_ours (Attack        *self,
                                          const GString *data);
void               attack_expect_of_ours (Attack        *self,
                                          const char    *what,
                                          const GString *data,
                                          const char    *verdict,
                                          const char    *check);
