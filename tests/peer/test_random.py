# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints random frames of every described message with both libraries and compares the texts, TLV by TLV.

usage: test_random.py PRINT-FRAMES LIBRARY-FOLDER DIFFERENCES TLVS RANDOM-FRAMES SERVICES-FOLDER COUNT SEED

TLVs of messages that the other library does not know, and those that TLVS lists, have to be the same without their
names. Of TLVs with secrets, which are masked in any case, the value is not compared.
"""

from __future__ import annotations

import glob
import json
import os
import sys
from itertools import zip_longest
from typing import Any, Dict, Iterator, List, NamedTuple, Set, Tuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

from compare import Difference, is_wanted, read_differences  # noqa: E402
from libraries import Libraries, Output  # noqa: E402
from printed import (Tlv, blocks_of, name_in, read_tlvs, service_in, texts_of, without_names,  # noqa: E402
                     without_value)
from tap import Tap  # noqa: E402

NO_VENDOR = "0"
MAX_SHOWN = 5
MASK = "###"

Message = Dict[str, Any]


class Service(NamedTuple):
    name: str
    messages: List[Message]
    shared: Dict[str, Message]  # TLVs that several messages have


def services_in(folder: str) -> List[Service]:
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as stream:
            description = json.load(stream)
        shared = {entry["name"]: entry["tlv"] for entry in description.get("shared", [])}
        messages = description.get("messages", []) + description.get("indications", [])
        found.append(Service(os.path.basename(path)[:-len(".json")], messages, shared))
    return found


def secrets_of(services: List[Service]) -> Set[Tlv]:
    """TLVs with a secret in it."""
    secrets = set()
    common = next(service.shared for service in services if service.name == "common")
    for service in services:
        shared = {**common, **service.shared}
        for message in service.messages:
            for part in ("request", "response", "tlvs"):
                for reference in message.get(part, []):
                    tlv = {**shared.get(reference.get("shared"), {}), **reference}
                    if '"secret": true' in json.dumps(tlv):
                        secrets.add((service.name, message["name"], tlv["name"]))
    return secrets


class Checker:
    def __init__(self, wanted: List[Difference], named: Set[Tlv], secrets: Set[Tlv]) -> None:
        self._wanted = wanted
        self._named = named
        self._secrets = secrets
        self.used: Set[Tlv] = set()  # of those that only we name

    def check(self, frames: List[str], theirs: Output, ours: Output) -> List[str]:
        """What to show: nothing if all is alike."""
        shown = []
        for who, output in (("theirs", theirs), ("ours", ours)):
            count = len(texts_of(output))
            if output.status or output.log or count != len(frames):
                shown.append(f"{who}: exit status {output.status}, {count} texts of {len(frames)} frames")
                shown += output.log.decode("utf-8", "backslashreplace").splitlines()
        bad = [lines for lines in map(self._check_frame, frames, texts_of(theirs), texts_of(ours)) if lines]
        for lines in bad[:MAX_SHOWN]:
            shown += lines
        if len(bad) > MAX_SHOWN:
            shown.append(f"{len(bad)} of {len(frames)} frames differ, {MAX_SHOWN} are shown")
        return shown

    def _check_frame(self, frame: str, theirs: str, ours: str) -> List[str]:
        shown = []
        title = blocks_of(theirs)[0]
        for a, b in zip_longest(blocks_of(theirs), blocks_of(ours), fillvalue=""):
            if self._alike(service_in(title), name_in(title, "message"), a, b):
                continue
            shown += [f"  theirs {line}" for line in a.splitlines()] + [f"  ours   {line}" for line in b.splitlines()]
        return [f"frame {frame}:"] + shown if shown else []

    def _alike(self, service: str, message: str, theirs: str, ours: str) -> bool:
        tlv = (service, message, name_in(ours, "type"))
        if theirs.startswith("TLV:") and not name_in(theirs, "type") and (not message or tlv in self._named):
            self.used.add(tlv)
            # What the other library does not know it cannot mask either.
            if MASK in ours:
                return without_value(without_names(theirs)) == without_value(without_names(ours))
            return without_names(theirs) == without_names(ours)
        if tlv in self._secrets:
            return MASK in ours and without_value(theirs) == without_value(ours)
        return all(a == b or is_wanted(a, b, self._wanted) for a, b in self._lines(theirs, ours))

    @staticmethod
    def _lines(theirs: str, ours: str) -> Iterator[Tuple[str, str]]:
        return zip_longest(theirs.splitlines(), ours.splitlines(), fillvalue="")


def main() -> int:
    if len(sys.argv) != 9:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, folder, differences, tlvs, generator, services_folder, count, seed = sys.argv[1:]
    libraries = Libraries(folder)
    services = services_in(services_folder)
    named = read_tlvs(tlvs)
    checker = Checker(read_differences(differences), named, secrets_of(services))

    tap = Tap()
    complaint = libraries.complaint(program)
    if not tap.case("print-frames finds both libraries", complaint is None, [complaint or ""]):
        return tap.finish()
    built = set()  # services
    for vendor in sorted({message.get("vendor", NO_VENDOR) for service in services for message in service.messages}):
        made = libraries.ours([generator, count, seed, vendor])
        tap.case(f"make frames of vendor {vendor}", made.status == 0, made.log.decode().splitlines())
        # A build with a part of the services may have no message of a vendor.
        if not made.text:
            tap.skip(f"frames of vendor {vendor}", "none of its messages is in this build")
            continue
        for options in ([], ["--masked"]):
            command = [program, *([] if vendor == NO_VENDOR else [f"--vendor={vendor}"]), *options]
            theirs, ours = libraries.theirs(command, made.text), libraries.ours(command, made.text)
            shown = checker.check(made.text.decode().splitlines(), theirs, ours)
            tap.case(" ".join(["frames of vendor", vendor, *options]), not shown, shown)
            built.update(service_in(blocks_of(text)[0]) for text in texts_of(ours))
    needless = [" / ".join(tlv) for tlv in sorted(named - checker.used) if tlv[0] in built]
    tap.case("all TLVs that only we name are needed", not needless, needless)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
