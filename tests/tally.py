#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what Meson's test logs say, subtest by subtest.

usage: tally.py LABEL=TESTLOG.json ...

Prints the end of the log of each failure, then every skip with its reason, then "N passed, N failed".
The exit status is 0 only if something ran and nothing failed.
"""

import json
import re
import sys

TAIL = 40
SUBTEST = re.compile(r"(ok|not ok)\b\s*\d*\s*-?\s*([^#]*?)\s*(?:#\s*(SKIP|TODO)\S*\s*(.*))?$", re.IGNORECASE)
SKIPPED_PLAN = re.compile(r"1\.\.0\s*(?:#\s*SKIP\S*)?\s*(.*)$", re.IGNORECASE)
BAD = ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS")


def read(path):
    """The programs that a log tells of; None if it is not there or breaks off."""
    try:
        with open(path, encoding="utf-8", errors="replace") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError):
        return None


def said_of(program):
    """Why a program skipped itself, as its last line says it."""
    lines = program.get("stdout", "").splitlines() or [""]
    return lines[-1].removeprefix("skipped: ")


def count(program):
    """(passed, failed, skips) of one program: its subtests, or itself where it has none."""
    passed = failed = 0
    skips = []
    for line in program.get("stdout", "").splitlines():
        plan = SKIPPED_PLAN.match(line)
        if plan:
            skips.append(("all of it", plan[1]))
            continue
        found = SUBTEST.match(line)
        if not found:
            continue
        word, name, directive, reason = found.groups()
        directive = (directive or "").upper()
        if directive == "SKIP" and word == "ok":
            skips.append((name, reason))
        elif (word == "ok") != (directive == "TODO"):
            passed += 1
        else:
            failed += directive != "TODO" or word == "ok"
    if program["result"] in BAD:
        failed = max(failed, 1)
    elif program["result"] == "SKIP":
        skips = skips or [("all of it", said_of(program))]
    elif not passed and not skips:
        passed = 1
    return passed, failed, skips


def tail(program):
    """The end of what a failed program wrote, without GLib's chatter."""
    lines = [line for line in program.get("stdout", "").splitlines() if not line.startswith("# GLib-DEBUG")]
    notes = program.get("stderr", "").splitlines()
    return lines[-TAIL:] + (["-- stderr"] + notes[-TAIL:] if notes else [])


def main(logs):
    passed = failed = 0
    skips = []
    for label, path in (log.split("=", 1) for log in logs):
        programs = read(path)
        if programs is None:
            print(f"\nFAILED {label}: the run left no complete log")
            failed += 1
            continue
        for program in programs:
            ok, bad, skipped = count(program)
            passed += ok
            failed += bad
            skips += [(label, program["name"], *skip) for skip in skipped]
            if bad:
                print(f"\nFAILED {label}: {program['name']} ({program['result']}, status {program.get('returncode')})")
                print("   ", " ".join(program["command"]))
                print(*("    " + line for line in tail(program)), sep="\n")
    if skips:
        print("\nSkipped:")
        for label, program, name, reason in skips:
            print(f"  {label}: {program}: {name}: {reason or 'no reason given'}")
    print(f"\n{passed} passed, {failed} failed" + (f", {len(skips)} skipped" if skips else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
