# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints random frames of every described message with both libraries and compares the texts, TLV by TLV.

usage: test_random.py PRINT-FRAMES LIBRARY-FOLDER DIFFERENCES RANDOM-FRAMES SERVICES-FOLDER COUNT SEED

TLVs of messages that the other library does not know have to be the same without their names. Of TLVs with secrets,
which are masked in any case, the value is not compared.
"""

from __future__ import annotations

import glob
import json
import os
import sys
from itertools import zip_longest
from typing import Any, Dict, Iterator, List, Set, Tuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

from compare import Difference, is_wanted, read_differences  # noqa: E402
from libraries import Libraries, Output  # noqa: E402
from printed import blocks_of, name_in, texts_of, without_names, without_value  # noqa: E402
from tap import Tap  # noqa: E402

NO_VENDOR = "0"
MAX_SHOWN = 5
MASK = "###"

Message = Dict[str, Any]


def messages_in(folder: str) -> List[Message]:
    messages = []
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as stream:
            description = json.load(stream)
        messages += description.get("messages", []) + description.get("indications", [])
    return messages


def secrets_of(messages: List[Message]) -> Set[Tuple[str, str]]:
    """Names of messages and of their TLVs with a secret in it."""
    secrets = set()
    for message in messages:
        for part in ("request", "response", "tlvs"):
            for tlv in message.get(part, []):
                if '"secret": true' in json.dumps(tlv):
                    secrets.add((message["name"], tlv["name"]))
    return secrets


class Checker:
    def __init__(self, wanted: List[Difference], secrets: Set[Tuple[str, str]]) -> None:
        self._wanted = wanted
        self._secrets = secrets

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
            if self._alike(name_in(title, "message"), a, b):
                continue
            shown += [f"  theirs {line}" for line in a.splitlines()] + [f"  ours   {line}" for line in b.splitlines()]
        return [f"frame {frame}:"] + shown if shown else []

    def _alike(self, message: str, theirs: str, ours: str) -> bool:
        if theirs.startswith("TLV:") and not message:
            return without_names(theirs) == without_names(ours)
        if (message, name_in(theirs, "type")) in self._secrets:
            return MASK in ours and without_value(theirs) == without_value(ours)
        return all(a == b or is_wanted(a, b, self._wanted) for a, b in self._lines(theirs, ours))

    @staticmethod
    def _lines(theirs: str, ours: str) -> Iterator[Tuple[str, str]]:
        return zip_longest(theirs.splitlines(), ours.splitlines(), fillvalue="")


def main() -> int:
    if len(sys.argv) != 8:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, folder, differences, generator, services, count, seed = sys.argv[1:]
    libraries = Libraries(folder)
    messages = messages_in(services)
    checker = Checker(read_differences(differences), secrets_of(messages))

    tap = Tap()
    complaint = libraries.complaint(program)
    if not tap.case("print-frames finds both libraries", complaint is None, [complaint or ""]):
        return tap.finish()
    for vendor in sorted({message.get("vendor", NO_VENDOR) for message in messages}):
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
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
