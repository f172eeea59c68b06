#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty workspace to the answers on site, in the real window, by keys and pointer.

Finds widgets by what AT-SPI says of them; hechactl judges the outcome. Pictures
of each step go to the folder "pictures" of the build.

usage: test-visit-by-hand.py HECHA HECHACTL PICTURES
"""

import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

from driver import FOCUSED, Driver, run, until

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import hand  # noqa: E402

PICTURE = str(hand.PICTURE)
ENTERPRISE = "915101070000001587"   # a resolution node of level 1, of the samples
OTHER = "示例水泥有限公司0001"   # another one
MAIN = "Hecha"
LIVE = "MON-03"   # an item that touches a live device
REVIEWER, APPROVER = "Zhao Reviewer", "Qian Approver"
AGREED = "Wang Gong, shift leader", "10:00-10:30", "Nothing", "Restore the backup"


def begin(driver):
    driver.click(MAIN, "Name of the unit", "text")
    driver.type(MAIN, "Example Evaluation Centre")
    driver.click(MAIN, "Your name", "text")
    driver.type(MAIN, "王小明")
    driver.picture("welcome")
    driver.click(MAIN, "Begin")
    driver.see(MAIN, "Places", "list")


def load(driver, samples):
    title = "Import Filings"
    driver.keys(MAIN, "ctrl+i")
    driver.click(title, "Choose File")
    driver.choose_file(title, samples, 1)
    driver.see(title, "filings.xlsx", "label")
    driver.picture("import-file")
    driver.click(title, "Next")
    driver.picture("import-columns")
    driver.click(title, "Import")
    driver.see(title, "Done")
    driver.picture("import-result")
    driver.click(title, "Done")
    driver.gone(title)


def plan(driver):
    title = "Plan a Visit"
    driver.keys(MAIN, "ctrl+n")
    driver.click(title, "Search enterprises", "entry")
    driver.type(title, ENTERPRISE)
    driver.see(title, ENTERPRISE, "label")
    until("one enterprise alone", lambda: not driver.sees(title, OTHER))
    driver.picture("plan-search")
    driver.keys(title, "Return")
    driver.see(title, "Team", "label")
    for name in APPROVER, REVIEWER:   # the last row first
        driver.scroll(title, "Nobody yet", "list item")
        driver.click(title, "Nobody yet", "list item")
        driver.scroll(title, "Name", "text")
        driver.click(title, "Name", "text")
        driver.type(title, name)
        driver.scroll(title, name, "list item")
        driver.click(title, name, "list item")
        until("the member folded", lambda: not driver.sees(title, "Name", "text"))
    driver.picture("plan")
    driver.click(title, "Plan")
    driver.gone(title)
    driver.picture("on-site")


def total(driver):
    """How many items there are."""
    return int(re.search(r"of (\d+) done", driver.read(MAIN, " done", "label"))[1])


def answer_rest(driver):
    """Y for what is still to be answered of the item."""
    def done():
        if driver.sees(MAIN, "Yes", state=FOCUSED):
            driver.keys(MAIN, "y")
        return driver.sees(MAIN, "Next Item", state=FOCUSED)
    until("every step answered", done)


def answer_by_keys(driver):
    """An item with Y alone, and one with a no that is not told to the end."""
    driver.keyboard_in(MAIN, "Yes")
    answer_rest(driver)
    driver.see(MAIN, "1 of %d done" % total(driver))
    driver.keys(MAIN, "Return")
    driver.see(MAIN, "GRD-02  ")
    driver.keys(MAIN, "y", "n")
    driver.keyboard_in(MAIN, "Observation")   # a no wants one
    driver.type(MAIN, "No word of the platform taken over in May")
    driver.keys(MAIN, "Return")
    driver.keyboard_in(MAIN, "Source")
    driver.type(MAIN, "Change records of 2026")
    driver.keys(MAIN, "Return")
    driver.keyboard_in(MAIN, "Finding")   # nor is that all
    driver.picture("on-site-steps")


def add_evidence(driver):
    driver.keys(MAIN, "ctrl+o")
    driver.choose_file("Add Evidence", PICTURE)
    driver.see(MAIN, "cabinet.png")


def answer_live(driver):
    """An item that touches a live device: refused until the plant has agreed."""
    driver.keys(MAIN, "ctrl+f")
    driver.keyboard_in(MAIN, "Search in items")
    driver.type(MAIN, LIVE)
    driver.keys(MAIN, "Return")
    driver.see(MAIN, LIVE + "  ")
    driver.keyboard_in(MAIN, "Yes")
    driver.keys(MAIN, "y", "y", "y", "y")   # more than there are to answer: none may be written into a field
    driver.keyboard_in(MAIN, "Fill In")
    driver.picture("on-site-live")
    driver.keys(MAIN, "Return")
    for name, text in zip(("Agreed with", "When", "What may stop", "Way back"), AGREED):
        driver.keyboard_in(MAIN, name)
        driver.type(MAIN, text)
        driver.keys(MAIN, "Return")
    driver.keyboard_in(MAIN, "Yes")
    driver.keys(MAIN, "y")
    driver.keyboard_in(MAIN, "Observation")
    driver.type(MAIN, "Rules on, signatures of this week")
    driver.keys(MAIN, "Escape")
    answer_rest(driver)


def answer_together(driver):
    """All that are open, from the list: what the rules let be answered with yes."""
    title = "Answer Together"
    driver.click(MAIN, "Which items", "combo box")
    driver.keys(MAIN, "Down", "Return")
    driver.see_no(MAIN, "GRD-01", "label")
    driver.click(MAIN, "Answer Several Items Together")
    driver.click(MAIN, "Select All")
    driver.picture("on-site-bulk")
    driver.click(MAIN, "items…")
    driver.keyboard_in(title, "Note for all of them")
    driver.type(title, "Walked through with the operator")
    driver.keys(title, "Return")
    driver.gone(title)
    driver.read(MAIN, "items were left alone")   # tests: the rules want to know what was seen


def answer_all(driver):
    answer_by_keys(driver)
    add_evidence(driver)
    answer_live(driver)
    answer_together(driver)


def judge(hechactl, workspace):
    """What the command line says of the workspace that the window left."""
    def told(*words):
        done = run(hechactl, "--workspace", workspace, "--json", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)
    (case,) = told("cases")["cases"]
    items = told("checklist", case["case"])["items"]
    verdicts = [item["verdict"] for item in items]
    assert verdicts[:3] == ["conforming", "partial", "conforming"], verdicts
    for item in items[2:]:
        tested = any(step["method"] == "TEST" for step in item["steps"]) and not item["ot-impact"]
        assert item["verdict"] == ("open" if tested else "conforming") or item["ot-impact"], item
    told("journal", case["case"], "--check")


def main():
    hecha, hechactl, pictures = sys.argv[1:]
    os.makedirs(pictures, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="hecha-by-hand-")
    workspace = os.path.join(folder, "workspace")
    driver = None
    try:
        driver = Driver([hecha, "--workspace", workspace], pictures)
        begin(driver)
        load(driver, str(hand.FILINGS))
        plan(driver)
        answer_all(driver)
        driver.close()
        judge(hechactl, workspace)
    except (TimeoutError, RuntimeError, AssertionError) as error:
        if driver and driver.process.poll() is None:
            driver.picture("failed")
            driver.dump()
        print("not ok 1 - %s" % error)
        return 1
    finally:
        if driver:
            driver.close()
        shutil.rmtree(folder, ignore_errors=True)
    print("ok 1 - from an empty workspace to the answers on site")
    return 0


if __name__ == "__main__":
    print("1..1")
    sys.exit(main())
