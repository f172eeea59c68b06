/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-columns.h"

#define AT(type, member) G_STRUCT_OFFSET (type, member)

/* Both languages of a text, in two columns. */
#define BOTH(zh, en, type, member, wide, wants, lines) \
  { { zh "（中文）", en " (Chinese)" }, HECHA_PACK_CELL_ZH, AT (type, member), wide, wants, lines }, \
  { { zh "（英文）", en " (English)" }, HECHA_PACK_CELL_EN, AT (type, member), wide, FALSE, lines }

static const HechaPackColumn pack_columns[] = {
  { { "检查表标识", "Pack id" }, HECHA_PACK_CELL_PLAIN, AT (HechaPackFacts, id), 24, TRUE, TRUE },
  { { "版本", "Version" }, HECHA_PACK_CELL_PLAIN, AT (HechaPackFacts, version), 14, TRUE, TRUE },
  BOTH ("名称", "Title", HechaPackFacts, title, 40, FALSE, TRUE),
  { { "企业类型", "Enterprise type" }, HECHA_PACK_CELL_PLAIN, AT (HechaPackFacts, type), 16, FALSE, TRUE },
};

static const HechaPackColumn domain_columns[] = {
  { { "领域标识", "Domain id" }, HECHA_PACK_CELL_PLAIN, AT (HechaGroup, id), 14, TRUE, TRUE },
  BOTH ("名称", "Title", HechaGroup, title, 40, FALSE, TRUE),
};

static const HechaPackColumn item_columns[] = {
  { { "检查项标识", "Item id" }, HECHA_PACK_CELL_PLAIN, AT (HechaItem, id), 26, TRUE, TRUE },
  { { "编号", "Label" }, HECHA_PACK_CELL_PLAIN, AT (HechaItem, label), 10, FALSE, TRUE },
  { { "领域标识", "Domain id" }, HECHA_PACK_CELL_PLAIN, AT (HechaItem, group), 10, TRUE, TRUE },
  { { "最低级别", "Lowest level" }, HECHA_PACK_CELL_NUMBER, AT (HechaItem, min_level), 8, FALSE, TRUE },
  BOTH ("名称", "Title", HechaItem, title, 24, FALSE, TRUE),
  BOTH ("要求", "Requirement", HechaItem, requirement, 50, FALSE, FALSE),
  BOTH ("来源", "Source", HechaItem, source, 30, FALSE, TRUE),
  { { "待核", "To be verified" }, HECHA_PACK_CELL_YES, AT (HechaItem, unverified), 8, FALSE, TRUE },
  { { "GB/T 44462 条款", "GB/T 44462 clause" }, HECHA_PACK_CELL_PLAIN, AT (HechaItem, gbt_44462), 12, FALSE, TRUE },
  { { "对象类别", "Kinds of object" }, HECHA_PACK_CELL_KINDS, AT (HechaItem, object_kinds), 24, FALSE, TRUE },
  BOTH ("预期证据", "Evidence", HechaItem, evidence, 30, FALSE, FALSE),
  BOTH ("典型问题", "Typical finding", HechaItem, finding, 30, FALSE, FALSE),
  BOTH ("风险", "Risk", HechaItem, risk, 30, FALSE, FALSE),
  BOTH ("整改建议", "Remedy", HechaItem, remedy, 30, FALSE, FALSE),
  BOTH ("对在产设备的影响", "Impact on live devices", HechaItem, ot_impact, 30, FALSE, TRUE),
  BOTH ("重大风险隐患", "Major hazard", HechaItem, hazard, 30, FALSE, TRUE),
  BOTH ("可降级的缓解措施", "Mitigation", HechaItem, mitigation, 30, FALSE, TRUE),
  { { "权重", "Weight" }, HECHA_PACK_CELL_NUMBER, AT (HechaItem, weight), 8, FALSE, TRUE },
  { { "唯一标识", "UUID" }, HECHA_PACK_CELL_PLAIN, AT (HechaItem, uuid), 38, FALSE, TRUE },
};

static const HechaPackColumn step_columns[] = {
  { { "检查项标识", "Item id" }, HECHA_PACK_CELL_ITEM, 0, 26, TRUE, TRUE },
  { { "步骤", "Step" }, HECHA_PACK_CELL_PLACE, 0, 8, TRUE, TRUE },
  { { "方法", "Method" }, HECHA_PACK_CELL_METHOD, AT (HechaStep, method), 12, TRUE, TRUE },
  BOTH ("做什么", "What is done", HechaStep, text, 60, FALSE, FALSE),
  BOTH ("符合时的情形", "What a yes looks like", HechaStep, yes, 50, FALSE, FALSE),
};

const HechaPackSheetForm hecha_pack_sheets[HECHA_N_PACK_SHEETS] = {
  { { "检查表", "Pack" }, pack_columns, G_N_ELEMENTS (pack_columns) },
  { { "领域", "Domains" }, domain_columns, G_N_ELEMENTS (domain_columns) },
  { { "检查项", "Items" }, item_columns, G_N_ELEMENTS (item_columns) },
  { { "步骤", "Steps" }, step_columns, G_N_ELEMENTS (step_columns) },
};
