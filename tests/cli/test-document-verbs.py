#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs with which documents are made and their templates changed.

usage: test-document-verbs.py HECHACTL
"""

import pathlib
import subprocess
import sys

import hand
import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = "91130102000000385H"


class Documents:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        self.me.run("import", ROOT / "data/samples/filings.xlsx")
        self.case = self.me.run("plan", "--enterprise", CODE, "--types", "connected", "--procedure", "evaluation",
                                "--on", "2026-11-25", "--member", "lead=王小明")["case"]

    def text(self, path):
        return subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True, text=True,
                              encoding="utf-8").stdout

    def list(self):
        ids = {each["id"] for each in self.me.run("document", "list", self.case)["documents"]}
        tap.equal("risk-notice" in ids, True)
        tap.equal({each["language"] for each in self.me.run("document", "list")["documents"]}, {"zh-CN", "en"})

    def make(self):
        out = pathlib.Path(self.stage.folder) / "notice.pdf"
        told = self.me.run("document", "make", "risk-notice", "--case", self.case, "--out", out)
        tap.equal(told["document"], str(out))
        tap.equal(CODE in self.text(out), True)
        self.me.run("document", "make", "risk-notice", "--case", self.case, "--language", "en", "--out", out)
        tap.equal("Risk Notice" in self.text(out), True)
        self.me.refused("document", "make", "no-notice", "--case", self.case, "--out", out, naming="no-notice")

    def edit(self):
        path = pathlib.Path(self.me.run("document", "edit", "risk-notice")["template"])
        tap.equal(self.me.run("document", "check", "risk-notice")["faults"], [])
        path.write_text(path.read_text("utf-8") + "{no.field}\n", "utf-8")
        faults = self.me.run("document", "check", "risk-notice", status=1)["faults"]
        tap.equal(len(faults), 1)
        tap.equal("there is no field {no.field}" in faults[0], True)

    def fields(self):
        tap.equal("enterprise.name" in self.me.run("document", "fields")["fields"], True)
        tap.equal("enterprise.name" in self.me.run("document", "fields", "--help", json_wanted=False), False)
        self.me.refused("document", "fields", "more", status=2, naming="usage")


documents = Documents(sys.argv[1])
STEPS = ["list", "make", "edit", "fields"]
try:
    tap.run([(f"/cli/document-verbs/{step}", getattr(documents, step)) for step in STEPS])
finally:
    documents.stage.close()
