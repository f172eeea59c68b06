#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports by hechactl, from the frozen visit to the file, in turn with programs that do a part of it:
ImageMagick resizing the same photos, img2pdf binding them.

usage: bench-report.py HECHACTL [PHOTOS]
"""

import pathlib
import shutil
import sys
import tempfile

from visit import Visit, check_memory, hand, make_photos, timed

PHOTOS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
PRINTED = "612x478"     # 77.6 mm × 60.6 mm at 200 dpi
MOST = 200


def say(name, ours, theirs, aim):
    """One line of what it took, one of the ratio; both programs ran in this run."""
    print(f"{name}: hechactl {ours[0]:.1f} s ({ours[1]:.1f} s of the processors, {ours[2]:.0f} MB; aim {MOST}), "
          f"the others {theirs[0]:.1f} s ({theirs[1]:.1f}, {theirs[2]:.0f} MB a process)", flush=True)
    print(f"{name} ratio {ours[0] / theirs[0]:.2f} (aim {aim}), of the processors {ours[1] / theirs[1]:.2f}", flush=True)
    check_memory(name, ours[2], MOST)


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


def main():
    for program in "convert", "mogrify", "img2pdf":
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
        finally:
            stage.close()


main()
