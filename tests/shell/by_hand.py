# SPDX-License-Identifier: GPL-3.0-or-later
"""What the visits by hand share: keys on a stage, forms filled by Enter, what hechactl says of the workspace left behind."""

import json
import os
import pathlib
import sys

from driver import Driver, run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import hand  # noqa: E402

PASSWORD = "open-sesame"
PICTURE = str(hand.PICTURE)


def fill(driver, title, pairs):
    """Enter goes from one to the next."""
    for name, text in pairs:
        driver.keyboard_in(title, name)
        driver.type(title, text)
        driver.keys(title, "Return")


def add_evidence(driver, title, chooser):
    driver.keys(title, "ctrl+o")
    driver.choose_file(chooser, PICTURE)
    driver.see(title, os.path.basename(PICTURE))


def verify(driver, title, words, keys):
    """Words: the button, the window, what adds an authority, its chooser, the verdict."""
    button, window, trust, chooser, verdict = words
    driver.click(title, button)
    driver.click(window, trust, "label")
    driver.choose_file(chooser, str(keys / "ca.pem"))
    driver.see(window, "ca.pem")
    driver.see(window, verdict, "label")
    driver.picture("verified")


class Judge:
    """What the command line says of a workspace."""

    def __init__(self, hechactl, workspace):
        self.words = hechactl, "--workspace", workspace, "--json"
        self.workspace = pathlib.Path(workspace)

    def told(self, *words):
        done = run(*self.words, *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def verdicts(self):
        """Of the one case there is; its journal holds."""
        (case,) = self.told("cases")["cases"]
        self.told("journal", case["case"], "--check")
        return [item["verdict"] for item in self.told("checklist", case["case"])["items"]]

    def signed_by(self, fields, ca):
        reports = sorted((self.workspace / "reports").glob("*.pdf"), key=lambda path: path.stat().st_size)
        result = self.told("verify", str(reports[-1]), "--trust", str(ca))
        assert result["verdict"] == "valid", result
        assert [signature["field"] for signature in result["signatures"]] == list(fields), result


def perform(title, prepare, visit, judge):
    """Runs visit(driver, stage) on the workspace that prepare(stage) names, then judge(Judge, stage); the arguments of the
    program begin with HECHA HECHACTL PICTURES."""
    hecha, hechactl, pictures = sys.argv[1:4]
    os.makedirs(pictures, exist_ok=True)
    stage = hand.Stage(hechactl)
    driver = None
    print("1..1")
    try:
        workspace = str(prepare(stage))
        driver = Driver([hecha, "--workspace", workspace], pictures)
        visit(driver, stage)
        driver.close()
        judge(Judge(hechactl, workspace), stage)
    except (TimeoutError, RuntimeError, AssertionError) as error:
        if driver and driver.process.poll() is None:
            driver.picture("failed")
            driver.dump()
        print("not ok 1 - %s" % error)
        return 1
    finally:
        if driver:
            driver.close()
        stage.close()
    print("ok 1 - %s" % title)
    return 0


def play(title, fields, visit, judge):
    """From an empty workspace to a report with these fields signed: visit(driver, stage), then judge(Judge)."""
    def prepare(stage):
        stage.pin.write_text(PASSWORD + "\n")
        for field in fields:
            stage.key(field)
        return stage.folder / "workspace"

    def judge_all(told, stage):
        judge(told)
        told.signed_by(fields, stage.ca)

    return perform(title, prepare, visit, judge_all)
