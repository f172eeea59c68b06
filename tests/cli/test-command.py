#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every verb of hechactl shares: values of options, lists, JSON or words.

usage: test-command.py HECHACTL
"""

import sys

import hand
import tap

NOBODY = "0c4e7a52-0000-4000-8000-000000000001"
# Values that are none of an option's, and what the message names.
PLAN = ["plan", "--enterprise", "X", "--types", "connected", "--procedure", "evaluation", "--on", "2026-11-25"]
WRONG = [(["init", "--holder", "king", "--unit", "U", "--author", "A"], "evaluation, industry, communications, enterprise"),
         (["import", "x.csv", "--column", "甲"], "security-officer"), (["import", "x.csv", "--column", "甲=nothing"], "site-name"),
         (["import", "x.csv", "--column", "=name"], "HEADER=FIELD"),
         (["filings", "--type", "bank"], "connected, platform, identifier"), (["filings", "--level", "4"], "1, 2, 3"),
         (["filings", "--level", "0"], "1, 2, 3"), (["filings", "--level", "two"], "1, 2, 3"), (["filings", "--type", ""], "connected"),
         (["filings", "--state", "foo"], "submitted, correcting, accepted"), (["filings", "--due", "someday"], "overdue, soon, later"),
         (["rectify", "--state", "half"], "open, overdue, closed"),
         (["filings", "--limit", "many"], "many"), (["filings", "--limit", "-1"], "--limit"),
         (["filings", "--region", "Hangzhou"], "--region"), (["filings", "--region", "1234567"], "--region"),
         (["pack", "show", "connected", "--level", "7"], "1, 2, 3"), (["pack", "show", "connected", "--level", "x"], "1, 2, 3"),
         ([*PLAN[:-1], "2026-02-30"], "YYYY-MM-DD"), ([*PLAN[:-1], "tomorrow"], "YYYY-MM-DD"),
         ([*PLAN[:4], "bank", *PLAN[5:]], "connected, platform, identifier"), ([*PLAN[:6], "raid", *PLAN[7:]], "evaluation, inspection"),
         ([*PLAN, "--language", "fr"], "zh-CN, en"), ([*PLAN, "--member", "x"], "inspector"), ([*PLAN, "--member", "king=X"], "inspector"),
         ([*PLAN, "--pack", "bank=x"], "connected, platform, identifier"), ([*PLAN, "--pack", "x"], "TYPE=PACK"),
         (["object", "add", NOBODY, "--kind", "starship", "--name", "N"], "control-device"),
         (["answer", NOBODY, "x", "--step", "1=maybe"], "yes"), (["answer", NOBODY, "x", "--step", "one=yes"], "N=yes"),
         (["answer", NOBODY, "x", "--verdict", "fine"], "conforming, partial, nonconforming, na"),
         (["answer", NOBODY, "x", "--flag", "maybe"], "yes, no"),
         (["finding", NOBODY, "x", "--deadline", "2027-13-01"], "YYYY-MM-DD"),
         (["deadline", "--from", "2026-02-30", "--working-days", "3"], "YYYY-MM-DD"),
         (["deadline", "--from", "2026-02-03", "--working-days", "x"], "x")]
# Verbs that list, with the member of their JSON; a new workspace has its own device and the shipped packs.
LISTS = {"cases": "cases", "remote list": "remotes", "outbox": "outbox", "device list": "devices", "pack list": "packs",
         "filings": "filings", "deadlines": "deadlines"}
FILLED = {"device list": 1, "pack list": 3}


class Command:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")

    def values(self):
        """A value that is none of an option's is a mistake of usage, and the message names what it may be."""
        for arguments, naming in WRONG:
            self.me.refused(*arguments, status=2, naming=naming)

    def lists(self):
        for verb, member in LISTS.items():
            told = self.me.run(*verb.split())
            tap.equal(list(told), [member], verb)
            tap.equal(len(told[member]), FILLED.get(verb, 0), verb)
            lines = self.me.run(*verb.split(), json_wanted=False).splitlines()
            tap.equal(len(lines), len(told[member]), verb)
            self.me.refused(*verb.split(), "more", status=2, naming="usage")

    def json_anywhere(self):
        """--json may stand before the verb or behind it."""
        tap.equal(self.me.run("cases", "--json", json_wanted=False), '{\n  "cases" : []\n}\n')

    def options_end(self):
        """What follows -- is no option."""
        self.me.refused("import", "--", "--sheet", naming="--sheet")


command = Command(sys.argv[1])
STEPS = ["values", "lists", "json_anywhere", "options_end"]
try:
    tap.run([(f"/cli/command/{step.replace('_', '-')}", getattr(command, step)) for step in STEPS])
finally:
    command.stage.close()
