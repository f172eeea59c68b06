/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-store.h"

G_BEGIN_DECLS

/* Filings as a province has them: 100,000 names that share most of their words. */

static inline const char *
some_of (GRand             *rand,
         const char *const *words)
{
  guint n = 0;

  while (words[n])
    n++;
  return words[g_rand_int_range (rand, 0, (gint32) n)];
}

static inline HechaFiling *
some_filing (GRand *rand,
             guint  number)
{
  static const char *const cities[] = { "南京", "苏州", "无锡", "常州", "镇江", "南通", "扬州", "徐州", "盐城", "泰州", NULL };
  static const char *const words[] = { "华", "龙", "鼎", "盛", "兴", "达", "信", "诚", "瑞", "博", "恒", "宏", "泰", "远",
                                       "方", "新", "科", "创", "智", "联", "海", "天", "金", "银", "安", "永", NULL };
  static const char *const trades[] = { "机械", "电子", "化工", "钢铁", "汽车", "纺织", "医药", "食品", "装备", "仪表",
                                        "自动化", "软件", "能源", "材料", "精密", "模具", "电气", "环保", NULL };
  static const char *const ends[] = { "有限公司", "股份有限公司", "集团", NULL };
  static const char *const people[] = { "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", NULL };
  HechaFiling *filing = hecha_filing_new (g_rand_int_range (rand, 0, 3), g_rand_int_range (rand, 1, 4));
  g_autofree char *name = g_strconcat (some_of (rand, cities), some_of (rand, words), some_of (rand, words),
                                       some_of (rand, trades), some_of (rand, ends), NULL);
  g_autofree char *region = g_strdup_printf ("32%02d%02d", g_rand_int_range (rand, 1, 14), g_rand_int_range (rand, 1, 20));
  g_autofree char *code = g_strdup_printf ("91%sMA%07uX", region, number * 7919u % 10000000u);
  g_autofree char *contact = g_strconcat (some_of (rand, people), some_of (rand, words), some_of (rand, words), NULL);
  g_autofree char *phone = g_strdup_printf ("13%09d", g_rand_int_range (rand, 0, 1000000000));

  hecha_filing_set (filing, HECHA_FIELD_NAME, name);
  hecha_filing_set (filing, HECHA_FIELD_CODE, code);
  hecha_filing_set (filing, HECHA_FIELD_REGION, region);
  hecha_filing_set (filing, HECHA_FIELD_INDUSTRY, "3411");
  hecha_filing_set (filing, HECHA_FIELD_CONTACT, contact);
  hecha_filing_set (filing, HECHA_FIELD_SECURITY_OFFICER, contact);
  hecha_filing_set (filing, HECHA_FIELD_PHONE, phone);
  hecha_filing_set (filing, HECHA_FIELD_FILED_ON, "2025-03-01");
  hecha_filing_set (filing, HECHA_FIELD_STATE, "accepted");
  return filing;
}

typedef struct
{
  GPtrArray *filings;
  GPtrArray *records;
} SomeRows;

static inline gboolean
next_of_array (gpointer            data,
               HechaFilingRecord **record,
               GError            **error)
{
  SomeRows *rows = data;

  if (rows->records->len < rows->filings->len)
    {
      *record = hecha_filing_record_new (hecha_filing_copy (rows->filings->pdata[rows->records->len]), "2026-06-30");
      g_ptr_array_add (rows->records, *record);
    }
  return TRUE;
}

static inline GPtrArray *
some_filings (guint n)
{
  GPtrArray *filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  g_autoptr(GRand) rand = g_rand_new_with_seed (20240411);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (filings, some_filing (rand, i));
  return filings;
}

static inline void
import_filings (HechaDb   *db,
                GPtrArray *filings)
{
  g_autoptr(HechaFilingImport) import = hecha_filing_import_new ("filings.csv", "aa", "2026-01-26T02:30:00Z");
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_record_free);
  g_autoptr(GError) error = NULL;
  SomeRows rows = { filings, records };

  if (!hecha_filing_store_import (db, import, next_of_array, &rows, &error))
    g_error ("%s", error->message);
}

G_END_DECLS
