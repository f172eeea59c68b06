# SPDX-License-Identifier: GPL-3.0-or-later
"""The exceptions, each with its reason. A lint complains when one is not needed any more."""

# "folder/name" of src without a test file of its own.
UNTESTED = {
    "formats/oscal-build": "what plan and results are made of, tested by formats/oscal-plan",
    "formats/oscal-observation": "a part of the results, tested by formats/oscal-results",
    "formats/oscal-alter": "a profile's modify, tested by formats/oscal-profile",
    "formats/oscal-select": "a profile's imports and merge, tested by formats/oscal-profile",
    "report/report-parts": "what both documents share, tested by report/report-evaluation and report/report-inspection",
    "report/report-sections": "what both documents share, tested by report/report-evaluation and report/report-inspection",
    "report/page-text": "one step of the layout, tested by report/page",
    "report/page-block": "one step of the layout, tested by report/page",
    "report/page-table": "one step of the layout, tested by report/page",
    "report/page-place": "one step of the layout, tested by report/page",
    "report/chart": "one block of the layout, tested by report/page",
    "base/error": "one quark",
}

# "path" of a file or "path:function" past the limits of size.py.
LONG = {
}
