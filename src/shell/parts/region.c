/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "region.h"

static const HechaRegion regions[] = {
  { "11", { "北京", "Beijing" } },
  { "12", { "天津", "Tianjin" } },
  { "13", { "河北", "Hebei" } },
  { "14", { "山西", "Shanxi" } },
  { "15", { "内蒙古", "Inner Mongolia" } },
  { "21", { "辽宁", "Liaoning" } },
  { "2102", { "大连", "Dalian" } },
  { "22", { "吉林", "Jilin" } },
  { "23", { "黑龙江", "Heilongjiang" } },
  { "31", { "上海", "Shanghai" } },
  { "32", { "江苏", "Jiangsu" } },
  { "33", { "浙江", "Zhejiang" } },
  { "3302", { "宁波", "Ningbo" } },
  { "34", { "安徽", "Anhui" } },
  { "35", { "福建", "Fujian" } },
  { "3502", { "厦门", "Xiamen" } },
  { "36", { "江西", "Jiangxi" } },
  { "37", { "山东", "Shandong" } },
  { "3702", { "青岛", "Qingdao" } },
  { "41", { "河南", "Henan" } },
  { "42", { "湖北", "Hubei" } },
  { "43", { "湖南", "Hunan" } },
  { "44", { "广东", "Guangdong" } },
  { "4403", { "深圳", "Shenzhen" } },
  { "45", { "广西", "Guangxi" } },
  { "46", { "海南", "Hainan" } },
  { "50", { "重庆", "Chongqing" } },
  { "51", { "四川", "Sichuan" } },
  { "52", { "贵州", "Guizhou" } },
  { "53", { "云南", "Yunnan" } },
  { "54", { "西藏", "Tibet" } },
  { "61", { "陕西", "Shaanxi" } },
  { "62", { "甘肃", "Gansu" } },
  { "63", { "青海", "Qinghai" } },
  { "64", { "宁夏", "Ningxia" } },
  { "65", { "新疆", "Xinjiang" } },
  { "71", { "台湾", "Taiwan" } },
  { "81", { "香港", "Hong Kong" } },
  { "82", { "澳门", "Macao" } },
};

/**
 * hecha_regions:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the regions whose authorities
 *   article 3 names, by code
 */
const HechaRegion *
hecha_regions (guint *n)
{
  *n = G_N_ELEMENTS (regions);
  return regions;
}

/**
 * hecha_region_find:
 * @code: (nullable): a region code, or the beginning of one
 *
 * Returns: (transfer none) (nullable): the smallest of the regions that holds it
 */
const HechaRegion *
hecha_region_find (const char *code)
{
  const HechaRegion *found = NULL;

  for (guint i = 0; code && i < G_N_ELEMENTS (regions); i++)
    if (g_str_has_prefix (code, regions[i].digits))
      found = &regions[i];
  return found;
}
