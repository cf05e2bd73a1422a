# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plays the scenarios with our library under valgrind: no error, nothing definitely lost.

usage: test_memory.py PROGRAM LIBRARY-FOLDER [SCENARIO]...

One process plays several scenarios, since valgrind takes longer to start than most of them last.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import List

from test_device import Libraries, Output, Tap, path_of, plug_in

N_PROCESSES = 10
VALGRIND = ["env", "G_DEBUG=gc-friendly", "valgrind", "--quiet", "--leak-check=full",
            "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite", "--error-exitcode=99"]


def check(libraries: Libraries, program: str, names: List[str]) -> List[str]:
    """What valgrind says of these scenarios."""
    modems = {name: plug_in(name) for name in names}
    arguments: List[str] = []
    for name, ports in modems.items():
        arguments += [name, path_of(name, ports)]
    try:
        output = libraries.ours([*VALGRIND, program, *arguments])
    except subprocess.TimeoutExpired as error:
        return ["never ends", *(error.stdout or b"").decode("utf-8", "replace").splitlines()[-10:]]
    finally:
        for ports in modems.values():
            for modem in ports:
                modem.stop()
    return complaints(output)


def complaints(output: Output) -> List[str]:
    if output.status == 0 and not output.log:
        return []
    return [f"exit status {output.status}", *output.log.decode("utf-8", "replace").splitlines()]


def main() -> int:
    program, folder, *names = sys.argv[1:]
    libraries = Libraries(folder)
    tap = Tap()
    names = names or libraries.ours([program, "--list"]).text.decode().split()
    # Those that need namespaces or half a minute are left to the comparison.
    names = [name for name in names if not name.startswith(("proxy", "sys-", "scan-timeout-unanswered"))]
    groups = [group for group in (names[i::N_PROCESSES] for i in range(N_PROCESSES)) if group]
    with ThreadPoolExecutor(N_PROCESSES) as pool:
        for group, shown in zip(groups, pool.map(lambda group: check(libraries, program, group), groups)):
            tap.case(" ".join(group), not shown, shown)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
