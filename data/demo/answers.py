#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration's evaluator: chooses an enterprise and answers a checklist with a plausible mixture.

usage: answers.py --two-types                        < filings as JSON     prints a credit code
       answers.py --answer CASE HECHACTL...          < checklist as JSON   answers every item
       answers.py --nonconforming                    < checklist as JSON   prints an item for the evidence
"""

import collections
import json
import subprocess
import sys

NO_EVERY = 9
NOT_APPLICABLE_EVERY = 17


def two_types(filings):
    """The first enterprise that filed both as connected and as platform enterprise."""
    types = collections.defaultdict(set)
    for filing in filings["filings"]:
        types[filing["code"]].add(filing["type"])
    return next(code for code, kinds in types.items() if {"connected", "platform"} <= kinds)


def record(number, steps):
    """What the evaluator says of the number-th question: the arguments of `hechactl answer`."""
    if number % NOT_APPLICABLE_EVERY == NOT_APPLICABLE_EVERY - 1:
        return [f"--step={step}=na" for step in steps] + ["--reason=不涉及：本次现场无此类系统（样例）"]
    if number % NO_EVERY == NO_EVERY - 1:
        failed = [f"--step={step}={'no' if step == steps[-1] else 'yes'}" for step in steps]
        return failed + ["--observation=现场查看未见相应配置记录（样例）", "--source=访谈网络安全负责人；查看配置"]
    return [f"--step={step}=yes" for step in steps] + [
        "--observation=现场核对配置与记录一致（样例）", "--source=管理制度 V3.2；现场查看"]


def answer(hechactl, case, checklist):
    """Answers every item for each of its objects; a step that is refused without an OT note becomes not applicable."""
    said = collections.Counter()
    number = 0
    for item in checklist["items"]:
        steps = [step["number"] for step in item.get("steps", [])] or [1]
        for subject in item.get("objects", []) or [None]:
            command = [*hechactl, "answer", case, item["id"]] + ([f"--object={subject}"] if subject else [])
            arguments = record(number, steps)
            done = subprocess.run(command + arguments, capture_output=True, text=True)
            if done.returncode == 1 and arguments[0].endswith("=yes"):
                arguments = record(NOT_APPLICABLE_EVERY - 1, steps)
                done = subprocess.run(command + arguments, capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"{item['id']}: {done.stderr.strip()}")
            said[arguments[len(steps) - 1].rpartition("=")[2]] += 1
            number += 1
    print(f"{len(checklist['items'])} items, {number} records: " + ", ".join(f"{n} {what}" for what, n in said.items()))


def main():
    told = json.load(sys.stdin)
    if sys.argv[1] == "--two-types":
        print(two_types(told))
    elif sys.argv[1] == "--answer":
        answer(sys.argv[3:], sys.argv[2], told)
    else:
        print(next(item["id"] for item in told["items"] if item["verdict"] in ("partial", "nonconforming")))


if __name__ == "__main__":
    main()
