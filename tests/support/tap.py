# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs functions as tests and says how they went, as TAP."""

import sys
import traceback


class Skip(Exception):
    """What a test needs is not there; the text says what."""


def run(tests):
    """Runs each of (name, function), and exits with 1 if any failed."""
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception:
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} {name}", flush=True)
    sys.exit(1 if failed else 0)


def equal(got, wanted, what=""):
    assert got == wanted, f"{what}: got {got!r}, wanted {wanted!r}"
