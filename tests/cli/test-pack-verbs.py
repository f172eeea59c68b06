#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs with which packs are written, compared and signed.

usage: test-pack-verbs.py HECHACTL
"""

import sys

import hand
import tap


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


packs = Packs(sys.argv[1])
STEPS = ["diff"]
try:
    tap.run([(f"/cli/pack-verbs/{step.replace('_', '-')}", getattr(packs, step)) for step in STEPS])
finally:
    packs.stage.close()
