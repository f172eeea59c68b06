#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs of intake: workspaces, registers in, filings found.

usage: test-intake-verbs.py HECHACTL
"""

import sys

import hand
import tap

HEADER = "企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话\n"
ODD = "甲,乙,丙,丁,戊,己\n"
ONE = "示例一厂,91130102000000385H,联网工业企业,二级,张示例,13900000040\n"
TWO = "示例二厂,91130102000000027G,平台企业,三级,王示例,13900000041\n"
COLUMNS = [f"--column={pair}" for pair in ("甲=name", "乙=code", "丙=type", "丁=level", "戊=security-officer", "己=phone")]


def figures(told):
    return [told[key] for key in ("read", "accepted", "unchanged", "refused")]


class Intake:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")

    def file(self, name, text):
        path = self.stage.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def filings(self, *options):
        return [filing["name"] for filing in self.me.run("filings", *options)["filings"]]

    def init(self):
        for holder in "evaluation", "industry", "communications", "enterprise":
            person = self.stage.person(holder)
            told = person.run("init", "--holder", holder, "--unit", "单位", "--author", "甲")
            tap.equal(told["workspace"], str(person.workspace))
            person.refused("init", "--holder", holder, "--unit", "单位", "--author", "甲", naming="workspace already")
        for unit, author in ("  ", "甲"), ("单位", "\x01"), ("单\n位", "甲"), ("", "甲"), ("\u3000", "甲"):
            self.me.refused("init", "--holder", "evaluation", "--unit", unit, "--author", author, naming="the name of")
            assert not self.me.workspace.exists(), "a workspace was made"
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")

    def all_or_none(self):
        """One file that cannot be read, and nothing of the others is stored."""
        good = self.file("good.csv", HEADER + ONE)
        bad = self.stage.folder / "old.xls"
        bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
        for files in ([good, bad], [bad, good], [good, "/no/such.csv"]):
            self.me.refused("import", *files, naming=str(files[1] if files[0] is good else bad).rsplit("/", 1)[1])
            tap.equal(self.filings(), [])
        tap.equal(figures(self.me.run("import", good, self.file("more.csv", HEADER + TWO))), [2, 2, 0, 0])
        tap.equal(self.filings(), ["示例一厂", "示例二厂"])

    def nothing_taken(self):
        """A register of which nothing could be taken is no success; warnings are said as well."""
        told = self.me.run("import", self.file("wrong.csv", HEADER + ONE.replace("385H", "385X")), status=1)
        tap.equal(figures(told), [1, 0, 0, 1])
        assert "refused: wrong.csv, row 2, " in self.me.said, self.me.said
        tap.equal(figures(self.me.run("import", self.file("half.csv", HEADER + ONE + TWO.replace("027G", "027X")))), [2, 0, 1, 1])
        many = "".join(ONE.replace("13900000040", "88") for _ in range(22))
        tap.equal(figures(self.me.run("import", self.file("odd.csv", HEADER + many))), [22, 22, 0, 0])
        tap.equal(self.me.said.count("warning: odd.csv, row "), 20)
        assert "2 more warnings" in self.me.said, self.me.said
        tap.equal(figures(self.me.run("import", self.file("one.csv", HEADER + ONE))), [1, 1, 0, 0])

    def columns(self):
        """A header without one known word: told once, remembered, in any order."""
        odd = self.file("odd.csv", ODD + ONE)
        self.me.refused("import", odd, naming="odd.csv: no column for Enterprise")
        self.me.refused("import", odd, *COLUMNS, "--column=辛=email", naming="辛")
        tap.equal(figures(self.me.run("import", odd, *COLUMNS)), [1, 0, 1, 0])
        turned = [",".join(reversed(line.split(","))) for line in (ODD + TWO).splitlines()]
        tap.equal(figures(self.me.run("import", self.file("turned.csv", "\n".join(turned) + "\n"))), [1, 0, 1, 0])
        bare = self.file("bare.csv", ONE + TWO)
        letters = [f"--column={pair}" for pair in ("A=name", "B=code", "C=type", "D=level", "E=security-officer", "F=phone")]
        tap.equal(figures(self.me.run("import", bare, *letters)), [2, 0, 2, 0])
        self.me.refused("import", bare, naming="no column")

    def save(self):
        saved = self.stage.folder / "list.xlsx"
        told = self.me.run("import", hand.FILINGS, "--save", saved)
        tap.equal(figures(told), [50, 42, 0, 8])
        tap.equal(saved.read_bytes()[:2], b"PK")
        tap.equal(figures(self.me.run("import", hand.FILINGS, "--sheet", told["refusals"][0]["sheet"])), [50, 0, 42, 8])
        self.me.refused("import", hand.FILINGS, "--sheet", "没有", naming="没有")

    def narrowed(self):
        every = self.me.run("filings")["filings"]
        for option, value, right in [("--type", "platform", lambda filing: filing["type"] == "platform"),
                                     ("--level", "3", lambda filing: filing["level"] == 3),
                                     ("--region", "11", lambda filing: filing.get("region", "").startswith("11")),
                                     ("--state", "submitted", lambda filing: filing.get("state", "submitted") == "submitted")]:
            wanted = [filing["name"] for filing in every if right(filing)]
            tap.equal(self.filings(option, value), wanted, option)
        tap.equal(len(self.filings("--limit", "3")), 3)
        tap.equal(self.filings("--search", "智能制造"), ["示例智能制造有限公司0038"] * 2)
        near = [name for due in ("overdue", "soon", "later") for name in self.filings("--due", due)]
        tap.equal(sorted(near), sorted(filing["name"] for filing in every if "due" in filing))


intake = Intake(sys.argv[1])
STEPS = ["init", "all_or_none", "nothing_taken", "columns", "save", "narrowed"]
try:
    tap.run([(f"/cli/intake-verbs/{step.replace('_', '-')}", getattr(intake, step)) for step in STEPS])
finally:
    intake.stage.close()
