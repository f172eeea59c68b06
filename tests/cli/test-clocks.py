#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clocks, authorities, rules and the verification of filings, driven as a user does.

usage: test-clocks.py HECHACTL
"""

import json
import sys

import hand
import tap

# Worked by hand by the yearly notices of the State Council.
VECTORS = [("2024-04-11", 20, "2024-05-11"), ("2025-09-15", 30, "2025-10-31"), ("2026-01-26", 20, "2026-02-28"),
           ("2026-09-10", 30, "2026-10-28")]


class Clocks:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")

    def deadline(self):
        for day, days, due in VECTORS:
            told = self.me.run("deadline", "--from", day, "--working-days", days)
            assert told["due"] == due and told["provisional"] is False and "Article 7" in told["rule"], told
        told = self.me.run("deadline", "--from", "2026-12-20", "--working-days", 30)
        assert told["due"] == "2027-01-29" and told["provisional"] is True, told
        assert self.me.run("deadline", "--from", "2025-11-30", "--months", 3)["due"] == "2026-02-28"
        for wrong in ([], ["--from", "2026-01-01"], ["--from", "2026-02-30", "--working-days", "2"],
                      ["--from", "2026-01-01", "--working-days", "2", "--months", "3"],
                      ["--from", "2026-01-01", "--working-days", "-3"]):
            self.me.refused("deadline", *wrong, status=2)
        assert not self.me.workspace.exists(), "counting days made a workspace"

    def a_new_year(self):
        table = self.stage.folder / "new.json"
        table.write_text(json.dumps({"year": 2027, "source": "made up", "off": ["2027-01-01..2027-01-03"], "working": []}))
        assert self.me.run("calendar", "add", table)["year"] == 2027
        told = self.me.run("deadline", "--from", "2026-12-30", "--working-days", 2)
        assert told["due"] == "2027-01-04" and told["provisional"] is False, told
        tables = self.me.run("calendar", "list")["tables"]
        assert [(t["year"], t["shipped"]) for t in tables] == [(2024, True), (2025, True), (2026, True), (2027, False)], tables
        table.write_text("{}")
        self.me.refused("calendar", "add", table, naming="new.json")


STEPS = ["deadline", "a_new_year"]
clocks = Clocks(sys.argv[1])
try:
    tap.run([(f"/cli/clocks/{step.replace('_', '-')}", getattr(clocks, step)) for step in STEPS])
finally:
    clocks.stage.close()
