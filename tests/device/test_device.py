# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plays the scenarios of a program against a scripted modem, with both libraries, and compares what is printed and what
the modem gets.

usage: test_device.py PROGRAM LIBRARY-FOLDER DIFFERENCES [SCENARIO]...

Scenarios in OURS are those in which libqmi fails: they run with our library alone and have to end as written here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Dict, List, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "peer")]

from compare import Difference, compare, read_differences  # noqa: E402
from libraries import Libraries, Output  # noqa: E402
from modem import Modem, Script  # noqa: E402
from ours import OURS  # noqa: E402
from scripts import scripts  # noqa: E402
from tap import Tap  # noqa: E402

# Scenarios mostly wait for time-outs.
WORKERS = 16
PATHS = {"new-missing": "/no/such/port", "new-folder": "/", "new-regular-file": __file__,
         "new-unchecked": "/no/such/port", "new-cancelled": "/no/such/port", "proxy-without-port": "/dev/null"}
N_MODEMS = {"two-threads": 2}

# The proxy has one name in a network; what it leaves behind ends with its first process.
UNSHARED = ["unshare", "--net", "--pid", "--mount", "--fork", "--kill-child"]
PROXY = ["env", "QMI_PROXY_PROGRAM=" + os.path.join(HERE, "system-proxy")]
SYSTEM_PROXY = "/usr/libexec/qmi-proxy"
FAKE_SYSFS = [os.path.join(HERE, "fake-sysfs")]

Run = Callable[[List[str]], Output]


def path_of(name: str, modems: List[Modem]) -> str:
    return PATHS.get(name) or ",".join(modem.path for modem in modems)


def plug_in(name: str) -> List[Modem]:
    return [Modem(scripts().get(name, {})) for _ in range(N_MODEMS.get(name, 1))]


def wrapped(program: str, name: str) -> List[str]:
    """The command for a scenario, without its arguments."""
    if name.startswith("proxy"):
        return [*UNSHARED, *PROXY, program]
    if name.startswith("sys-"):
        return [*UNSHARED, *FAKE_SYSFS, program]
    return [program]


def obstacle(name: str) -> Optional[str]:
    """Why a scenario cannot be played here."""
    if not name.startswith(("proxy", "sys-")):
        return None
    if os.geteuid() != 0:
        return "namespaces and the proxy are for root alone"
    if name.startswith("proxy") and not os.access(SYSTEM_PROXY, os.X_OK):
        return "no " + SYSTEM_PROXY
    if subprocess.run([*UNSHARED, "mount", "-t", "tmpfs", "none", "/sys"], capture_output=True, check=False).returncode:
        return "no namespaces here"
    return None


def play(run: Run, command: List[str], name: str) -> Output:
    """One scenario with one library: what the program says, then what each modem has to say."""
    return play_with(run, [*command, name], PATHS.get(name), plug_in(name))


def play_script(run: Run, command: List[str], script: Script) -> Output:
    """A program that just takes the path."""
    return play_with(run, command, None, [Modem(script)])


def play_with(run: Run, command: List[str], path: Optional[str], modems: List[Modem]) -> Output:
    try:
        output = run([*command, path or ",".join(modem.path for modem in modems)])
    except subprocess.TimeoutExpired as error:
        output = Output((error.stdout or b"") + b"never ends\n", b"", 1)
    finally:
        for modem in modems:
            modem.stop()
    text = output.text
    for number, modem in enumerate(modems):
        # Not the start of another port's path.
        text = re.sub(re.escape(modem.path.encode()) + rb"(?!\d)", b"PORT%d" % number, text)
        text += b"".join(line.encode() + b"\n" for line in modem.log)
    return output._replace(text=text)


def compare_both(libraries: Libraries, program: str, name: str, wanted: List[Difference]) -> List[str]:
    theirs = play(libraries.theirs, wrapped(program, name), name)
    ours = play(libraries.ours, wrapped(program, name), name)
    return compare(theirs, ours, wanted)


def check_ours(libraries: Libraries, program: str, name: str) -> List[str]:
    ours = play(libraries.ours, wrapped(program, name), name)
    expected = Output("".join(line + "\n" for line in OURS[name]).encode(), b"", 0)
    return compare(expected, ours, [])


def main() -> int:
    program, folder, differences, *names = sys.argv[1:]
    libraries = Libraries(folder)
    tap = Tap()
    complaint = libraries.complaint(program)
    if complaint:
        tap.case("libraries", False, [complaint])
        return tap.finish()
    wanted = read_differences(differences)
    names = names or libraries.ours([program, "--list"]).text.decode().split()
    with ThreadPoolExecutor(WORKERS) as pool:
        results: Dict[str, "object"] = {}
        obstacles = {name: obstacle(name) for name in names}
        for name in names:
            if obstacles[name]:
                continue
            if name in OURS:
                results[name] = pool.submit(check_ours, libraries, program, name)
            else:
                results[name] = pool.submit(compare_both, libraries, program, name, wanted)
        for name in names:
            if obstacles[name]:
                tap.skip(name, obstacles[name])
                continue
            shown = results[name].result()
            tap.case(name, not shown, shown)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
