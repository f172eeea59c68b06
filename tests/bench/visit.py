# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks of reports share: programs by the clock, photos, and visits that are answered with them."""

import json
import os
import pathlib
import subprocess
import sys
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import hand  # noqa: E402

DISTINCT = 8
CODE = "91130102000000385H"


def timed(command, **more):
    """Seconds by the clock, seconds of the processors, and the most MB that were resident, of a program that must succeed."""
    begin = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def check_memory(name, mb, most):
    """Memory is no matter of luck: too much of it fails."""
    if mb > most:
        sys.exit(f"{name}: {mb:.0f} MB are resident, more than {most:.0f}")


def make_photos(folder, count, size="4000x3000"):
    """Photos of 12 megapixels with the noise of a camera; the same eight again and again, but none with another's digest."""
    sources = []
    for number in range(min(DISTINCT, count)):
        path = folder / f"source-{number}.jpg"
        subprocess.run(["convert", "-seed", str(number), "-size", "1000x750", "plasma:fractal", "-resize", size,
                        "-attenuate", "0.25", "+noise", "Gaussian", "-quality", "90", str(path)], check=True)
        sources.append(path.read_bytes())
        path.unlink()
    photos = []
    for number in range(count):
        data = sources[number % len(sources)]
        photos.append(folder / f"photo-{size}-{number:03d}.jpg")
        photos[-1].write_bytes(data[:2] + b"\xff\xfe\x00\x08%06d" % number + data[2:])
    return photos


def add_pack(person, folder, count):
    """A checklist of so many items, made from one of ours."""
    library = hand.SOURCE / "data" / "checklists" / "connected"
    catalog, profile = (json.loads((library / name).read_text()) for name in ("catalog.json", "level-3.json"))
    groups = catalog["catalog"]["groups"]
    model = groups[0]["controls"][6]
    controls = []
    for number in range(count):
        control = json.loads(json.dumps(model).replace(model["id"], f"bench-{number:03d}"))
        control["props"] = [prop for prop in control["props"] if prop["name"] != "object-kind"]
        for prop in control["props"]:
            if prop["name"] == "item-uuid":
                prop["value"] = str(uuid.uuid5(uuid.NAMESPACE_URL, str(number)))
        controls.append(control)
    for number, group in enumerate(groups):
        group["controls"] = controls[number::len(groups)]
    profile["profile"]["imports"] = [{"href": "catalog.json", "include-controls": [
        {"with-ids": [control["id"] for control in controls]}]}]
    for name, document in ("catalog", catalog), ("profile", profile):
        document[name]["uuid"] = str(uuid.uuid4())
        document[name]["metadata"]["version"] = "2099.1"
    folder.mkdir()
    files = [folder / "catalog.json", folder / "level-3.json"]
    for path, document in zip(files, (catalog, profile)):
        path.write_text(json.dumps(document))
    person.run("pack", "add", *files)


class Visit:
    """A visit that is answered, with photos, of an evaluation body or of an authority."""

    def __init__(self, stage, name, items, photos, members=()):
        self.me = stage.person(name)
        inspection = bool(members)
        self.me.run("init", "--holder", "industry" if inspection else "evaluation", "--unit", "示例单位", "--author", "张工")
        self.me.run("import", hand.FILINGS)
        add_pack(self.me, stage.folder / f"{name}-pack", items)
        self.case = self.me.run("plan", "--enterprise", CODE, "--types", "connected", "--procedure",
                                "inspection" if inspection else "evaluation", "--on", "2026-11-25",
                                *(members or ["--member", "lead=张工"]))["case"]
        item = hand.answer_all(self.me, self.case)[0]["id"]
        self.me.run("attach", self.case, item, *photos)
        self.issued = False

    def issue(self, *options):
        if self.issued:
            self.me.run("reopen", self.case, "--reason", "示例")
        self.issued = True
        return timed([self.me.hechactl, "--workspace", self.me.workspace, "issue", self.case, *options],
                     env=self.me.environment)

    def timed(self, *arguments):
        return timed([self.me.hechactl, "--workspace", self.me.workspace, *arguments], env=self.me.environment)
