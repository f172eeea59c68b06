#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A large report with four signatures, signed once more and verified by hechactl, in turn with openssl reading it once.

usage: bench-sign.py HECHACTL [MB]
"""

import pathlib
import shutil
import statistics
import subprocess
import sys

from visit import Visit, check_memory, make_photos, timed
from signing import Signing

BYTES = int(sys.argv[2] if len(sys.argv) > 2 else 500) * 1_000_000
ROUNDS = 5
SIGNERS = ("inspector-1", "inspector-2", "on-site-person", "approved", "authority-seal")
STAMPED = "approved"
MOST, GROWTH = 64, 8        # MB resident: of any report, and of a large one beyond one with small photos


class Report:
    """A report of an inspection with four signatures, and its workspace as it is then."""

    def __init__(self, signing, name, photos):
        stage = signing.stage
        self.signing = signing
        members = [f"--member={'inspector' if field.startswith('inspector') else field}={field}"
                   f"{':ZF-000' + field[-1] if field.startswith('inspector') else ''}:{signing.keys}/{field}.pem"
                   for field in SIGNERS[:4]]
        self.visit = Visit(stage, name, 10, photos, members)
        self.folder = self.visit.me.folder
        self.path = self.folder / "report.pdf"
        self.visit.issue("--originals", "--out", self.path)
        self.sizes = {}
        for field in SIGNERS[:4]:
            before = self.path.stat().st_size
            self.sign(field, *(["--tsa", f"{signing.base}/tsa"] if field == STAMPED else []))
            self.sizes[field] = self.path.stat().st_size - before
        self.kept = [self.path, self.folder / "config", self.visit.me.workspace / "reports",
                     *self.visit.me.workspace.glob("hecha.db*")]
        self.store = self.folder / "four-signatures"
        self.store.mkdir()
        self.copy(self.kept, self.store)

    @staticmethod
    def copy(paths, folder):
        subprocess.run(["cp", "-a", *paths, folder], check=True)

    def again(self):
        """With four signatures, all of it on the disk and in memory."""
        for path in self.kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            self.copy([self.store / path.name], path.parent)
        subprocess.run(["sync"], check=True)
        timed(["cat", self.path, *(self.visit.me.workspace / "reports").iterdir()])

    def sign(self, field, *options):
        return self.visit.timed("sign", self.path, "--as", field, "--key", self.signing.keys / f"{field}.p12", "--pin-file",
                                self.signing.stage.pin, *options)

    def verify(self):
        return self.visit.timed("verify", self.path, "--trust", self.signing.stage.ca)

    def told(self):
        told = self.visit.me.run("verify", self.path, "--trust", self.signing.stage.ca)
        assert told["verdict"] == "valid", told["verdict"]
        assert [signature["status"] for signature in told["signatures"]] == ["intact"] * len(SIGNERS), told["signatures"]


def measure(large):
    """In turns, and the median of what each turn gave."""
    turns = []
    for _ in range(ROUNDS):
        large.again()
        read = timed(["openssl", "dgst", "-sha256", large.path])
        turns.append((read, large.sign(SIGNERS[4]), large.verify()))
    return {"sign": [(read, sign) for read, sign, _ in turns], "verify": [(read, verify) for read, _, verify in turns]}


def say(name, turns, small):
    def median(of):
        return statistics.median(map(of, turns))

    most = max(ours[2] for _, ours in turns)
    print(f"{name}: hechactl {median(lambda turn: turn[1][0]):.2f} s ({median(lambda turn: turn[1][1]):.2f} s of the "
          f"processors, {most:.0f} MB, of one with small photos {small:.0f}; aim {MOST}), openssl dgst "
          f"{median(lambda turn: turn[0][0]):.2f} s ({median(lambda turn: turn[0][1]):.2f})", flush=True)
    print(f"{name}-large ratio {median(lambda turn: max(0, turn[1][0] - 0.2) / turn[0][0]):.2f} beyond 0.2 s (aim 1.5), of the "
          f"processors {median(lambda turn: max(0, turn[1][1] - 0.2) / turn[0][1]):.2f}", flush=True)
    check_memory(name, most, MOST)
    check_memory(f"{name}, beyond a report with small photos", most - small, GROWTH)


def main():
    for program in "convert", "openssl", "certutil":
        if not shutil.which(program):
            print(f"sign: {program} is not here")
            return
    signing = Signing(sys.argv[1])
    try:
        signing.authority()
        for field in SIGNERS:
            signing.key(field, "P-256")
        photos = make_photos(signing.folder, 1)
        photos = make_photos(signing.folder, max(1, BYTES // photos[0].stat().st_size))
        small = Report(signing, "small", make_photos(signing.folder, len(photos), "400x300"))
        for field, size in small.sizes.items():
            kind, most = ("B-T", 50) if field == STAMPED else ("B-B", 30)
            print(f"signature {kind} {size / 1024:.1f} KiB (aim {most})", flush=True)
        little = small.sign(SIGNERS[4])[2], small.verify()[2]
        small.told()
        large = Report(signing, "large", photos)
        print(f"large report: {large.path.stat().st_size / 1e6:.0f} MB", flush=True)
        for (name, turns), mb in zip(measure(large).items(), little):
            say(name, turns, mb)
        large.told()
    finally:
        signing.close()


main()
