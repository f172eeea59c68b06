/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cms.h"
#include "dss.h"
#include "pdf-diff.h"
#include "range-digest.h"
#include "verification.h"

/* For verifier.c: one signature, and the checks made of it. */

/**
 * HechaSignatureCheck:
 * @field: of the whole file
 * @dictionary: (nullable): of the signature
 * @contents: (nullable): its /Contents
 * @gap: where the first signed range ends
 * @resume: where the second begins
 * @end: where it ends; 0 where the range is malformed
 * @previous_end: the same of the signature before it; 0 for the first
 * @revision: (nullable): the file as it was signed
 * @diff: (nullable): what became of it since
 * @is_stamp: whether it is a document time stamp
 * @cms: (nullable): what is in @contents, of a person's or body's signature
 * @stamp: (nullable): a document time stamp, or the stamp beside a signature
 * @result: where the outcome goes
 *
 * One signature while it is judged. What could not be read stays %NULL, and
 * the checks that need it are not made.
 */
typedef struct
{
  const HechaPdfField *field;
  const HechaPdfValue *dictionary;
  const HechaPdfValue *contents;
  gsize gap;
  gsize resume;
  gsize end;
  gsize previous_end;
  HechaPdfFile *revision;
  HechaPdfDiff *diff;
  gboolean is_stamp;
  HechaCms *cms;
  HechaStamp *stamp;
  HechaSignatureResult *result;
} HechaSignatureCheck;

/**
 * HechaSignatureContext:
 * @file: the whole file
 * @digests: of its ranges
 * @trust: (nullable): what is trusted
 * @trusts: (nullable): field → what vouches for its signer instead of @trust
 * @validation: (nullable): what the file brings along to judge certificates
 * @now: the time to judge for
 * @is_blank: (nullable): as in #HechaExpectations
 * @cancellable: (nullable): stops the hashing
 *
 * What the checks of all signatures of a file have in common.
 */
typedef struct
{
  HechaPdfFile *file;
  HechaRangeDigest *digests;
  const HechaTrust *trust;
  GHashTable *trusts;
  HechaValidationData *validation;
  gint64 now;
  HechaPdfIsBlank is_blank;
  GCancellable *cancellable;
} HechaSignatureContext;

void hecha_signature_check_run  (HechaSignatureCheck         *self,
                                 const HechaSignatureContext *context);
void hecha_signature_check_judge (HechaSignatureCheck         *self,
                                  const HechaSignatureContext *context,
                                  gint64                      *at);
void hecha_signature_check_free (HechaSignatureCheck         *self);
