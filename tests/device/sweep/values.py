# SPDX-License-Identifier: LGPL-2.1-or-later
"""Values for the fields of a description: the samples, and what stands in for a missing one. And their bytes."""

from __future__ import annotations

import ipaddress
import struct
from typing import List, Optional, Sized

from qmicodegen.model import ArrayType, Enum, Field, FloatType, IntType, StringType, StructType, Tlv

TEXT = "sample"
SEQUENCE = 1  # number of the part that an array with a sequence number is


def value_of(field: Field, given: object = None) -> object:
    """An int, float, text, list of values or dict of values by name; `given` comes from a sample around the field."""
    given = field.sample if given is None else given
    kind = field.type
    if isinstance(kind, IntType):
        return _number(kind, field, given)
    if isinstance(kind, FloatType):
        # Any value of four bytes survives the way there and back.
        return struct.unpack("<f", struct.pack("<f", 1.5 if given is None else given))[0]
    if isinstance(kind, StringType):
        return _text(kind, field) if given is None else given
    if isinstance(kind, StructType):
        return {f.name: value_of(f, (given or {}).get(f.name)) for f in kind.fields}
    return _list(kind, field, given)


def _number(kind: IntType, field: Field, given: object) -> int:
    if kind.constant is not None:
        return kind.constant
    enum = kind.enum or kind.labels
    if given is None:
        return enum.values[0].value if enum else field.checks.min or 1
    if isinstance(given, dict):
        return sum(_named(part.enum, given[part.name]) << part.first for part in kind.bits if part.name in given)
    if isinstance(given, list):
        number = 0
        for name in given:
            number |= _named(enum, name)
        return number
    return _named(enum, given)


def _named(enum: Optional[Enum], given: object) -> int:
    if not isinstance(given, str):
        return int(given)
    found = [v.value for v in enum.values if v.nickname == given] if enum else []
    return found[0] if found else int(given, 0)


def _text(kind: StringType, field: Field) -> str:
    size = kind.fixed or max(field.checks.length_min or 0, min(len(TEXT), kind.max or len(TEXT)))
    return ("0123456789" if kind.charset else TEXT).ljust(size, "0")[:size]


def _list(kind: ArrayType, field: Field, given: object) -> List[object]:
    if isinstance(given, str):
        return list(_shown_bytes(given, field.display))
    if given is None:
        return [value_of(kind.element)] * (kind.fixed or field.checks.count_min or 1)
    return [value_of(kind.element, item) for item in given]


def _shown_bytes(text: str, display: Optional[str]) -> bytes:
    if display == "text":
        return text.encode()
    if display in ("ipv4", "ipv6"):
        return ipaddress.ip_address(text).packed
    return bytes.fromhex(text.replace(":", "").replace("-", ""))


# wire

def tlv_bytes(tlv: Tlv) -> bytes:
    value = encoded(tlv.field, value_of(tlv.field))
    return struct.pack("<BH", tlv.id, len(value)) + value


def encoded(field: Field, value: object) -> bytes:
    kind = field.type
    if isinstance(kind, IntType):
        order = "big" if kind.big_endian else "little"
        return (value % (1 << 8 * kind.size)).to_bytes(kind.size, order)
    if isinstance(kind, FloatType):
        return struct.pack("<f" if kind.size == 4 else "<d", value)
    if isinstance(kind, StringType):
        text = value.encode()
        return _length(text, kind.prefix) + text
    if isinstance(kind, StructType):
        return b"".join(encoded(f, value[f.name]) for f in kind.fields)
    count = _length(value, kind.prefix) + (bytes([SEQUENCE]) if kind.sequence else b"")
    return count + b"".join(encoded(kind.element, item) for item in value)


def _length(value: Sized, size: int) -> bytes:
    return len(value).to_bytes(size, "little") if size else b""
