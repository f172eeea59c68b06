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
    "shell/place-read": "reading for a page, tested by shell/filings-page",
    "shell/file-choice": "the desktop's own dialog; what is chosen is tested by shell/import-dialog",
    "shell/row-object": "a row's data, tested by shell/words",
    "shell/line-row": "one row, shown by shell/places and seen in shell/pages-pictures",
    "shell/list-pane": "a list under a search, tested by shell/places",
    "shell/bar-chart": "tested by shell/places",
    "shell/overview-page": "tested by shell/places",
    "shell/filing-item": "one item, tested by shell/filing-list",
    "shell/filing-cells": "the cells of shell/filings-page",
    "shell/filing-filter": "the filters of shell/filings-page",
    "shell/filing-clocks": "the clocks of a filing, tested by shell/places",
    "shell/filing-page": "tested by shell/places",
    "shell/import-columns": "the second step, tested by shell/import-dialog",
    "shell/import-list": "tested by shell/words",
    "shell/region": "tested by shell/words",
    "shell/enterprise-search": "the first step of shell/plan-dialog",
    "shell/member-row": "one of the team, tested by shell/plan-dialog",
    "shell/visit-open": "tested by shell/places",
    "shell/visits-page": "tested by shell/places",
    "shell/recheck-dialog": "tested by shell/words and shell/places",
    "shell/rectification-page": "tested by shell/places",
    "shell/pack-page": "tested by shell/places",
    "shell/library-page": "tested by shell/places",
}

# "path" of a file or "path:function" past the limits of size.py.
LONG = {
}
