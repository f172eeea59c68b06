#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the sample filings: filings.xlsx and filings.csv beside this script.

    python3 make-samples.py [FOLDER]

Everything in them is invented. Names begin with 示例; the credit codes have
the right check characters, but organisation numbers below 00999999, which were
never given out. README.md lists the mistakes that are there on purpose.
tests/bench/gen-filings.py uses the functions of this script.
"""
import csv
import datetime
import os
import sys
import zipfile
from xml.sax.saxutils import escape

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, table 1
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997

HEADERS = ["企业名称", "统一社会信用代码", "企业类型", "企业级别", "行政区划代码", "行业代码", "注册地址",
           "网络安全负责人", "负责人电话", "联系人", "联系电话", "登记日期"]

# code, place, a street for the address
PLACES = [
    ("110108", "北京市海淀区"), ("120116", "天津市滨海新区"), ("130102", "河北省石家庄市长安区"),
    ("210211", "辽宁省大连市甘井子区"), ("310115", "上海市浦东新区"), ("320505", "江苏省苏州市虎丘区"),
    ("330206", "浙江省宁波市北仑区"), ("340104", "安徽省合肥市蜀山区"), ("350206", "福建省厦门市湖里区"),
    ("370214", "山东省青岛市城阳区"), ("420111", "湖北省武汉市洪山区"), ("430104", "湖南省长沙市岳麓区"),
    ("440305", "广东省深圳市南山区"), ("440605", "广东省佛山市南海区"), ("500112", "重庆市渝北区"),
    ("510107", "四川省成都市武侯区"), ("610113", "陕西省西安市雁塔区"), ("650106", "新疆维吾尔自治区乌鲁木齐市头屯河区"),
]
# what a name says, and a division or group of GB/T 4754-2017 for it
TRADES = [
    ("精密制造", "C3484"), ("汽车零部件", "C3670"), ("数控机床", "C3421"), ("轨道装备", "C3714"), ("船舶重工", "C3731"),
    ("钢铁", "C3120"), ("有色金属", "C3216"), ("水泥", "C3011"), ("石化", "C2511"), ("精细化工", "C2661"),
    ("食品", "C1441"), ("纺织", "C1751"), ("家用电器", "C3851"), ("医药", "C2710"), ("造纸", "C2221"),
    ("集成电路", "C3973"), ("光电显示", "C3974"), ("通信设备", "C3921"), ("智能传感", "C3983"), ("锂电科技", "C3841"),
]
PEOPLE = ["张示例", "李示例", "王示例", "赵示例", "陈示例", "刘示例", "杨示例", "周示例"]


def credit_code(region, number):
    """The code of the number-th invented organisation registered in region."""
    body = f"{number:08d}"
    check = 11 - sum(w * int(d) for w, d in zip(ORGANISATION_WEIGHTS, body)) % 11
    code = "91" + region + body + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return code + ALPHABET[(31 - total % 31) % 31]


def filing(number, types="联网工业企业", level="三级", name=None):
    """One row as a list of texts and one date."""
    region, place = PLACES[number % len(PLACES)]
    trade, industry = TRADES[number * 7 % len(TRADES)]
    return [name or f"示例{trade}有限公司{number:04d}", credit_code(region, number), types, level, region, industry,
            f"{place}示例路{number % 900 + 1}号", PEOPLE[number % 8], f"1390000{number % 10000:04d}",
            PEOPLE[(number + 3) % 8], f"1380000{number * 3 % 10000:04d}",
            datetime.date(2025, 1, 1) + datetime.timedelta(days=number % 360)]


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_xml(row, column, value, texts):
    ref = f"{column_name(column)}{row}"
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.date):
        return f'<c r="{ref}" s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{ref}"><v>{value!r}</v></c>'
    return f'<c r="{ref}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'


PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
</Types>""",
    "_rels/.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>""",
    "xl/_rels/workbook.xml.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
<Relationship Id="rId2" Target="styles.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>
<Relationship Id="rId3" Target="sharedStrings.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>
</Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="登记表" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/styles.xml": """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
</styleSheet>""",
}


def write_xlsx(path, rows, merges=()):
    """rows: lists of text, numbers, dates and None; merges: ranges such as A1:L1."""
    texts = {}
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    # A fixed time, so that the same rows make the same file.
    entry = lambda name: zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in PARTS.items():
            package.writestr(entry(name), head + text, zipfile.ZIP_DEFLATED)
        sheet = entry("xl/worksheets/sheet1.xml")
        sheet.compress_type = zipfile.ZIP_DEFLATED
        with package.open(sheet, "w") as out:
            out.write((head + f"<worksheet {space}><sheetData>").encode())
            for number, row in enumerate(rows, 1):
                cells = "".join(cell_xml(number, i, value, texts) for i, value in enumerate(row))
                out.write(f'<row r="{number}">{cells}</row>'.encode())
            merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
            merged = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
            out.write(f"</sheetData>{merged}</worksheet>".encode())
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        package.writestr(entry("xl/sharedStrings.xml"), f'{head}<sst {space} uniqueCount="{len(texts)}">{items}</sst>',
                         zipfile.ZIP_DEFLATED)


def write_csv(path, rows, encoding="utf-8-sig"):
    with open(path, "w", newline="", encoding=encoding) as out:
        writer = csv.writer(out, lineterminator="\r\n")
        for row in rows:
            writer.writerow("" if v is None else f"{v:%Y-%m-%d}" if isinstance(v, datetime.date) else v for v in row)


LEVELS = ["三级", "二级", "一级", "3级", "2", "Level 1"]


def sample_rows():
    """The header and forty enterprises; README.md documents what is odd about them."""
    kinds = ["联网工业企业", "平台企业", "联网工业企业", "标识解析企业", "联网工业企业", "联网工业企业"]
    rows = [HEADERS + ["标识解析节点类型", "上年营业收入（万元）"]]
    for number in range(1, 37):
        kind = kinds[number % len(kinds)]
        row = filing(number, kind, LEVELS[(number * 5 + number // 6) % len(LEVELS)])
        rows.append(row + ["递归节点" if kind == "标识解析企业" else None, 12000 + number * 317])
    two = filing(37, "联网工业企业、平台企业", "三级", "示例工业互联网科技集团有限公司0037") + [None, 985000]
    levels = filing(38, "联网工业企业三级、平台企业二级", None, "示例智能制造有限公司0038") + [None, 410000]
    first = filing(39, "联网工业企业", "二级", "示例多厂区机械有限公司0039") + [None, 88000]
    second = list(first)
    first[6], second[4], second[6] = "安徽省合肥市蜀山区示例一厂", "320505", "江苏省苏州市虎丘区示例二厂"
    rows += [two, levels, first, second]
    rows.append(filing(40, "平台企业；标识解析企业", "二级", "示例云平台有限公司0040") + ["标识注册服务机构", 56000])

    wrong_check = filing(41)
    wrong_check[1] = wrong_check[1][:17] + ("0" if wrong_check[1][17] != "0" else "1")
    no_name = filing(42)
    no_name[0] = None
    wrong_level = filing(43, level="四级")
    wrong_type = filing(44, types="普通企业")
    short_code = filing(45)
    short_code[1] = short_code[1][:15]
    no_officer = filing(46)
    no_officer[7] = None
    wrong_date = filing(47)
    wrong_date[11] = "2025年2月30日"
    soft_phone = filing(48)
    soft_phone[10] = "8888"
    for row in (wrong_check, no_name, wrong_level, wrong_type, short_code, no_officer, wrong_date, soft_phone):
        rows.append(row + [None, None])
    return rows


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    rows = sample_rows()
    write_csv(os.path.join(folder, "filings.csv"), rows)
    # The workbook has a title over the table, and one code typed as a number.
    number = filing(49)
    number[1] = 914403001922038216
    title = ["工业互联网企业登记表（示例）"] + [None] * (len(rows[0]) - 1)
    write_xlsx(os.path.join(folder, "filings.xlsx"), [title] + rows + [number + [None, None]], ["A1:N1"])


if __name__ == "__main__":
    main()
