# SPDX-License-Identifier: LGPL-2.1-or-later
"""The two sides that the tests compare, what of the interface is to be there, and how differences are told.

The peer is libqmi 1.32.2 as the distribution installs it; our side is what an installation of the build folder
QMIKIT_BUILD puts in place.
"""

from __future__ import annotations

import atexit
import functools
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

SOURCE = os.environ.get("QMIKIT_SOURCE", "")
BUILD = os.environ.get("QMIKIT_BUILD", "")
HERE = os.path.dirname(os.path.abspath(__file__))
VERSION = "1.32.2"
SHOWN = 15  # differences told one by one


class Side(NamedTuple):
    name: str
    cflags: Tuple[str, ...]
    include: str
    library: str
    gir: str
    pkgconfig: str  # folder to search first


def run(command: List[str], text: Optional[str] = None, **changes: str) -> str:
    """Output of a command; `changes` are environment variables."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, env={**os.environ, **changes}, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)[:400]}: exit code {done.returncode}\n{(done.stderr or done.stdout)[:4000]}")
    return done.stdout


def need(program: str) -> str:
    path = shutil.which(program)
    if not path:
        raise unittest.SkipTest(f"{program} is not installed")
    return path


@functools.lru_cache(maxsize=None)
def scratch() -> str:
    """A folder that goes away with this process."""
    folder = tempfile.mkdtemp(prefix="qmikit-abi-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def write(name: str, text: str) -> str:
    path = os.path.join(scratch(), name)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def pkg_config(folder: str, *arguments: str) -> str:
    path = os.pathsep.join(p for p in (folder, os.environ.get("PKG_CONFIG_PATH")) if p)
    return run([need("pkg-config"), *arguments, "qmi-glib"], PKG_CONFIG_PATH=path).strip()


def _side(name: str, pkgconfig: str, gir: str) -> Side:
    libdir = pkg_config(pkgconfig, "--variable=libdir")
    include = os.path.join(pkg_config(pkgconfig, "--variable=includedir"), "libqmi-glib")
    return Side(name, tuple(pkg_config(pkgconfig, "--cflags").split()), include, os.path.join(libdir, "libqmi-glib.so.5"), gir,
                pkgconfig)


@functools.lru_cache(maxsize=None)
def peer() -> Side:
    need("pkg-config")
    try:
        version = pkg_config("", "--modversion")
    except AssertionError:
        raise unittest.SkipTest("libqmi-glib-dev is not installed") from None
    if version != VERSION:
        raise unittest.SkipTest(f"libqmi-glib-dev is {version}, not {VERSION}")
    return _side("libqmi", "", "/usr/share/gir-1.0/Qmi-1.0.gir")


@functools.lru_cache(maxsize=None)
def ours() -> Side:
    """Installs the build into the scratch folder."""
    root = os.path.join(scratch(), "root")
    run([need("meson"), "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", root])
    folder = os.path.join(scratch(), "pkgconfig")
    os.mkdir(folder)
    with open(_only(root, "qmi-glib.pc"), encoding="utf-8") as stream:
        text = stream.read()
    with open(os.path.join(folder, "qmi-glib.pc"), "w", encoding="utf-8") as stream:
        stream.write(re.sub("^prefix=", f"prefix={root}", text, count=1, flags=re.MULTILINE))
    return _side("ours", folder, _only(root, "Qmi-1.0.gir", optional=True))


def _only(root: str, name: str, optional: bool = False) -> str:
    found = glob.glob(f"{root}/**/{name}", recursive=True)
    if not found and optional:
        return ""
    if len(found) != 1:
        raise AssertionError(f"{name} is installed {len(found)} times")
    return found[0]


# what is to be there


@functools.lru_cache(maxsize=None)
def build_options() -> Dict[str, object]:
    with open(os.path.join(BUILD, "meson-info", "intro-buildoptions.json"), encoding="utf-8") as stream:
        return {option["name"]: option["value"] for option in json.load(stream)}


@functools.lru_cache(maxsize=None)
def described() -> List[str]:
    """Services that this tree describes and that are built in."""
    files = glob.glob(os.path.join(SOURCE, "data", "services", "*.json"))
    names = {os.path.basename(f)[:-len(".json")] for f in files if not f.endswith(".schema.json")} - {"common"}
    chosen = build_options().get("services")
    return sorted(names.intersection(chosen) if chosen else names)


@functools.lru_cache(maxsize=None)
def peer_services() -> List[str]:
    """Services that the peer has a header for, and the control service, which has none."""
    found = ["ctl"]
    for path in glob.glob(os.path.join(peer().include, "qmi-*.h")):
        with open(path, encoding="utf-8") as stream:
            found += re.findall(r"#define HAVE_QMI_SERVICE_(\w+)", stream.read())
    return sorted(s.lower() for s in found)


def group(name: str, home: str = "") -> str:
    """The service that a C name belongs to, or `core`; `home` is the header that declares it."""
    header = re.fullmatch(r"qmi-(?:enums-|flags64-)?(\w+)\.h", home)
    if header and header[1] in peer_services():
        return header[1]
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    service = re.match(r"(?:have_)?qmi_(?:type_|is_|deprecated_)?(?:service_(?=[a-z]+$)|message_|indication_|client_)?"
                       f"({'|'.join(peer_services())})(?:_|$)", snake)
    return service[1] if service else "core"


def covered(name: str, home: str = "") -> bool:
    return group(name, home) in ["core", *described()]


class Listed:
    """A list of names with a reason each: `NAME reason`, where NAME is a header or has `*` in it."""

    def __init__(self, file: str) -> None:
        with open(os.path.join(HERE, file), encoding="utf-8") as stream:
            lines = [line.split(None, 1) for line in stream.read().splitlines() if line and not line.startswith("#")]
        self.reasons = {words[0]: words[1] for words in lines}
        self._patterns = {p: re.compile(re.escape(p).replace(r"\*", ".*")) for p in self.reasons}

    def find(self, name: str, home: str = "") -> Optional[str]:
        for text, pattern in self._patterns.items():
            if text == home or pattern.fullmatch(name):
                return text
        return None


@functools.lru_cache(maxsize=None)
def not_there_yet() -> Listed:
    return Listed("missing.txt")


@functools.lru_cache(maxsize=None)
def additions() -> Listed:
    return Listed("additions.txt")


def expected(names: Iterable[str], present: Iterable[str], homes: Dict[str, str]) -> List[str]:
    """Those of the peer's names that we are to have: the covered ones but for what is listed and not there."""
    have = set(present)
    return [n for n in names if covered(n, homes.get(n, ""))
            and (n in have or not not_there_yet().find(n, homes.get(n, "")))]


class CompareCase(unittest.TestCase):
    """Tells every difference by name, with both sides."""

    def tell(self, what: str, lines: List[str]) -> None:
        if lines:
            more = [f"... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
            self.fail("\n  ".join([f"{len(lines)} {what}:", *lines[:SHOWN], *more]))

    def compare(self, what: str, theirs: Dict[str, object], own: Dict[str, object]) -> None:
        self.assertTrue(theirs, f"the peer has no {what}: nothing was compared")
        self.tell(f"{what} that differ", [
            f"{name}\n      libqmi: {value}\n      ours:   {own.get(name, 'is not there')}"
            for name, value in sorted(theirs.items()) if own.get(name) != value])
