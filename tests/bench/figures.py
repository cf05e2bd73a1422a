# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints what the library costs, beside Debian's libqmi: instructions by callgrind, sizes, time of a build."""

from __future__ import annotations

import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from typing import Dict, Iterator, List, Optional

import cold_start

COUNT = 100  # calls per measurement


def instructions(function: str, command: List[str], library: Optional[str]) -> float:
    """Instructions of one call of `function` in a run of `command`, everything it calls included."""
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    environment.pop("LD_LIBRARY_PATH", None)
    if library:
        environment["LD_LIBRARY_PATH"] = library
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--toggle-collect={function}"] + command,
        env=environment, capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1)) / COUNT


def row(what: str, ours: float, theirs: Optional[float], unit: str = "") -> None:
    ratio = f"{ours / theirs:8.3f}" if theirs else "       -"
    peer = f"{theirs:12,.0f}" if theirs else "           -"
    print(f"{what:<58}{ours:12,.0f}{peer}{ratio}  {unit}")


def frames(path: str, services: List[str]) -> Dict[str, str]:
    """Frames of real modems by a name for the reader; only those that the library can describe."""
    found = {}
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            frame = json.loads(line)
            if frame["service"] in services and frame["direction"] == "response":
                name = re.search(r'message     = "([^"]+)"', frame["printable_1_32_2"])
                found[f"{frame['service']} {name.group(1) if name else hex(frame['message_id'])}"] = frame["hex"]
    return found


# A response with four texts: the most usual thing to ask a modem for.
GET_IDS = ("014100800201020300250035000204000000000010010030110f00343930313534323033323337353138120e0033353930373230363030"
           "3030303013020030371")[:-1]


def complete(frame: str) -> str:
    """Makes the length fields agree with the bytes."""
    data = bytearray.fromhex(frame)
    data[1:3] = (len(data) - 1).to_bytes(2, "little")
    data[11:13] = (len(data) - 13).to_bytes(2, "little")
    return data.hex()


def message_level(arguments: argparse.Namespace) -> None:
    print(f"\n{'instructions per call (callgrind)':<58}{'qmikit':>12}{'libqmi':>12}{'ratio':>8}")
    wanted = {"dms Get IDs (made up)": complete(GET_IDS), **frames(arguments.vectors, ["ctl", "dms"])}
    sums = [0.0, 0.0]
    for name, frame in wanted.items():
        pair = [instructions("measured_print", [arguments.message, "print", frame, str(COUNT)], library)
                for library in (arguments.library, None)]
        sums = [a + b for a, b in zip(sums, pair)]
        row(f"print {name}, {len(frame) // 2} bytes", *pair)
    row("print, mean of these", sums[0] / len(wanted), sums[1] / len(wanted))
    frame = wanted["dms Get IDs (made up)"]
    row("new_from_raw, dms Get IDs",
        *[instructions("measured_parse", [arguments.message, "parse", frame, str(COUNT)], library)
          for library in (arguments.library, None)])


def total(command: List[str], library: Optional[str]) -> int:
    """Instructions of a whole run."""
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    environment.pop("LD_LIBRARY_PATH", None)
    if library:
        environment["LD_LIBRARY_PATH"] = library
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command, env=environment,
                         capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1))


def running_stack(arguments: argparse.Namespace) -> None:
    """What a program pays for a request and its answer, and what a command costs, with a simulated modem."""
    with simulated(arguments) as port:
        print(f"\n{'instructions in the client (callgrind)':<58}{'qmikit':>12}{'libqmi':>12}{'ratio':>8}")
        cycles = []
        for library in (arguments.library, None):
            few, many = (total([arguments.cycle, port, str(n)], library) for n in (100, 1100))
            cycles.append((many - few) / 1000)
        row("DMS Get IDs: send, receive, decode, read all fields", *cycles)
        for what in (["--version"], ["-d", port, "--device-open-qmi", "--dms-get-ids"]):
            row("qmicli " + what[-1], total([arguments.qmicli] + what, arguments.library),
                total([shutil.which("qmicli") or "qmicli"] + what, None))


def first_command(arguments: argparse.Namespace) -> None:
    """Time of a command that has to start the proxy."""
    print(f"\n{'wall-clock of a cold qmicli -p --dms-get-ids, in us':<58}{'qmikit':>12}{'libqmi':>12}{'ratio':>8}")
    obstacle = cold_start.obstacle()
    theirs = shutil.which("qmicli")
    if obstacle:
        print(f"not measured: {obstacle}")
        return
    # Theirs starts no other proxy than the one that is installed.
    proxies = {"the stub of a proxy": [cold_start.Start(arguments.qmicli, arguments.stub_proxy)]}
    if theirs and os.access(cold_start.SYSTEM_PROXY, os.X_OK):
        proxies["libqmi's proxy"] = [cold_start.Start(qmicli, cold_start.SYSTEM_PROXY)
                                     for qmicli in (arguments.qmicli, theirs)]
    with simulated(arguments) as port:
        found = cold_start.measure(arguments.cold_run, port, [start for starts in proxies.values() for start in starts])
    for name, starts in proxies.items():
        for what in ("median", "worst"):
            pair: List[Optional[float]] = [getattr(found[start], what) for start in starts]
            row(f"{name}, {what} of {cold_start.RUNS}", *(pair + [None])[:2])


@contextmanager
def simulated(arguments: argparse.Namespace) -> Iterator[str]:
    """Port of a simulated modem."""
    simulator = subprocess.Popen([arguments.simulator, "--profile", arguments.profile],
                                 stdout=subprocess.PIPE, text=True,
                                 env=dict(os.environ, LD_LIBRARY_PATH=arguments.library))
    try:
        yield simulator.stdout.readline().strip()
    finally:
        simulator.terminate()
        simulator.wait()
        simulator.stdout.close()


def section_bytes(objects: List[str], sections: str) -> int:
    total = 0
    for path in objects:
        output = subprocess.run(["size", "-A", path], capture_output=True, text=True, check=True).stdout
        total += sum(int(m.group(2)) for m in re.finditer(r"^(\.\S+)\s+(\d+)", output, re.M)
                     if re.match(sections, m.group(1)))
    return total


def sizes(arguments: argparse.Namespace) -> None:
    generated = sorted(glob.glob(os.path.join(arguments.objects, "*generated*.o")))
    service = [p for p in generated if re.search(r"(ctl|dms)", os.path.basename(p))]
    tables = [p for p in service if p.endswith("-tables.c.o")]
    common = [p for p in generated if p not in service]
    library = os.path.join(arguments.library, "libqmi-glib.so.5")
    relocations = subprocess.run(["readelf", "-rW", library], capture_output=True, text=True, check=True).stdout
    print(f"\n{'sizes in bytes':<58}{'qmikit':>12}")
    row("tables of CTL and DMS (.rodata)", section_bytes(tables, r"\.rodata"), None)
    row("  of which relocated at load (.data.rel)", section_bytes(tables, r"\.data"), None)
    row("all generated for CTL and DMS (.text, .rodata)", section_bytes(service, r"\.(text|rodata)"), 371000)
    row("shared by all services (.text, .rodata)", section_bytes(common, r"\.(text|rodata)"), None)
    row("R_X86_64_RELATIVE relocations of the library", relocations.count("R_X86_64_RELATIVE"), None)
    with tempfile.TemporaryDirectory() as folder:
        stripped = shutil.copy(library, folder)
        subprocess.run(["strip", stripped], check=True)
        row("library, stripped", os.path.getsize(stripped), None)


def build_time(arguments: argparse.Namespace) -> None:
    """Generator, compiler, linker and introspection of a build from clean."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, PATH="/usr/bin:" + os.environ["PATH"])
        subprocess.run(["meson", "setup", folder, arguments.source, "-Dtests=false"], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        start = time.monotonic()
        subprocess.run(["ninja", "-C", folder], env=environment, check=True, stdout=subprocess.DEVNULL)
        print(f"\ngenerate, compile, link, introspect from clean: {time.monotonic() - start:.1f} s on {os.cpu_count()} cores")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("library", "decode", "objects", "vectors", "source", "simulator", "profile", "qmicli",
                 "cold-run", "stub-proxy"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--message", help="program compiled against the system's libqmi; without it no comparison")
    parser.add_argument("--cycle", help="likewise, for the running stack")
    arguments = parser.parse_args()
    if arguments.message:
        message_level(arguments)
        running_stack(arguments)
    first_command(arguments)
    row("decode dms Get IDs, read all fields, free",
        instructions("measured_decode", [arguments.decode, str(COUNT)], arguments.library), None)
    sizes(arguments)
    build_time(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
