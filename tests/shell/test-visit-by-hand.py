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
import subprocess
import sys
import tempfile
import time

import pyatspi
from gi.repository import GLib

PATIENCE = 20   # seconds for any one thing to happen
ENTERPRISE = "915101070000001587"   # a resolution node of level 1, of the samples
OTHER = "示例水泥有限公司0001"   # another one
MAIN = "Hecha"
TOP = 60   # below a header bar

started = time.monotonic()


def pause():
    """Lets the cache of AT-SPI hear of what changed."""
    end = time.monotonic() + 0.05
    while time.monotonic() < end:
        if not GLib.MainContext.default().iteration(False):
            time.sleep(0.01)


def until(what, probe):
    """Asks probe() again and again until it answers, and returns the answer."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            answer = probe()
        except (GLib.Error, LookupError, NotImplementedError):
            answer = None   # it went away while it was looked at
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(what)
        pause()


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)


def xdotool(*words):
    return run("xdotool", *words).stdout.split()


class Driver:
    """One program under test."""

    def __init__(self, words, pictures):
        self.pictures = pictures
        self.taken = 0
        pyatspi.Registry.getDesktop(0).childCount   # before the start, else the cache may miss it
        self.process = subprocess.Popen(words)
        self.app = until("the program on the accessibility bus", self.find_app)

    def find_app(self):
        if self.process.poll() is not None:
            raise RuntimeError("the program ended by itself: %d" % self.process.returncode)
        desktop = pyatspi.Registry.getDesktop(0)
        for i in range(desktop.childCount):
            if desktop[i] and desktop[i].get_process_id() == self.process.pid:
                return desktop[i]
        return None

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    # Where things are.

    @staticmethod
    def box(node):
        """Place inside its window; None where a node has none."""
        try:
            e = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        except NotImplementedError:
            return None
        return e.x, e.y, e.width, e.height

    def walk(self, node):
        """Every node that is laid out; pages that a stack hides have no size."""
        place = self.box(node)
        if place and not (place[2] > 0 and place[3] > 0):
            return
        yield node, place
        for i in range(node.childCount):
            child = node[i]
            if child:
                yield from self.walk(child)

    def frame(self, title):
        """The newest window of this title."""
        for i in reversed(range(self.app.childCount)):
            if self.app[i] and title == self.app[i].name:
                return self.app[i]
        return None

    @staticmethod
    def windows(title):
        return sorted(map(int, xdotool("search", "--onlyvisible", "--name", "^%s$" % title)))

    def find(self, title, name, role=None):
        frame = self.frame(title)
        for node, place in self.walk(frame) if frame else ():
            if place and name in node.name and role in (None, node.getRoleName()):
                return node, place
        return None

    def see(self, title, name, role=None):
        """Waits until it is there."""
        return until("“%s” in “%s”" % (name, title), lambda: self.find(title, name, role))

    def enabled(self, title, name, role):
        def probe():
            found = self.find(title, name, role)
            return found if found and found[0].getState().contains(pyatspi.STATE_SENSITIVE) else None
        return until("“%s” enabled in “%s”" % (name, title), probe)

    def gone(self, title, left=0):
        """Waits until no more than this many windows of the title are left."""
        until("“%s” closed" % title, lambda: len(self.windows(title)) <= left)

    def keyboard_in(self, title, name):
        """Waits until the keyboard is there."""
        def probe():
            for node, place in self.walk(self.frame(title)):
                if place and name in node.name and node.getState().contains(pyatspi.STATE_FOCUSED):
                    return node
            return None
        return until("the keyboard in “%s”" % name, probe)

    # What a user does.

    def focus(self, title):
        """Gives the window the keyboard."""
        wid = str(until("the window “%s”" % title, lambda: self.windows(title))[-1])
        until("the keyboard in “%s”" % title,
              lambda: xdotool("windowfocus", wid, "getwindowfocus", "-f")[:1] == [wid])
        return wid

    def click(self, title, name, role="push button"):
        self.enabled(title, name, role)
        wid = self.focus(title)
        geometry = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", wid))
        place, last = self.enabled(title, name, role)[1], None
        while place != last:   # it may still be on its way
            pause()
            place, last = self.enabled(title, name, role)[1], place
        frame = self.box(self.frame(title))
        x = int(geometry["X"]) + (int(geometry["WIDTH"]) - frame[2]) // 2 + place[0] + place[2] // 2
        y = int(geometry["Y"]) + (int(geometry["HEIGHT"]) - frame[3]) // 2 + place[1] + place[3] // 2
        xdotool("mousemove", str(x), str(y), "click", "1")

    def scroll(self, title, name, role=None):
        """Turns the wheel until it can be clicked."""
        wid = self.focus(title)
        frame = self.box(self.frame(title))
        xdotool("mousemove", "--window", wid, str(frame[2] // 2), str(frame[3] // 2))

        def inside():
            place = self.find(title, name, role)[1]
            if TOP < place[1] + place[3] // 2 < frame[3] - 10:
                return True
            xdotool("click", "5" if place[1] > TOP else "4")
            return False
        until("“%s” scrolled to" % name, inside)

    def keys(self, title, *names):
        self.focus(title)
        xdotool("key", "--delay", "25", *names)

    def type(self, title, text):
        self.focus(title)
        xdotool("type", "--delay", "30", text)

    def choose_file(self, title, path, over):
        """GTK's own chooser, over so many windows of the same title: a slash opens the entry for a path."""
        until("the chooser “%s”" % title, lambda: len(self.windows(title)) > over)
        self.type(title, path)
        until("the typed path", lambda: path in self.texts(title))
        self.keys(title, "Return")
        self.gone(title, over)

    def texts(self, title):
        """What stands in the entries of a window."""
        found = []
        for node, place in self.walk(self.frame(title)):
            if place and node.getRoleName() == "text":
                text = node.queryText()
                found.append(text.getText(0, text.characterCount))
        return found

    def picture(self, name):
        self.taken += 1
        pause()
        run("maim", os.path.join(self.pictures, "by-hand-%02d-%s.png" % (self.taken, name)))


def dump(driver):
    for i in range(driver.app.childCount):
        for node, place in driver.walk(driver.app[i]):
            print("#", node.getRoleName(), repr(node.name), place, file=sys.stderr)


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
    until("one enterprise alone", lambda: not driver.find(title, OTHER))
    driver.picture("plan-search")
    driver.keys(title, "Return")
    driver.see(title, "Team", "label")
    for name in "Zhao Reviewer", "Qian Approver":
        driver.scroll(title, "Nobody yet", "list item")
        driver.click(title, "Nobody yet", "list item")
        driver.scroll(title, "Name", "text")
        driver.click(title, "Name", "text")
        driver.type(title, name)
        driver.scroll(title, name, "list item")
        driver.click(title, name, "list item")
        until("the member folded", lambda: not driver.find(title, "Name", "text"))
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
            dump(driver)
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
