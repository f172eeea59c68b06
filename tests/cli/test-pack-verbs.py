#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs with which packs are written, compared and signed.

usage: test-pack-verbs.py HECHACTL
"""

import hashlib
import json
import shutil
import sys
import zipfile

import hand
import tap


def rewrite(path, target, change):
    """Copies a zip, each member as change(name, bytes) has it; None leaves it out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def replaced(pairs):
    """Changes texts in the shared strings of a spreadsheet; each must be there."""
    def change(name, data):
        if name != "xl/sharedStrings.xml":
            return data
        text = data.decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text.encode()
    return change


class Packs:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")

    def items(self, pack):
        return {item["uuid"] for item in self.me.run("pack", "show", pack)["items"]}

    def diff(self):
        same = self.me.run("pack", "diff", "connected", "connected")
        tap.equal((same["changes"], same["added"], same["removed"], same["changed"]), ([], 0, 0, 0))
        told = self.me.run("pack", "diff", "connected", "platform")
        connected, platform = self.items("connected"), self.items("platform")
        tap.equal({each["uuid"] for each in told["changes"] if each["change"] == "added"}, platform - connected)
        tap.equal({each["uuid"] for each in told["changes"] if each["change"] == "removed"}, connected - platform)
        tap.equal(told["changed"], 0)
        self.me.refused("pack", "diff", "connected", "connected@0", naming="connected@0")

    def plan(self):
        """A visit with the version that came with Hecha, and two answers."""
        me = self.me
        me.run("import", hand.FILINGS)
        keys = {role: self.stage.key(role) for role in ("prepared", "reviewed", "approved")}
        self.case = me.run("plan", "--enterprise", "91130102000000385H", "--types", "platform", "--procedure", "evaluation",
                           "--on", "2026-11-25", "--member", "lead=张工",
                           *[f"--member={role}=张工{number}:{keys[role].with_suffix('.pem')}"
                             for number, role in enumerate(keys)])["case"]
        for item in ("measures-06-grading", "measures-07-filing"):
            steps = next(each["steps"] for each in me.run("checklist", self.case)["items"] if each["id"] == item)
            me.run("answer", self.case, item, *[f"--step={step['number']}=yes" for step in steps], "--observation=看过",
                   "--source=制度")
        me.refused("pack", "move", self.case, naming="newer")

    def move(self):
        """The visit moves to version 99.1, where the first step of the first item reads otherwise."""
        told = self.me.run("pack", "move", self.case)
        tap.equal((told["applied"], told["kept"], told["again"]), (False, 1, 1))
        tap.equal({item["id"] for item in told["items"] if item["again"]}, {"measures-06-grading"})
        tap.equal(told["packs"], [{"pack": "platform", "from": self.version, "to": "99.1"}])
        self.me.run("pack", "move", self.case, "--apply")
        verdicts = {item["id"]: item["verdict"] for item in self.me.run("checklist", self.case)["items"]}
        tap.equal((verdicts["measures-06-grading"], verdicts["measures-07-filing"]), ("open", "conforming"))
        self.me.refused("pack", "move", self.case, naming="newer")

    def sheet(self):
        """To a sheet and back nothing changes; what is changed there is what changed."""
        book, changed = self.stage.folder / "pack.xlsx", self.stage.folder / "changed.xlsx"
        before = self.me.run("pack", "list")["packs"]
        self.me.run("pack", "to-sheet", "platform", book)
        tap.equal(self.me.run("pack", "from-sheet", book)["digest"],
                  next(pack["digest"] for pack in before if pack["id"] == "platform"))
        tap.equal(self.me.run("pack", "list")["packs"], before)
        self.version = next(pack["version"] for pack in before if pack["id"] == "platform")
        item = self.me.run("pack", "show", "platform")["items"][0]
        step = item["steps"][0]["zh"]
        rewrite(book, changed, replaced([(step, step + "（改）")]))
        self.me.refused("pack", "from-sheet", changed, naming="another version")
        rewrite(book, changed, replaced([(f">{self.version}<", ">99.1<"), (step, step + "（改）"), ("一机一证或一机一密", "一机一证")]))
        added = self.me.run("pack", "from-sheet", changed)
        tap.equal((added["id"], added["version"], added.get("signer")), ("platform", "99.1", None))
        told = self.me.run("pack", "diff", f"platform@{self.version}", "platform@99.1")
        tap.equal({(each["id"], each["same-text"], tuple(field["field"] for field in each["fields"]))
                   for each in told["changes"]},
                  {(item["id"], False, ("step-1",)), ("plat-device-identity", True, ("remedy",))})
        tap.equal(self.me.run("pack", "show", "platform")["version"], "99.1", "the newest is meant")
        tap.equal(self.me.run("pack", "check", "platform")["faults"], [])

    def faults(self):
        book, broken = self.stage.folder / "pack.xlsx", self.stage.folder / "broken.xlsx"
        rewrite(book, broken, replaced([(">EXAMINE<", ">GUESS<")]))
        told = self.me.run("pack", "from-sheet", broken, status=1)
        fault = told["faults"][0]
        tap.equal((fault["sheet"], fault["row"], fault["column"], fault["rule"]), ("Steps", 3, "C", "pack-method"))
        self.me.refused("pack", "from-sheet", self.stage.folder / "nowhere.xlsx", naming="nowhere.xlsx")

    def refer(self):
        table = self.stage.folder / "clauses.csv"
        table.write_text("Item id,GB/T 44462 clause\nid-scope,5.1\nid-time,8.2 b)\n")
        made = self.me.run("pack", "refer", "identifier", table)
        tap.equal(made["version"], self.version + "+44462")
        told = self.me.run("pack", "diff", f"identifier@{self.version}", "identifier")
        tap.equal({(each["id"], each["same-text"], each["fields"][0]["field"], each["fields"][0]["after"]["en"])
                   for each in told["changes"]},
                  {("id-scope", True, "gbt-44462", "5.1"), ("id-time", True, "gbt-44462", "8.2 b)")})
        table.write_text("检查项标识,GB/T 44462 条款\nid-scope,5.1\nnothing,1\n")
        fault = self.me.run("pack", "refer", "identifier", table, "--version", "2", status=1)["faults"][0]
        tap.equal((fault["row"], fault["column"], fault["rule"]), (3, "A", "pack-item"))
        table.write_text("id,clause\nid-scope,5.1\n")
        self.me.refused("pack", "refer", "identifier", table, naming="Item id")

    def sign(self):
        key, out = self.stage.key("author"), self.stage.folder / "signed.zip"
        signed = self.me.run("pack", "sign", "platform@99.1", "--key", key, "--pin-file", self.stage.pin, "--out", out)
        assert signed["signer"].startswith("示例 author ("), signed
        tap.equal({pack.get("signer") for pack in self.me.run("pack", "list")["packs"] if pack["version"] == "99.1"},
                  {signed["signer"]})
        self.second_opinion(out)
        other = self.stage.person("other")
        other.run("init", "--holder", "industry", "--unit", "样例局", "--author", "李工")
        taken = other.run("pack", "add", out)["packs"][0]
        tap.equal((taken["id"], taken["signer"], taken["digest"]), ("platform", signed["signer"], signed["digest"]))
        self.altered(other, out)

    def second_opinion(self, out):
        """The openssl program, on the manifest as this test makes it."""
        with zipfile.ZipFile(out) as pack:
            files = [{"name": name, "sha256": hashlib.sha256(pack.read(name)).hexdigest(), "size": len(pack.read(name))}
                     for name in sorted(pack.namelist()) if name != "signature.cms"]
            (self.stage.keys / "signature.cms").write_bytes(pack.read("signature.cms"))
        manifest = json.dumps({"files": files, "v": 1}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        (self.stage.keys / "manifest").write_text(manifest)
        self.stage.openssl("cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.cms", "-content",
                           "manifest", "-CAfile", "ca.pem", "-purpose", "any", "-out", "verified")

    def altered(self, other, out):
        """A signed pack with a word changed is refused; without its signature it is an unsigned one."""
        before = other.run("pack", "list")["packs"]
        signer = next(pack["signer"] for pack in before if "signer" in pack)
        bad, bare = self.stage.folder / "bad.zip", self.stage.folder / "bare.zip"
        rewrite(out, bad, lambda name, data: data.replace("一机一证".encode(), "一机多证".encode()))
        other.refused("pack", "add", bad, naming="not as it was signed")
        rewrite(out, bad, lambda name, data: data[:-1] if name == "signature.cms" else data)
        other.refused("pack", "add", bad, naming="platform")
        tap.equal(other.run("pack", "list")["packs"], before)
        rewrite(out, bare, lambda name, data: None if name == "signature.cms" else data)
        third = self.stage.person("third")
        third.run("init", "--holder", "industry", "--unit", "样例局", "--author", "李工")
        tap.equal(third.run("pack", "add", bare)["packs"][0].get("signer"), None)
        tap.equal(third.run("pack", "add", out)["packs"][0]["signer"], signer)
        tap.equal(len([pack for pack in third.run("pack", "list")["packs"] if pack["version"] == "99.1"]), 1)

    def exported(self):
        """A pack that came with Hecha keeps its name and digest on the way."""
        out = self.stage.folder / "connected.zip"
        self.me.run("pack", "export", "connected", out)
        shutil.copy(out, self.stage.folder / "again.zip")
        before = self.me.run("pack", "list")["packs"]
        tap.equal(self.me.run("pack", "add", self.stage.folder / "again.zip")["packs"][0]["id"], "connected")
        tap.equal(self.me.run("pack", "list")["packs"], before)


packs = Packs(sys.argv[1])
STEPS = ["diff", "plan", "sheet", "faults", "refer", "sign", "exported", "move"]
try:
    tap.run([(f"/cli/pack-verbs/{step.replace('_', '-')}", getattr(packs, step)) for step in STEPS])
finally:
    packs.stage.close()
