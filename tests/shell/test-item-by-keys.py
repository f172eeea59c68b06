#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One item of a checklist by the keyboard alone, on a screen of 360 × 720: found in the list, its steps answered, a verdict
with its reason, note, finding and evidence, an answer taken back on the next. No pointer is moved.

usage: test-item-by-keys.py HECHA HECHACTL PICTURES
"""

import hashlib
import pathlib
import sqlite3
import sys

import by_hand
from by_hand import hand
from driver import PRESSED, FOCUSED, until

MAIN = "Hecha"
CODE = "91130102000000385H"   # a connected enterprise of level 3, of the samples
FINDING = (("What was found", "Old contact"), ("Risk", "Nobody answers"), ("Measure", "Update it"), ("Responsible", "Zhao"),
           ("Deadline", "2027-02-28"))
TYPED = "Contact is outdated", "Platform screen", "Against article 7", "Asked twice"


def prepare(stage):
    me = stage.person("inspector")
    me.run("init", "--holder", "evaluation", "--unit", "示例单位", "--author", "张工")
    me.run("import", hand.FILINGS)
    me.run("plan", "--enterprise", CODE, "--types", "connected", "--procedure", "evaluation", "--on", "2026-11-25", "--member",
           "lead=张工")
    return me.workspace


def tab_to(driver, name, role, most=8):
    """As somebody does who looks where the keyboard is."""
    for _ in range(most):
        driver.keys(MAIN, "Tab")
        where = until("the keyboard somewhere", lambda: focused(driver))
        if where.role == role and name in where.name:
            return
    raise AssertionError("the keyboard does not get to “%s”" % (name or role))


def focused(driver):
    """Where the keyboard is; None while it is on its way, which is when it is nowhere or in what only scrolls."""
    scene = driver.scene()
    there = [node for frame in scene.titled(MAIN) for node in scene.walk(frame)
             if scene.has(node, FOCUSED) and node.role not in ("frame", "scroll pane") and scene.is_laid_out(node)]
    return there[0] if len(there) == 1 else None


def find(driver):
    """From Overview to the visit, and through its list to the third item."""
    until("a reminder", lambda: driver.sees(MAIN, "deadlines are near.", "label") or
          driver.sees(MAIN, "deadlines have passed.", "label"))
    driver.keys(MAIN, "alt+3")
    driver.see(MAIN, "Planned", "label")
    tab_to(driver, "", "list item")
    driver.keys(MAIN, "Down", "Return")
    driver.see(MAIN, "All Items", "push button")
    tab_to(driver, "", "list item")
    driver.picture("keys-list")
    driver.keys(MAIN, "Down", "Down")
    assert driver.sees(MAIN, "Search in items", "entry"), "the list was left before an item was picked"
    driver.keys(MAIN, "Return")
    driver.see(MAIN, "GRD-03", "label")
    driver.keyboard_in(MAIN, "Yes", "push button")


def answer(driver):
    driver.keys(MAIN, "y", "n")
    by_hand.fill(driver, MAIN, (("Observation", TYPED[0]), ("Source", TYPED[1])))
    driver.keyboard_in(MAIN, "Finding", "push button")
    driver.keys(MAIN, "3")
    by_hand.fill(driver, MAIN, (("Reason", TYPED[2]),))
    driver.keyboard_in(MAIN, "Finding", "push button")
    driver.keys(MAIN, "shift+Tab")
    driver.keyboard_in(MAIN, "Note")
    driver.type(MAIN, TYPED[3])
    driver.picture("keys-verdict")
    driver.keys(MAIN, "ctrl+Return")
    by_hand.fill(driver, MAIN, FINDING)
    by_hand.add_evidence(driver, MAIN, "Add Evidence")
    driver.picture("keys-evidence")


def take_back(driver):
    driver.keys(MAIN, "alt+Right")
    driver.see(MAIN, "GRD-04", "label")
    driver.keyboard_in(MAIN, "Yes", "push button")
    driver.keys(MAIN, "y")
    driver.see(MAIN, "Item 4 of 98 · 1 done · 1 finding")
    until("the step answered", lambda: driver.sees(MAIN, "Yes", None, PRESSED))
    driver.keys(MAIN, "ctrl+z")
    until("the answer taken back", lambda: not driver.sees(MAIN, "Yes", None, PRESSED))
    driver.picture("keys-taken-back")


def visit(driver, stage):
    driver.resize(MAIN, 360, 720)
    find(driver)
    answer(driver)
    take_back(driver)


def judge(told, stage):
    (case,) = told.told("cases")["cases"]
    told.told("journal", case["case"], "--check")
    items = told.told("checklist", case["case"])["items"]
    assert [item["verdict"] for item in items[:5]] == ["open", "open", "nonconforming", "open", "open"], items[:5]
    assert [step.get("answer") for step in items[2]["steps"]] == ["yes", "no"], items[2]
    assert [step.get("answer") for step in items[3]["steps"]] == [None, None], items[3]
    (finding,) = items[2]["findings"]
    assert [finding[name] for name in ("what", "risk", "measure", "responsible", "deadline")] == [text for _, text in FINDING]
    database = sqlite3.connect(told.workspace / "hecha.db")
    payloads = "\n".join(row[0] for row in database.execute("SELECT payload FROM event"))
    database.close()
    missing = [text for text in TYPED if text not in payloads]
    assert not missing, "not in the journal: %s" % missing
    digest = hashlib.sha256(pathlib.Path(by_hand.PICTURE).read_bytes()).hexdigest()
    assert digest in payloads and list((told.workspace / "vault").rglob("*" + digest[2:])), "the picture is not kept"


if __name__ == "__main__":
    sys.exit(by_hand.perform("an item by the keyboard alone at 360 × 720", prepare, visit, judge))
