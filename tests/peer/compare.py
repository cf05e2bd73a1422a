# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a program with both libraries and compares what it prints, line by line; one case for each list of arguments.

usage: compare.py PROGRAM LIBRARY-FOLDER DIFFERENCES [ARGUMENTS]...

ARGUMENTS are separated by blanks. DIFFERENCES names a file with the differences that are wanted; it says how.
"""

from __future__ import annotations

import os
import re
import sys
from itertools import zip_longest
from typing import Iterator, List, NamedTuple, Pattern, Tuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

from libraries import Libraries, Output  # noqa: E402
from tap import Tap  # noqa: E402

MAX_SHOWN = 10
MAX_WIDTH = 240


class Difference(NamedTuple):
    """What our lines may say, and what theirs say in its place."""
    ours: Pattern[str]
    theirs: str


def read_differences(path: str) -> List[Difference]:
    """Each is three lines: the reason after '# ', ours after '+ ', theirs after '- '."""
    with open(path, encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    differences = []
    for number, line in enumerate(lines):
        if line.startswith("+ "):
            around = lines[number - 1:number] + lines[number + 1:number + 2]
            if [text[:2] for text in around] != ["# ", "- "]:
                raise ValueError(f"{path}:{number + 1}: want '# REASON' in the line before and '- TEXT' in the next")
            differences.append(Difference(re.compile(line[2:]), around[1][2:]))
        elif not line.startswith(("#", "- ")) and line:
            raise ValueError(f"{path}:{number + 1}: want a line that starts with '# ', '+ ' or '- '")
    return differences


def is_wanted(theirs: str, ours: str, wanted: List[Difference]) -> bool:
    for difference in wanted:
        ours = difference.ours.sub(difference.theirs, ours)
    return theirs == ours


def unwanted(theirs: bytes, ours: bytes, wanted: List[Difference]) -> Iterator[Tuple[int, str, str]]:
    if theirs == ours:
        return
    their_lines = theirs.decode("utf-8", "backslashreplace").split("\n")
    our_lines = ours.decode("utf-8", "backslashreplace").split("\n")
    for number, (a, b) in enumerate(zip_longest(their_lines, our_lines, fillvalue="<no more lines>"), 1):
        if a != b and not is_wanted(a, b, wanted):
            yield number, a, b


def compare(theirs: Output, ours: Output, wanted: List[Difference]) -> List[str]:
    """What to show: nothing if they are alike."""
    shown = []
    for what, a, b in (("output", theirs.text, ours.text), ("log", theirs.log, ours.log)):
        count = 0
        for number, a_line, b_line in unwanted(a, b, wanted):
            count += 1
            if count <= MAX_SHOWN:
                shown += [f"{what}, line {number}:", f"  theirs {a_line[:MAX_WIDTH]}", f"  ours   {b_line[:MAX_WIDTH]}"]
        if count > MAX_SHOWN:
            shown.append(f"{what}: {count} lines differ, {MAX_SHOWN} are shown")
    if theirs.status != ours.status:
        shown.append(f"exit status: theirs {theirs.status}, ours {ours.status}")
    if theirs.status < 0:
        shown.append(f"theirs was ended by signal {-theirs.status}: there is nothing to compare with")
    if not theirs.text:
        shown.append("nothing was printed")
    return shown


def main() -> int:
    if len(sys.argv) < 4:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, folder, differences = sys.argv[1:4]
    name = os.path.basename(program)
    wanted = read_differences(differences)
    libraries = Libraries(folder)

    tap = Tap()
    complaint = libraries.complaint(program)
    if tap.case(f"{name} finds both libraries", complaint is None, [complaint or ""]):
        for arguments in sys.argv[4:] or [""]:
            command = [program, *arguments.split()]
            shown = compare(libraries.theirs(command), libraries.ours(command), wanted)
            tap.case(f"{name} {arguments}", not shown, shown)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
