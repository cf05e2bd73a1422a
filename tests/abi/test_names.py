# SPDX-License-Identifier: LGPL-2.1-or-later
"""Names at run time: GObject types, nicknames, descriptions, error domains and their names on D-Bus."""

from __future__ import annotations

import functools
import unittest
from typing import Dict, List

from answers import MASK, TYPE, answers
from scope import additions
from sides import Side, ours, peer
from support import CompareCase

@functools.lru_cache(maxsize=None)
def _added(prefix: str) -> List[int]:
    """Values that only we have, as additions.txt says. Flags of 64 bits have no type, but their bits have names."""
    registered = answers(ours()).get(f"{prefix}_get_type", {}).get("values")
    if registered:
        known = [value for value, name, _ in registered if not additions().find(name)]
        return [value for value, name, _ in registered if additions().find(name) and value not in known]
    masks = answers(ours()).get(f"{prefix}{MASK}", {})
    return [int(mask, 16) for mask, nickname in masks.items() if nickname
            and additions().find(f"{prefix}_{nickname}".upper().replace("-", "_"))]


def _is_added_pair(name: str, prefix: str, pair: str) -> bool:
    """Of a function that takes a kind and a number: each kind has an enum that is called like the function."""
    number, told = int(pair.split(", ")[1]), answers(ours())[name][pair]
    enums = [a["values"] for n, a in answers(ours()).items() if n.startswith(f"{prefix}_") and "values" in a]
    return any((number, told) == (value, nickname) and additions().find(constant)
               for values in enums for value, constant, nickname in values)


def _is_added(name: str, ending: str, value: str) -> bool:
    if ", " in value:
        return _is_added_pair(name, name[:-len(ending)], value)
    added = _added(name[:-len(ending)])
    if ending == MASK:
        return any(int(value, 16) & bit for bit in added)
    return value in map(str, added)


class Names(CompareCase):
    def check(self, ending: str, what: str) -> None:
        def said(side: Side) -> Dict[str, object]:
            return {f"{name} ({value})": text for name, answer in answers(side).items() if name.endswith(ending)
                    for value, text in answer.items() if not _is_added(name, ending, value)}
        self.compare(what, said(peer()), said(ours()))

    def test_types(self) -> None:
        """Names, parents, and the values in their order."""
        def types(side: Side) -> Dict[str, Dict[str, object]]:
            return {n: {fact: value for fact, value in answer.items() if fact != "object"}
                    for n, answer in answers(side).items() if n.endswith(TYPE)}
        own = types(ours())
        for name, answer in own.items():
            if "values" in answer:
                answer["values"] = [v for v in answer["values"] if not additions().find(v[1])]
        self.compare("types", types(peer()), own)

    def test_nicknames_of_values(self) -> None:
        self.check("_get_string", "nicknames")

    def test_nicknames_of_flags(self) -> None:
        self.check(MASK, "texts of flags")

    def test_descriptions(self) -> None:
        self.check("_get_description", "descriptions")

    def test_error_domains(self) -> None:
        self.check("_quark", "names of errors")


if __name__ == "__main__":
    unittest.main()
