#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From place to place by Alt and a digit: the keyboard is on the page then, below its header bar, when it is read for the
first time and when it is there already, on a wide screen and on a narrow one.

usage: test-places-by-keys.py HECHA HECHACTL PICTURES
"""

import sys

import by_hand
from by_hand import hand
from driver import FOCUSED, until

MAIN = "Hecha"
CODE = "91130102000000385H"   # a connected enterprise of level 3, of the samples
# By digit: what gets the keyboard. Nothing was issued, so three pages say what to do first.
FIRST = (("Reports to sign: 0", "push button"), ("Search filings", None), ("Search", None), ("Search", None),
         ("To the Visits", "push button"), ("Fetch…", "push button"), ("Add a Destination…", "push button"),
         ("Search", None))
TOP = 47   # the header bar


def prepare(stage):
    me = stage.person("inspector")
    me.run("init", "--holder", "evaluation", "--unit", "示例单位", "--author", "张工")
    me.run("import", hand.FILINGS)
    me.run("plan", "--enterprise", CODE, "--types", "connected", "--procedure", "evaluation", "--on", "2026-11-25", "--member",
           "lead=张工")
    return me.workspace


def on_page(driver, name, role):
    place = driver.sees(MAIN, name, role, FOCUSED)
    return place and place[1] >= TOP


def go_round(driver):
    for digit, (name, role) in enumerate(FIRST, 1):
        driver.keys(MAIN, "alt+%d" % digit)
        until("Alt+%d: the keyboard in “%s”" % (digit, name), lambda: on_page(driver, name, role))
        driver.keys(MAIN, "alt+%d" % digit)   # it is there already: it stays where it is
        until("Alt+%d twice: the keyboard in “%s”" % (digit, name), lambda: on_page(driver, name, role))


def come_back(driver):
    """From a page that a menu led to, whose dialog was open in between: what opened it is hidden, and has no keyboard."""
    driver.click(MAIN, "Main Menu")
    driver.keys(MAIN, "t")
    driver.click(MAIN, "Add…")
    driver.choose_file("Certificate of an Authority", str(by_hand.hand.SOURCE / "README.md"))
    driver.see("Trust an Authority", "Cancel")
    driver.keys("Trust an Authority", "Escape")
    driver.gone("Trust an Authority")
    driver.keys(MAIN, "Escape")
    driver.see_no(MAIN, "Revoked Certificates", "label")
    driver.keys(MAIN, "alt+1")
    until("the keyboard on Overview", lambda: on_page(driver, *FIRST[0]))


def visit(driver, stage):
    until("the keyboard on the first page", lambda: on_page(driver, *FIRST[0]))
    go_round(driver)
    go_round(driver)
    come_back(driver)
    driver.resize(MAIN, 360, 720)
    go_round(driver)
    driver.picture("places")


def judge(told, stage):
    told.told("cases")


if __name__ == "__main__":
    sys.exit(by_hand.perform("the keyboard is on each place that it goes to", prepare, visit, judge))
