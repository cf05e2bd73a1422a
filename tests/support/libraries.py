# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs one binary with either library: the one of the build folder and the one of the system."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Dict, List, NamedTuple, Optional

LIBRARY = "libqmi-glib.so.5"
TIMEOUT = 120  # seconds, of which a run takes a few


class Output(NamedTuple):
    text: bytes
    log: bytes
    status: int


class Libraries:
    """'folder' is where the build folder has the library."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.abspath(folder)

    def ours(self, command: List[str], text: bytes = b"") -> Output:
        return _run(command, text, self._environment(self._folder))

    def theirs(self, command: List[str], text: bytes = b"") -> Output:
        return _run(command, text, self._environment(None))

    def complaint(self, program: str) -> Optional[str]:
        """Why the two runs of a program would not be with the two libraries, %None if they are."""
        ours = _loaded(program, self._environment(self._folder))
        theirs = _loaded(program, self._environment(None))
        if os.path.dirname(ours) != self._folder:
            return f"{program} loads {ours or 'no ' + LIBRARY}, not the one of {self._folder}"
        if not theirs or os.path.realpath(theirs) == os.path.realpath(ours):
            return f"{program} loads {theirs or 'no ' + LIBRARY}, not the one of the system"
        return None

    @staticmethod
    def _environment(folder: Optional[str]) -> Dict[str, str]:
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("LD_", "G_MESSAGES_", "G_DEBUG"))}
        # Time and numbers read the same everywhere.
        environment.update(LC_ALL="C.UTF-8", TZ="UTC")
        if folder:
            environment["LD_LIBRARY_PATH"] = folder
        return environment


def _run(command: List[str], text: bytes, environment: Dict[str, str]) -> Output:
    run = subprocess.run(command, input=text, capture_output=True, env=environment, timeout=TIMEOUT, check=False)
    # A log line carries the number of its process.
    log = re.sub(rb"process:\d+", b"process", run.stderr)
    return Output(run.stdout, log, run.returncode)


def _loaded(program: str, environment: Dict[str, str]) -> str:
    lines = subprocess.run(["ldd", program], capture_output=True, env=environment, text=True, check=True).stdout
    found = re.search(rf"{re.escape(LIBRARY)} => (\S+) \(", lines)
    return found.group(1) if found else ""
