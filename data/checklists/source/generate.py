#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the catalogs and profiles of data/checklists from the tables beside this script.

usage: generate.py [FOLDER]    (default: the folder above; README.md there explains the tables)
"""

import json
import pathlib
import re
import sys
import uuid

HERE = pathlib.Path(__file__).resolve().parent
NS = "https://hecha.org/ns/oscal"
SPACE = uuid.UUID("5e1f0c4a-8f53-4f0e-9a3d-7b6f0d2c9e41")
VERSION = "2026.4"
MODIFIED = "2026-11-23T00:00:00+08:00"
METHODS = {"I": "INTERVIEW", "E": "EXAMINE", "T": "TEST"}
PARTS = {"ev": "evidence", "fi": "finding", "ri": "risk", "re": "remedy"}
PROPS = {"ot": "ot-impact", "hz": "hazard", "mi": "mitigation"}
TYPES = {
    "connected": ("联网工业企业", "connected industrial enterprises"),
    "platform": ("工业互联网平台企业", "industrial internet platform enterprises"),
    "identifier": ("工业互联网标识解析企业", "identifier-resolution enterprises"),
}
MEASURES = ("《工业互联网安全分类分级管理办法》（工信部网安〔2024〕68号）",
            "Measures for classified and graded management of industrial internet security (MIIT Wang'an [2024] No. 68)")
GUIDE = ("《工业控制系统网络安全防护指南》（工信部网安〔2024〕14号）",
         "Guidelines for cybersecurity protection of industrial control systems (MIIT Wang'an [2024] No. 14)")
GUIDE_PUBLIC = {1, 2, 8, 9, 10, 11, 12, 13, 14}
DATA = ("《工业和信息化领域数据安全管理办法（试行）》（工信部网安〔2022〕166号）",
        "Administrative measures for data security in industry and information technology, trial (MIIT Wang'an [2022] No. 166)")
DATA_PUBLIC = ("分类分级", "目录备案", "全生命周期")   # the rest of its headings were not re-read
ICS = ("GB/T 22239-2019 工业控制系统安全扩展要求（第三级）",
       "GB/T 22239-2019, extension for industrial control systems, level 3")
EXTENSIONS = {"cloud": ("GB/T 22239-2019 云计算安全扩展要求", "GB/T 22239-2019, extension for cloud computing"),
              "iot": ("GB/T 22239-2019 物联网安全扩展要求", "GB/T 22239-2019, extension for the internet of things"),
              "bigdata": ("GB/T 22239-2019 大数据扩展要求", "GB/T 22239-2019, extension for big data")}
LAYERS = ("GB/T 44462.2 的层次结构（条文未取得）", "structure of GB/T 44462.2 (clauses not at hand)")
RESOLUTION = ("《工业互联网安全分类分级管理办法》第五条所列节点的服务要求，GB/T 44462.3（仅标题，条文未取得）",
              "services of the nodes named in article 5 of the Measures; GB/T 44462.3 (title only, clauses not at hand)")
NUMERALS = "零一二三四五六七八九十"


def chinese(number):
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


def source(words):
    """A short reference, such as 'measures 12', as (Chinese, English, whether it was not re-read)."""
    key, _, rest = words.partition(" ")
    if key == "measures":
        return f"{MEASURES[0]}第{chinese(int(rest))}条", f"{MEASURES[1]}, article {rest}", False
    if key == "guide":
        return f"{GUIDE[0]}第{rest}项", f"{GUIDE[1]}, item {rest}", int(rest) not in GUIDE_PUBLIC
    if key in ("ics", "data"):
        zh, en = pair(rest.replace("/", "|"))
        whole = {"ics": ICS, "data": DATA}[key]
        return f"{whole[0]}：{zh}", f"{whole[1]}: {en}", key == "data" and not zh.startswith(DATA_PUBLIC)
    if key in EXTENSIONS:
        return (*EXTENSIONS[key], False)
    if key == "layers":
        zh, en = pair(rest.replace("/", "|"))
        return f"{LAYERS[0]}：{zh}", f"{LAYERS[1]}: {en}", False
    if key == "resolution":
        return (*RESOLUTION, True)
    raise ValueError(f"unknown source {words!r}")


def pair(words):
    zh, bar, en = words.partition("|")
    if not bar or not zh.strip() or not en.strip():
        raise ValueError(f"needs “Chinese | English”: {words!r}")
    return zh.strip(), en.strip()


def prop(name, value, ns=NS, cls=None):
    made = {"name": name}
    if ns:
        made["ns"] = ns
    made["value"] = value
    if cls:
        made["class"] = cls
    return made


def both(name, words):
    zh, en = words
    return [prop(name, zh), prop(name, en, cls="en")]


def part(name, words, ns=NS, more=(), ident=None):
    zh, en = words
    made = {"id": ident} if ident else {}
    made["name"] = name
    if ns:
        made["ns"] = ns
    made["prose"] = zh
    made["parts"] = [{"name": "translation", "ns": NS, "class": "en", "prose": en}, *more]
    return made


def read(path):
    """The groups of a table, each with its items: dictionaries of lines by their first word."""
    groups, item = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, words = line.partition(" ")
        try:
            if key.startswith("["):
                groups.append({"id": key.strip("[]"), "title": pair(words), "items": []})
            elif key == "=":
                ident, level, *kinds = words.split()
                item = {"id": ident, "level": int(re.fullmatch("L([123])", level)[1]), "kinds": kinds,
                        "src": [], "steps": [], "unverified": False}
                groups[-1]["items"].append(item)
            elif key == "src":
                item["src"].append(source(words))
            elif key == "un":
                item["unverified"] = True
            elif key in METHODS:
                text, arrow, yes = words.partition(">>")
                if not arrow:
                    raise ValueError("a step needs “>>” and what a yes looks like")
                item["steps"].append((METHODS[key], pair(text), pair(yes)))
            elif key in {"title", "req", *PARTS, *PROPS} and key not in item:
                item[key] = pair(words)
            else:
                raise ValueError(f"unknown or repeated {key!r}")
        except (ValueError, TypeError, IndexError) as error:
            sys.exit(f"{path.name}:{number}: {error}")
    return groups


def methods(item):
    made = []
    for number, (method, text, yes) in enumerate(item["steps"], 1):
        step = part("step", text, more=[part("yes", yes)])
        step["props"] = [prop("label", str(number), ns=None)]
        if not made or made[-1]["props"][0]["value"] != method:
            made.append({"name": "assessment-method", "props": [prop("method", method, ns=None)], "parts": []})
        made[-1]["parts"].append(step)
    return made


def control(item, label):
    missing = {"title", "req", "src", *PARTS} - {key for key, value in item.items() if value}
    if missing or not item["steps"]:
        sys.exit(f"{item['id']}: without {', '.join(sorted(missing)) or 'steps'}")
    zh, en = "；".join(each[0] for each in item["src"]), "; ".join(each[1] for each in item["src"])
    props = [prop("label", label, ns=None), prop("item-uuid", str(uuid.uuid5(SPACE, item["id"]))),
             prop("title", item["title"][1], cls="en"), prop("min-level", str(item["level"])), *both("source", (zh, en))]
    if item["unverified"] or any(each[2] for each in item["src"]):
        props.append(prop("unverified", "yes"))
    props += [prop("object-kind", kind) for kind in item["kinds"]]
    for key, name in PROPS.items():
        props += both(name, item[key]) if key in item else []
    parts = [part("statement", item["req"], ns=None, ident=item["id"] + "_smt"), *methods(item)]
    parts += [part(name, item[key]) for key, name in PARTS.items()]
    return {"id": item["id"], "title": item["title"][0], "props": props, "parts": parts}


def metadata(ident, title, more=()):
    return {"title": title[0], "last-modified": MODIFIED, "version": VERSION, "oscal-version": "1.2.1",
            "props": [prop("pack-id", ident), prop("language", "zh-CN"), prop("title", title[1], cls="en"), *more]}


def catalog(area, title, groups):
    made = []
    for group in groups:
        controls = [control(item, f"{group['id'].upper()}-{number:02}") for number, item in enumerate(group["items"], 1)]
        made.append({"id": group["id"], "title": group["title"][0], "props": [prop("title", group["title"][1], cls="en")],
                     "controls": controls})
    return {"catalog": {"uuid": str(uuid.uuid5(SPACE, f"catalog {area} {VERSION}")),
                        "metadata": metadata(f"{area}-catalog", title), "groups": made}}


def profile(kind, level, tables):
    imports = []
    for area in ("common", kind, "data"):
        ids = [item["id"] for group in tables[area] for item in group["items"] if item["level"] <= level]
        imports.append({"href": "catalog.json" if area == kind else f"../{area}/catalog.json",
                        "include-controls": [{"with-ids": ids}]})
    title = (f"{TYPES[kind][0]}安全检查清单（{'一二三'[level - 1]}级）", f"Checklist for {TYPES[kind][1]}, level {level}")
    return {"profile": {"uuid": str(uuid.uuid5(SPACE, f"profile {kind} {level} {VERSION}")),
                        "metadata": metadata(f"{kind}-{level}", title,
                                             [prop("enterprise-type", kind), prop("level", str(level))]),
                        "imports": imports, "merge": {"as-is": True}}}


def write(path, document):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent
    titles = {"common": ("各类企业共用检查项", "Items common to all types"), "data": ("数据安全检查项", "Data security items"),
              **{kind: (f"{zh}检查项", f"Items for {en}") for kind, (zh, en) in TYPES.items()}}
    tables = {area: read(HERE / f"{area}.txt") for area in titles}
    for area, title in titles.items():
        write(out / area / "catalog.json", catalog(area, title, tables[area]))
    for kind in TYPES:
        for level in (1, 2, 3):
            write(out / kind / f"level-{level}.json", profile(kind, level, tables))


main()
