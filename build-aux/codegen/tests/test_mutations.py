# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever is put into a description, there is a diagnostic or a model and never a traceback."""

from __future__ import annotations

import copy
import json
import os
import unittest
from typing import Iterator, Tuple

from .support import TINY, complaints, tiny_with

JUNK = (None, 0, -1, 1 << 62, "x", "", [], {}, [1], {"a": 1}, True, 1.5, "u8", "Result", "success")
LEFT_OUT = object()
STEP = 23  # every how many of the mutations is tried: all of them take minutes

Path = Tuple[object, ...]


def places(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, path + (key,))


def mutations(data: dict) -> Iterator[Tuple[Path, object, dict]]:
    """One value exchanged, or one left out."""
    number = 0
    for path in places(data):
        for junk in JUNK + (LEFT_OUT,):
            number += 1
            if number % STEP:
                continue
            changed = copy.deepcopy(data)
            inner = changed
            for key in path[:-1]:
                inner = inner[key]
            if junk is LEFT_OUT:
                del inner[path[-1]]
            else:
                inner[path[-1]] = junk
            yield path, junk, changed


class TestMutations(unittest.TestCase):
    def test_all_are_judged(self) -> None:
        refused = 0
        for name in sorted(os.listdir(TINY)):
            with open(os.path.join(TINY, name), encoding="utf-8") as stream:
                data = json.load(stream)
            with tiny_with([]) as folder:
                for path, junk, changed in mutations(data):
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
                        json.dump(changed, stream)
                    with self.subTest(name, path=path, junk=junk):
                        refused += bool(complaints(folder))
        self.assertGreater(refused, 100)


if __name__ == "__main__":
    unittest.main()
