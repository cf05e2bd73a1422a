# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks sample values, and the preset values of command line arguments, against their types."""

from __future__ import annotations

from typing import Optional

from . import checks
from .model import ArrayType, Checks, Field, FloatType, IntType, StringType, StructType
from .near import did_you_mean, listed
from .source import Array, Diagnostics, Key, Object, Place

_CHARSETS = {"digits": frozenset("0123456789"), "hex": frozenset("0123456789abcdefABCDEF")}
_SHOWN = {
    Object: "an object",
    Array: "a list",
    bool: "true or false",
    str: "a text",
    int: "a number",
    float: "a number with a point",
}


class Sampler:
    """Compares values of a description with fields; complains at the place of the value."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics

    def check(self, place: Place, key: Key, value: object, field: Field) -> None:
        type_ = field.type
        if isinstance(type_, IntType):
            self._integer(place, key, value, field, type_)
        elif isinstance(type_, FloatType):
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                self._wrong(place, key, value, "a number")
        elif isinstance(type_, StringType):
            self._string(place, key, value, field.checks, type_)
        elif isinstance(type_, ArrayType):
            self._array(place, key, value, field, type_)
        else:
            self._struct(place, key, value, type_)

    def _wrong(self, place: Place, key: Key, value: object, right: str) -> None:
        shown = _SHOWN.get(type(value), "null")
        self._diagnostics.at(place, key, f"{shown} does not fit here", f"it has to be {right}")

    def _integer(self, place: Place, key: Key, value: object, field: Field, type_: IntType) -> None:
        if type_.boolean:
            if not isinstance(value, bool):
                self._wrong(place, key, value, "true or false")
        elif isinstance(value, int) and not isinstance(value, bool):
            self._number(place, key, value, field.checks, type_)
        elif isinstance(value, str) and type_.named:
            checks.check_nickname(place, key, value, type_, self._diagnostics)
        elif isinstance(value, Array) and type_.named:
            self._flags(value, type_)
        elif isinstance(value, Object) and type_.bits:
            self._parts(value, type_)
        else:
            self._wrong(place, key, value, "a nickname or a whole number" if type_.named else "a whole number")

    def _number(self, place: Place, key: Key, value: int, bounds: Checks, type_: IntType) -> None:
        low, high = checks.int_range(type_)
        if not low <= value <= high:
            self._diagnostics.at(place, key, f"{value} is out of range", f"the type holds {low} to {high}")
            return
        low = low if bounds.min is None else bounds.min
        high = high if bounds.max is None else bounds.max
        if not low <= value <= high:
            self._diagnostics.at(place, key, f"{value} is out of range", f'"checks" allow {low} to {high}')

    def _flags(self, values: Array, type_: IntType) -> None:
        for index, value in enumerate(values):
            if isinstance(value, str):
                checks.check_nickname(values, index, value, type_, self._diagnostics)
            else:
                self._wrong(values, index, value, "a nickname")

    def _parts(self, value: Object, type_: IntType) -> None:
        known = [b.name for b in type_.bits]
        for name in value:
            if name not in known:
                self._diagnostics.at_key(value, name, f'no bits are called "{name}"', self._remedy(name, known))

    def _string(self, place: Place, key: Key, value: object, bounds: Checks, type_: StringType) -> None:
        if not isinstance(value, str):
            self._wrong(place, key, value, "a text")
            return
        length = len(value.encode())
        low = max(type_.fixed, bounds.length_min or 0)
        high = bounds.length_max or checks.longest(type_)
        self._size(place, key, length, low, high, "bytes")
        charset = _CHARSETS.get(type_.charset or "")
        if charset and not charset.issuperset(value):
            right = "digits" if type_.charset == "digits" else "hexadecimal digits"
            self._diagnostics.at(place, key, f'"{value}" does not fit the charset', f"only {right} may stand here")

    def _size(self, place: Place, key: Key, size: int, low: int, high: Optional[int], unit: str) -> None:
        if size < low or high is not None and size > high:
            right = f"{low}" if low == high else f"at least {low}" if size < low else f"at most {high}"
            self._diagnostics.at(place, key, f"{size} {unit} do not fit", f"there have to be {right}")

    def _array(self, place: Place, key: Key, value: object, field: Field, type_: ArrayType) -> None:
        element = type_.element
        if isinstance(value, str) and field.display and isinstance(element.type, IntType) and element.type.size == 1:
            return  # bytes in the form in which they are shown
        if not isinstance(value, Array):
            self._wrong(place, key, value, "a list")
            return
        low = max(type_.fixed, field.checks.count_min or 0)
        self._size(place, key, len(value), low, field.checks.count_max or checks.most(type_), "elements")
        for index, item in enumerate(value):
            self.check(value, index, item, element)

    def _struct(self, place: Place, key: Key, value: object, type_: StructType) -> None:
        if not isinstance(value, Object):
            self._wrong(place, key, value, "an object")
            return
        members = {f.name: f for f in type_.fields}
        for name, item in value.items():
            if name in members:
                self.check(value, name, item, members[name])
            else:
                remedy = self._remedy(name, list(members))
                self._diagnostics.at_key(value, name, f'no member is called "{name}"', remedy)

    @staticmethod
    def _remedy(name: str, known: list[str]) -> str:
        return did_you_mean(name, known, "it has to be " + listed(known))
