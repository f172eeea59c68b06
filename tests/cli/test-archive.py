#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports keep the rules of archive.py, and each rule notices when it is broken.

usage: test-archive.py MAKE-REPORT PICTURE
"""

import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import archive  # noqa: E402
import tap  # noqa: E402

KINDS = [("evaluation", "zh", "two"), ("evaluation", "en", "long"), ("inspection", "zh"), ("inspection", "en"),
         ("evaluation", "zh", "draft")]

# What is written in place of what, byte for byte, so that the file stays whole.
FAULTS = {
    "header": (b"%PDF-1.7", b"%PDF-2.0"),
    "identified": (b"/ID [", b"/IX ["),
    "metadata": (b"<pdf:Producer>Hecha", b"<pdf:Producer>Hacha"),
    "claims": (b"<dc:format>application/pdf</dc:format>", b"<dc:format>pdfaid 3 pdfaid</dc:format>"),
    "output_intent": (b"/GTS_PDFA1", b"/GTS_PDFX1"),
    "colours": (b"/ColorSpace /DeviceRGB", b"/ColorSpace /DeviceLab"),
    "images": (b"/Interpolate false", b"/Interpolate true "),
    "fonts": (b"/ToUnicode", b"/ToUnicoda"),
    "transparency": (b"/CS /DeviceRGB", b"/CS /DeviceLab"),
    "actions": (b"/PageMode ", b"/AA       "),
    "annotations": (b"/F 132", b"/F 130"),
    "form": (b"/SigFlags", b"/XFA     "),
    "files": (b"/AFRelationship /Data", b"/AFRelationship /Dada"),
    "streams": (b"/DCTDecode", b"/LZWDecode"),
    "structure": (b"/Marked true", b"/Marked null"),
    "limits": (b"595.276", b"1.00000"),
}


class Reports:
    def __init__(self, make, picture):
        self.make, self.picture = make, picture
        self.folder = tempfile.TemporaryDirectory()

    def write(self, kind):
        path = pathlib.Path(self.folder.name) / ("-".join(kind) + ".pdf")
        if not path.exists():
            subprocess.run([self.make, path, *kind[:2], "10", "3", self.picture, *kind[2:]], check=True,
                           stdout=subprocess.DEVNULL)
        return path

    def keeps(self, kind):
        tap.equal(archive.broken(self.write(kind)), {})

    def notices(self, rule):
        before, after = FAULTS[rule]
        data = self.write(KINDS[0]).read_bytes()
        tap.equal(len(before), len(after), rule)
        assert before in data, f"{before} is not in the report"
        path = pathlib.Path(self.folder.name) / "broken.pdf"
        path.write_bytes(data.replace(before, after))
        assert rule in archive.broken(path), f"{rule} did not notice {after}"


def main():
    reports = Reports(*sys.argv[1:3])
    tests = [("/archive/" + "-".join(kind), lambda kind=kind: reports.keeps(kind)) for kind in KINDS]
    tests += [(f"/archive/notices/{rule.__name__}", lambda rule=rule: reports.notices(rule.__name__))
              for rule in archive.RULES]
    with reports.folder:
        tap.run(tests)


main()
