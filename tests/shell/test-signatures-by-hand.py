#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report with four signatures, a stamp beside one, revocation data and a later document time stamp, and a record with a
refusal: signed by file and by token and stamped in the real window by keys and pointer, called valid by other programs, and
read there again as hechactl tells them, in both languages, light and dark, wide and narrow.

usage: test-signatures-by-hand.py HECHA HECHACTL PICTURES
"""

import datetime
import os
import sys

from by_hand import PASSWORD
import signing
import tap
from driver import FOCUSED, Driver, until

SAID = {
    "en": {
        "main": "Hecha", "places": "Places", "sign": "Sign", "verification": "Verification", "sign as": "Sign as “%s”", "key": "Key file or token",
        "key file": "Key File", "token": "Token…", "pin": "PIN of the token", "signed": "Signed", "menu": "Report Menu",
        "stamped": "A time stamp proves when the report was there", "verify": "Verify", "valid": "Valid",
        "state": "Intact · Signer proved", "proved": "%s, proved", "claimed": "%s, claimed",
        "unchanged": "What was signed is unchanged, down to the byte.", "times": "Time stamps prove when it was signed.",
        "witnessed": "Did not sign; witnessed by %s",
        "prepared": "Prepared by", "reviewed": "Reviewed by", "approved": "Approved by",
        "body-seal": "Seal of the evaluation body", "timestamp-1": "Time stamp of the whole file",
        "inspector-1": "First inspector", "inspector-2": "Second inspector", "refusal-officer-1": "First officer",
        "refusal-officer-2": "Second officer",
    },
    "zh_CN": {
        "main": "核查", "places": "栏目", "sign": "签署", "verification": "验证", "sign as": "以“%s”身份签署", "key": "密钥或密码设备",
        "key file": "密钥文件", "token": "密码设备", "pin": "密码设备的 PIN", "signed": "已签署", "menu": "报告菜单",
        "stamped": "时间戳已证明报告存在的时间", "verify": "验证(_V)", "valid": "有效",
        "state": "完整 · 签署人已证明", "proved": "%s（时间已证明）", "claimed": "%s（自称时间）",
        "unchanged": "已签内容逐字节无改动。", "times": "时间戳证明了签署时间。", "witnessed": "未签字，由 %s 见证",
        "prepared": "编制", "reviewed": "审核", "approved": "批准", "body-seal": "评测机构（盖章）",
        "timestamp-1": "整个文件的时间戳", "inspector-1": "检查人员一", "inspector-2": "检查人员二",
        "refusal-officer-1": "见证检查人员一", "refusal-officer-2": "见证检查人员二",
    },
}
SIZES = (1200, 800), (360, 720)


class Desk:
    """The window of somebody's workspace, in a language and a colour scheme, on the page of the one report there is."""

    def __init__(self, stage, person, language="en", scheme="light"):
        hecha, _, pictures = sys.argv[1:]
        self.said, self.look, self.stage = SAID[language], f"{language}-{scheme}", stage
        self.main, self.name = self.said["main"], person.run("cases")["cases"][0]["enterprise"]
        self.driver = Driver(["env", f"XDG_CONFIG_HOME={person.folder / 'config'}", f"LANGUAGE={language}",
                              f"ADW_DEBUG_COLOR_SCHEME=prefer-{scheme}", hecha, "--workspace", str(person.workspace)],
                             pictures)

    def __enter__(self):
        self.driver.see(self.main, self.said["places"], "list")
        self.driver.keys(self.main, "alt+5")
        self.driver.click(self.main, self.name, "label")
        self.driver.see(self.main, self.said["verify"], "push button")
        return self

    def __exit__(self, kind, error, trace):
        if error and self.driver.process.poll() is None:
            self.driver.picture("failed")
            self.driver.dump()
        self.driver.close()

    def picture(self, name):
        self.driver.picture(f"{name}-{self.look}")

    # Signing

    def begin(self, field):
        self.driver.click(self.main, self.said["sign as"] % self.said[field])
        self.driver.keyboard_in(self.said["sign"], self.said["key"])

    def finish(self, secret, name):
        self.driver.type(self.said["sign"], secret)
        self.picture(name)
        self.driver.keys(self.said["sign"], "Return")
        self.driver.gone(self.said["sign"])

    def sign_with_file(self, field):
        path = self.stage.keys / f"{field}.p12"
        self.begin(field)
        self.driver.keys(self.said["sign"], "Return")
        self.driver.choose_file(self.said["key file"], str(path))
        self.driver.see(self.said["sign"], path.name, "label")
        self.finish(PASSWORD, "sign-by-file")

    def sign_with_token(self, field):
        """With one of the keys that are on it."""
        title, driver = self.said["sign"], self.driver
        self.begin(field)
        driver.keys(title, "Tab", "Tab")
        driver.keyboard_in(title, self.said["token"], "push button")
        driver.keys(title, "Return")
        key = f"示例 {field} · office"
        driver.see(title, key, "menu item")
        self.picture("tokens")
        until(key, lambda: driver.sees(title, key, "menu item", FOCUSED) or driver.keys(title, "Down"))
        driver.keys(title, "Return")
        driver.see(title, self.said["pin"])
        self.finish(signing.PIN, "sign-by-token")

    def stamp(self):
        self.driver.click(self.main, self.said["menu"])
        self.driver.keys(self.main, "t")
        self.driver.see(self.main, self.said["stamped"])
        self.picture("stamped")

    # Verification

    def rows(self, title):
        """The texts of each row of a window."""
        scene = self.driver.scene()
        (frame,) = scene.titled(title)
        for item in scene.walk(frame):
            if item.role == "list item" and scene.is_laid_out(item):
                yield [node.name for node in scene.walk(item) if node.role == "label" and scene.is_laid_out(node)]

    def signature(self, one):
        """What is to be read of a signature that hechactl tells as good: who, as what, that it holds, by whose trust, when."""
        moment = datetime.datetime.fromisoformat(one["time"][:19] + "+00:00").astimezone()
        tap.equal((one["status"], one["trust"]), ("intact", "trusted"))
        time = self.said["proved" if one["time-proven"] else "claimed"] % f"{moment:%Y-%m-%d %H:%M}"
        return [one["signer"], "\n".join((self.said[one["field"]], self.said["state"], time))]

    def verify(self, name, told, more):
        """Reads all of it, on a wide screen and on a narrow one."""
        title, driver = self.said["verification"], self.driver
        driver.click(self.main, self.said["verify"])
        driver.see(title, self.said[told["verdict"]], "label")
        rows = list(self.rows(title))
        for one in told["signatures"]:
            assert self.signature(one) in rows, (self.signature(one), rows)
        if told["refusal"]:
            names = "、".join if self.main == "核查" else ", ".join
            officers = names(one["signer"] for one in told["signatures"] if one["field"].startswith("refusal-officer-"))
            assert [told["refusal"], self.said["witnessed"] % officers] in rows, rows
        for sentence in more:
            assert [self.said[sentence]] in rows, (sentence, rows)
        for width, height in SIZES:
            driver.resize(self.main, width, height)
            if width < 640:
                driver.resize(title, width, height)
            parts = {"": self.said[told["verdict"]], "-signatures": told["signatures"][-1]["signer"], "-refusal": told["refusal"]}
            for part, seen in parts.items():
                if seen:
                    driver.scroll(title, seen, "label", 100)
                    self.picture(f"{name}-{width}{part}")
        driver.keys(title, "Escape")
        driver.gone(title)


def newest(person):
    """The report in a workspace."""
    return max((person.workspace / "reports").glob("*.pdf"), key=lambda path: path.stat().st_size)


class Steps:
    def __init__(self, stage):
        self.stage = stage

    def trust(self, person):
        (root,) = person.run("trust", "show", self.stage.stage.ca)["authorities"]
        person.run("trust", "add", self.stage.stage.ca, f"--fingerprint={root['fingerprint']}")

    def sign(self):
        stage = self.stage
        stage.stage.pin.write_text(PASSWORD + "\n")
        stage.evaluation()
        stage.tokens()
        self.trust(stage.evaluator)
        with Desk(stage, stage.evaluator, "zh_CN", "light") as desk:
            desk.sign_with_file("prepared")
            desk.sign_with_token("reviewed")
        stage.evaluator.run("tsa", f"{stage.base}/tsa")
        with Desk(stage, stage.evaluator, "en", "dark") as desk:
            desk.sign_with_token("approved")
        stage.evaluator.run("sign", newest(stage.evaluator), "--as", "body-seal", "--key", stage.keys / "body.p12", "--pin-file",
                            stage.stage.pin, "--picture", stage.seal())

    def report(self):
        """Stamped in the window; then it and hechactl say the same."""
        stage = self.stage
        with Desk(stage, stage.evaluator, "en", "light") as desk:
            desk.stamp()
        stage.report = newest(stage.evaluator)
        told = stage.evaluator.run("verify", stage.report)
        tap.equal(told["verdict"], "valid")
        tap.equal([(one["field"], one["time-proven"]) for one in told["signatures"]],
                  [(field, True) for field in ("prepared", "reviewed", "approved", "body-seal", "timestamp-1")])
        stage.opinions_of_report()
        self.look("report", stage.evaluator, told, ("unchanged", "times"), (("en", "light"), ("zh_CN", "dark")))

    def record(self):
        """Of an inspection whose on-site person would not sign."""
        stage = self.stage
        stage.inspection()
        self.trust(stage.inspector)
        for field, key, *more in (("inspector-1", "inspector-1"), ("inspector-2", "inspector-2"),
                                  ("refusal-officer-1", "inspector-1", "--refusal", signing.WORDS),
                                  ("refusal-officer-2", "inspector-2"), ("approved", "leader")):
            stage.inspector.run("sign", stage.record, "--as", field, "--key", stage.keys / f"{key}.p12", "--pin-file",
                                stage.stage.pin, *more)
        told = stage.inspector.run("verify", stage.record)
        tap.equal((told["verdict"], len(told["signatures"]), told["refusal"]), ("valid", 5, signing.WORDS))
        stage.opinions_of_record()
        self.look("record", stage.inspector, told, ("unchanged",), (("en", "dark"), ("zh_CN", "light")))

    def look(self, name, person, told, more, looks):
        for language, scheme in looks:
            with Desk(self.stage, person, language, scheme) as desk:
                desk.verify(name, told, more)


def main():
    os.makedirs(sys.argv[3], exist_ok=True)
    stage = signing.Signing(sys.argv[2])
    steps = Steps(stage)
    try:
        tap.run([(f"/shell/signatures-by-hand/{step.__name__}", step) for step in (steps.sign, steps.report, steps.record)])
    finally:
        stage.close()


main()
