# SPDX-License-Identifier: GPL-3.0-or-later
"""A program driven as its user drives it: found by what AT-SPI says of it, moved by real key and pointer events.

What AT-SPI knows is read in one call, from the cache that each program keeps for
screen readers: asking widget by widget takes seconds on a busy machine. GTK puts
a widget there once somebody asked its parent for it.
"""

import collections
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 60   # seconds for any one thing to happen
START = time.monotonic()
TOP = 60        # below a header bar
SHADOW = 120    # how much larger than its frame an X window may be

FOCUSED = Atspi.StateType.FOCUSED
PRESSED = Atspi.StateType.PRESSED   # a toggle button

Node = collections.namedtuple("Node", "path parent index children interfaces name role states")


def until(what, probe):
    """Asks probe() again and again until it answers, and returns the answer."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            answer = probe()
        except (GLib.Error, LookupError):
            answer = None   # it went away while it was looked at
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.02)


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)


def xdotool(*words):
    return run("xdotool", *map(str, words)).stdout.split()


class Accessibility:
    """The bus of AT-SPI."""

    REGISTRY = "org.a11y.atspi.Registry"
    ROOT = "/org/a11y/atspi/accessible/root"

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1,
                                    None).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, name, path, interface, method, arguments=None):
        return self.bus.call_sync(name, path, interface, method, arguments, None, 0, 1000 * PATIENCE, None).unpack()

    def meet(self, name, paths):
        """Asks these for their children, these for theirs, and so on: all at once, a round trip each is slow."""
        waiting, met = [0], set(paths)

        def ask(path):
            waiting[0] += 1
            self.bus.call(name, path, "org.a11y.atspi.Accessible", "GetChildren", None, None, 0, 1000 * PATIENCE, None,
                          answered)

        def answered(bus, result):
            waiting[0] -= 1
            try:
                children = {path for _, path in bus.call_finish(result).unpack()[0]} - met
            except GLib.Error:
                return   # it went away
            met.update(children)
            for path in children:
                ask(path)

        for path in paths:
            ask(path)
        while waiting[0]:
            GLib.MainContext.default().iteration(True)

    def extents(self, name, path):
        """Place inside its window."""
        return self.call(name, path, "org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (1,)))[0]

    def find(self, pid):
        """The name on the bus of the program with this process id."""
        for name, _ in self.call(self.REGISTRY, self.ROOT, "org.a11y.atspi.Accessible", "GetChildren")[0]:
            owner = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                              "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]
            if owner == pid:
                return name
        return None


class Scene:
    """What AT-SPI says of a program at one moment."""

    def __init__(self, accessibility, name):
        self.accessibility, self.name = accessibility, name
        self.nodes, self.boxes = {}, {}
        self.children = collections.defaultdict(list)
        self.read()
        # What is hidden has the index of its neighbour.
        strangers = [node.path for node in self.nodes.values()
                     if len({child.index for child in self.children[node.path]}) < node.children]
        if strangers:
            accessibility.meet(name, strangers)
            self.read()

    def read(self):
        self.nodes.clear()
        self.children.clear()
        for item in self.accessibility.call(self.name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")[0]:
            node = Node(item[0][1], item[2][1], item[3], item[4], item[5], item[6],
                        Atspi.role_get_name(Atspi.Role(item[7])), item[9][0] | item[9][1] << 32)
            self.nodes[node.path] = node
            self.children[node.parent].append(node)
        for nodes in self.children.values():
            nodes.sort(key=lambda node: node.index)

    def frames(self):
        """The windows, the newest last."""
        windows = self.accessibility.call(self.name, Accessibility.ROOT, "org.a11y.atspi.Accessible", "GetChildren")[0]
        return [self.nodes[path] for _, path in windows if path in self.nodes]

    def titled(self, title):
        return [node for node in self.frames() if node.name == title]

    def walk(self, node):
        yield node
        for child in self.children[node.path]:
            yield from self.walk(child)

    def box(self, node):
        """Place inside its window; None where a node has none."""
        if node.path not in self.boxes:
            place = None
            if "org.a11y.atspi.Component" in node.interfaces:
                place = self.accessibility.extents(self.name, node.path)
            self.boxes[node.path] = place
        return self.boxes[node.path]

    def is_laid_out(self, node):
        """Whether it takes any room, inside others that do."""
        while node:
            place = self.box(node)
            if place and not (place[2] > 0 and place[3] > 0):
                return False
            node = self.nodes.get(node.parent)
        return True

    @staticmethod
    def has(node, state):
        return bool(node.states >> int(state) & 1)

    def find(self, title, name, role=None, state=None):
        """The last one of this name, for what is on top comes last; whose name only holds it, where none is called so."""
        for frame in reversed(self.titled(title)):
            fitting = [node for node in self.walk(frame) if name in node.name and role in (None, node.role) and
                       (state is None or self.has(node, state))]
            for node in [n for n in reversed(fitting) if n.name == name] + [n for n in reversed(fitting) if n.name != name]:
                if self.box(node) and self.is_laid_out(node):
                    return node
        return None


class Driver:
    """One program under test."""

    def __init__(self, words, pictures):
        self.pictures = pictures
        self.taken = 0
        self.shadows = {}   # by X window
        self.accessibility = Accessibility()
        self.start(words)

    def start(self, words):
        self.words = words
        self.process = subprocess.Popen(words)
        self.name = until("the program on the accessibility bus", self.find_program)

    def restart(self, words):
        """Another program in its place: there is one of a name on a desktop at a time."""
        self.close()
        self.shadows.clear()
        self.start(words)

    def find_program(self):
        if self.process.poll() is not None:
            raise RuntimeError("the program ended by itself: %d" % self.process.returncode)
        return self.accessibility.find(self.process.pid)

    def close(self):
        """Ends the program, and tells its status."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    # What is there.

    def scene(self):
        if self.process.poll() is not None:
            raise RuntimeError("the program ended by itself: %d" % self.process.returncode)
        return Scene(self.accessibility, self.name)

    def sees(self, title, name, role=None, state=None):
        """Where it is, if it is there now."""
        scene = self.scene()
        node = scene.find(title, name, role, state)
        return node and scene.box(node)

    def see(self, title, name, role=None, state=None):
        """Waits until it is there, and tells where."""
        return until("“%s” in “%s”" % (name, title), lambda: self.sees(title, name, role, state))

    def read(self, title, name, role=None):
        """Waits until it is there, and tells its whole name."""
        return until("“%s” in “%s”" % (name, title), lambda: self.scene().find(title, name, role)).name

    def see_no(self, title, name, role=None, state=None):
        """Waits until it is not there."""
        until("“%s” gone from “%s”" % (name, title), lambda: not self.sees(title, name, role, state))

    def keyboard_in(self, title, name, role=None):
        """Waits until the keyboard is there."""
        self.see(title, name, role, FOCUSED)

    @staticmethod
    def windows(title):
        """The X windows of this title: (number, x, y, width, height); a tooltip has the title of its window."""
        told = xdotool("search", "--onlyvisible", "--name", "^%s$" % title.replace("?", "[?]"),
                       "getwindowgeometry", "--shell", "%@")
        values = [int(word.partition("=")[2]) for word in told]
        return sorted(tuple(values[i:i + 5]) for i in range(0, len(values), 6))

    def window(self, title):
        """The newest X window of this title, and the place of its frame, which has a shadow around it."""
        for number, x, y, width, height in reversed(self.windows(title)):
            if number not in self.shadows:
                scene = self.scene()
                for frame in scene.titled(title):
                    across, down = width - scene.box(frame)[2], height - scene.box(frame)[3]
                    if 0 <= across <= SHADOW and 0 <= down <= SHADOW:
                        self.shadows[number] = across // 2, down // 2
            if number in self.shadows:
                return number, x + self.shadows[number][0], y + self.shadows[number][1], width, height
        return None

    def count(self, title):
        """How many windows of this title there are."""
        return len(self.scene().titled(title))

    def gone(self, title, left=0):
        """Waits until no more than this many windows of the title are left."""
        until("“%s” closed" % title, lambda: self.count(title) <= left)

    # What a user does.

    def focus(self, title):
        """Gives the window the keyboard, and tells where it is."""
        window = until("the window “%s”" % title, lambda: self.window(title))
        until("the keyboard in “%s”" % title,
              lambda: xdotool("windowfocus", window[0], "getwindowfocus", "-f")[:1] == [str(window[0])])
        return window

    def click(self, title, name, role="push button"):
        def ready():
            scene = self.scene()
            node = scene.find(title, name, role, Atspi.StateType.SENSITIVE)
            return node and (node, scene.box(node))
        node, place = until("“%s” enabled in “%s”" % (name, title), ready)
        _, x, y, _, _ = self.focus(title)
        last = None
        while place != last:   # it may still be on its way
            time.sleep(0.03)
            place, last = self.accessibility.extents(self.name, node.path), place
        xdotool("mousemove", x + place[0] + place[2] // 2, y + place[1] + place[3] // 2, "click", 1)

    def scroll(self, title, name, role=None, foot=10):
        """Turns the wheel until it can be clicked, above a bar at the foot of this height."""
        _, x, y, width, height = self.focus(title)
        xdotool("mousemove", x + width // 2, y + height // 2)

        def inside():
            place = self.see(title, name, role)
            if TOP < place[1] + place[3] // 2 < height - foot:
                return True
            xdotool("click", "5" if place[1] > TOP else "4")
            return False
        until("“%s” scrolled to" % name, inside)

    def resize(self, title, width, height):
        """To a frame of this size, without the shadow around it."""
        number = self.focus(title)[0]
        across, down = self.shadows[number]
        xdotool("windowsize", number, width + 2 * across, height + 2 * down)
        until("“%s” %d wide" % (title, width), lambda: self.scene().box(self.scene().titled(title)[0])[2] == width)

    def keys(self, title, *names):
        self.focus(title)
        xdotool("key", "--delay", 15, *names)

    def type(self, title, text):
        self.focus(title)
        xdotool("type", "--delay", 10 if text.isascii() else 90, text)

    def choose_file(self, title, path, over=0):
        """GTK's own chooser, over so many windows of the same title: a slash opens the entry for a path."""
        until("the chooser “%s”" % title, lambda: self.count(title) > over and len(self.windows(title)) > over)
        self.type(title, "/")
        until("the entry for a path", lambda: any(text.startswith("/") for text in self.texts(title)))
        self.type(title, path[1:])
        until("the typed path", lambda: path in self.texts(title))
        self.keys(title, "Return")
        self.gone(title, over)

    def texts(self, title):
        """What stands in the entries of a window."""
        scene = self.scene()
        return [self.text(node) for frame in scene.titled(title) for node in scene.walk(frame) if node.role == "text"]

    def text(self, node):
        interface = "org.a11y.atspi.Text"
        count = self.accessibility.call(self.name, node.path, "org.freedesktop.DBus.Properties", "Get",
                                        GLib.Variant("(ss)", (interface, "CharacterCount")))[0]
        return self.accessibility.call(self.name, node.path, interface, "GetText", GLib.Variant("(ii)", (0, count)))[0]

    def picture(self, name):
        print("# %6.1f %s" % (time.monotonic() - START, name), flush=True)
        self.taken += 1
        run("maim", os.path.join(self.pictures, "by-hand-%02d-%s.png" % (self.taken, name)))

    def dump(self):
        """Tells on stderr what is there."""
        scene = self.scene()
        for frame in scene.frames():
            for node in scene.walk(frame):
                if node.name or node.role == "text":
                    print("#", node.role, repr(node.name), scene.box(node), "focused"
                          if scene.has(node, FOCUSED) else "", file=sys.stderr)
