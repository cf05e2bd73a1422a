# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a Python program that uses a device by introspection, with our typelib and with the system's; then once more
with the calls that wait for their result, which only our typelib has: nothing else may differ.

usage: test_bindings.py LIBRARY-FOLDER DIFFERENCES
"""

from __future__ import annotations

import os
import re
import sys
from typing import List

from modem import GET_IDS, Script, after, answer, failure, silent
from scripts import INTERNAL, INVALID_ARGUMENT, ONLINE, SET_MODE
from test_device import HERE, Libraries, Output, Tap, compare, play_script, read_differences

PROGRAM = os.path.join(HERE, "use-bindings.py")
SCRIPT: Script = {GET_IDS: [after(ONLINE), silent, answer(failure(INTERNAL))],
                  SET_MODE: [answer(failure(INVALID_ARGUMENT))]}


def command(folder: str) -> List[str]:
    variables = ["GI_TYPELIB_PATH=" + os.path.abspath(folder)] if folder else []
    return ["env", "-u", "GI_TYPELIB_PATH", "PYTHONDONTWRITEBYTECODE=1", *variables, sys.executable, PROGRAM]


def without_times(output: Output) -> Output:
    """GLib prints warnings with the time of day, and the path of the terminal is another one each time."""
    return output._replace(log=re.sub(rb"\d\d:\d\d:\d\d\.\d+: \[[^]]*\]", b"", output.log))


def main() -> int:
    folder, differences = sys.argv[1:]
    libraries = Libraries(folder)
    tap = Tap()
    for missing, why in ((not _can_import(), "no PyGObject with the system's typelib of libqmi"),
                         (not os.path.exists(os.path.join(folder, "Qmi-1.0.typelib")), "built without introspection")):
        if missing:
            tap.skip("bindings", why)
            tap.skip("synchronous", why)
            return tap.finish()
    theirs = without_times(play_script(libraries.theirs, command(""), SCRIPT))
    ours = without_times(play_script(libraries.ours, command(folder), SCRIPT))
    shown = compare(theirs, ours, read_differences(differences))
    tap.case("bindings", not shown, shown)
    waiting = without_times(play_script(libraries.ours, [*command(folder), "--sync"], SCRIPT))
    # "theirs" is what the asynchronous calls gave.
    shown = compare(ours, waiting, [])
    tap.case("synchronous", not shown, shown)
    return tap.finish()


def _can_import() -> bool:
    try:
        import gi
        gi.require_version("Qmi", "1.0")
    except (ImportError, ValueError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
