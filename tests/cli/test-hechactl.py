#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hechactl as a program: each verb's help, usage and exit status, two at once, and that no GTK is linked.

usage: test-hechactl.py HECHACTL
"""

import pathlib
import re
import subprocess
import sys

import hand
import tap

README = pathlib.Path(__file__).parents[2] / "README.md"
NOBODY = "0c4e7a52-0000-4000-8000-000000000001"
USAGE = [["init"], ["init", "--holder", "king", "--unit", "U", "--author", "A"], ["import"], ["filings", "--level", "4"],
         ["filings", "--type", "bank"], ["filings", "--limit", "-1"], ["filings", "--due", "someday"], ["filings", "extra"],
         ["pack", "add"], ["pack", "show"], ["pack"], ["plan"], ["plan", "--types", "bank"],
         ["plan", "--enterprise", "X", "--types", "connected", "--procedure", "raid", "--on", "2026-11-25"],
         ["plan", "--enterprise", "X", "--types", "connected", "--procedure", "evaluation", "--on", "2026-11-25", "--member", "x"],
         ["object", "add", NOBODY, "--kind", "starship", "--name", "N"], ["checklist"], ["answer", NOBODY], ["attach", NOBODY, "x"],
         ["issue"], ["sign", "x.pdf"], ["verify"], ["remote", "add", "x"], ["review", NOBODY],
         ["review", NOBODY, "--approve", "--return", "R"], ["journal"], ["frobnicate"], ["--frobnicate"], []]
REFUSED = [["import", "/no/such.xlsx"], ["pack", "show", "nothing"], ["pack", "add", "/no/such.json"], ["checklist", NOBODY],
           ["answer", NOBODY, "x", "--note", "n"], ["attach", NOBODY, "x", "/dev/null"], ["issue", NOBODY, "--out", "x.pdf"],
           ["verify", "/no/such.pdf"], ["push"], ["pull"], ["journal", NOBODY, "--check"], ["undo", NOBODY],
           ["plan", "--enterprise", "91310115000000000X", "--types", "connected", "--procedure", "evaluation", "--on", "2026-11-25"],
           ["review", NOBODY, "--return", "R"], ["device", "admit", "12345678"]]


class Verbs:
    def __init__(self, hechactl):
        self.stage = hand.Stage(hechactl)
        self.me = self.stage.person("me")

    def help(self):
        text = self.me.run("--help", json_wanted=False)
        table = [line for line in README.read_text().splitlines() if line.startswith("| ") and "`" in line]
        verbs = re.findall("`([^`]+)`", "".join(table))
        listed = [line.strip() for line in text.splitlines() if re.match("  [a-z]", line)]
        unknown = [line for line in listed if not any(line.startswith(f"{verb} ") for verb in verbs)]
        assert not unknown, f"README does not name {unknown}"
        assert len(listed) == len(verbs) == len(set(verbs)), (len(listed), len(verbs))
        for verb in verbs:
            assert any(line.startswith(f"{verb} ") for line in listed), f"--help does not name {verb}"
            told = self.me.run(*verb.split(), "--help", json_wanted=False)
            assert verb in told and self.me.said == "", (verb, told)
        assert not self.me.workspace.exists(), "help made a workspace"

    def without_workspace(self):
        self.me.refused("cases", naming="no workspace")
        self.me.refused("verify", hand.PICTURE.parent / "nothing.pdf")
        assert not self.me.workspace.exists()

    def usage(self):
        self.me.run("init", "--holder", "evaluation", "--unit", "示例测评机构", "--author", "张工")
        for arguments in USAGE:
            done = subprocess.run([self.me.hechactl, "-w", self.me.workspace, *arguments], env=self.me.environment,
                                  capture_output=True, text=True)
            tap.equal(done.returncode, 2, f"{arguments}: {done.stderr}")
            tap.equal(done.stdout, "", f"{arguments}")
            assert done.stderr, f"{arguments} says nothing"

    def refused(self):
        for arguments in REFUSED:
            self.me.refused(*arguments)

    def busy(self):
        """Two at once: the second is told."""
        holder = subprocess.Popen(["flock", self.me.workspace / "lock", "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        holder.stdin.write(b"x")
        holder.stdin.flush()
        try:
            holder.stdout.read(1)
            self.me.refused("cases", naming="in use")
        finally:
            holder.stdin.close()
            holder.wait()

    def no_gtk(self):
        for program in ["ldd"], ["readelf", "-d"]:
            told = subprocess.run([*program, self.me.hechactl], capture_output=True, text=True).stdout
            assert "sqlite3" in told or "glib" in told, told
            assert "libgtk" not in told and "libadwaita" not in told and "libgdk-3" not in told, told


verbs = Verbs(sys.argv[1])
STEPS = ["help", "without_workspace", "usage", "refused", "busy", "no_gtk"]
try:
    tap.run([(f"/cli/hechactl/{step.replace('_', '-')}", getattr(verbs, step)) for step in STEPS])
finally:
    verbs.stage.close()
