#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs of checklist packs.

usage: test-library-verbs.py HECHACTL
"""

import sys

import hand
import tap

SHIPPED = ("connected", "platform", "identifier")
CATALOG = """{"catalog": {"uuid": "0b4a5f52-1c2e-4c39-9a9d-1f2a3b4c5d6e", "metadata": {"title": "Example",
 "last-modified": "2026-01-01T00:00:00Z", "version": "1", "oscal-version": "1.1.2"}, "groups": [{"id": "a", "title": "A",
 "controls": [{"id": "a-1", "title": "First", "parts": [{"id": "a-1_smt", "name": "statement", "prose": "Do it."}]}]}]}}"""


class Library:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")

    def list(self):
        packs = self.me.run("pack", "list")["packs"]
        tap.equal(sorted(pack["id"] for pack in packs), sorted(SHIPPED))
        for pack in packs:
            assert {"id", "version", "digest", "items", "title", "cases"} <= set(pack) and pack["items"] > 0, pack

    def show(self):
        for name in SHIPPED:
            items = [len(self.me.run("pack", "show", name, "--level", level)["items"]) for level in "123"]
            assert 0 < items[0] <= items[1] <= items[2], (name, items)
        shown = self.me.run("pack", "show", "connected", "--level", "3")
        assert {"id", "version", "items"} <= set(shown), shown.keys()
        assert {"id", "uuid", "level", "domain", "title", "requirement", "source", "steps"} <= set(shown["items"][0])
        digest = self.me.run("pack", "list")["packs"][0]["digest"]
        assert self.me.run("pack", "show", digest[:12])["items"]
        self.me.refused("pack", "show", digest[:4], naming=digest[:4])

    def check(self):
        for name in SHIPPED:
            tap.equal(self.me.run("pack", "check", name)["faults"], [])
        self.me.refused("pack", "check", "nothing", naming="nothing")

    def add(self):
        catalog = self.stage.folder / "catalog.json"
        catalog.write_text(CATALOG)
        added = self.me.run("pack", "add", catalog)["packs"]
        tap.equal([pack["items"] for pack in added], [1])
        tap.equal([item["id"] for item in self.me.run("pack", "show", added[0]["id"])["items"]], ["a-1"])
        broken = self.stage.folder / "broken.json"
        broken.write_text("{}")
        self.me.refused("pack", "add", broken, naming="broken.json")
        tap.equal(len(self.me.run("pack", "list")["packs"]), len(SHIPPED) + 1)


library = Library(sys.argv[1])
STEPS = ["list", "show", "check", "add"]
try:
    tap.run([(f"/cli/library-verbs/{step.replace('_', '-')}", getattr(library, step)) for step in STEPS])
finally:
    library.stage.close()
