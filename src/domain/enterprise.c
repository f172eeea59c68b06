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

const HechaText hecha_type_labels[HECHA_N_TYPES] = {
  [HECHA_TYPE_CONNECTED] = { "联网工业企业", "Connected industrial enterprise" },
  [HECHA_TYPE_PLATFORM] = { "平台企业", "Platform enterprise" },
  [HECHA_TYPE_IDENTIFIER] = { "标识解析企业", "Identifier resolution enterprise" },
};

/**
 * hecha_level_label:
 * @level: 1 to 3; 0 for none
 *
 * Returns: (transfer none): the level as the Measures write it; empty for none
 */
const HechaText *
hecha_level_label (int level)
{
  static const HechaText labels[] = { { "", "" }, { "一级", "level 1" }, { "二级", "level 2" }, { "三级", "level 3" } };

  return &labels[CLAMP (level, 0, 3)];
}
