# SPDX-License-Identifier: GPL-3.0-or-later
"""The exceptions, each with its reason. A lint complains when one is not needed any more."""

# "folder/name" of src without a test file of its own.
UNTESTED = {
    "base/error": "one quark",
}

# "path" of a file or "path:function" past the limits of size.py.
LONG = {
}
