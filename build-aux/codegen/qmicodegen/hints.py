# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks the hints for how values are shown: what they name has to be where the command line looks for it."""

from __future__ import annotations

import re
from typing import Dict, Iterable, List, Tuple

from .model import ArrayType, Bits, Field, IntType, StructType, Type
from .near import did_you_mean, listed
from .source import Array, Diagnostics, Object

Fields = Tuple[Field, ...]

_PLACEHOLDER = re.compile(r"\{([^{}]*)(\}?)")


def check_hints(raw: Object, field: Field, tlvs: Iterable[Field], whole: bool, diagnostics: Diagnostics) -> None:
    """The hints of a TLV and of all that is in it. `whole`: `tlvs` are all that the message has."""
    _Hints(field, {tlv.name: tlv for tlv in tlvs}, whole, diagnostics).check(raw, field, (), (), False)


class _Hints:
    def __init__(self, tlv: Field, tlvs: Dict[str, Field], whole: bool, diagnostics: Diagnostics) -> None:
        self._tlv = tlv
        self._tlvs = tlvs
        self._whole = whole
        self._diagnostics = diagnostics

    def check(self, raw: Object, field: Field, beside: Fields, around: Fields, element: bool) -> None:
        """`beside` are the members of the struct it stands in, `around` those that an element in it may name too."""
        cli = raw.get("cli", {})
        own = field.type.fields if isinstance(field.type, StructType) else ()
        self._check_patterns(raw, field, own + around if element else own, element)
        if "order" in cli:
            self._check_order(raw, own)
        if "current" in cli:
            self._check_current(raw, field.type)
        if "current-index" in cli:
            self._check_current_index(raw, field.type, beside)
        if isinstance(field.type, StructType):
            inner = own + around if element else around or own
            for member, part in zip(raw["fields"], own):
                self.check(member, part, own, inner, False)
        elif isinstance(field.type, ArrayType):
            self.check(raw["element"], field.type.element, (), around, True)

    # texts with placeholders

    def _check_patterns(self, raw: Object, field: Field, known: Fields, element: bool) -> None:
        cli = raw.get("cli", {})
        parts = _parts(field.type)
        members = [part.name for part in (*parts, *known)]
        if "pattern" in cli and not element and not parts and not isinstance(field.type, StructType):
            self._has_no(raw, "pattern", 'structs, numbers with "bits" and elements of lists')
        elif "pattern" in cli:
            self._check_placeholders(cli, "pattern", field, members, element)
        if "heading" in cli and element:
            self._check_placeholders(cli, "heading", field, members, element)

    def _check_placeholders(self, cli: Object, key: str, field: Field, members: List[str], element: bool) -> None:
        for match in _PLACEHOLDER.finditer(cli[key]):
            name, closed = match.groups()
            fault = None
            if not closed:
                fault = f'"{match.group()}" has no end', 'put "}" behind the name'
            elif name == "#":
                fault = None if element else ('"{#}" is a place in a list', "it is for elements of lists")
            elif name == ".":
                single = not isinstance(field.type, (StructType, ArrayType)) and not _parts(field.type)
                fault = None if single else ('"{.}" is a single value', "name members instead")
            elif name == "text":
                named = isinstance(field.type, IntType) and field.type.named
                fault = None if named else ('"{text}" is the text of an enum value', 'it is for "enum" or "labels"')
            elif name not in members:
                fault = f'no member is called "{name}"', did_you_mean(name, members, _there_are(members))
            if fault:
                self._diagnostics.at(cli, key, *fault)

    # members and TLVs

    def _check_order(self, raw: Object, own: Fields) -> None:
        order = raw["cli"]["order"]
        if raw["type"] != "struct":
            self._has_no(raw, "order", "structs")
            return
        known = [f.name for f in own]
        for index, name in enumerate(order):
            if name not in known:
                remedy = did_you_mean(name, known, _there_are(known))
                self._diagnostics.at(order, index, f'no member is called "{name}"', remedy)
            elif name in order[:index]:
                self._diagnostics.at(order, index, f'"{name}" stands here twice', "name every member once")
        if all(name in known for name in order):
            self._check_complete(order, own)

    def _check_complete(self, order: Array, own: Fields) -> None:
        """What an order leaves out is not shown; members that nobody wants to see are "hidden"."""
        marks = {f.cli.current_index for f in own}
        for field in own:
            if field.name not in order and not field.hidden and field.name not in marks:
                self._diagnostics.at(order, None, f'"{field.name}" is missing', "name every member that is shown once")

    def _check_current(self, raw: Object, type_: Type) -> None:
        """The element that equals the TLV is marked, on a line of its own."""
        cli = raw["cli"]
        if not isinstance(type_, ArrayType):
            self._has_no(raw, "current", "lists")
        elif type_.element.cli.pattern is None:
            remedy = 'give its "element" one, for lines are what is marked'
            self._diagnostics.at_key(cli, "current", 'a list without "pattern" has no "current"', remedy)
        elif self._whole:
            kind = _kind(type_.element.type)
            known = [f.name for f in self._tlvs.values() if f is not self._tlv and _kind(f.type) == kind]
            self._check_name(cli, "current", known, "no TLV like the elements", "add one of their type")

    def _check_current_index(self, raw: Object, type_: Type, beside: Fields) -> None:
        """The element at this place is marked, by a line above the block that it makes."""
        cli = raw["cli"]
        if not isinstance(type_, ArrayType):
            self._has_no(raw, "current-index", "lists")
        elif not isinstance(type_.element.type, StructType) or type_.element.cli.pattern is not None:
            remedy = 'it is for lists of structs without "pattern"'
            self._diagnostics.at_key(cli, "current-index", 'elements of one line have no "current-index"', remedy)
        else:
            known = [f.name for f in beside if _is_number(f.type)]
            self._check_name(cli, "current-index", known, "no number beside the list", "add one to the struct")

    def _check_name(self, cli: Object, key: str, known: List[str], what: str, without: str) -> None:
        """`without`: what to do if there is nothing that could be named."""
        if cli[key] not in known:
            otherwise = "it has to be " + listed(known) if known else without
            self._diagnostics.at(cli, key, f'{what} is called "{cli[key]}"', did_you_mean(cli[key], known, otherwise))

    def _has_no(self, raw: Object, key: str, home: str) -> None:
        reason = f'a value of type "{raw["type"]}" has no "{key}"'
        self._diagnostics.at_key(raw["cli"], key, reason, f"it is for {home}")


def _there_are(members: List[str]) -> str:
    return "there are " + listed(members) if members else "there are no members"


def _parts(type_: Type) -> Tuple[Bits, ...]:
    return type_.bits if isinstance(type_, IntType) else ()


def _is_number(type_: Type) -> bool:
    return isinstance(type_, IntType) and not type_.named and not type_.boolean and not type_.bits


def _kind(type_: Type) -> Tuple[object, ...]:
    """What two values have to have in common to be equal once they are JSON."""
    if not isinstance(type_, IntType):
        return (type(type_),)
    names = type_.labels or type_.enum
    return (IntType, names and (names.unit, names.name), type_.boolean, tuple(part.name for part in type_.bits))
