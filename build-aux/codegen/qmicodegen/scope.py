# SPDX-License-Identifier: LGPL-2.1-or-later
"""Finds what a name in a description stands for: enums, shared TLVs, conditions; the own file comes first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Optional, Set, Tuple

from .model import Enum
from .near import nearest
from .source import Diagnostics, Key, Object

COMMON = "common"

ENUM = "enum"
SHARED = "shared TLV"
CONDITION = "condition"

_HOME = {ENUM: '"enums"', SHARED: '"shared"', CONDITION: '"conditions"'}


@dataclass(frozen=True)
class RawUnit:
    """A description file that was read; its content may be wrong."""

    name: str
    file: str
    data: Object
    selected: bool  # False: only its enums are of interest

    @property
    def service(self) -> Optional[str]:
        return self.data["service"]["name"] if "service" in self.data else None


def has_name(raw: object) -> bool:
    """Whether an item, which may have errors, can be spoken of by name."""
    return isinstance(raw, Object) and isinstance(raw.get("name"), str)


@dataclass(frozen=True)
class Named:
    """A definition and what became of it; `value` None: it is broken, which has been said already."""

    raw: Object
    value: object


@dataclass
class World:
    """All that the files define: kind -> file -> name -> definition."""

    diagnostics: Diagnostics
    defined: Dict[str, Dict[str, Dict[str, Named]]] = field(default_factory=lambda: {kind: {} for kind in _HOME})
    incomplete: Set[str] = field(default_factory=set)  # files that could not be read: nobody knows what they define
    enums: List[Tuple[Object, Enum]] = field(default_factory=list)  # all that could be made, good or not

    def define(self, kind: str, unit: str, raw: Object, value: object) -> bool:
        """Whether the name was free."""
        known = self.defined[kind].setdefault(unit, {})
        name = raw["name"]
        if name in known:
            line = known[name].raw.position("name").line
            self.diagnostics.at(raw, "name", f'{kind} "{name}" exists already in line {line}', "choose another name")
            return False
        known[name] = Named(raw, value)
        return True


class Scope:
    """What can be referred to from one file."""

    def __init__(self, unit: str, world: World) -> None:
        self.unit = unit
        self._world = world

    def find(self, kind: str, place: Object, key: Optional[Key], text: str) -> Optional[Named]:
        """What `text`, which stands at `place[key]`, names; complains if it is nothing."""
        unit, colon, name = text.rpartition(":")
        units = [unit] if colon else self._visible()
        tables = self._world.defined[kind]
        for candidate in units:
            found = tables.get(candidate, {}).get(name)
            if found:
                return found
        if not self._world.incomplete.intersection(units):
            remedy = self._guess(kind, name, units)
            self._world.diagnostics.at(place, key, f'no {kind} "{text}"', remedy)
        return None

    def _visible(self) -> List[str]:
        return [self.unit] if self.unit == COMMON else [self.unit, COMMON]

    def _guess(self, kind: str, name: str, units: List[str]) -> str:
        tables = self._world.defined[kind]
        elsewhere = sorted(u for u, table in tables.items() if name in table)
        if elsewhere and kind == ENUM:
            return f'did you mean "{elsewhere[0]}:{name}"?'
        names = {n: u for u in reversed(units) for n in tables.get(u, {})}
        guess = nearest(name, names)
        if not guess:
            return f'define it under {_HOME[kind]}'
        unit = names[guess]
        position = tables[unit][guess].raw.position("name")
        where = f"line {position.line}" if unit == self.unit else f"{unit}.json, line {position.line}"
        prefix = "" if unit in self._visible() else f"{unit}:"
        return f'did you mean "{prefix}{guess}" ({where})?'
