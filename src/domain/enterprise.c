/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "enterprise.h"

const HechaNick hecha_type_nicks[] = {
  { HECHA_TYPE_CONNECTED, "connected" },
  { HECHA_TYPE_PLATFORM, "platform" },
  { HECHA_TYPE_IDENTIFIER, "identifier" },
  { 0, NULL },
};

const HechaNick hecha_holder_nicks[] = {
  { HECHA_HOLDER_EVALUATION, "evaluation" },
  { HECHA_HOLDER_INDUSTRY, "industry" },
  { HECHA_HOLDER_COMMUNICATIONS, "communications" },
  { HECHA_HOLDER_ENTERPRISE, "enterprise" },
  { 0, NULL },
};
