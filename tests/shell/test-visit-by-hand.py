#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty workspace to a signed report that verifies, in the real window, by keys and pointer.

Finds widgets by what AT-SPI says of them; hechactl judges the outcome. Pictures
of each step go to the folder "pictures" of the build.

usage: test-visit-by-hand.py HECHA HECHACTL PICTURES
"""

import re
import sys

import by_hand
from driver import FOCUSED, until

ENTERPRISE = "915101070000001587"   # a resolution node of level 1, of the samples
OTHER = "示例水泥有限公司0001"   # another one
MAIN = "Hecha"
LIVE = "MON-03"   # an item that touches a live device
REVIEWER, APPROVER = "Zhao Reviewer", "Qian Approver"
FIELDS = {"prepared": "Prepared by", "reviewed": "Reviewed by", "approved": "Approved by"}
FINDING = ("The change of May was not graded again", "The level may be too low", "Grade the node again", "Li Si, operations",
           "2027-03-31")
VERIFY = "Verify", "Verification", "Trust an Authority…", "Certificate of an Authority", "Valid"
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
    by_hand.fill(driver, MAIN, zip(("Agreed with", "When", "What may stop", "Way back"), AGREED))
    driver.keyboard_in(MAIN, "Yes")
    driver.keys(MAIN, "y")
    driver.keyboard_in(MAIN, "Observation")
    driver.type(MAIN, "Rules on, signatures of this week")
    driver.keys(MAIN, "Escape")
    answer_rest(driver)


def answer_together(driver):
    """All that are open, from the list: what the rules let be answered with yes, then the rest with a reason."""
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
    driver.keyboard_in(MAIN, "Next Item")   # what had it is gone
    assert not driver.sees(MAIN, "%d of %d done" % ((total(driver),) * 2))   # tests want to know what was seen
    driver.click(MAIN, "Answer Several Items Together")
    driver.click(MAIN, "Select All")
    driver.click(MAIN, "items…")
    driver.keyboard_in(title, "Note for all of them")
    driver.keys(title, "shift+Tab")
    driver.keyboard_in(title, "Answer", "combo box")
    driver.keys(title, "space", "Down", "Return")   # conforming
    driver.keyboard_in(title, "Reason")
    driver.picture("on-site-bulk-reason")
    driver.type(title, "As the tests of the hosting provider of this month say")
    driver.keys(title, "Return")
    driver.gone(title)
    driver.see(MAIN, "%d of %d done" % ((total(driver),) * 2))
    driver.keyboard_in(MAIN, "Next Item")   # what had it is gone


def answer_all(driver):
    answer_by_keys(driver)
    by_hand.add_evidence(driver, MAIN, "Add Evidence")
    answer_live(driver)
    answer_together(driver)


def mend(driver):
    """The report page says what is missing, leads there, and the keyboard is where it is filled in."""
    driver.keys(MAIN, "ctrl+r")
    driver.see(MAIN, "1 of %d items is not complete" % total(driver))
    driver.picture("missing")
    driver.click(MAIN, "finding missing", "label")
    driver.keyboard_in(MAIN, "Finding")
    driver.keys(MAIN, "Return")
    driver.keyboard_in(MAIN, "What was found")
    driver.picture("on-site-finding-open")
    by_hand.fill(driver, MAIN, zip(("What was found", "Risk", "Measure", "Responsible", "Deadline"), FINDING))
    driver.keyboard_in(MAIN, "Next Item")
    driver.picture("on-site-finding")
    driver.keys(MAIN, "Escape")
    driver.keyboard_in(MAIN, "Nothing is missing", "list item")   # the row that had it is gone


def sign(driver, keys):
    title = "Sign"
    driver.click(MAIN, "Issue Report…")
    driver.see("Issue the Report?", "Issue Report")
    driver.keys("Issue the Report?", "Return")
    driver.see(MAIN, "Revision 1, issued")
    driver.picture("issued")
    for field, label in FIELDS.items():
        driver.click(MAIN, "Sign as “%s”" % label)
        driver.click(title, "Choose…", "label")
        driver.choose_file("Key File", str(keys / (field + ".p12")))
        driver.see(title, field + ".p12", "label")   # and the keyboard is in the password
        if field == "prepared":   # the first time it is mistyped
            driver.keys(title, "x", "Return")
            driver.see(title, "This is not the key’s password")
            driver.picture("sign")
            driver.keys(title, "ctrl+a")
        driver.type(title, by_hand.PASSWORD)
        driver.keys(title, "Return")
        driver.gone(title)
        driver.see_no(MAIN, "Sign as “%s”" % label)
    driver.see(MAIN, "Everybody who has to sign has signed")
    driver.picture("signed")


def judge(told):
    verdicts = told.verdicts()
    assert verdicts[1] == "partial" and set(verdicts[:1] + verdicts[2:]) == {"conforming"}, verdicts


def visit(driver, stage):
    begin(driver)
    load(driver, str(by_hand.hand.FILINGS))
    plan(driver)
    answer_all(driver)
    mend(driver)
    sign(driver, stage.keys)
    by_hand.verify(driver, MAIN, VERIFY, stage.keys)


if __name__ == "__main__":
    sys.exit(by_hand.play("from an empty workspace to a signed report that verifies", FIELDS, visit, judge))
