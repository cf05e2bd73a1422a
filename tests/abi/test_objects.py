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

# Functions in the tables of one file that was written by hand: those of a GSource or of a GObject's interface, the
# steps of a process. Such tables cannot do without pointers; all others, and all generated files, use offsets.
FUNCTIONS = 8
STARTUP = 3  # what the compiler adds to each library: its start and end functions, and a handle
LINES = 40
# What an accessor does for each member of a sequence is a row of a table, nothing to follow: it is not counted.
MEMBER_ROW = re.compile(r"    (if \(value_\w+\)|    \*value_\w+ =( .*;)?|self->value_\S+ = value_\w+;)$")
OBJECTS = os.path.join(BUILD, "src", "core", "libqmi-glib.so*.p")
GENERATED = "meson-generated_"  # in front of the names of their objects


def sections(path: str) -> List[Tuple[str, int]]:
    rows = re.findall(r"\] (\S+)\s+\S+\s+[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) ", run([need("readelf"), "-SW", path]))
    return [(name, int(size, 16)) for name, size in rows]


def pointers(path: str) -> List[str]:
    """What the data of an object points to, so that the loader has to write there: a section or a symbol each."""
    parts = run([need("readelf"), "-rW", path]).split("Relocation section ")
    rows = "".join(part for part in parts if re.match(r"'\.rela?\.(data|init_array|fini_array)", part))
    return re.findall(r"^[0-9a-f]+ +[0-9a-f]+ +R_\w+ +[0-9a-f]+ +(\S+)", rows, re.MULTILINE)


def _too_many(path: str) -> str:
    """What is wrong with the pointers in an object; empty: nothing."""
    name, found = os.path.basename(path), pointers(path)
    data = sorted({p for p in found if re.match(r"\.(?!text)|__compound_literal|_*LC", p)})
    if name.startswith(GENERATED) and found:
        return f"{name}: {len(found)} pointers in generated data"
    if data:
        return f"{name}: pointers to data: {', '.join(data)}"
    return f"{name}: {len(found)} pointers" if len(found) > FUNCTIONS else ""


def functions(path: str) -> Iterator[Tuple[str, int]]:
    """Name and number of lines, braces included; their braces stand in the first column."""
    with open(path, encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    name, count = "", 0
    for line in lines:
        called = re.match(r"(\w+) \(", line)
        name = called[1] if called else name
        count = 1 if line == "{" else count + (MEMBER_ROW.match(line) is None)
        if line == "}":
            yield name, count


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

    def test_pointers_in_data(self) -> None:
        objects = sorted(glob.glob(os.path.join(OBJECTS, "*.o")))
        self.tell("objects with pointers that are filled in at load time", list(filter(None, map(_too_many, objects))))

    def test_relocations_of_the_library(self) -> None:
        """No more than the tables of functions in its objects need."""
        library = os.path.realpath(os.path.join(BUILD, "src", "core", "libqmi-glib.so.5"))
        count = len(re.findall(r"_RELATIVE\b", run([need("readelf"), "-rW", library])))
        tables = {os.path.basename(path): len(pointers(path)) for path in glob.glob(os.path.join(OBJECTS, "*.o"))}
        told = ", ".join(f"{number} of {name}" for name, number in sorted(tables.items()) if number)
        print(f"{count} relative relocations: {STARTUP} of the compiler, {told}", file=sys.stderr)
        self.assertLessEqual(count, STARTUP + sum(tables.values()))


class Generated(CompareCase):
    def test_functions_fit_a_screen(self) -> None:
        files = sorted(glob.glob(os.path.join(BUILD, "src", "generated", "*.c")))
        found = [(path, *f) for path in files for f in functions(path)]
        self.assertTrue(found)
        self.tell(f"functions over {LINES} lines", [f"{os.path.basename(path)}: {name}, {lines} lines"
                                                    for path, name, lines in found if lines > LINES])


if __name__ == "__main__":
    unittest.main()
