# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds services that the common enum of services does not know, those of vendors, to that enum.

What looks for a service by number or by name, in the library and in the tools, then knows them like all others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Iterable

from .model import Enum, EnumValue
from .scope import COMMON, ENUM, Named, RawUnit, World
from .texts import text_of

_SERVICES = "service"  # name of the enum in the common file


def add_services(units: Iterable[RawUnit], world: World) -> None:
    """Before anything refers to the enum: what does keeps what it finds."""
    named = world.defined[ENUM].get(COMMON, {}).get(_SERVICES)
    if named is None or not isinstance(named.value, Enum):
        return
    enum = named.value
    for unit in units:
        if unit.service is not None and not any(v.value == _number(unit) for v in enum.values):
            _check_name(unit, enum, world)
            enum = replace(enum, values=enum.values + (_value(unit),))
    world.defined[ENUM][COMMON][_SERVICES] = Named(named.raw, enum)


def _number(unit: RawUnit) -> int:
    return int(unit.data["service"]["id"], 16)


def _value(unit: RawUnit) -> EnumValue:
    service, name = unit.data["service"], unit.service.lower()
    return EnumValue(name, name, _number(unit), text_of(unit.data, service["since"]), None, service.position("name"))


def _check_name(unit: RawUnit, enum: Enum, world: World) -> None:
    other = next((v for v in enum.values if v.nickname == unit.service.lower()), None)
    if other is not None:
        reason = f'"{unit.service}" is the name of service 0x{other.value:02X}'
        world.diagnostics.at(unit.data["service"], "name", reason, "choose another name, or that service's id")
