#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two languages of the packs say the same figures: a count, a period or a level that one of them
names stands in the other, and so does a unit of time of the Chinese. "Two" is also said by "both", "mutual" and the
like, which may stand alone."""

import collections
import json
import re
import sys

import tree

CHINESE = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "一": 1}
COUNTED = "个台次人名条级年月日天小周项家处种份类页款层块端倍章方套代位组者张起例轮"
ENGLISH = {word: number for number, word in enumerate("""zero one two three four five six seven eight nine ten eleven
    twelve thirteen fourteen fifteen""".split())}
ENGLISH |= {"twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
UNITS = {"年": "year|annual", "月": "month", "周(?![边围界期])": "week", "季度": "quarter", "小时": "hour", "分钟": "minute",
         "秒": "second", "工作日": "working day"}
TWO = re.compile(r"\b(both|two|twice|second|mutual(ly)?|pair|either|other)\b", re.I)


def chinese_number(text):
    tens, ten, ones = text.rpartition("十") if "十" in text else ("", "", text)
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (CHINESE.get(tens, 1) * 10 if ten else 0) + CHINESE.get(ones, 0)


def of_chinese(text):
    text = re.sub("第三方|上万", "", text)
    said = {float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", text)}
    for figure in re.findall(rf"([一二两三四五六七八九十]+)(?=[{COUNTED}]|因素|分钟|季度)", text) + re.findall(
            "前([三五十])", text):
        said.add(chinese_number(figure))
    return {figure for figure in said if figure and figure > 1} | ({2} if "双" in text else set())


def of_english(text):
    text = re.sub("ten thousand", "", text, flags=re.I)
    said = {float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", text)}
    said |= {ENGLISH[word] for word in re.findall("[a-z]+", text.lower()) if word in ENGLISH}
    return {figure for figure in said if figure > 1}


def differs(chinese, english):
    left, right = of_chinese(chinese), of_english(english)
    if TWO.search(english):
        right.add(2)
    units = any(re.search(unit, chinese) and not re.search(word, english, re.I) for unit, word in UNITS.items())
    return left - right or right - left - {2} or units


def of_parts(parts, where):
    for part in parts:
        inner = part.get("parts", [])
        translated = [other["prose"] for other in inner if other["name"] == "translation"]
        if "prose" in part and part["name"] != "translation":
            yield f"{where} {part['name']}", part["prose"], " ".join(translated)
        yield from of_parts((other for other in inner if other["name"] != "translation"), f"{where} {part['name']}")


def of_props(control):
    props = collections.defaultdict(lambda: ["", ""])
    for prop in control.get("props", []):
        props[prop["name"]][prop.get("class") == "en"] += prop["value"] + " "
    props["title"][0] = control["title"]
    for name, (chinese, english) in props.items():
        if english:
            yield name, chinese, english


def controls(group):
    yield from group.get("controls", [])
    for inner in group.get("groups", []):
        yield from controls(inner)


def main():
    folder = tree.ROOT / "data" / "checklists"
    texts = faults = 0
    for path in sorted(folder.glob("*/catalog.json")):
        for control in controls(json.loads(path.read_text())["catalog"]):
            for where, chinese, english in [*of_props(control), *of_parts(control.get("parts", []), "")]:
                texts += 1
                if not english or differs(chinese, english):
                    faults += 1
                    print(f"{path.parent.name}/{control['id']}{where:>20}: {chinese} | {english}")
    print(f"{texts} texts, {faults} in which the languages differ")
    sys.exit(faults > 0 or texts < 1000)


main()
