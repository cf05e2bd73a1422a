# SPDX-License-Identifier: LGPL-2.1-or-later
"""Names at run time: GObject types, nicknames, descriptions, error domains and their names on D-Bus."""

from __future__ import annotations

import functools
import json
import os
import sys
import unittest
from typing import Dict, List, Tuple

import headers
from support import HERE, CompareCase, Side, additions, expected, ours, peer, run
from symbols import exported

Answers = Dict[str, Dict[str, object]]


ENDINGS = ("_get_type", "_get_string", "_build_string_from_mask", "_get_description", "_quark")


def _shared() -> List[Tuple[str, int]]:
    """Functions of both that tell names, with the number of their arguments; a getter of a message is none of them."""
    prototypes = headers.read(peer()).functions
    names = expected(exported(peer()), exported(ours()), headers.read(peer()).homes)
    return [(n, prototypes.get(n, "").count(",") + 1) for n in names if n in exported(ours()) and n.endswith(ENDINGS)
            and "GError **" not in prototypes.get(n, "")]


@functools.lru_cache(maxsize=None)
def answers(side: Side) -> Answers:
    script = os.path.join(HERE, "call_library.py")
    return json.loads(run([sys.executable, script, side.library], text="\n".join(f"{n} {arguments}" for n, arguments in _shared())))


def _added_values() -> Dict[str, List[int]]:
    """By the functions' common start, the values that only we have, as additions.txt says."""
    found = {}
    for name, answer in answers(ours()).items():
        extra = [v for v in answer.get("values", []) if additions().find(v[1])]
        if name.endswith("_get_type") and extra:
            found[name[:-len("_get_type")]] = extra
    return found


class Names(CompareCase):
    def check(self, ending: str, what: str) -> None:
        added = {prefix: {str(v[0]) for v in values} for prefix, values in _added_values().items()}
        theirs, own = {}, {}
        for name in (n for n in answers(peer()) if n.endswith(ending)):
            skip = added.get(name[:-len(ending)], ())
            for side, found in ((peer(), theirs), (ours(), own)):
                found.update({f"{name} ({value})": said for value, said in answers(side)[name].items()
                              if value not in skip})
        self.compare(what, theirs, own)

    def test_types(self) -> None:
        added = _added_values()
        own = {n: dict(a) for n, a in answers(ours()).items() if n.endswith("_get_type")}
        for prefix, extra in added.items():
            own[prefix + "_get_type"]["values"] = [v for v in own[prefix + "_get_type"]["values"] if v not in extra]
        self.compare("types", {n: a for n, a in answers(peer()).items() if n.endswith("_get_type")}, own)

    def test_nicknames_of_values(self) -> None:
        self.check("_get_string", "nicknames")

    def test_nicknames_of_flags(self) -> None:
        self.check("_build_string_from_mask", "texts of flags")

    def test_descriptions(self) -> None:
        self.check("_get_description", "descriptions")

    def test_error_domains(self) -> None:
        self.check("_quark", "names of errors")


if __name__ == "__main__":
    unittest.main()
