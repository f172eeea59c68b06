#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration as a whole: what it prints is what hechactl and pdfsig say of what it left.

usage: test-demo.py HECHACTL BUILD
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import hand
import tap


class Demo:
    def __init__(self, hechactl, build):
        self.hechactl, self.build = hechactl, build
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hecha-demo-"))
        self.demo = self.folder / "hecha-demo"
        self.said = ""

    def of(self, person, *words):
        environment = dict(os.environ, XDG_CONFIG_HOME=str(self.demo / person / "config"), LC_ALL="C.UTF-8")
        done = subprocess.run([self.hechactl, "--workspace", self.demo / person / "workspace", "--json", *words],
                              env=environment, capture_output=True, text=True)
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    def printed(self, pattern):
        found = re.search(pattern, self.said)
        assert found, f"{pattern!r} is not in what the demonstration printed"
        return found.groups()

    def run(self):
        environment = dict(os.environ, XDG_DATA_HOME=str(self.folder), G_DEBUG="")
        done = subprocess.run([hand.SOURCE / "data" / "demo" / "run", "--headless", "--build", self.build], env=environment,
                              capture_output=True, text=True)
        self.said = done.stdout
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        (self.case,) = self.printed(r"case ([0-9a-f-]{36})")

    def filing(self):
        faults, due = self.printed(r"state: correcting, (\d+) faults, to be corrected by (\S+)")
        (rounds,) = self.printed(r"state: accepted, (\d+) rounds")
        told = self.of("manager", "filing", "verify", "91330100799655058B", "--type", "connected")["verification"]
        assert told["state"] == "accepted" and len(told["rounds"]) == int(rounds) == 2, told
        assert int(faults) == 1, "the missing drawing"
        received = told["rounds"][0]["received-on"]
        assert due == self.of("manager", "deadline", "--from", received, "--working-days", "20")["due"]
        for notice in ("correction.pdf", "acceptance.pdf"):
            assert (self.demo / notice).read_bytes().startswith(b"%PDF-"), notice

    def report(self):
        """Rate and conclusion of each type, and three signatures."""
        results = self.of("evaluator", "checklist", self.case)["results"]
        assert [result["enterprise-type"] for result in results] == ["connected", "platform"], results
        for result in results:
            line = "  {enterprise-type}: {conformity-rate}, {conclusion-label}, by rule".format(**result)
            assert line in self.said, line
        listing = subprocess.run(["pdfsig", self.demo / "report.pdf"], capture_output=True, text=True).stdout
        assert listing.count("Signature is Valid") == 3, listing
        assert self.printed(r"verdict: (\S+)") == ("valid",)
        states = {case["case"]: case["state"] for case in self.of("evaluator", "cases")["cases"]}
        assert states[self.case] == "approved", states
        assert {case["state"] for case in self.of("manager", "cases")["cases"]} == {"approved"}

    def next_visit(self):
        """One cured with evidence, one persists, the others are in order now."""
        cured, still = map(int, self.printed(r"(\d+) cured with evidence, (\d+) open"))
        assert cured == 1 and still > 1
        told = dict(reversed(word.split()) for word in self.printed(r"findings: (.*pending)")[0].split(", "))
        assert told == {"new": "0", "persisting": "1", "closed": str(cured + still - 1), "pending": "0"}, told
        (case,) = [case for case in self.of("evaluator", "cases")["cases"] if case["case"] != self.case]
        items = self.of("evaluator", "checklist", case["case"])["items"]
        carried, of = map(int, self.printed(r"(\d+) of (\d+) items carried over and confirmed"))
        assert of == len(items) and carried == sum(bool(item.get("carried")) for item in items)
        assert all(item["confirmed"] for item in items if item.get("carried"))
        findings = self.of("evaluator", "rectify")["findings"]
        assert sorted(finding["state"] for finding in findings) == ["cured"] * (cured + still - 1) + ["open"], findings


STEPS = ["run", "filing", "report", "next_visit"]
demo = Demo(*sys.argv[1:3])
try:
    tap.run([(f"/cli/demo/{step.replace('_', '-')}", getattr(demo, step)) for step in STEPS])
finally:
    shutil.rmtree(demo.folder)
