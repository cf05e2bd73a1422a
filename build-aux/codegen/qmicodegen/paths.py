# SPDX-License-Identifier: LGPL-2.1-or-later
"""Follows paths to values inside a message: `Info/PIN ID`, `List[0]/Build ID`, `List[Type=modem]/Sublist`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, Optional, Union

from . import checks
from .model import ArrayType, Container, Field, IntType, StructType
from .near import did_you_mean, listed

_STEP = re.compile(r"([^/\[\]]+)(?:\[([^\[\]]*)\])?")


@dataclass(frozen=True)
class Fault:
    reason: str
    remedy: str


def follow(path: str, container: Optional[Container], direction: str) -> Union[Field, Fault]:
    """The value at the end of the path. A step without brackets through a list means all its elements."""
    members: Dict[str, Field] = {tlv.name: tlv.field for tlv in container.tlvs} if container else {}
    steps = path.split("/")
    found: Optional[Field] = None
    for index, step in enumerate(steps):
        match = _STEP.fullmatch(step)
        if not match:
            remedy = 'it has to be a name such as "Info", "List[0]" or "List[Type=modem]"'
            return Fault(f'"{step}" has the wrong form', remedy)
        name, bracket = match.groups()
        if name not in members:
            return _no_such(steps, index, name, members, direction)
        found = members[name]
        if bracket is not None:
            found = _element(found, bracket)
            if isinstance(found, Fault):
                return found
        members = _members(found)
    assert found is not None  # a path has one step at least
    return found


def _members(field: Field) -> Dict[str, Field]:
    type_ = field.type.element.type if isinstance(field.type, ArrayType) else field.type
    return {f.name: f for f in type_.fields} if isinstance(type_, StructType) else {}


def _no_such(steps: list[str], index: int, name: str, members: Dict[str, Field], direction: str) -> Fault:
    """Name the wrong step, and show the whole path with what it probably should be."""
    reason = f'the {direction} has no field "{"/".join(steps[: index + 1])}"'
    guess = did_you_mean(name, members)
    if guess:
        right = guess.split('"')[1]
        fixed = steps[:index] + [steps[index].replace(name, right, 1)] + steps[index + 1 :]
        return Fault(reason, f'did you mean "{"/".join(fixed)}"?')
    if not members:
        return Fault(reason, "there are no fields in it")
    return Fault(reason, "there are " + listed(members))


def _element(field: Field, bracket: str) -> Union[Field, Fault]:
    if not isinstance(field.type, ArrayType):
        return Fault(f'"{field.name}" is no list', "leave the brackets out")
    element = field.type.element
    if bracket.isdigit():
        most = checks.most(field.type)
        if most is not None and int(bracket) >= most:
            return Fault(f'"{field.name}" has no element {bracket}', f"the last one can be {most - 1}")
        return element
    name, equals, value = bracket.partition("=")
    fault = _compare(name, value, _members(element)) if equals else Fault(f'"[{bracket}]" has the wrong form', "")
    if fault:
        return Fault(fault.reason, fault.remedy or 'it has to be "[0]" or "[Type=modem]"')
    return element


def _compare(name: str, value: str, members: Dict[str, Field]) -> Optional[Fault]:
    if name not in members:
        return Fault(f'no member is called "{name}"', did_you_mean(name, members, "there are " + listed(members)))
    type_ = members[name].type
    if value.isdigit() or not isinstance(type_, IntType):
        return None
    enum = type_.labels or type_.enum
    if enum is not None and checks.nickname_value(enum, value) is None:
        return Fault(f'"{value}" is no value of {enum.name}', checks.nickname_remedy(enum, value))
    return None
