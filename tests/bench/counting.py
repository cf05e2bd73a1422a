# SPDX-License-Identifier: LGPL-2.1-or-later
"""Instructions of programs, counted by callgrind, and the table that shows figures."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Dict, List, NamedTuple, Optional

COUNT = 100  # calls per measurement
FEW = 20  # cycles that a program does at least; what it does once is left out by the difference


class Run(NamedTuple):
    instructions: int
    output: str


def environment(library: Optional[str]) -> Dict[str, str]:
    """For a program with the library in this folder, or with the system's."""
    found = dict(os.environ, LC_ALL="C.UTF-8")
    found.pop("LD_LIBRARY_PATH", None)
    return {**found, "LD_LIBRARY_PATH": library} if library else found


def run(command: List[str], library: Optional[str], function: str = "") -> Run:
    """A whole run, or what `function` does in it; `library` is the folder of ours."""
    # A folder given here keeps the profiles, for callgrind_annotate.
    kept = os.environ.get("BENCH_PROFILES")
    profile = os.path.join(kept, "callgrind.%p") if kept else "/dev/null"
    callgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]
    if function:
        callgrind.append(f"--toggle-collect={function}")
    done = subprocess.run(callgrind + command, env=environment(library), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return Run(int(re.search(r"Collected : (\d+)", done.stderr).group(1)), done.stdout)


def per_call(function: str, command: List[str], library: Optional[str]) -> float:
    """Instructions of one call of `function` in a program that calls it COUNT times, everything it calls included."""
    return run(command, library, function).instructions / COUNT


def header(title: str) -> None:
    print(f"\n{title:<62}{'qmikit':>12}{'libqmi':>12}{'ratio':>8}")


def row(what: str, ours: float, theirs: Optional[float] = None, limit: str = "") -> None:
    ratio = f"{ours / theirs:8.3f}" if theirs else "       -"
    peer = f"{theirs:12,.0f}" if theirs else "           -"
    print(f"{what:<62}{ours:12,.0f}{peer}{ratio}  {limit}".rstrip(), flush=True)
