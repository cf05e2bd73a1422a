# SPDX-License-Identifier: LGPL-2.1-or-later
"""What all tests use: commands, scratch files, the options of the build, and a test case that tells differences."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from typing import Dict, List, Optional

SOURCE = os.environ.get("QMIKIT_SOURCE", "")
BUILD = os.environ.get("QMIKIT_BUILD", "")
HERE = os.path.dirname(os.path.abspath(__file__))
SHOWN = 15  # differences told one by one
SAID = 2000  # characters of a failed command, and of what it says


def run(command: List[str], text: Optional[str] = None, **changes: str) -> str:
    """Output of a command; `changes` are environment variables."""
    environment = {**os.environ, **changes}
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout)[:SAID]
        raise AssertionError(f"{' '.join(command)[:SAID]}: exit code {done.returncode}\n{said}")
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


@functools.lru_cache(maxsize=None)
def build_options() -> Dict[str, object]:
    with open(os.path.join(BUILD, "meson-info", "intro-buildoptions.json"), encoding="utf-8") as stream:
        return {option["name"]: option["value"] for option in json.load(stream)}


class CompareCase(unittest.TestCase):
    """Tells every difference by name, with both sides."""

    def tell(self, what: str, lines: List[str]) -> None:
        if lines:
            more = [f"... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
            self.fail("\n  ".join([f"{len(lines)} {what}:", *lines[:SHOWN], *more]))

    def compare(self, what: str, theirs: Dict[str, object], own: Dict[str, object]) -> None:
        if not theirs and build_options().get("services"):
            self.skipTest(f"the services that are built in have no {what}")
        self.assertTrue(theirs, f"the peer has no {what}: nothing was compared")
        self.tell(f"{what} that differ", [
            f"{name}\n      libqmi: {value}\n      ours:   {own.get(name, 'is not there')}"
            for name, value in sorted(theirs.items()) if own.get(name) != value])
