# SPDX-License-Identifier: LGPL-2.1-or-later
"""Declarations in the headers: prototypes, structs, enums, typedefs and macros."""

from __future__ import annotations

import unittest
from typing import Dict

import headers
from census import facts
from scope import additions, expected
from sides import ours, peer
from support import CompareCase


class Declarations(CompareCase):
    def setUp(self) -> None:
        self.theirs, self.own = headers.read(peer()), headers.read(ours())

    def wanted(self, kind: str) -> Dict[str, object]:
        found = getattr(self.theirs, kind)
        names = expected(found, getattr(self.own, kind), self.theirs.homes)
        return {n: found[n] for n in names if self.theirs.homes.get(n) != headers.FOREIGN_HOME}

    def test_prototypes(self) -> None:
        self.compare("prototypes", self.wanted("functions"), self.own.functions)

    def test_structs(self) -> None:
        as_lists = {n: list(members.values()) for n, members in self.own.structs.items()}
        self.compare("structs", {n: list(m.values()) for n, m in self.wanted("structs").items()}, as_lists)

    def test_typedefs(self) -> None:
        self.compare("typedefs", self.wanted("typedefs"), self.own.typedefs)

    def test_enums(self) -> None:
        """Their constants in their order; more only where that is written down."""
        wanted = self.wanted("enums")
        own = {n: [c for c in self.own.enums.get(n, []) if c in theirs or not additions().find(c)]
               for n, theirs in wanted.items()}
        self.compare("enums", wanted, own)

    def test_layouts_and_values(self) -> None:
        self.compare("sizes, offsets, signs and values", facts(peer()), facts(ours()))

    def test_functions_for_autoptr(self) -> None:
        cleanups = self.theirs.cleanups
        wanted = expected(cleanups, self.own.cleanups, self.theirs.homes)
        self.compare("functions for g_autoptr", {n: cleanups[n] for n in wanted}, self.own.cleanups)

    def test_macros(self) -> None:
        """Names with an underscore in front are include guards and the like; bodies of functions may differ."""
        wanted = {n: m for n, m in self.wanted("macros").items() if not n.startswith("_")}
        own = {n: (p, wanted[n][1] if p and n in wanted else body) for n, (p, body) in self.own.macros.items()}
        self.compare("macros", wanted, own)


if __name__ == "__main__":
    unittest.main()
