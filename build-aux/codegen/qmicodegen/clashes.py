# SPDX-License-Identifier: LGPL-2.1-or-later
"""Finds names that would meet in C or on the command line, in all files together."""

from __future__ import annotations

from typing import Dict, Iterable, Iterator, List, Set, Tuple

from . import names
from .arguments import default_option
from .model import ArrayType, Enum, Field, Position, StructType
from .scope import RawUnit, World
from .source import Diagnostics, Key, Object, Place


def where(position: Position, other: Position) -> str:
    """How to point at `position` from `other`."""
    line = f"line {position.line}"
    return line if position.file == other.file else f"{position.file}, {line}"


class _Taken:
    """Names that may be used once, and where each is."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self._first: Dict[object, Tuple[Place, Key]] = {}

    def take(self, name: object, place: Place, key: Key, reason: str, remedy: str) -> None:
        """`reason` with the place of the first use as {where}."""
        first_place, first_key = self._first.setdefault(name, (place, key))
        if first_place is place and first_key == key:
            return
        first = where(first_place.position(first_key), place.position(key))
        self._diagnostics.at(place, key, reason.replace("{where}", first), remedy)


def check_services(units: List[RawUnit], diagnostics: Diagnostics) -> None:
    taken = _Taken(diagnostics)
    for unit in units:
        if unit.service is not None:
            service = unit.data["service"]
            number = int(service["id"], 16)
            reason = f"{service['id']} is the id of another service ({{where}})"
            taken.take(number, service, "id", reason, "every service has its own")


def check_enums(world: World) -> None:
    """C types and constants are global."""
    types = _Taken(world.diagnostics)
    constants = _Taken(world.diagnostics)
    for raw, enum in world.enums:
        c_type = names.enum_type(enum)
        reason = f"becomes the C type {c_type}, as does the enum of {{where}}"
        types.take(c_type, raw, "name", reason, 'choose another name or state "type-name"')
        _take_constants(raw, enum, constants)


def _take_constants(raw: Object, enum: Enum, constants: _Taken) -> None:
    for value, item in zip(enum.values, raw["values"]):
        constant = names.enum_constant(enum, value)
        reason = f"becomes the C constant {constant}, as does the value of {{where}}"
        constants.take(constant, item, "name", reason, "choose another name")


def check_flattened(raw: Object, field: Field, diagnostics: Diagnostics) -> None:
    """Structs inside a struct are flattened in C: names that are made of several parts may meet."""
    first: Dict[str, str] = {}
    for path, leaf in _leaves(field, []):
        c_name = names.c_lower(" ".join(path))
        shown = "/".join(path)
        other = first.setdefault(c_name, shown)
        if other != shown:
            reason = f'"{shown}" becomes the C name {c_name}, as "{other}" does'
            diagnostics.at(raw, "fields", reason, "choose another name")
        if isinstance(leaf.type, ArrayType):
            element = raw
            for name in path:
                element = next(f for f in element["fields"] if f["name"] == name)
            check_flattened(element["element"], leaf.type.element, diagnostics)


def _leaves(field: Field, path: List[str]) -> Iterator[Tuple[List[str], Field]]:
    if isinstance(field.type, StructType):
        for member in field.type.fields:
            yield from _leaves(member, path + [member.name])
    else:
        yield path, field


def check_options(units: Iterable[RawUnit], skip: Set[int], diagnostics: Diagnostics) -> None:
    """An option is called like no other, but it may stand in for that of its own message."""
    taken = _Taken(diagnostics)
    for unit in units:
        for place, key, option in _options(unit, skip) if unit.selected else ():
            taken.take(option, place, key, f'there is an option "{option}" already ({{where}})', "choose another name")


def _options(unit: RawUnit, skip: Set[int]) -> Iterator[Tuple[Place, Key, str]]:
    """Place, key and name of each option."""
    own = [raw for raw in unit.data.get("cli", {}).get("options", ()) if id(raw) not in skip]
    replaced = {(raw["option"], raw.get("message")) for raw in own}
    given: Set[str] = set()  # messages of one name, which is wrong anyway, have one default option
    for what in ("messages", "indications"):
        for raw in unit.data.get(what, ()):
            if id(raw) in skip:
                continue
            cli = raw.get("cli", {})
            default = default_option(unit.service, raw)
            if "option" in cli:
                yield cli, "option", cli["option"]
            elif what == "messages" and default not in given and (default, raw["name"]) not in replaced:
                given.add(default)
                yield raw, "name", default
            for index, alias in enumerate(cli.get("aliases", ())):
                yield cli["aliases"], index, alias
    for raw in own:
        yield raw, "option", raw["option"]
