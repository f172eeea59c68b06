/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nick.h"
#include "text.h"

G_BEGIN_DECLS

/**
 * HechaType:
 * @HECHA_TYPE_CONNECTED: connected industrial enterprise 联网工业企业
 * @HECHA_TYPE_PLATFORM: platform enterprise 平台企业
 * @HECHA_TYPE_IDENTIFIER: identifier-resolution enterprise 标识解析企业
 *
 * The types of article 5. On disk: connected, platform, identifier.
 */
typedef enum
{
  HECHA_TYPE_CONNECTED,
  HECHA_TYPE_PLATFORM,
  HECHA_TYPE_IDENTIFIER,
} HechaType;

#define HECHA_N_TYPES 3

/**
 * HechaHolder:
 * @HECHA_HOLDER_EVALUATION: third-party evaluation body 评测机构 (articles 9, 17)
 * @HECHA_HOLDER_INDUSTRY: industry department 工业和信息化主管部门 (articles 3, 14)
 * @HECHA_HOLDER_COMMUNICATIONS: communications administration 通信管理局 (articles 3, 14)
 * @HECHA_HOLDER_ENTERPRISE: an enterprise that evaluates itself (article 9)
 *
 * Whom a workspace belongs to.
 */
typedef enum
{
  HECHA_HOLDER_EVALUATION,
  HECHA_HOLDER_INDUSTRY,
  HECHA_HOLDER_COMMUNICATIONS,
  HECHA_HOLDER_ENTERPRISE,
} HechaHolder;

extern const HechaNick hecha_type_nicks[];
extern const HechaNick hecha_holder_nicks[];
extern const HechaText hecha_type_labels[HECHA_N_TYPES];

const HechaText *hecha_level_label (int level);

G_END_DECLS
