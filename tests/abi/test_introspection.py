# SPDX-License-Identifier: LGPL-2.1-or-later
"""Introspection data: every callable, type, field and constant of the peer's Qmi-1.0.gir."""

from __future__ import annotations

import unittest
from typing import Dict, List

import headers
import introspection
from introspection import Fact
from support import CompareCase, Side, additions, expected, ours, peer

VERSIONS = ["version", "deprecated-version"]


def _without_versions(fact: Fact) -> str:
    return " ".join(f"{n}={v}" for n, v in sorted(fact.attributes.items()) if n not in VERSIONS) or "-"


class Introspection(CompareCase):
    def setUp(self) -> None:
        if not ours().gir:
            self.skipTest("built without introspection data")
        homes = headers.read(peer()).homes
        names = {n for fact in introspection.facts(peer()) for n in fact.owners}
        have = {n for fact in introspection.facts(ours()) for n in fact.owners}
        wanted = set(expected(names, have, homes))
        self.theirs = self._facts(peer(), wanted)
        self.own = {f.path: f for f in introspection.facts(ours())}

    def _facts(self, side: Side, wanted: set) -> List[Fact]:
        return [f for f in introspection.facts(side) if all(n in wanted for n in f.owners)]

    def _sides(self, kinds: List[str], but: List[str] = ()) -> None:
        """Compares what lies below the given kinds of top-level elements."""

    def test_all(self) -> None:
        own = {path: _without_versions(f) for path, f in self.own.items()}
        self.compare("facts", {f.path: _without_versions(f) for f in self.theirs}, own)

    def test_versions(self) -> None:
        own = {path: f.attributes.get("version") for path, f in self.own.items()}
        self.compare("versions", {f.path: f.attributes.get("version") for f in self.theirs}, own)

if __name__ == "__main__":
    unittest.main()
