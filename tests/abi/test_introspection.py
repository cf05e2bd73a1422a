# SPDX-License-Identifier: LGPL-2.1-or-later
"""Introspection data: all that the peer's Qmi-1.0.gir says of callables, types, fields, members and constants."""

from __future__ import annotations

import unittest
from typing import Callable

import headers
import introspection
from introspection import Fact
from scope import additions, covered, expected, other_types
from sides import ours, peer
from support import CompareCase
from symbols import exported

VERSION = "version"


def said(fact: Fact) -> str:
    return " ".join(f"{n}={v}" for n, v in sorted(fact.attributes.items()) if n != VERSION) or "-"


def _retyped(fact: Fact) -> Fact:
    """What is to be said of a value whose type we call by another name."""
    listed = other_types().find(fact.attributes.get("c:type", "").rstrip("*"))
    if listed is None or not fact.path.endswith("/ type"):
        return fact
    return fact._replace(attributes={**fact.attributes, "name": other_types().reasons[listed].split()[0]})


def _is_real(fact: Fact) -> bool:
    """The peer also describes a few functions that it does not export."""
    return all(n in exported(peer()) for n in fact.callables if n.startswith("qmi_"))


class Introspection(CompareCase):
    def setUp(self) -> None:
        if not ours().gir:
            self.skipTest("built without introspection data")
        theirs, own = introspection.facts(peer()), introspection.facts(ours())
        have = {n for f in own for n in f.owners}
        names = set(expected({n for f in theirs for n in f.owners}, have, headers.read(peer()).homes))
        self.theirs = {f.path: _retyped(f) for f in theirs if names.issuperset(f.owners) and _is_real(f)}
        self.own = {f.path: f for f in own}

    def check(self, what: str, chosen: Callable[[Fact], bool], say: Callable[[Fact], object] = said) -> None:
        own = {path: say(f) for path, f in self.own.items()}
        self.compare(what, {path: say(f) for path, f in self.theirs.items() if chosen(f)}, own)

    def test_namespace(self) -> None:
        keys = ["name", "version", "shared-library"]
        theirs, own = introspection.head(peer()), introspection.head(ours())
        self.compare("facts of the namespace", {k: theirs[k] for k in keys}, own)

    def test_callables(self) -> None:
        self.check("facts of callables", lambda f: bool(f.callables))

    def test_types_and_constants(self) -> None:
        self.check("facts of types and constants", lambda f: not f.callables)

    def test_versions(self) -> None:
        self.check("versions", lambda f: True, lambda f: f.attributes.get(VERSION))

    def test_nothing_more(self) -> None:
        """What the peer lacks is an addition that is written down, or known to its C programs only."""
        paths = {f.path for f in introspection.facts(peer())}
        names = {n for f in introspection.facts(peer()) for n in f.owners}
        for_c = headers.read(peer()).homes.keys() - names
        self.tell("facts that only we state", [
            path for path, f in self.own.items() if path not in paths and f.owners[-1] not in for_c
            and not any(additions().find(n) or not covered(n) for n in f.owners)])


if __name__ == "__main__":
    unittest.main()
