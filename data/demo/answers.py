#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration's evaluator: answers a checklist with a plausible mixture, and the next one on what was said then.

usage: answers.py --answer CASE HECHACTL...          < checklist as JSON   answers every item
       answers.py --next CASE HECHACTL...            < checklist as JSON   carries over, and answers the rest
       answers.py --courses                          < checklist as JSON   prints what became of the findings
       answers.py --results                          < issue as JSON       prints rate and conclusion of each type
       answers.py --nonconforming                    < checklist as JSON   prints an item for the evidence
"""

import collections
import json
import subprocess
import sys

NO_EVERY = 9
NOT_APPLICABLE_EVERY = 17


def record(number, steps):
    """What the evaluator says of the number-th question: the arguments of `hechactl answer`."""
    if number % NOT_APPLICABLE_EVERY == NOT_APPLICABLE_EVERY - 1:
        return [f"--step={step}=na" for step in steps] + ["--reason=不涉及：本次现场无此类系统（样例）"]
    if number % NO_EVERY == NO_EVERY - 1:
        failed = [f"--step={step}={'no' if step == steps[-1] else 'yes'}" for step in steps]
        return failed + ["--observation=现场查看未见相应配置记录（样例）", "--source=访谈网络安全负责人；查看配置"]
    return [f"--step={step}=yes" for step in steps] + [
        "--observation=现场核对配置与记录一致（样例）", "--source=管理制度 V3.2；现场查看"]


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command[-6:])}: {done.stderr.strip()}")


AGREED = ["--ot-agreed=车间主任 王建国", "--ot-window=10:00–10:30", "--ot-stops=无", "--ot-way-back=恢复配置备份"]


def next_visit(hechactl, case, checklist):
    """Takes over what conformed and still does; what did not is looked at: the first of the open findings persists."""
    carried, persists = [], None
    for item in checklist["items"]:
        offered = item.get("previous", {})
        pending = [finding for finding in item["findings"] if finding["course"] == "pending"]
        if offered.get("same-text") and offered.get("offered") and offered["verdict"] in ("conforming", "na") \
                and not item["ot-impact"]:
            carried.append(item["id"])
            continue
        value = "yes"
        if pending and not persists:
            persists, value = pending[0], "no"
        for subject in item["objects"] or [None]:
            steps = [f"--step={step['number']}={value}" for step in (subject or item)["steps"]]
            run([*hechactl, "answer", case, item["id"]] + ([f"--object={subject['uuid']}"] if subject else []) + steps +
                ["--observation=现场复查（样例）", "--source=查看配置"] + (AGREED if item["ot-impact"] else []))
        if value == "no":
            run([*hechactl, "finding", case, item["id"], "--what=仍未整改（样例）", f"--persists={persists['uuid']}",
                 "--measure=限期整改", "--working-days=20"])
    run([*hechactl, "carry", case, *carried])
    run([*hechactl, "carry", case, "--confirm", *carried])
    print(f"  {len(carried)} of {len(checklist['items'])} items carried over and confirmed")


def courses(checklist):
    """New are this visit's own; the others are what became of those of the visit before."""
    told = collections.Counter()
    for item in checklist["items"]:
        for finding in item["findings"]:
            if finding["earlier"] or finding["course"] == "new":
                told[finding["course"]] += 1
    print("  findings: " + ", ".join(f"{told[course]} {course}" for course in ("new", "persisting", "closed", "pending")))


def results(issued):
    for result in issued["results"]:
        print("  {enterprise-type}: {conformity-rate}, {conclusion-label}, by rule {conclusion-rule} "
              "{conclusion-rule-version}".format(**result))


def answer(hechactl, case, checklist):
    """Answers every item for each of its objects, with the plant's agreement to a test; what is wanting is a finding."""
    said = collections.Counter()
    number = 0
    for item in checklist["items"]:
        wanting = False
        for subject in item["objects"] or [None]:
            steps = [step["number"] for step in (subject or item)["steps"]]
            arguments = record(number, steps) + (AGREED if item["ot-impact"] else [])
            run([*hechactl, "answer", case, item["id"]] + ([f"--object={subject['uuid']}"] if subject else []) + arguments)
            verdict = arguments[len(steps) - 1].rpartition("=")[2]
            wanting = wanting or verdict == "no"
            said[verdict] += 1
            number += 1
        if wanting:
            run([*hechactl, "finding", case, item["id"], "--what=未见相应配置记录（样例）",
                 "--risk=可能被非授权访问", "--measure=补充配置并留存记录", "--responsible=李静", "--deadline=2027-06-30"])
    print(f"{len(checklist['items'])} items, {number} records: " + ", ".join(f"{n} {what}" for what, n in said.items()))


def main():
    told = json.load(sys.stdin)
    if sys.argv[1] == "--answer":
        answer(sys.argv[3:], sys.argv[2], told)
    elif sys.argv[1] == "--next":
        next_visit(sys.argv[3:], sys.argv[2], told)
    elif sys.argv[1] == "--courses":
        courses(told)
    elif sys.argv[1] == "--results":
        results(told)
    else:
        print(next(item["id"] for item in told["items"] if item["verdict"] in ("partial", "nonconforming")))


if __name__ == "__main__":
    main()
