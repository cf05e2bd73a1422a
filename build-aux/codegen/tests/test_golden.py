# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is generated: the tiny descriptions byte by byte, and the shape of all C that comes out.

After a change of emitters or templates `python3 -m tests.test_golden --update` writes golden/ anew; the difference
is to be read before it is committed.
"""

from __future__ import annotations

import os
import re
import sys
import unittest
from typing import Dict, Iterator, List, Tuple

from qmicodegen.emit.base import COLUMNS
from qmicodegen.output import replace_file

from .support import HERE, SERVICES, TINY, contents, generated, load

GOLDEN = os.path.join(HERE, "golden")
MOST_LINES = 40  # of a function
# What an accessor does for each member of a sequence is a row of a table, nothing to follow: it is not counted.
MEMBER_ROW = re.compile(r"    (if \(value_\w+\)|    \*value_\w+ =( .*;)?|self->value_\S+ = value_\w+;)$")
TABLE_ROW = re.compile(r'        [{"\d]')


def functions(text: str) -> Iterator[Tuple[str, int]]:
    """Names of C functions, and the lines of their bodies."""
    name, count = "", 0
    for line in text.split("\n"):
        head = re.match(r"(\w+) \(", line)
        name = head.group(1) if head else name
        count = 1 if line == "{" else count + (MEMBER_ROW.match(line) is None)
        if line == "}":
            yield name, count


class TestGolden(unittest.TestCase):
    maxDiff = None

    def test_same_bytes(self) -> None:
        right, made = contents(GOLDEN), generated(load(TINY))
        self.assertEqual(sorted(made), sorted(right))
        for name, text in made.items():
            with self.subTest(name):
                self.assertEqual(text, right[name].decode())


class TestShape(unittest.TestCase):
    """Generated code obeys the rules of written code; rows of tables are data."""

    sources: Dict[str, str]

    @classmethod
    def setUpClass(cls) -> None:
        made = {**generated(load(TINY)), **generated(load(SERVICES))}
        cls.sources = {name: text for name, text in made.items() if name.endswith(".c")}

    def test_functions_fit_a_screen(self) -> None:
        found = [(file, name) for file, text in self.sources.items() for name, size in functions(text)
                 if size > MOST_LINES]
        self.assertEqual(found, [])

    def test_width(self) -> None:
        """A single name cannot be broken, a parameter is one with its type."""
        self.assertEqual([line for line in self._lines() if len(line) > COLUMNS and not TABLE_ROW.match(line)
                          and not re.fullmatch(r" *(\w+ \*?)?\w+[,);]*", line)], [])

    def test_no_line_ends_in_a_space(self) -> None:
        self.assertEqual([line for line in self._lines() if line != line.rstrip()], [])

    def _lines(self) -> List[str]:
        return [line for text in self.sources.values() for line in text.split("\n")]


def update() -> None:
    made = generated(load(TINY))
    for name in set(os.listdir(GOLDEN)) - set(made):
        os.remove(os.path.join(GOLDEN, name))
    for name, text in made.items():
        replace_file(os.path.join(GOLDEN, name), text)


if __name__ == "__main__":
    update() if "--update" in sys.argv else unittest.main()
