# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the compiler made: tables that need no work at load time, and generated functions that fit a screen."""

from __future__ import annotations

import glob
import os
import re
import sys
import unittest
from typing import Iterator, List, Tuple

from support import BUILD, CompareCase, build_options, need, run

RELOCATIONS = 16  # the start and end functions of the compiler, and the few tables of functions
LINES = 40
OBJECTS = os.path.join(BUILD, "src", "core", "libqmi-glib.so*.p")


def sections(path: str) -> List[Tuple[str, int]]:
    rows = re.findall(r"\] (\S+)\s+\S+\s+[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) ", run([need("readelf"), "-SW", path]))
    return [(name, int(size, 16)) for name, size in rows]


def functions(path: str) -> Iterator[Tuple[str, int]]:
    """Name and number of lines, braces included; their braces stand in the first column."""
    with open(path, encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    name, start = "", 0
    for number, line in enumerate(lines):
        called = re.match(r"(\w+) \(", line)
        name = called[1] if called else name
        if line == "{":
            start = number
        elif line == "}":
            yield name, number - start + 1


class Objects(CompareCase):
    def setUp(self) -> None:
        options = build_options()
        if options.get("b_sanitize", "none") != "none" or options.get("b_coverage"):
            self.skipTest("sanitizers and coverage add data of their own")

    def test_tables_are_constant(self) -> None:
        objects = sorted(glob.glob(os.path.join(OBJECTS, "*-tables.c.o")))
        self.assertTrue(objects)
        self.tell("sections that are written at load time", [
            f"{os.path.basename(path)}: {name}, {size} bytes" for path in objects for name, size in sections(path)
            if size and re.match(r"\.(rela\.)?(data|bss)", name)])

    def test_relocations_of_the_library(self) -> None:
        library = os.path.realpath(os.path.join(BUILD, "src", "core", "libqmi-glib.so.5"))
        rows = run([need("readelf"), "-rW", library])
        count = len(re.findall(r"_RELATIVE\b", rows))
        print(f"{count} relative relocations", file=sys.stderr)
        self.assertLessEqual(count, RELOCATIONS, rows)


class Generated(CompareCase):
    def test_functions_fit_a_screen(self) -> None:
        files = sorted(glob.glob(os.path.join(BUILD, "src", "generated", "*.c")))
        found = [(path, *f) for path in files for f in functions(path)]
        self.assertTrue(found)
        self.tell(f"functions over {LINES} lines", [f"{os.path.basename(path)}: {name}, {lines} lines"
                                                    for path, name, lines in found if lines > LINES])


if __name__ == "__main__":
    unittest.main()
