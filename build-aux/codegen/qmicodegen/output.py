# SPDX-License-Identifier: LGPL-2.1-or-later
"""Collects outputs in memory and writes them when all is well: what did not change stays untouched."""

from __future__ import annotations

import os
from typing import Dict, Iterable, List


class Outputs:
    """Files to be written below one folder."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._texts: Dict[str, str] = {}

    def add(self, texts: Dict[str, str]) -> None:
        for name, text in texts.items():
            if name in self._texts:
                raise ValueError(f"two emitters make {name}")
            self._texts[name] = text

    @property
    def names(self) -> List[str]:
        return sorted(self._texts)

    def write(self) -> None:
        for name in self.names:
            replace_file(os.path.join(self._folder, name), self._texts[name])

    def write_depfile(self, path: str, inputs: Iterable[str]) -> None:
        """In the syntax of Make: every output depends on every input."""
        targets = " ".join(_escaped(os.path.join(self._folder, name)) for name in self.names)
        lines = "".join(f" \\\n  {_escaped(i)}" for i in sorted(set(inputs)))
        replace_file(path, f"{targets}:{lines}\n")


def generator_files() -> List[str]:
    """Modules and templates of the generator itself: a change in them asks for new outputs too."""
    package = os.path.dirname(os.path.relpath(__file__))
    found = []
    for folder, _, files in os.walk(package):
        found += [os.path.join(folder, f) for f in files if f.endswith((".py", ".j2"))]
    return sorted(found)


def _escaped(path: str) -> str:
    return path.replace("$", "$$").replace("#", "\\#").replace(" ", "\\ ")


def replace_file(path: str, text: str) -> None:
    """Write the file unless it has these bytes already; nobody ever sees half of it."""
    data = text.encode()
    try:
        with open(path, "rb") as stream:
            if stream.read() == data:
                return
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    partial = path + ".partial"
    try:
        with open(partial, "wb") as stream:
            stream.write(data)
        os.replace(partial, path)
    except OSError:
        if os.path.exists(partial):
            os.remove(partial)
        raise
