# SPDX-License-Identifier: LGPL-2.1-or-later
"""A build folder of its own, in a temporary folder, with few services; and programs compiled against it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from typing import Dict, List

HERE = os.path.dirname(os.path.abspath(__file__))
DESCRIPTION = os.path.join(HERE, "vnd.json")
PROFILE = os.path.join(HERE, "lamps.json")
TIMEOUT = 250  # seconds for a step of the build

FOLDER = tempfile.mkdtemp(prefix="qmikit-vendor-")
BUILD = os.path.join(FOLDER, "build")
CORE = os.path.join(BUILD, "src", "core")
LIBRARY = os.path.join("src", "core", "libqmi-glib.so.5.10.0")
QMICLI = os.path.join("src", "cli", "qmicli")
SIMULATOR = os.path.join("src", "simulator", "qmi-simulator")
TOOLS = ("meson", "ninja", "pkg-config", "strip", "cc")


def missing() -> List[str]:
    return [tool for tool in TOOLS if not shutil.which(tool)]


def run(command: List[str], **environment: str) -> str:
    """Its output; a failure shows all that was said."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env={**os.environ, **environment}, timeout=TIMEOUT, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}")
    return done.stdout


def service_number() -> int:
    with open(DESCRIPTION, encoding="utf-8") as stream:
        return int(json.load(stream)["service"]["id"], 16)


def service_name() -> str:
    """What the profile of the simulated modem calls it besides the control service and that of the device."""
    with open(PROFILE, encoding="utf-8") as stream:
        return next(name for name in json.load(stream)["services"] if name not in ("ctl", "dms"))


def stripped_size(library: str) -> int:
    """Bytes without what only debuggers need."""
    copy = os.path.join(FOLDER, "stripped.so")
    run(["strip", "-o", copy, library])
    size = os.path.getsize(copy)
    os.remove(copy)
    return size


class Builds:
    """The small library first; then the same folder with the description from outside, which builds less again."""

    def __init__(self, source: str, buildtype: str) -> None:
        self.seconds: Dict[str, float] = {}
        options = [f"-Dbuildtype={buildtype}", "-Dservices=dms", "-Dtests=false", "-Dintrospection=false"]
        self._step("configure", ["meson", "setup", BUILD, source, *options])
        self._step("library with ctl and dms", ["ninja", "-C", BUILD, "-j2", LIBRARY])
        self.small_size = stripped_size(os.path.join(BUILD, LIBRARY))
        self._step("configure again", ["meson", "setup", "--reconfigure", BUILD, source,
                                        f"-Dextra_services={DESCRIPTION}"])
        self._step("all with the vendor's service", ["ninja", "-C", BUILD, "-j2", LIBRARY, QMICLI, SIMULATOR])
        self.size = stripped_size(os.path.join(BUILD, LIBRARY))

    def _step(self, name: str, command: List[str]) -> None:
        start = time.monotonic()
        run(command)
        self.seconds[name] = time.monotonic() - start


def compile_program(source: str) -> str:
    """Against the headers and the library of the build folder, as pkg-config tells; its path."""
    folders = {"PKG_CONFIG_PATH": os.path.join(BUILD, "meson-uninstalled")}
    flags = run(["pkg-config", "--cflags", "--libs", "qmi-glib"], **folders).split()
    program = os.path.join(FOLDER, os.path.basename(source).rpartition(".")[0])
    run(["cc", "-Wall", "-Werror", "-o", program, source, *flags])
    return program


def remove() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
