#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a program at a random moment while it answers, attaches and imports, again and again.

usage: test-kill.py CRASH-DRIVER HECHACTL

What it had said was saved is there afterwards, and every chain of the journal is whole.
KILL_SEED and KILL_TIMES repeat a run, or make it longer.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap

DRIVER, HECHACTL = sys.argv[1:3]
SEED = int(os.environ.get("KILL_SEED") or random.randrange(1 << 32))
TIMES = int(os.environ.get("KILL_TIMES") or 200)
IMPORTS_OF = 5          # one kill of so many falls on an import
LONGEST = 0.080
ROWS = 40

ORDER = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2]


def code(number):
    """A unified social credit code as GB 32100 makes it, of an organisation that there is not."""
    body = f"{number:08d}"
    check = 11 - sum(int(sign) * weight for sign, weight in zip(body, ORGANISATION)) % 11
    text = "91310115" + body + ("X" if check == 10 else "0" if check == 11 else str(check))
    return text + SIGNS[(31 - sum(SIGNS.index(sign) * weight for sign, weight in zip(text, ORDER)) % 31) % 31]


class Victim:
    """A workspace, and what has been said to be saved in it."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(os.environ, XDG_CONFIG_HOME=str(folder / "config"))
        self.environment["LC_ALL"] = "C.UTF-8"
        self.case = subprocess.run([DRIVER, "begin", folder], env=self.environment, check=True,
                                   capture_output=True, text=True).stdout.split()[-1]
        self.answers = {}
        self.evidence = set()
        self.batch = -1
        self.next = 1000

    def kill(self, arguments, delay, from_start):
        """Runs the driver, kills it, and gives the whole lines it had written."""
        with tempfile.TemporaryFile(mode="w+") as said:
            child = subprocess.Popen([DRIVER, *map(str, arguments)], env=self.environment, stdout=said,
                                     stderr=subprocess.PIPE, text=True)
            deadline = time.monotonic() + 20
            while not from_start and not os.fstat(said.fileno()).st_size and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(delay)
            child.kill()
            errors = child.communicate()[1]
            assert child.returncode in (-9, 0), f"{arguments}: ended with {child.returncode}: {errors}"
            said.seek(0)
            text = said.read()
        return [line.split(" ", 2) for line in text[:text.rfind("\n") + 1].splitlines()]

    def answer(self, delay, from_start):
        for what, *rest in self.kill(["answer", self.folder, self.case, self.next], delay, from_start):
            if what == "answer":
                self.answers[rest[0]] = int(rest[1])
            elif what == "evidence":
                self.evidence.add(rest[0])
        self.next += 1000

    def load(self, delay, from_start):
        """Each file is the same enterprises with another address: all of it is there, or nothing."""
        files = []
        for batch in range(self.batch + 1, self.batch + 13):
            path = self.folder / f"filings-{batch}.csv"
            rows = [f"示例批次有限公司{n},{code(n)},联网工业企业,二级,310115,C3484,批次{batch},张示例,13900000040" for n in range(ROWS)]
            path.write_text("企业名称,统一社会信用代码,企业类型,企业级别,行政区划代码,行业代码,注册地址,网络安全负责人,负责人电话\n"
                            + "\n".join(rows) + "\n", encoding="utf-8")
            files.append(path)
        for what, *rest in self.kill(["import", self.folder, *files], delay, from_start):
            if what == "imported":
                self.batch = int(rest[0].rpartition("-")[2].removesuffix(".csv"))
        for path in files:
            path.unlink()

    def check_filings(self):
        done = subprocess.run([HECHACTL, "--workspace", self.folder / "workspace", "--json", "filings", "--search",
                               "示例批次"], env=self.environment, capture_output=True, text=True)
        tap.equal(done.returncode, 0, done.stderr)
        filings = json.loads(done.stdout)["filings"]
        batches = {filing["address"] for filing in filings}
        assert len(batches) <= 1, f"parts of several imports: {batches}"
        tap.equal(len(filings), ROWS if filings else 0, "filings")
        there = int(batches.pop().removeprefix("批次")) if batches else -1
        assert there >= self.batch, f"import {self.batch} was reported saved; there is {there}"
        self.batch = there

    def check(self):
        done = subprocess.run([DRIVER, "state"], input=f"{self.folder} {self.case}\n", env=self.environment,
                              capture_output=True, text=True)
        tap.equal(done.returncode, 0, done.stderr)
        answers, evidence = {}, set()
        for line in done.stdout.splitlines():
            what, *rest = line.split(" ", 2)
            assert what != "fault", line
            if what == "answer":
                answers[rest[0]] = int(rest[1])
            elif what == "evidence":
                evidence.add(rest[0])
        for item, number in self.answers.items():
            assert answers.get(item, -1) >= number, f"{item}: {number} was reported saved; there is {answers.get(item)}"
        assert not self.evidence - evidence, f"evidence is lost: {self.evidence - evidence}"
        self.answers = answers
        self.evidence = evidence


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hecha-kill-"))
    try:
        victim = Victim(folder)
        chance = random.Random(SEED)
        for turn in range(TIMES):
            step = victim.load if turn % IMPORTS_OF == 0 else victim.answer
            step(chance.uniform(0.005, LONGEST), chance.random() < 0.2)
            victim.check()
            if turn % IMPORTS_OF == 0:
                victim.check_filings()
        done = subprocess.run([HECHACTL, "--workspace", folder / "workspace", "journal", victim.case, "--check"],
                              env=victim.environment, capture_output=True, text=True)
        tap.equal(done.returncode, 0, done.stderr)
        print(f"# {TIMES} kills; {len(victim.evidence)} pieces of evidence, {victim.batch + 1} imports, "
              f"{len(victim.answers)} items answered last by them")
        assert victim.evidence and victim.answers and victim.batch >= 0, "nothing was ever saved"
        left = [path.name for path in (folder / "workspace" / "vault" / "tmp").glob("*")]
        assert not left, f"half-written evidence is left: {left}"
    finally:
        shutil.rmtree(folder)


print(f"# KILL_SEED={SEED}")
tap.run([(f"/flow/kill/{TIMES}-times", main)])
