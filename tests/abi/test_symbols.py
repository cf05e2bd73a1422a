# SPDX-License-Identifier: LGPL-2.1-or-later
"""Exported symbols: the peer's without a version, and nothing that is not written down."""

from __future__ import annotations

import unittest
from typing import Iterable

import headers
import introspection
from scope import additions, expected, not_there_yet
from sides import Side, ours, peer
from support import CompareCase
from symbols import exported

PRIVATE = " QMIKIT_PRIVATE"


class Symbols(CompareCase):
    def setUp(self) -> None:
        self.theirs, self.own = exported(peer()), exported(ours())
        self.homes = headers.read(peer()).homes

    def test_all_of_the_peer(self) -> None:
        wanted = expected(self.theirs, self.own, self.homes)
        self.compare("symbols", {n: self.theirs[n] for n in wanted}, self.own)

    def test_nothing_else(self) -> None:
        self.tell("symbols too many: hide them, or name them in additions.txt", [
            f"{n}: {kind}" for n, kind in sorted(self.own.items())
            if n not in self.theirs and not kind.endswith(PRIVATE) and not additions().find(n)])

    def test_private_node_hides_nothing_public(self) -> None:
        self.tell("public symbols with a version", [f"{n}: {kind}" for n, kind in sorted(self.own.items())
                                                    if n in self.theirs and kind.endswith(PRIVATE)])


def _names(side: Side) -> Iterable[str]:
    """Of functions, types and constants, and of the properties and signals of objects."""
    described = introspection.facts(side) if side.gir else []
    return [*headers.read(side).homes, *exported(side), *(n for fact in described for n in fact.owners)]


class Lists(CompareCase):
    """The lists of exceptions hold only what is still needed."""

    def test_missing(self) -> None:
        homes = headers.read(peer()).homes
        missing = set(_names(peer())).difference(_names(ours()))
        used = {not_there_yet().find(n, homes.get(n, "")) for n in missing}
        self.tell("entries of missing.txt that nothing needs", sorted(not_there_yet().reasons.keys() - used))

    def test_additions(self) -> None:
        used = {additions().find(n) for n in _names(ours())}
        self.tell("entries of additions.txt that name nothing", sorted(additions().reasons.keys() - used))


if __name__ == "__main__":
    unittest.main()
