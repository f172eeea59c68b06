/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "pdf-tree.h"
#include "verification-json.h"
#include "verifier.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(HechaVerification) verification = hecha_pdf_verify_bytes (bytes, NULL, NULL);
  g_autoptr(JsonObject) object = hecha_verification_to_json (verification);
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_new (bytes, NULL);
  g_autoptr(GPtrArray) attachments = file ? hecha_pdf_list_attachments (file, NULL) : NULL;

  for (guint i = 0; attachments && i < attachments->len; i++)
    {
      const HechaPdfAttachment *attachment = attachments->pdata[i];
      const HechaPdfObject *stream = hecha_pdf_file_get_object (file, attachment->stream, NULL);
      g_autoptr(GBytes) content = stream && stream->is_stream ? hecha_pdf_file_decode (file, stream, 1 << 20, NULL)
                                                              : NULL;
    }
  /* Nothing is trusted here, so that nothing can be valid. */
  g_assert_cmpint (verification->verdict, !=, HECHA_FILE_VALID);
  return 0;
}
