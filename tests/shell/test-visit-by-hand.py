#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty workspace to the first answers on site, in the real window, by keys and pointer.

Finds widgets by what AT-SPI says of them; hechactl judges the outcome. Pictures
of each step go to the folder "pictures" of the build.

usage: test-visit-by-hand.py HECHA HECHACTL PICTURES
"""

import json
import os
import shutil
import sys
import tempfile

from driver import Driver, run, until

ENTERPRISE = "915101070000001587"   # a resolution node of level 1, of the samples
OTHER = "示例水泥有限公司0001"   # another one
MAIN = "Hecha"


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
    for name in "Qian Approver", "Zhao Reviewer":   # the last row first
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
    driver.see(MAIN, "0 of 36")


def answer(driver):
    """Two items, one of them with an observation and a finding."""
    driver.see(MAIN, "GRD-01  Self-grading")
    driver.keys(MAIN, "y", "y", "y")
    driver.see(MAIN, "1 of 36 done")
    driver.keys(MAIN, "ctrl+j")
    driver.see(MAIN, "GRD-02  ")
    driver.keys(MAIN, "y", "n")
    driver.keyboard_in(MAIN, "Observation")   # a no wants one
    driver.type(MAIN, "No word of the platform taken over in May")
    driver.picture("on-site-steps")
    driver.keys(MAIN, "ctrl+Return")
    driver.see(MAIN, "What was found", "label")
    driver.type(MAIN, "The change of May was not graded again")
    driver.see(MAIN, "2 of 36 · 1 finding")
    driver.picture("on-site-finding")


def judge(hechactl, workspace):
    """What the command line says of the workspace that the window left."""
    cases = json.loads(run(hechactl, "--workspace", workspace, "--json", "cases").stdout)["cases"]
    assert len(cases) == 1 and cases[0]["state"] == "on-site", cases
    case = cases[0]["case"]
    checked = run(hechactl, "--workspace", workspace, "journal", case, "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    items = json.loads(run(hechactl, "--workspace", workspace, "--json", "checklist", case).stdout)["items"]
    verdicts = [item["verdict"] for item in items]
    assert verdicts[:2] == ["conforming", "partial"] and set(verdicts[2:]) == {"open"}, verdicts


def visit(driver, hechactl, folder, samples):
    begin(driver)
    load(driver, samples)
    plan(driver)
    driver.picture("on-site")
    answer(driver)
    driver.close()
    judge(hechactl, os.path.join(folder, "workspace"))


def main():
    hecha, hechactl, pictures = sys.argv[1:]
    samples = os.path.join(os.environ["HECHA_DATA_DIR"], "samples", "filings.xlsx")
    folder = tempfile.mkdtemp(prefix="hecha-by-hand-")
    os.makedirs(pictures, exist_ok=True)
    driver = None
    try:
        driver = Driver([hecha, "--workspace", os.path.join(folder, "workspace")], pictures)
        visit(driver, hechactl, folder, samples)
    except (TimeoutError, RuntimeError, AssertionError) as error:
        if driver:
            driver.picture("failed")
            driver.dump()
        print("not ok 1 - %s" % error)
        return 1
    finally:
        if driver:
            driver.close()
        shutil.rmtree(folder, ignore_errors=True)
    print("ok 1 - from an empty workspace to the first answers on site")
    return 0


if __name__ == "__main__":
    print("1..1")
    sys.exit(main())
