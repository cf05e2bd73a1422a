# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sends every request of every service with both libraries to a scripted modem, and compares what is printed and what
the modem gets. Then our library runs under valgrind.

usage: test_sweep.py PROGRAM LIBRARY-FOLDER DIFFERENCES ANSWERS [SERVICE]...
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Any, Dict, List

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from modem import Action, Reaction, Request, Script, answer, indication, response  # noqa: E402
from test_device import Libraries, Output, Tap, compare, play_script, read_differences  # noqa: E402
from test_memory import VALGRIND, complaints  # noqa: E402

# The friendly modem gives a client of a service this much more than the number of the service.
CLIENT_OFFSET = 5


def script_of(service: Dict[str, Any]) -> Script:
    """Answers in order; the indications come with the last one."""
    script: Script = {}
    frames = [indication(service["service"] + CLIENT_OFFSET, message, bytes.fromhex(tlvs), service["service"])
              for message, tlvs in service["indications"]]
    last = len(service["answers"]) - 1
    for number, (message, tlvs) in enumerate(service["answers"]):
        reaction = last_answer(bytes.fromhex(tlvs), frames) if number == last else answer(bytes.fromhex(tlvs))
        script.setdefault((service["service"], message), []).append(reaction)
    return script


def last_answer(tlvs: bytes, frames: List[bytes]) -> Reaction:
    def react(request: Request) -> List[Action]:
        return [response(request, tlvs), *frames]
    return react


def shortage(output: Output, service: Dict[str, Any]) -> List[str]:
    """What to show if fewer requests came than there are answers: then the comparison is about less than it says."""
    came = sum(line.startswith(b"modem got ") and line[10 + 8:10 + 10] == b"%02x" % service["service"]
               for line in output.text.splitlines())
    wanted = len(service["answers"])
    return [] if came == wanted else [f"the modem got {came} requests of the service and has {wanted} answers"]


def title(name: str, service: Dict[str, Any]) -> str:
    counts = f"{name}: {len(service['answers'])} requests, {len(service['indications'])} indications"
    skipped = service["skipped"]
    return counts + (f", {len(skipped)} newer functions skipped: {' '.join(skipped)}" if skipped else "")


def main() -> int:
    program, folder, differences, answers, *names = sys.argv[1:]
    libraries = Libraries(folder)
    wanted = read_differences(differences)
    with open(answers, encoding="utf-8") as stream:
        services = json.load(stream)
    tap = Tap()
    complaint = libraries.complaint(program)
    if complaint:
        tap.case("libraries", False, [complaint])
        return tap.finish()
    if not services:
        tap.skip("sweep", "the other library has a client for none of the services of this build")
    for name in names or services:
        service = services[name]
        theirs = play_script(libraries.theirs, [program, name], script_of(service))
        ours = play_script(libraries.ours, [program, name], script_of(service))
        shown = shortage(theirs, service) + compare(theirs, ours, wanted)
        tap.case(title(name, service), not shown, shown)
        if not shutil.which("valgrind"):
            tap.skip(f"{name}: memory", "no valgrind")
            continue
        shown = complaints(play_script(libraries.ours, [*VALGRIND, program, name], script_of(service)))
        tap.case(f"{name}: memory", not shown, shown)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
