# SPDX-License-Identifier: LGPL-2.1-or-later
"""Loads a folder of descriptions: read, validate, resolve."""

from __future__ import annotations

import gc
import os
import re
from contextlib import contextmanager
from typing import Callable, Dict, Iterator, List, Optional, Sequence, Set

from . import schema
from .canonical import check_layout
from .model import Model
from .near import did_you_mean, listed
from .program import load_program
from .resolve import resolve
from .scope import COMMON, RawUnit
from .source import Diagnostics, read_file

_TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
SCHEMA_FILE = os.path.join(_TREE, "data", "services", "service.schema.json")

_FOREIGN_ENUM = re.compile(r'"(?:enum|labels)": *"([^":]+):')


class UsageError(Exception):
    """The arguments ask for something that is not there."""


def load_model(
    description_dir: str,
    services: Optional[Sequence[str]] = None,
    extra: Sequence[str] = (),
    diagnostics: Optional[Diagnostics] = None,
    layout: Optional[Callable[[object], str]] = None,
    program: Optional[str] = None,
) -> Optional[Model]:
    """The model of the chosen services (None: all) and the extra files; None if anything is wrong.

    A file that is not chosen but referred to comes along with its enums only. With `layout`, which gives the
    right text of a file, other texts of it are wrong. `program` is the description of the command line itself.
    """
    found = Diagnostics() if diagnostics is None else diagnostics
    with _no_collector():
        return _Loader(description_dir, found, layout).load(services, extra, program)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Many objects are made and none is dropped: looking for garbage takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _stem(path: str) -> str:
    return os.path.basename(path).rpartition(".json")[0]


def _known(description_dir: str) -> Dict[str, str]:
    """Paths of all descriptions in a folder, by name."""
    try:
        entries = sorted(os.listdir(description_dir))
    except OSError as error:
        raise UsageError(f"{description_dir}: {error.strerror}") from None
    files = [e for e in entries if e.endswith(".json") and not e.endswith(".schema.json")]
    return {_stem(e): os.path.join(description_dir, e) for e in files}


def chosen_files(description_dir: str, services: Optional[Sequence[str]], extra: Sequence[str]) -> List[str]:
    """The common file, those of the services (None: all) and the extra ones."""
    known = _known(description_dir)
    if COMMON not in known:
        raise UsageError(f"{description_dir}: no {COMMON}.json in this folder")
    for name in services or ():
        if name not in known:
            remedy = did_you_mean(name, known, "there are " + listed(known))
            raise UsageError(f'no description of a service "{name}" in {description_dir}; {remedy}')
    names = known if services is None else sorted({COMMON, *services})
    return [known[name] for name in names] + list(extra)


class _Loader:
    def __init__(
        self, description_dir: str, diagnostics: Diagnostics, layout: Optional[Callable[[object], str]]
    ) -> None:
        self._dir = description_dir
        self._layout = layout
        self._diagnostics = diagnostics
        self._schema_file = os.path.relpath(SCHEMA_FILE)
        self._units: List[RawUnit] = []
        self._inputs: List[str] = []
        self._incomplete: Set[str] = set()
        self._skip: Set[int] = set()

    def load(
        self, services: Optional[Sequence[str]], extra: Sequence[str], program_file: Optional[str]
    ) -> Optional[Model]:
        self._validator = schema.Validator(self._schema_file)
        for path in chosen_files(self._dir, services, extra):
            self._read(path, selected=True)
        self._read_foreign(_known(self._dir))
        units = resolve(self._units, self._skip, self._incomplete, self._diagnostics)
        program = load_program(program_file, units, self._diagnostics) if program_file else None
        if len(self._diagnostics):
            return None
        return Model(units, tuple(self._inputs + [self._schema_file]) + (program.inputs if program else ()), program)

    def _read(self, path: str, selected: bool) -> None:
        self._inputs.append(path)
        name = _stem(path)
        data = read_file(path, self._diagnostics)
        if data is not None and self._layout is not None:
            check_layout(data, self._layout, self._diagnostics)
        if data is None or not self._validator.check(data, self._skip, self._diagnostics):
            self._incomplete.add(name)
            return
        other = next((u for u in self._units if u.name == name), None)
        if other is not None:
            self._diagnostics.at(data, None, f"{other.file} has this name too", "give every description its own")
        else:
            self._units.append(RawUnit(name, path, data, selected))

    def _read_foreign(self, known: Dict[str, str]) -> None:
        """Files that are not chosen, but whose enums are used."""
        seen = {_stem(path) for path in self._inputs}
        for unit in list(self._units):
            for name in sorted(set(_FOREIGN_ENUM.findall(unit.data.source.text)) & set(known) - seen):
                seen.add(name)
                self._read(known[name], selected=False)
