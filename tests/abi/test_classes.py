# SPDX-License-Identifier: LGPL-2.1-or-later
"""Classes at run time, as GObject tells: sizes, interfaces, properties and signals."""

from __future__ import annotations

import unittest
from typing import Dict

from answers import answers
from scope import additions, not_there_yet
from sides import Side, ours, peer
from support import CompareCase


def classes(side: Side) -> Dict[str, Dict[str, Dict[str, object]]]:
    return {answer["name"]: answer["object"] for answer in answers(side).values() if "object" in answer}


def members(side: Side, what: str) -> Dict[str, object]:
    """As `Class:name`."""
    return {f"{name}:{member}": facts for name, found in classes(side).items() for member, facts in found[what].items()}


class Classes(CompareCase):
    def check(self, what: str) -> None:
        theirs, own = members(peer(), what), members(ours(), what)
        self.compare(what, {n: f for n, f in theirs.items() if n in own or not not_there_yet().find(n)}, own)
        self.tell(f"{what} that only we have", [n for n in own if n not in theirs and not additions().find(n)])

    def test_classes(self) -> None:
        self.compare("classes", {name: found["class"] for name, found in classes(peer()).items()},
                     {name: found["class"] for name, found in classes(ours()).items()})

    def test_properties(self) -> None:
        """Names, types, flags, defaults and ranges, also of those that a class inherits."""
        self.check("properties")

    def test_signals(self) -> None:
        """Names, flags, and what their handlers get."""
        self.check("signals")


if __name__ == "__main__":
    unittest.main()
