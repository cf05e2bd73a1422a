# SPDX-License-Identifier: LGPL-2.1-or-later
"""Random answers of a modem, made of the descriptions: valid ones, with known, unknown and unavailable values.

Nothing in them is younger than Debian's qmicli, which could not name it.
"""

from __future__ import annotations

import functools
import operator
import random
import string
import struct

from qmicodegen.model import (ArrayType, Enum, Field, FloatType, IntType, Message, StringType, StructType, Text,
                                Tlv)

PRINTABLE = string.ascii_letters + string.digits + " .-+/"
VERSION = (1, 32)
MOST_ELEMENTS = 4
MOST_CHARACTERS = 16


class Answers:
    """`wild`: also numbers of any size, and values that no enum knows."""

    def __init__(self, seed: str, wild: bool) -> None:
        self._random = random.Random(seed)
        self._wild = wild

    def success(self, message: Message, share: float) -> bytes:
        """With this share of the optional TLVs."""
        return self._answer(message, 0, share)

    def failure(self, message: Message, code: int) -> bytes:
        return self._answer(message, code, 0.5)

    def _answer(self, message: Message, code: int, share: float) -> bytes:
        out = _tlv(2, struct.pack("<HH", code != 0, code))
        for tlv in message.response.tlvs:
            if tlv.is_result or not _old(tlv.field.text) or not _possible(tlv, code):
                continue
            if tlv.mandatory or self._random.random() < share:
                out += _tlv(tlv.id, self._value(tlv.field))
        return out

    def _value(self, field: Field) -> bytes:
        kind = field.type
        if isinstance(kind, IntType):
            return _integer(kind, self._number(field, kind))
        if isinstance(kind, FloatType):
            return struct.pack("<f" if kind.size == 4 else "<d", self._random.uniform(-1000, 1000))
        if isinstance(kind, StringType):
            return self._text(kind)
        if isinstance(kind, StructType):
            return b"".join(self._value(member) for member in kind.fields)
        return self._array(field, kind)

    def _number(self, field: Field, kind: IntType) -> int:
        numbers = [value for value in field.absent if isinstance(value, int)]
        if kind.constant is not None:
            return kind.constant
        if kind.boolean:
            return self._random.randrange(2)
        if numbers and self._random.random() < 0.2:
            return self._random.choice(numbers)
        if self._wild and self._random.random() < 0.3:
            return self._random.getrandbits(8 * kind.size)
        names = kind.enum or kind.labels
        if names:
            return self._named(names)
        if kind.bits:
            return sum((self._named(part.enum) if part.enum else
                        self._random.getrandbits(part.width)) << part.first for part in kind.bits)
        if isinstance(field.sample, int) and self._random.random() < 0.3:
            return field.sample
        low = -120 if kind.signed else 0
        return self._random.randrange(low, 100 if kind.size == 1 else 1000)

    def _named(self, names: Enum) -> int:
        values = [value.value for value in names.values if _old(value.text)]
        if names.kind == "enum":
            return self._random.choice(values)
        chosen = self._random.sample(values, self._random.randrange(min(4, len(values) + 1)))
        return functools.reduce(operator.or_, chosen, 0)

    def _text(self, kind: StringType) -> bytes:
        length = kind.fixed or self._random.randrange(min(kind.max or MOST_CHARACTERS, MOST_CHARACTERS) + 1)
        letters = {"digits": string.digits, "hex": "0123456789ABCDEF"}.get(kind.charset or "", PRINTABLE)
        text = "".join(self._random.choices(letters, k=length)).encode()
        return _prefix(length, kind.prefix) + text

    def _array(self, field: Field, kind: ArrayType) -> bytes:
        count = kind.fixed or self._random.randrange(MOST_ELEMENTS + 1)
        out = _prefix(count, kind.prefix)
        if kind.sequence:
            out += bytes([self._random.randrange(256)])
        if field.display == "text":
            return out + "".join(self._random.choices(PRINTABLE, k=count)).encode()
        return out + b"".join(self._value(kind.element) for _ in range(count))


def _old(text: Text) -> bool:
    return tuple(int(part) for part in (text.since or "1.0").split(".")[:2]) <= VERSION


def _possible(tlv: Tlv, code: int) -> bool:
    """Whether an answer with this error code, 0 for none, has it; what other TLVs decide is left to the reader."""
    results = {"Error Status": int(code != 0), "Error Code": code}
    return all((results[c.field] == c.value) == c.equal for c in tlv.conditions if c.tlv == "Result" and c.field)


def _tlv(number: int, value: bytes) -> bytes:
    return struct.pack("<BH", number, len(value)) + value


def _prefix(count: int, width: int) -> bytes:
    return count.to_bytes(width, "little") if width else b""


def _integer(kind: IntType, number: int) -> bytes:
    return (number % (1 << 8 * kind.size)).to_bytes(kind.size, "big" if kind.big_endian else "little")
