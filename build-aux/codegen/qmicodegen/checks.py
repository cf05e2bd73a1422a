# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks the keys of one value against each other and against its type."""

from __future__ import annotations

from typing import Dict, FrozenSet, List, Optional, Tuple

from .model import ArrayType, Checks, Enum, IntType, StringType, Type
from .near import listed, nearest
from .source import Diagnostics, Key, Object, Place

INTEGERS: Dict[str, Tuple[int, bool]] = {
    "u8": (1, False),
    "u16": (2, False),
    "u32": (4, False),
    "u64": (8, False),
    "i8": (1, True),
    "i16": (2, True),
    "i32": (4, True),
    "i64": (8, True),
    "uint": (0, False),
}
FLOATS = {"f32": 4, "f64": 8}
PREFIXES = {"u8": 1, "u16": 2, "u32": 4}

_ANY_INTEGER = frozenset(INTEGERS)
_STRING = frozenset({"string"})
_ARRAY = frozenset({"array"})
_STRUCT = frozenset({"struct"})
_NUMBER = _ANY_INTEGER | frozenset(FLOATS)

_HOMES: Dict[str, Tuple[FrozenSet[str], str]] = {
    "size": (frozenset({"uint"}), 'the type "uint"'),
    "endian": (_ANY_INTEGER - {"u8", "i8"}, "integers of more than one byte"),
    "bool": (_ANY_INTEGER, "integers"),
    "enum": (_ANY_INTEGER, "integers"),
    "labels": (_ANY_INTEGER, "integers"),
    "bits": (_ANY_INTEGER, "integers"),
    "constant": (_ANY_INTEGER, "integers"),
    "length": (_STRING, "strings"),
    "max": (_STRING, "strings"),
    "charset": (_STRING, "strings"),
    "count": (_ARRAY, "arrays"),
    "sequence": (_ARRAY, "arrays"),
    "element": (_ARRAY, "arrays"),
    "fields": (_STRUCT, "structs"),
    "absent": (_NUMBER | _STRING, "numbers and strings"),
}
_NEEDED: Tuple[Tuple[FrozenSet[str], str, str], ...] = (
    (frozenset({"uint"}), "size", "the number of its bytes"),
    (_STRING, "length", '"rest", "u8", "u16" or a number of bytes'),
    (_ARRAY, "count", '"u8", "u16", "u32", "rest" or a number of elements'),
    (_ARRAY, "element", "what it is an array of"),
    (_STRUCT, "fields", "what its members are"),
)
_CHECK_HOMES: Dict[str, Tuple[FrozenSet[str], str]] = {
    "min": (_NUMBER, "numbers"),
    "max": (_NUMBER, "numbers"),
    "length-min": (_STRING, "strings"),
    "length-max": (_STRING, "strings"),
    "count-min": (_ARRAY, "arrays"),
    "count-max": (_ARRAY, "arrays"),
}


def int_range(type_: IntType) -> Tuple[int, int]:
    bits = 8 * type_.size
    return (-(1 << bits - 1), (1 << bits - 1) - 1) if type_.signed else (0, (1 << bits) - 1)


def longest(type_: StringType) -> Optional[int]:
    """Bytes a text may have; None if only the TLV's end bounds it."""
    if type_.fixed:
        return type_.fixed
    return type_.max or ((1 << 8 * type_.prefix) - 1 if type_.prefix else None)


def most(type_: ArrayType) -> Optional[int]:
    """Elements an array may have; None if only the TLV's end bounds it."""
    return type_.fixed or ((1 << 8 * type_.prefix) - 1 if type_.prefix else None)


def check_keys(raw: Object, diagnostics: Diagnostics) -> bool:
    """Whether the keys go together well enough to make a type of them."""
    kind = raw["type"]
    usable = True
    for key, (kinds, home) in _HOMES.items():
        if key in raw and kind not in kinds and (key, kind) != ("endian", "uint"):
            diagnostics.at(raw, key, f'a value of type "{kind}" has no "{key}"', f"it is for {home}")
            usable = False
    for kinds, key, what in _NEEDED:
        if kind in kinds and key not in raw:
            diagnostics.at(raw, "type", f'"{key}" is missing', f"say {what}")
            usable = False
    return usable & _check_pairs(raw, diagnostics)


def _check_pairs(raw: Object, diagnostics: Diagnostics) -> bool:
    usable = True
    if "bool" in raw and "enum" in raw:
        diagnostics.at_key(raw, "bool", '"bool" and "enum" do not go together', "keep one of them")
        usable = False
    if "max" in raw and isinstance(raw.get("length"), int):
        diagnostics.at_key(raw, "max", 'a string of fixed length has no "max"', 'leave it out')
        usable = False
    if "sequence" in raw and raw.get("count") not in PREFIXES:
        diagnostics.at_key(raw, "sequence", "a sequence number follows a count", 'set "count" to "u8", "u16" or "u32"')
        usable = False
    if raw.get("size") == 1 and "endian" in raw:
        diagnostics.at_key(raw, "endian", "a single byte has no order", "leave it out")
        usable = False
    return usable


def check_rest(raw: Object, diagnostics: Diagnostics, last: bool = True) -> None:
    """Refuse a value up to the end of the TLV where something follows it."""
    key = {"string": "length", "array": "count"}.get(raw["type"])
    if key and raw.get(key) == "rest" and not last:
        other = '"u8", "u16"' + (', "u32"' if key == "count" else "")
        diagnostics.at(raw, key, '"rest" is for the last thing of a TLV', f"use {other} or a number")
    if "element" in raw:
        check_rest(raw["element"], diagnostics, last=False)
    fields = raw.get("fields", ())
    for index, member in enumerate(fields):
        check_rest(member, diagnostics, last and index == len(fields) - 1)


def check_bits(raw: Object, size: int, diagnostics: Diagnostics) -> None:
    taken: Dict[int, str] = {}
    for part in raw["bits"]:
        first, width = part["first"], part["width"]
        if first + width > 8 * size:
            reason = f"bits {first} to {first + width - 1} are not in {8 * size} bits"
            diagnostics.at(part, "first", reason, f"the highest is {8 * size - 1}")
        clash = next((taken[bit] for bit in range(first, first + width) if bit in taken), None)
        if clash is not None:
            diagnostics.at(part, "first", f'overlaps with "{clash}"', "every bit has one name at most")
        taken.update((bit, part["name"]) for bit in range(first, first + width))


def check_numbers(raw: Object, type_: Type, diagnostics: Diagnostics) -> None:
    """Constant, absent values and bounds have to fit the type."""
    if isinstance(type_, IntType):
        low, high = int_range(type_)
        _check_in(raw, "constant", raw.get("constant"), low, high, diagnostics)
    if isinstance(type_, StringType) and type_.prefix and type_.max >= 1 << 8 * type_.prefix:
        limit = (1 << 8 * type_.prefix) - 1
        diagnostics.at(raw, "max", f"{type_.max} is out of range", f"the length before the text counts up to {limit}")
    if "absent" in raw:
        _check_absent(raw, type_, diagnostics)
    if "checks" in raw:
        _check_checks(raw, type_, diagnostics)


def _check_in(place: Place, key: Key, number: object, low: int, high: int, diagnostics: Diagnostics) -> None:
    if isinstance(number, int) and not low <= number <= high:
        diagnostics.at(place, key, f"{number} is out of range", f"the type holds {low} to {high}")


def _check_absent(raw: Object, type_: Type, diagnostics: Diagnostics) -> None:
    for index, value in enumerate(raw["absent"]):
        if isinstance(type_, IntType):
            if isinstance(value, str):
                check_nickname(raw["absent"], index, value, type_, diagnostics)
            else:
                _check_in(raw["absent"], index, value, *int_range(type_), diagnostics)
        elif isinstance(value, str) != isinstance(type_, StringType):
            right = "a text" if isinstance(type_, StringType) else "a number"
            diagnostics.at(raw["absent"], index, f"does not fit the type {raw['type']}", f"it has to be {right}")


def check_nickname(place: Place, key: Key, value: str, type_: IntType, diagnostics: Diagnostics) -> None:
    """A text stands for a number only where an enum gives numbers names."""
    enum = type_.labels or type_.enum
    if enum is None:
        diagnostics.at(place, key, f'"{value}" is no number', 'names are for values with "enum" or "labels"')
        return
    number = nickname_value(enum, value)
    if number is None:
        diagnostics.at(place, key, f'"{value}" is no value of {enum.name}', nickname_remedy(enum, value))
    else:
        _check_in(place, key, number, *int_range(type_), diagnostics)


def nickname_value(enum: Enum, nickname: str) -> Optional[int]:
    return next((v.value for v in enum.values if v.nickname == nickname), None)


def nickname_remedy(enum: Enum, nickname: str) -> str:
    known: List[str] = [v.nickname for v in enum.values]
    guess = nearest(nickname, known)
    if guess:
        return f'did you mean "{guess}"?'
    return "it has to be " + (listed(known) if len(known) <= 8 else f"one of its {len(known)} nicknames")


def _check_checks(raw: Object, type_: Type, diagnostics: Diagnostics) -> None:
    checks = raw["checks"]
    fitting = True
    for key, (kinds, home) in _CHECK_HOMES.items():
        if key in checks and raw["type"] not in kinds:
            diagnostics.at_key(checks, key, f'a value of type "{raw["type"]}" has no "{key}"', f"it is for {home}")
            fitting = False
    if not fitting:
        return
    if isinstance(type_, IntType):
        for key in ("min", "max"):
            _check_in(checks, key, checks.get(key), *int_range(type_), diagnostics)
    if isinstance(type_, StringType):
        _check_bound(checks, "length", longest(type_), "bytes", diagnostics)
    if isinstance(type_, ArrayType):
        _check_bound(checks, "count", most(type_), "elements", diagnostics)
    for low, high in (("min", "max"), ("length-min", "length-max"), ("count-min", "count-max")):
        if low in checks and high in checks and checks[low] > checks[high]:
            diagnostics.at(checks, low, f'{checks[low]} is above "{high}"', f"it has to be {checks[high]} at most")


def _check_bound(checks: Object, what: str, limit: Optional[int], unit: str, diagnostics: Diagnostics) -> None:
    for key in (f"{what}-min", f"{what}-max"):
        if limit is not None and checks.get(key, 0) > limit:
            diagnostics.at(checks, key, f"{checks[key]} is out of range", f"the type holds {limit} {unit} at most")


def checks_of(raw: Object) -> Checks:
    checks = raw.get("checks", {})
    return Checks(**{key.replace("-", "_"): checks[key] for key in _CHECK_HOMES if key in checks})
