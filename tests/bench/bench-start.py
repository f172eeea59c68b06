#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From starting the program to its first pixel on the screen, in turn with GNOME Text Editor.

usage: bench-start.py HECHA HECHACTL, on an X display without a window manager, in a D-Bus session
"""

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
LIMIT = 20.0


class Screen:
    """Looks at one pixel of the root window, where an unmanaged window appears."""

    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x11.XGetImage.restype = ctypes.c_void_p
        self.x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int,
                                       ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
        self.x11.XGetPixel.restype = ctypes.c_ulong
        self.x11.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self.x11.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.display = self.x11.XOpenDisplay(None)
        if not self.display:
            sys.exit("no display")
        self.root = self.x11.XDefaultRootWindow(self.display)

    def pixel(self):
        image = self.x11.XGetImage(self.display, self.root, 200, 200, 1, 1, 0xffffffff, 2)
        value = self.x11.XGetPixel(image, 0, 0) & 0xffffff
        self.x11.XDestroyImage(image)
        return value

    def wait(self, condition):
        end = time.monotonic() + LIMIT
        while not condition(self.pixel()):
            if time.monotonic() > end:
                sys.exit("nothing appeared on the screen")
            time.sleep(0.001)


def first_pixel(screen, command, environment):
    blank = screen.pixel()
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen.wait(lambda pixel: pixel != blank)
    took = time.monotonic() - begin
    process.terminate()
    process.wait()
    screen.wait(lambda pixel: pixel == blank)
    return took


def main():
    hecha, hechactl = sys.argv[1:3]
    if not shutil.which("gnome-text-editor"):
        print("window-start: GNOME Text Editor is not here to compare with")
        return
    home = tempfile.mkdtemp()
    environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                       XDG_CACHE_HOME=home + "/cache", GDK_BACKEND="x11", GSK_RENDERER="cairo", GDK_DEBUG="gl-disable",
                       ADW_DISABLE_PORTAL="1", GSETTINGS_BACKEND="memory", GTK_A11Y="none")
    workspace = home + "/workspace"
    subprocess.run([hechactl, "--workspace", workspace, "init", "--holder", "evaluation", "--unit", "示例",
                    "--author", "示例"], env=environment, check=True, stdout=subprocess.DEVNULL)
    commands = [[hecha, "--workspace", workspace], ["gnome-text-editor", "--standalone"]]
    screen = Screen()
    times = [[], []]
    for number in range(ROUNDS + 1):
        for which, command in enumerate(commands):
            took = first_pixel(screen, command, environment)
            if number > 0:  # the first round only warms the caches
                times[which].append(took)
    medians = [statistics.median(each) for each in times]
    print(f"window-start: hecha {medians[0] * 1000:.0f} ms, gnome-text-editor {medians[1] * 1000:.0f} ms")
    print(f"window-start ratio {medians[0] / medians[1]:.2f} (aim 1.2)")
    shutil.rmtree(home, ignore_errors=True)


main()
