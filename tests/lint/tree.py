# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: the files of the checkout, and how a finding is told."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = re.compile(r"(build[^/]*|\.git|.*/__pycache__|po/hecha\.pot)(/|$)")


def files(*patterns):
    """The project's files, relative to the top: Git's own list, or what is there in an unpacked archive."""
    try:
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                capture_output=True, check=True, text=True).stdout.split("\0")
        paths = [pathlib.PurePosixPath(name) for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [pathlib.PurePosixPath(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    paths = [path for path in paths if (ROOT / path).is_file() and not NOT_OURS.match(str(path))]
    return sorted(path for path in paths if not patterns or any(path.match(pattern) for pattern in patterns))


def sources(*suffixes):
    """What lies in src, however deep, and ends so."""
    return [path for path in files() if path.parts[0] == "src" and path.suffix in suffixes]


def text(path):
    """A file's text; None for a picture or another binary."""
    data = (ROOT / path).read_bytes()
    if b"\0" in data[:8192]:
        return None
    return data.decode("utf-8", errors="replace")


def code(path):
    """C source with comments and the contents of strings blanked, line by line where they were."""
    token = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
    return token.sub(lambda found: '""' if found[0][0] == '"' else re.sub(r"[^\n]", " ", found[0]), text(path))


def finish(findings):
    """Prints the findings; the exit status says whether there were any."""
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)
