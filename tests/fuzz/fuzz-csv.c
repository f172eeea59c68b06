/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-table.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  fuzz_table (data, size);
  return 0;
}
