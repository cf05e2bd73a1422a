# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints what the library costs, beside Debian's libqmi: instructions by callgrind, the first command, sizes."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from contextlib import contextmanager
from typing import Dict, Iterator, List, Optional

import cold_start
from counting import COUNT, environment, header, per_call, row, run
from requests import Answers, Bench, reading, requests
from sizes import services, sizes

PRINT_LIMIT = "at most 0.100"
COMMAND_LIMIT = "at most 0.500"

# The most usual thing to ask a modem for, where no frame is recorded.
GET_IDS = bytes.fromhex("02040000000000 10010030 110f00343930313534323033323337353138"
                        "120e003335393037323036303030303030 1302003037")


def frame(service: int, message: int, tlvs: bytes) -> bytes:
    """A response; not of the control service."""
    body = struct.pack("<BHHH", 2, 1, message, len(tlvs)) + tlvs
    return struct.pack("<BHBBB", 1, len(body) + 5, 0x80, service, 1) + body


def recorded(path: str, known: List[str]) -> Dict[str, bytes]:
    """Responses of real modems by a name for the reader; only those of services that the library can describe."""
    found = {}
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            one = json.loads(line)
            if one["service"] in known and one["direction"] == "response":
                match = re.search(r'message     = "([^"]+)"', one["printable_1_32_2"])
                name = match.group(1) if match else hex(one["message_id"])
                found[f"{one['service']} {name}"] = bytes.fromhex(one["hex"])
    return found


def printing(arguments: argparse.Namespace, answers: Answers) -> None:
    """Text of every recorded response, and of the longest answers that can be made up."""
    both = (arguments.library, None)
    heavy = {f"{name}, all TLVs": frame(answers.known[name]["service"], answers.known[name]["message"],
                                        answers.tlvs(name, "all")) for name in answers.heavy}
    usual = {"dms Get IDs (made up)": frame(2, 0x25, GET_IDS),
             **recorded(arguments.vectors, services(arguments.objects))}
    header("instructions to print a message (callgrind)")
    for what, frames in (("these", usual), ("the heavy ones", heavy)):
        sums = [0.0, 0.0]
        for name, data in frames.items():
            pair = [per_call("measured_print", [arguments.message, "print", data.hex(), str(COUNT)], library)
                    for library in both]
            sums = [a + b for a, b in zip(sums, pair)]
            row(f"{name}, {len(data)} bytes", *pair)
        if frames:
            row(f"mean of {what}", sums[0] / len(frames), sums[1] / len(frames), PRINT_LIMIT)
    row("new_from_raw, dms Get IDs",
        *[per_call("measured_parse", [arguments.message, "parse", frame(2, 0x25, GET_IDS).hex(), str(COUNT)], library)
          for library in both])


def commands(arguments: argparse.Namespace) -> None:
    """What a command costs, with a simulated modem."""
    theirs = shutil.which("qmicli") or "qmicli"
    with simulated(arguments) as port:
        asked = (["--version"], ["-d", port, "--device-open-qmi", "--dms-get-ids"])
        header("instructions of a command (callgrind)")
        for what in asked:
            row("qmicli " + what[-1], run([arguments.qmicli] + what, arguments.library).instructions,
                run([theirs] + what, None).instructions, COMMAND_LIMIT)
        header("most memory that a command has, in KiB")
        for what in asked:
            row("qmicli " + what[-1], peak(arguments.cold_run, [arguments.qmicli] + what, arguments.library),
                peak(arguments.cold_run, [theirs] + what, None), "below 1")


def peak(cold_run: str, command: List[str], library: Optional[str]) -> int:
    """Started by a small program: what starts another one counts until that has begun."""
    done = subprocess.run([cold_run, *command], env=environment(library), capture_output=True, text=True, check=True)
    return int(done.stdout.split()[1])


def first_command(arguments: argparse.Namespace) -> None:
    """Time of a command that has to start the proxy."""
    header("wall-clock of a cold qmicli -p --dms-get-ids, in us")
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
        try:
            found = cold_start.measure(arguments.cold_run, port,
                                       [start for starts in proxies.values() for start in starts])
        except RuntimeError as error:
            print(f"not measured: {error}")
            return
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("library", "decode", "objects", "vectors", "simulator", "profile", "qmicli", "cold-run", "stub-proxy"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--message", help="program compiled against the system's libqmi; without it no comparison")
    parser.add_argument("--cycle", help="likewise, for the running stack")
    parser.add_argument("--answers", help="what the modem tells that program")
    arguments = parser.parse_args()
    # Without it the loader would take the system's, and libqmi would be compared with itself.
    if not os.path.exists(os.path.join(arguments.library, "libqmi-glib.so.5")):
        sys.exit(f"{arguments.library} has no libqmi-glib.so.5: build the library")
    if arguments.message:
        answers = Answers(arguments.answers)
        bench = Bench(arguments.cycle, arguments.library, answers)
        requests(bench, answers)
        reading(bench, answers)
        printing(arguments, answers)
        commands(arguments)
    first_command(arguments)
    header("without a device (callgrind)")
    row("decode dms Get IDs, read all fields, free",
        per_call("measured_decode", [arguments.decode, str(COUNT)], arguments.library))
    sizes(arguments.library, arguments.objects, arguments.qmicli)
    return 0


if __name__ == "__main__":
    sys.exit(main())
