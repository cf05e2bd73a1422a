# SPDX-License-Identifier: LGPL-2.1-or-later
"""Resolves values: TLVs' contents, struct members, array elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, Optional

from . import checks, names
from .arguments import field_cli
from .model import ArrayType, Bits, Enum, Field, FieldCli, FloatType, IntType, StringType, StructType, Type
from .samples import Sampler
from .scope import ENUM, Scope
from .source import Diagnostics, Object
from .texts import text_of


@dataclass(frozen=True)
class Around:
    """What a value takes over from the things around it."""

    since: Optional[str]
    personal: bool = False
    secret: bool = False


_NO_CLI = FieldCli()
_NO_CHECKS = checks.Checks()


class FieldReader:
    """Makes fields of raw values of one file. None: the value is wrong, which has been said."""

    def __init__(self, scope: Scope, diagnostics: Diagnostics) -> None:
        self._scope = scope
        self._diagnostics = diagnostics
        self._sampler = Sampler(diagnostics)

    def read(self, raw: Object, around: Around, since: Optional[str] = None) -> Optional[Field]:
        """`since` where it does not follow from the value and what is around it."""
        if not checks.check_keys(raw, self._diagnostics):
            return None
        here = Around(
            since or raw.get("since", around.since),
            around.personal or "personal" in raw,
            around.secret or "secret" in raw,
        )
        type_ = self._type(raw, here)
        if type_ is None:
            return None
        checks.check_numbers(raw, type_, self._diagnostics)
        field = self._field(raw, type_, here)
        if "sample" in raw:
            self._sampler.check(raw, "sample", raw["sample"], field)
        return field

    def _field(self, raw: Object, type_: Type, here: Around) -> Field:
        cli = raw.get("cli")
        return Field(
            name=raw.get("name", ""),
            type=type_,
            text=text_of(raw, here.since),
            unit=raw.get("unit"),
            formula=raw.get("formula"),
            display=raw.get("display"),
            absent=tuple(raw.get("absent", ())),
            checks=checks.checks_of(raw) if "checks" in raw else _NO_CHECKS,
            hidden="hidden" in raw,
            personal=here.personal,
            secret=here.secret,
            sample=raw.get("sample"),
            cli=field_cli(cli) if cli else _NO_CLI,
            pos=raw.position(),
        )

    def _type(self, raw: Object, here: Around) -> Optional[Type]:
        kind = raw["type"]
        if kind in checks.INTEGERS:
            return self._integer(raw, here)
        if kind in checks.FLOATS:
            return FloatType(checks.FLOATS[kind])
        if kind == "string":
            return _string(raw)
        if kind == "array":
            return self._array(raw, here)
        return self._struct(raw, here)

    def _integer(self, raw: Object, here: Around) -> Optional[IntType]:
        size, signed = checks.INTEGERS[raw["type"]]
        size = raw.get("size", size)
        enum, labels = self._enum(raw, "enum"), self._enum(raw, "labels")
        bits = tuple(self._bits(part, here) for part in raw.get("bits", ()))
        if "bits" in raw:
            checks.check_bits(raw, size, self._diagnostics)
            check_names(raw["bits"], self._diagnostics)
        if enum is None and "enum" in raw or labels is None and "labels" in raw:
            return None
        return IntType(
            size=size,
            signed=signed,
            big_endian="endian" in raw,
            sized=raw["type"] == "uint",
            boolean="bool" in raw,
            enum=enum,
            labels=labels,
            bits=bits,
            constant=raw.get("constant"),
        )

    def _enum(self, raw: Object, key: str) -> Optional[Enum]:
        if key not in raw:
            return None
        found = self._scope.find(ENUM, raw, key, raw[key])
        return found.value if found else None

    def _bits(self, raw: Object, here: Around) -> Bits:
        text = text_of(raw, here.since)
        return Bits(raw["name"], raw["first"], raw["width"], text, self._enum(raw, "enum"), raw.position())

    def _array(self, raw: Object, here: Around) -> Optional[ArrayType]:
        element = self.read(raw["element"], here)
        if element is None:
            return None
        count = raw["count"]
        fixed = count if isinstance(count, int) else 0
        return ArrayType(element, checks.PREFIXES.get(count, 0), fixed, "sequence" in raw)

    def _struct(self, raw: Object, here: Around) -> Optional[StructType]:
        members = [self.read(member, here) for member in raw["fields"]]
        check_names(raw["fields"], self._diagnostics)
        good = tuple(m for m in members if m is not None)
        return StructType(good) if len(good) == len(members) else None


def _string(raw: Object) -> StringType:
    length = raw["length"]
    fixed = length if isinstance(length, int) else 0
    return StringType(checks.PREFIXES.get(length, 0), fixed, raw.get("max", 0), raw.get("charset"))


def check_names(raws: Iterable[Object], diagnostics: Diagnostics) -> None:
    """Names that stand side by side have to differ, also after they are made C names."""
    first: Dict[str, Object] = {}
    for raw in raws:
        name = raw.get("name")
        if name is None:
            continue
        other = first.setdefault(names.c_lower(name), raw)
        if other is raw:
            continue
        line = other.position("name").line
        if other["name"] == name:
            diagnostics.at(raw, "name", f'"{name}" is the name of line {line} already', "choose another name")
        else:
            reason = f'"{name}" becomes the C name {names.c_lower(name)}, as "{other["name"]}" of line {line} does'
            diagnostics.at(raw, "name", reason, "choose another name")
