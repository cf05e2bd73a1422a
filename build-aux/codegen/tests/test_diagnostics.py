# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every diagnostic with its exact text: small mistakes in the tiny descriptions, and in the one of the command line,
listed in broken/*.txt.

A case reads: `## what is wrong`, then edits (`@ file`, `- text that is there`, `+ text instead of it`), then
the lines that are to be said, each after `> `. `python3 -m tests.test_diagnostics --update` writes them anew.
"""

from __future__ import annotations

import json
import os
import sys
import unittest
from dataclasses import dataclass, field
from typing import Dict, List

from .support import HERE, PROGRAM, Edit, complaints, complaints_about_program, tiny_with

BROKEN = os.path.join(HERE, "broken")


def value(name: str, summary: str, type_: str, **keys: object) -> Dict[str, object]:
    return {"name": name, "summary": summary, "type": type_, **keys}


def items(element: Dict[str, object], hints: Dict[str, object]) -> Dict[str, object]:
    return {"count": "u8", "element": element, "cli": hints}


SIZE = value("Size", "How much goes into the pot.", "u8")
POT = {"type": "struct", "fields": [SIZE], "cli": {"heading": "[{Shelf}{#}: {Size}]"}}
SHELF = {
    "type": "struct",
    "fields": [
        value("Shelf", "How high the board hangs.", "u8"),
        value("Chosen", "Which pot gets the tea.", "u8"),
        value("Pots", "Everything that stands there.", "array", **items(POT, {"current-index": "Chosen"})),
    ],
    "cli": {"order": ["Pots", "Shelf"]},  # without what marks a pot
}
LID = {"type": "u8", "enum": "lid", "cli": {"pattern": "{#}: {.} {text}"}}
RIGHT_HINTS = [
    value("Shelves", "What hangs on the wall.", "array", id="0x20", presence="optional",
          **items(SHELF, {"empty": "none"})),
    value("Now", "How far the lid is up.", "u8", id="0x21", presence="optional", enum="lid"),
    value("Lids", "Ways that it may be left.", "array", id="0x22", presence="optional",
          **items(LID, {"current": "Now"})),
    value("Build", "Number of the plan.", "struct", id="0x23", presence="optional",
          fields=[value("Major", "Sheet of paper.", "u8")], cli={"pattern": "v{Major}"}),
]

@dataclass
class Case:
    title: str
    lines: List[str]  # as they stand in the file, without those that are expected
    edits: List[Edit] = field(default_factory=list)
    expected: List[str] = field(default_factory=list)


def read_cases(path: str) -> List[Case]:
    cases: List[Case] = []
    file = old = ""
    with open(path, encoding="utf-8") as stream:
        for line in stream.read().splitlines():
            mark, text = line[:2].strip(), line[2:]
            if mark == "##":
                cases.append(Case(text.strip(), []))
            if not cases:
                continue
            if mark == ">":
                cases[-1].expected.append(text)
                continue
            cases[-1].lines.append(line)
            if mark == "@":
                file = text
            elif mark == "-":
                old = text
            elif mark == "+":
                cases[-1].edits.append((file, old, text))
    return cases


def case_files() -> List[str]:
    return sorted(os.path.join(BROKEN, name) for name in os.listdir(BROKEN))


def said(case: Case) -> List[str]:
    """About the services, or about the command line if the mistakes are in its own description."""
    if any(file == os.path.basename(PROGRAM) for file, _, _ in case.edits):
        return complaints_about_program(case.edits)
    with tiny_with(case.edits) as folder:
        return complaints(folder)


class TestDiagnostics(unittest.TestCase):
    maxDiff = None

    def test_cases(self) -> None:
        for path in case_files():
            for case in read_cases(path):
                with self.subTest(case.title):
                    self.assertTrue(case.expected, "no expected line")
                    self.assertEqual(said(case), case.expected)

    def test_titles_differ(self) -> None:
        titles = [case.title for path in case_files() for case in read_cases(path)]
        self.assertEqual(len(titles), len(set(titles)))

    def test_hints_that_are_right(self) -> None:
        """What broken/hints.txt has wrong, as it should be: nothing is said."""
        tlvs = ", ".join(json.dumps(tlv) for tlv in RIGHT_HINTS)
        option = '"message": "Get Lists", "then": "Get Texts", "each": "Shelves/Pots"}'
        edits = [
            ("tny.json", '{"shared": "cup-list"},', f'{{"shared": "cup-list"}}, {tlvs},'),
            ("tny.json", '"action": "allocate-only"}', option),
        ]
        with tiny_with(edits) as folder:
            self.assertEqual(complaints(folder), [])


def update() -> None:
    for path in case_files():
        with open(path, encoding="utf-8") as stream:
            head = stream.read().split("## ", 1)[0]
        parts = []
        for case in read_cases(path):
            lines = [line for line in case.lines if line] + [f"> {line}" for line in said(case)]
            parts.append("\n".join(lines) + "\n")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(head + "\n".join(parts))


if __name__ == "__main__":
    update() if "--update" in sys.argv else unittest.main()
