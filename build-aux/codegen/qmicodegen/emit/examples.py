# SPDX-License-Identifier: LGPL-2.1-or-later
"""Arguments that can be typed, made of the samples of the description or, where there is none, of the type."""

from __future__ import annotations

import re
from typing import Optional

from ..model import Argument, ArgumentItem, ArrayType, Container, Field, FloatType, IntType, StringType, StructType
from ..paths import follow

# What items that take a part of their piece have together: a network, a file on the card, a pair.
PIECES = {"mcc": "26201", "mnc": "26201", "file": "0x3F00,0x2FE2", "folder": "0x3F00,0x2FE2"}


def example(argument: Optional[Argument], request: Optional[Container]) -> str:
    """All that has to be typed or, if that is nothing, the first thing that can be; empty without an argument."""
    if argument is None or not argument.typed:
        return ""
    first = _tlv(argument.typed[0])
    needed = [i for i in argument.typed if not i.optional] or [i for i in argument.typed if _tlv(i) == first]
    pieces = [_piece(item, argument, request) for item in needed]
    if argument.form == "keys":
        pairs = (f"{item.key}={piece}" if item.key else piece for item, piece in zip(needed, pieces))
        pieces = list(dict.fromkeys(pairs))
    text = ",".join(pieces)
    return f"[{text}]" if argument.form == "lists" else text


def _tlv(item: ArgumentItem) -> str:
    """What an item is a part of goes as a whole only."""
    return item.field.partition("/")[0]


def _piece(item: ArgumentItem, argument: Argument, request: Optional[Container]) -> str:
    if item.part in PIECES:
        return f"'{PIECES[item.part]}'" if item.key else PIECES[item.part]
    if item.pick:
        return re.findall(r"(\w+)#", argument.placeholder)[argument.typed.index(item)] + "0"
    found = follow(item.field.replace("[]", "[0]"), request, "request")
    assert isinstance(found, Field)
    if item.words and not (isinstance(found.type, IntType) and found.type.named and not item.only_words):
        return item.words[0][0]
    text = _typed(found, found.sample)
    return f"'{text}'" if "," in text and text[0] != "[" and len(argument.typed) > 1 else text


def _typed(field: Field, sample: object) -> str:
    """As value.c reads it."""
    kind = field.type
    if isinstance(kind, IntType):
        return _integer(field, kind, sample)
    if isinstance(kind, FloatType):
        return str(sample or 1.5)
    if isinstance(kind, ArrayType):
        return _array(field, kind, sample)
    if isinstance(kind, StructType):
        given = sample if isinstance(sample, dict) else {}
        return "[" + ",".join(_typed(f, given.get(f.name, f.sample)) for f in kind.fields) + "]"
    if sample is not None:
        return str(sample)
    digits = "1234567890" * 26
    least = max(kind.fixed, field.checks.length_min or 0)
    return digits[: least or min(4, field.checks.length_max or 4)]


def _integer(field: Field, kind: IntType, sample: object) -> str:
    enum = kind.enum or kind.labels
    if kind.boolean:
        return "no" if sample is False else "yes"
    if isinstance(sample, list):
        return "|".join(map(str, sample))
    if sample is not None and not isinstance(sample, dict):
        return str(sample)
    if enum:
        return next((v.nickname for v in enum.values if v.value > 0), enum.values[-1].nickname)
    return str(max(1, field.checks.min or 0))


def _array(field: Field, kind: ArrayType, sample: object) -> str:
    if isinstance(sample, str):
        return sample
    if field.display == "text":
        return "1234"
    element, count = kind.element, max(kind.fixed, field.checks.count_min or 0, 1)
    values = sample if isinstance(sample, list) else [element.sample] * count
    if isinstance(element.type, IntType) and element.type.size == 1 and not (element.type.signed or element.type.named):
        return ":".join(f"{v if isinstance(v, int) else 1:02X}" for v in values)
    parts = [_typed(element, v) for v in values]
    return "[" + ",".join(parts) + "]"
