#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports by hechactl, from the frozen visit to the file, in turn with programs that do a part of it:
ImageMagick resizing the same photos, img2pdf binding them, openssl reading a signed report once.

usage: bench-report.py HECHACTL HAND [PHOTOS]
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(sys.argv[2]).resolve().parent))
import hand  # noqa: E402

PHOTOS = int(sys.argv[3]) if len(sys.argv) > 3 else 500
DISTINCT = 8
PRINTED = "612x478"     # 77.6 mm × 60.6 mm at 200 dpi
HALF = 500_000_000
CODE = "91130102000000385H"
SIGNERS = ("inspector-1", "inspector-2", "on-site-person", "approved", "authority-seal")


def timed(command, **more):
    """Seconds by the clock, seconds of the processors, and the most MB that were resident."""
    begin = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def say(name, ours, theirs, aim):
    """One line of what it took, one of the ratio; both programs ran in this run."""
    print(f"{name}: hechactl {ours[0]:.1f} s ({ours[1]:.1f} s of the processors, {ours[2]:.0f} MB; aim 200), "
          f"the others {theirs[0]:.1f} s ({theirs[1]:.1f}, {theirs[2]:.0f} MB a process)", flush=True)
    print(f"{name} ratio {ours[0] / theirs[0]:.2f} (aim {aim}), of the processors {ours[1] / theirs[1]:.2f}", flush=True)


def make_photos(folder, count):
    """Photos of 12 megapixels with the noise of a camera; the same eight again and again, but none with another's digest."""
    sources = []
    for number in range(min(DISTINCT, count)):
        path = folder / f"source-{number}.jpg"
        subprocess.run(["convert", "-seed", str(number), "-size", "1000x750", "plasma:fractal", "-resize", "4000x3000",
                        "-attenuate", "0.25", "+noise", "Gaussian", "-quality", "90", str(path)], check=True)
        sources.append(path.read_bytes())
        path.unlink()
    photos = []
    for number in range(count):
        data = sources[number % len(sources)]
        photos.append(folder / f"photo-{number:03d}.jpg")
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


def fitted(visit, photos, folder):
    """With the printed photos and second digests that `hechactl attach` left in the vault, and without them."""
    kept = visit.issue()
    (folder / "list").write_text("".join(f"{photo}\n" for photo in photos))
    (folder / "out").mkdir()
    theirs = timed(["xargs", "-a", folder / "list", "-P2", "-n", str(max(1, len(photos) // 10)), "mogrify", "-path",
                    folder / "out", "-define", f"jpeg:size={PRINTED}", "-resize", PRINTED, "-quality", "85"])
    shutil.rmtree(folder / "out")
    for ending in "printed*", "sm3":
        for made in (visit.me.workspace / "vault").glob(f"*/*.{ending}"):
            made.unlink()
    cold = visit.issue()
    say("report-printed-kept", kept, theirs, 0.3)
    say("report-printed-cold", cold, theirs, 0.3)


def originals(visit, photos, folder):
    ours = visit.issue("--originals")
    bound = folder / "bound.pdf"
    theirs = timed(["sh", "-c", 'out=$1; shift; img2pdf -o "$out" "$@" && sha256sum "$out"', "sh", bound, *photos])
    bound.unlink()
    say("report-originals", ours, theirs, 1.0)


def signatures(stage, photos):
    """A large report with four signatures, signed once more and verified."""
    keys = {name: stage.key(name) for name in SIGNERS}
    members = [f"--member={'inspector' if name.startswith('inspector') else name}={name}"
               f"{':ZF-000' + name[-1] if name.startswith('inspector') else ''}:{stage.keys}/{name}.pem"
               for name in SIGNERS[:4]]
    visit = Visit(stage, "authority", 10, photos, members)
    report = stage.folder / "large.pdf"
    visit.issue("--originals", "--out", report)

    def sign(field):
        return visit.timed("sign", report, "--as", field, "--key", keys[field], "--pin-file", stage.pin)

    for field in SIGNERS[:4]:
        before = report.stat().st_size
        sign(field)
        print(f"signature B-B {(report.stat().st_size - before) / 1024:.1f} KiB (aim 30)", flush=True)
    print(f"large report: {report.stat().st_size / 1e6:.0f} MB", flush=True)
    timed(["cat", report])
    read = timed(["openssl", "dgst", "-sha256", report])
    copy = timed(["dd", f"if={report}", f"of={stage.folder / 'copy'}", "bs=4M", "conv=fsync"])
    print(f"a durable copy of it, of which signing makes two: {copy[0]:.2f} s", flush=True)
    for name, ours in ("sign", sign(SIGNERS[4])), ("verify", visit.timed("verify", report, "--trust", stage.ca)):
        print(f"{name}: hechactl {ours[0]:.2f} s ({ours[1]:.2f} s of the processors, {ours[2]:.0f} MB; aim 64), "
              f"openssl dgst {read[0]:.2f} s ({read[1]:.2f})", flush=True)
        print(f"{name}-large ratio {max(0, ours[0] - 0.2) / read[0]:.2f} beyond 0.2 s (aim 1.5), "
              f"of the processors {max(0, ours[1] - 0.2) / read[1]:.2f}", flush=True)
    told = visit.me.run("verify", report, "--trust", stage.ca)
    print("signatures:", *(signature["status"] for signature in told["signatures"]), flush=True)


def main():
    for program in "convert", "mogrify", "img2pdf", "openssl":
        if not shutil.which(program):
            print(f"report: {program} is not here to compare with")
            return
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        photos = make_photos(folder, PHOTOS)
        stage = hand.Stage(sys.argv[1])
        try:
            usual = Visit(stage, "usual", 100, photos[:20])
            ours = usual.issue()
            print(f"report-usual: {ours[0]:.2f} s ({ours[1]:.2f} s of the processors, {ours[2]:.0f} MB); aim 1 s", flush=True)
            large = Visit(stage, "large", 300, photos)
            fitted(large, photos, folder)
            originals(large, photos, folder)
            shutil.rmtree(large.me.workspace)
            signatures(stage, photos[:HALF // photos[0].stat().st_size])
        finally:
            stage.close()


main()
