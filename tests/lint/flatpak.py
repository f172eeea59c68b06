#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest: pinned sources, a supported runtime, every library, and no more permissions than needed; and
what flatpak-builder says of it."""

import json
import re
import subprocess
import tempfile

import tree

MANIFEST = "flatpak/org.hecha.Hecha.json"
OLDEST_RUNTIME = 51
PERMISSIONS = {"--share=ipc", "--share=network", "--socket=wayland", "--socket=fallback-x11", "--device=dri"}
# pkg-config name: module of the manifest. The runtime brings the others.
MODULES = {
    "poppler-glib": "poppler", "libqpdf": "qpdf", "xlsxwriter": "libxlsxwriter", "libqrencode": "libqrencode",
    "zbar": "zbar",
}
RUNTIME = {
    "glib-2.0", "gobject-2.0", "gio-2.0", "gio-unix-2.0", "json-glib-1.0", "libcrypto", "libssl", "sqlite3",
    "libarchive", "libxml-2.0", "gdk-pixbuf-2.0", "gstreamer-1.0", "gstreamer-app-1.0", "gstreamer-video-1.0",
    "gstreamer-pbutils-1.0", "pango", "pangocairo", "pangoft2", "cairo", "cairo-pdf", "fontconfig", "libcurl",
    "gtk4", "libadwaita-1", "gnutls", "p11-kit-1",
}


def one_of_each(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key is there twice among {keys}")
    return dict(pairs)


def check(manifest):
    if manifest["id"] != "org.hecha.Hecha" or manifest["command"] != "hecha":
        yield "id or command is not Hecha's"
    if (manifest["runtime"], manifest["sdk"]) != ("org.gnome.Platform", "org.gnome.Sdk"):
        yield "the runtime is not GNOME's"
    if not re.fullmatch(r"\d+", manifest["runtime-version"]) or int(manifest["runtime-version"]) < OLDEST_RUNTIME:
        yield f"the runtime is older than GNOME {OLDEST_RUNTIME}"
    for permission in sorted(set(manifest["finish-args"]) - PERMISSIONS):
        yield f"{permission} is more than is needed; files and the camera come through portals"
    for module in manifest["modules"]:
        for source in module["sources"]:
            if source["type"] == "dir" and module["name"] == "hecha":
                continue
            if source["type"] != "archive" or not source["url"].startswith("https://"):
                yield f"{module['name']}: a source is no archive at an https address"
            if not re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", "")):
                yield f"{module['name']}: a source has no SHA-256"
    names = {module["name"] for module in manifest["modules"]}
    needed = set(re.findall(r"\bdependency\('([^']+)'", tree.text("meson.build")))
    for package in sorted(needed - RUNTIME):
        if MODULES.get(package) not in names:
            yield f"meson.build needs {package}: neither in the runtime nor a module"


def builder():
    """It reads the whole manifest, names what it does not know, and leaves a folder where it was called."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["flatpak-builder", "--show-manifest", tree.ROOT / MANIFEST], cwd=folder, capture_output=True,
                              text=True)
    yield from filter(None, done.stderr.splitlines())
    if done.returncode == 0 and "modules" not in json.loads(done.stdout) or done.returncode != 0 and not done.stderr:
        yield "flatpak-builder does not read it"


try:
    findings = list(builder()) + list(check(json.loads(tree.text(MANIFEST), object_pairs_hook=one_of_each)))
except (OSError, ValueError, KeyError) as error:
    findings = [f"{error!r}"]
tree.finish([f"{MANIFEST}: {finding}" for finding in findings])
