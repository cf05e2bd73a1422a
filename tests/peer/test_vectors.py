# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the recorded frames with both libraries and compares with the recorded text, TLV by TLV.

usage: test_vectors.py PRINT-FRAMES LIBRARY-FOLDER FRAMES SERVICES-FOLDER DIFFERENCES TLVS [SERVICE,...]

Frames of services that are described must read the same to the letter, without and with a context and with
personal information masked, but for the DIFFERENCES; TLVS that libqmi does not name must read the same without
their names. Of the others the headers and the raw TLVs must be the same. The list of services is that of the build, all
that are described if it is left out.
"""

from __future__ import annotations

import glob
import json
import os
import sys
from itertools import zip_longest
from typing import Any, Dict, List, Optional, Set

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

from compare import Difference, is_wanted, read_differences  # noqa: E402
from libraries import Libraries  # noqa: E402
from printed import Tlv, blocks_of, name_in, read_tlvs, service_in, texts_of, without_names  # noqa: E402
from tap import Tap  # noqa: E402

# The vendor in a context decides which messages are known. 0x1199 has messages in DMS, 0xFFFF none.
MODES = (["--masked"], ["--vendor=0x1199"], ["--vendor=0x1199", "--masked"], ["--vendor=0xFFFF"])

Frame = Dict[str, Any]


def described_services(folder: str, built: str) -> Set[str]:
    names = {os.path.basename(path)[:-len(".json")] for path in glob.glob(os.path.join(folder, "*.json"))}
    names -= {"common", "service.schema"}
    return names & set(built.split(",")) if built else names


class Judge:
    """Knows what is meant to be different."""

    def __init__(self, wanted: List[Difference], named: Set[Tlv]) -> None:
        self._wanted = wanted
        self._named = named

    def alike(self, title: str, expected: str, found: str) -> bool:
        tlv = (service_in(title), name_in(title, "message"), name_in(found, "type"))
        if tlv in self._named and not name_in(expected, "type"):
            return without_names(expected) == without_names(found)
        lines = zip_longest(expected.splitlines(), found.splitlines(), fillvalue="")
        return all(a == b or is_wanted(a, b, self._wanted) for a, b in lines)


def differences(expected: str, found: str, judge: Optional[Judge]) -> List[str]:
    """What to show of blocks that are not alike: nothing if all are. Without a judge raw TLVs are compared."""
    shown = []
    title = blocks_of(expected)[0]
    for number, (a, b) in enumerate(zip_longest(blocks_of(expected), blocks_of(found), fillvalue="<nothing>")):
        if judge.alike(title, a, b) if judge else without_names(a) == without_names(b):
            continue
        shown.append("headers:" if number == 0 else f"TLV {number}:")
        shown += [f"  expected {line}" for line in a.splitlines()]
        shown += [f"  found    {line}" for line in b.splitlines()]
    return shown


class Checker:
    def __init__(self, tap: Tap, frames: List[Frame], libraries: Libraries, program: str, judge: Judge) -> None:
        self._tap = tap
        self._judge = judge
        self._frames = frames
        self._libraries = libraries
        self._program = program
        self._input = "".join(frame["hex"] + "\n" for frame in frames).encode()

    def check_recorded(self, described: Set[str]) -> None:
        theirs, ours = self._texts([])
        for number, frame in enumerate(self._frames):
            recorded = frame["printable_1_32_2"]
            self._case("theirs", number, differences(recorded, theirs[number], Judge([], set())))
            if frame["service"] in described:
                self._case("ours", number, differences(recorded, ours[number], self._judge))
            else:
                self._case("ours, raw TLVs", number, differences(recorded, ours[number], None))

    def check_mode(self, options: List[str], described: Set[str]) -> None:
        theirs, ours = self._texts(options)
        for number, frame in enumerate(self._frames):
            if frame["service"] in described:
                self._case(" ".join(options), number, differences(theirs[number], ours[number], self._judge))

    def _texts(self, options: List[str]) -> List[List[str]]:
        """Theirs and ours."""
        command = [self._program, *options]
        outputs = [self._libraries.theirs(command, self._input), self._libraries.ours(command, self._input)]
        for who, output in zip(("theirs", "ours"), outputs):
            shown = [f"exit status {output.status}"] if output.status else []
            shown += output.log.decode("utf-8", "backslashreplace").splitlines()
            self._tap.case(" ".join(["run", who, *options]), not shown, shown)
        # A run that was cut short has too few texts.
        return [texts + ["<nothing>"] * (len(self._frames) - len(texts)) for texts in map(texts_of, outputs)]

    def _case(self, what: str, number: int, shown: List[str]) -> None:
        frame = self._frames[number]
        name = f"{what}: frame {number + 1}, {frame['service']} {frame['message_id']:#06x} {frame['direction']}"
        self._tap.case(name, not shown, shown + [f"frame {frame['hex']}"])


def main() -> int:
    if len(sys.argv) not in (7, 8):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, folder, path, services, wanted, named = sys.argv[1:7]
    described = described_services(services, sys.argv[7] if len(sys.argv) > 7 else "")
    with open(path, encoding="utf-8") as stream:
        frames = [json.loads(line) for line in stream]
    libraries = Libraries(folder)

    tap = Tap()
    complaint = libraries.complaint(program)
    if tap.case("print-frames finds both libraries", complaint is None, [complaint or ""]):
        checker = Checker(tap, frames, libraries, program, Judge(read_differences(wanted), read_tlvs(named)))
        checker.check_recorded(described)
        for options in MODES:
            checker.check_mode(options, described)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
