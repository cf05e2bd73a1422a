# SPDX-License-Identifier: LGPL-2.1-or-later
"""Measures a build from clean on two cores: generator, compiler, linker and introspection.

usage: build-time.py SOURCE-FOLDER
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import List

CORES = 2
LIMIT = 60.0  # seconds

BUILDS = [
    ("library and programs", ["-Dtests=false"]),
    ("only ctl and dms", ["-Dtests=false", "-Dservices=dms"]),
    ("with the tests", []),
]


def seconds(source: str, options: List[str]) -> float:
    environment = dict(os.environ, PATH="/usr/bin:" + os.environ["PATH"])
    # What ccache and a past build know would be another figure.
    environment["CCACHE_DISABLE"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["meson", "setup", folder, source, *options], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        start = time.monotonic()
        subprocess.run(["ninja", "-C", folder, f"-j{CORES}"], env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - start


def main() -> int:
    available = len(os.sched_getaffinity(0))
    print(f"\nseconds of a build from clean with {CORES} jobs, {available} cores, load {os.getloadavg()[0]:.1f}")
    for number, (what, options) in enumerate(BUILDS):
        limit = f"at most {LIMIT:.0f}" if number == 0 else ""
        print(f"{what:<58}{seconds(sys.argv[1], options):12.1f}{'':22}{limit}".rstrip(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
