/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "evidence.h"
#include "nick.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaFileVerdict:
 * @HECHA_FILE_VALID: every signature intact and trusted, every required field signed
 * @HECHA_FILE_VALID_UNTRUSTED: intact, but at least one signer is not proved
 * @HECHA_FILE_INCOMPLETE: intact, but a required signature is missing or by another person
 * @HECHA_FILE_CHANGED: something was changed after a signature, or pages, data and journal
 *   say different things
 * @HECHA_FILE_BROKEN: a signature does not match the bytes it covers
 * @HECHA_FILE_UNSIGNED: no signature
 * @HECHA_FILE_UNREADABLE: not a PDF that can be judged
 *
 * What a file is worth as a whole, from best to worst. Of several that apply
 * the worst is given.
 */
typedef enum
{
  HECHA_FILE_VALID,
  HECHA_FILE_VALID_UNTRUSTED,
  HECHA_FILE_INCOMPLETE,
  HECHA_FILE_CHANGED,
  HECHA_FILE_BROKEN,
  HECHA_FILE_UNSIGNED,
  HECHA_FILE_UNREADABLE,
} HechaFileVerdict;

/**
 * HechaSignatureStatus:
 * @HECHA_SIGNATURE_INTACT: matches what it covers, and nothing forbidden followed
 * @HECHA_SIGNATURE_UNSUPPORTED: made with an algorithm that is not judged here
 * @HECHA_SIGNATURE_CHANGED: matches what it covers, but the file was changed afterwards
 * @HECHA_SIGNATURE_BROKEN: does not match what it covers
 *
 * The integrity of one signature; says nothing of who signed. Worse is greater.
 */
typedef enum
{
  HECHA_SIGNATURE_INTACT,
  HECHA_SIGNATURE_UNSUPPORTED,
  HECHA_SIGNATURE_CHANGED,
  HECHA_SIGNATURE_BROKEN,
} HechaSignatureStatus;

/**
 * HechaSignatureTrust:
 * @HECHA_TRUST_TRUSTED: a chain to a trusted root, good at the time of verification
 * @HECHA_TRUST_UNTRUSTED: no such chain
 * @HECHA_TRUST_REVOKED: the signer's certificate was revoked
 * @HECHA_TRUST_EXPIRED: outside its validity, and no time stamp proves an earlier time
 * @HECHA_TRUST_UNKNOWN_OFFLINE: a chain, but its revocation data is not at hand
 *
 * What is proved of the signer of one signature.
 */
typedef enum
{
  HECHA_TRUST_TRUSTED,
  HECHA_TRUST_UNTRUSTED,
  HECHA_TRUST_REVOKED,
  HECHA_TRUST_EXPIRED,
  HECHA_TRUST_UNKNOWN_OFFLINE,
} HechaSignatureTrust;

/**
 * HechaDifferenceGrade:
 * @HECHA_GRADE_ALLOWED: filled in, signed or noted where the signature allows it
 * @HECHA_GRADE_MECHANICS: what signatures bring along: time stamps, validation data
 * @HECHA_GRADE_HARMLESS: written anew, and says the same
 * @HECHA_GRADE_SUSPICIOUS: no signature needs it, whether or not it is seen
 * @HECHA_GRADE_VISIBLE: changes what is seen, or may
 *
 * What one difference between a signed revision and the file means. From
 * %HECHA_GRADE_SUSPICIOUS on the signature is %HECHA_SIGNATURE_CHANGED.
 */
typedef enum
{
  HECHA_GRADE_ALLOWED,
  HECHA_GRADE_MECHANICS,
  HECHA_GRADE_HARMLESS,
  HECHA_GRADE_SUSPICIOUS,
  HECHA_GRADE_VISIBLE,
} HechaDifferenceGrade;

/* The check that tells what was signed on paper. */
#define HECHA_CHECK_PAPER "paper"

extern const HechaNick hecha_file_verdict_nicks[];
extern const HechaNick hecha_signature_status_nicks[];
extern const HechaNick hecha_signature_trust_nicks[];
extern const HechaNick hecha_difference_grade_nicks[];

/**
 * HechaVerificationCheck:
 * @name: which check, a fixed word such as "byte-range"
 * @ok: whether it passed
 * @message: what was seen, English, one sentence
 */
typedef struct
{
  char    *name;
  gboolean ok;
  char    *message;
} HechaVerificationCheck;

/**
 * HechaDifference:
 * @name: what it is, a fixed word such as "signature-added"
 * @grade: what it means
 * @message: what was seen, English, one sentence
 *
 * One difference between a signed revision and the file.
 */
typedef struct
{
  char                *name;
  HechaDifferenceGrade grade;
  char                *message;
} HechaDifference;

/**
 * HechaSignatureResult:
 * @field: full name of the signature field
 * @signer: common name in the certificate; empty where none could be read
 * @status: integrity
 * @trust: what is proved of the signer
 * @time: claimed or proved time, microseconds since the epoch UTC; 0 for none
 * @time_proven: whether a time stamp proves @time
 * @certificate: SHA-256 of the signer's certificate in lower-case hex; empty where none
 * @root: common name of the trusted certificate that the signer's leads to; empty where none
 * @root_certificate: SHA-256 of that in lower-case hex; empty where none
 * @stamp_root: the same as @root of the time stamp beside the signature
 * @stamp_root_certificate: the same as @root_certificate of that stamp
 * @covers: where the revision ends that it signed, bytes from the start of the
 *   file; 0 where it signed none
 * @revision: the number of that revision, 1 for the file as it was first written; 0 where none
 * @checks: (element-type HechaVerificationCheck): in the order they were made
 * @differences: (element-type HechaDifference): how the file differs from what was signed
 */
typedef struct
{
  char                *field;
  char                *signer;
  HechaSignatureStatus status;
  HechaSignatureTrust  trust;
  gint64               time;
  gboolean             time_proven;
  char                *certificate;
  char                *root;
  char                *root_certificate;
  char                *stamp_root;
  char                *stamp_root_certificate;
  guint64              covers;
  guint                revision;
  GPtrArray           *checks;
  GPtrArray           *differences;
} HechaSignatureResult;

/**
 * HechaPaperScan:
 * @file: what is kept of it in the vault
 * @pages: how many it has; 0 where that cannot be told
 * @at_hand: whether its bytes are there unchanged
 *
 * A scan of pages that were signed by hand.
 */
typedef struct
{
  HechaEvidence *file;
  guint          pages;
  gboolean       at_hand;
} HechaPaperScan;

/**
 * HechaPaperResult:
 * @field: name of the signature field
 * @signer: who signed there, by the word of @author
 * @day: that is written beside it, YYYY-MM-DD
 * @author: who recorded it
 * @scans: (element-type HechaPaperScan): with every page
 *
 * A signature by hand. No cryptography proves any of it.
 */
typedef struct
{
  char      *field;
  char      *signer;
  char      *day;
  char      *author;
  GPtrArray *scans;
} HechaPaperResult;

/**
 * HechaRevisionChange:
 * @revision: the first revision that changed what was signed; 0 where it cannot be told
 * @revisions: how many the file has
 * @covers: where the signed revision ends, see hecha_verification_unchanged_to()
 * @pages: (element-type guint): the pages that look different since, from 1
 * @all: whether all pages were compared
 *
 * Where a file was changed after it was signed.
 */
typedef struct
{
  guint    revision;
  guint    revisions;
  guint64  covers;
  GArray  *pages;
  gboolean all;
} HechaRevisionChange;

/**
 * HechaVerification:
 * @verdict: of the whole file
 * @signatures: (element-type HechaSignatureResult): in the order they were made
 * @checks: (element-type HechaVerificationCheck): those of the file as a whole
 * @papers: (element-type HechaPaperResult): what is known to be signed on paper, beside the file
 * @change: (nullable): where it was changed after it was signed
 * @refusal: (nullable): what officers signed for in place of a signature, in their words
 *
 * The outcome of verifying one file. Plain data; free with hecha_verification_free().
 */
typedef struct
{
  HechaFileVerdict     verdict;
  GPtrArray           *signatures;
  GPtrArray           *checks;
  GPtrArray           *papers;
  HechaRevisionChange *change;
  char                *refusal;
} HechaVerification;

HechaVerification    *hecha_verification_new           (void);
void                  hecha_verification_free          (HechaVerification       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVerification, hecha_verification_free)
HechaSignatureResult *hecha_verification_add_signature (HechaVerification       *self,
                                                        const char              *field);
HechaPaperResult     *hecha_verification_add_paper     (HechaVerification       *self,
                                                        const char              *field,
                                                        const char              *signer);
HechaRevisionChange  *hecha_verification_add_change    (HechaVerification       *self,
                                                        guint64                  covers);
void                  hecha_paper_add_scan             (HechaPaperResult        *self,
                                                        const HechaEvidence     *file,
                                                        guint                    pages,
                                                        gboolean                 at_hand);
void                  hecha_checks_add                 (GPtrArray               *checks,
                                                        const char              *name,
                                                        gboolean                 ok,
                                                        const char              *message);
GPtrArray            *hecha_differences_new            (void);
void                  hecha_differences_add            (GPtrArray               *differences,
                                                        const char              *name,
                                                        HechaDifferenceGrade     grade,
                                                        const char              *message);
void                  hecha_verification_worsen        (HechaVerification       *self,
                                                        HechaFileVerdict             verdict);
guint64               hecha_verification_unchanged_to  (const HechaVerification *self);

G_END_DECLS
