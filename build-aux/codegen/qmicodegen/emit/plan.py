# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plans the tables of a unit: which records there are, what they say, how they refer to each other.

Records that are equal are stored once; so are runs of records that stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from .. import names
from ..model import (ArrayType, Bits, Condition, Enum, Field, FloatType, IntType, Message, Model, StringType,
                     StructType, Unit)
from .layout import ContainerLayout, PublicStruct, TlvLayout, UnitLayout, c_width, in_api, owns_memory, wire_type


@dataclass(frozen=True)
class TextRef:
    """Stands for the offset of a text, known only when all texts are."""

    text: str


Record = Tuple[object, ...]

_LONGEST_RUN = 31
_MOST_BYTES = 0xFF


class Pool:
    """Records of one kind; equal runs share their place."""

    def __init__(self) -> None:
        self.records: List[Record] = []
        self._runs: Dict[Tuple[Record, ...], int] = {}

    def add(self, run: Sequence[Record]) -> int:
        key = tuple(run)
        if key not in self._runs:
            self._runs[key] = len(self.records)
            self.records += key
        return self._runs[key]


class UnitPlan:
    """All records of a unit, in the order in which they are stored."""

    def __init__(self, unit: Unit, model: Model) -> None:
        self.unit = unit
        self.layout = layout = UnitLayout(unit)
        self._units = {u.name: u for u in model.units}
        self._common = {e.name: i for i, e in enumerate(model.units[0].enums)}
        self.fields, self.tlvs, self.conditions = Pool(), Pool(), Pool()
        self.wide_values, self.values, self.nicknames = Pool(), Pool(), Pool()
        self.enums: List[Record] = []
        self.messages: List[Record] = []
        self.struct_fields: Dict[int, PublicStruct] = {}  # index of a struct's record -> its C form
        self.field_of: Dict[int, int] = {}  # id() of a model's Field -> its record
        self._enum_index: Dict[Tuple[str, str], int] = {}
        for enum in unit.enums:
            self.enum(enum)
        ordered = sorted(unit.messages + unit.indications, key=lambda m: (m.indication, m.id, m.vendor))
        self.message_index = {id(m): i for i, m in enumerate(ordered)}
        containers = {(id(c.message), c.direction): c for c in layout.containers}
        for message in ordered:
            self.messages.append(self._message(message, [containers.get((id(message), d)) for d in (0, 1)]))

    # enums

    def enum(self, enum: Enum) -> int:
        """Index of an enum in this unit; one of another service gets a copy here."""
        key = (enum.unit, enum.name)
        if key not in self._enum_index:
            self._enum_index[key] = len(self.enums)
            flags = ["QMI_ENUM_FLAGS"] * (enum.kind != "enum") + ["QMI_ENUM_WIDE"] * enum.wide
            pool = self.wide_values if enum.wide else self.values
            values = pool.add([(_signed(v.value, 64 if enum.wide else 32),) for v in enum.values])
            runs = [[v.nickname for v in enum.values]]
            if not all(names.nickname_tells_constant(enum, v) for v in enum.values):
                flags.append("QMI_ENUM_NAMES")
                runs.append([v.name for v in enum.values])
            if any(v.label for v in enum.values):
                flags.append("QMI_ENUM_LABELS")
                runs.append([v.label or "" for v in enum.values])
            texts = self.nicknames.add([(TextRef(t),) for run in runs for t in run])
            self.enums.append((values, texts, len(enum.values), _or(flags)))
        return self._enum_index[key]

    @property
    def foreign_units(self) -> List[Unit]:
        """Other services whose enums are used."""
        used = {unit for unit, _ in self._enum_index} - {self.unit.name}
        return [self._units[name] for name in sorted(used)]

    def _enum_ref(self, enum: Enum) -> Tuple[str, int]:
        if enum.unit == "common" and self.unit.name != "common":
            return "QMI_FIELD_ENUM_COMMON", self._common[enum.name]
        return "QMI_FIELD_ENUM", self.enum(enum)

    # fields

    def _number(self, value: Field, flags: List[str]) -> Tuple[object, object]:
        """`ref` and `extra` of an integer."""
        kind = value.type
        assert isinstance(kind, IntType)
        ref: object = 0
        extra: object = 0
        flags += ["QMI_FIELD_SIGNED"] * kind.signed + ["QMI_FIELD_BIG_ENDIAN"] * kind.big_endian
        flags += ["QMI_FIELD_BOOLEAN"] * kind.boolean
        named = kind.labels or kind.enum
        if named:
            flag, ref = self._enum_ref(named)
            flags.append(flag)
            flags += ["QMI_FIELD_LABELS"] * (kind.enum is None)
        if kind.bits:
            flags.append("QMI_FIELD_PARTS")
            ref, extra = self.fields.add([self._bits(b) for b in kind.bits]), len(kind.bits)
        if kind.constant is not None:
            flags.append("QMI_FIELD_CONSTANT")
            extra = self.wide_values.add([(_signed(kind.constant, 64),)])
        return ref, extra

    def _bits(self, bits: Bits) -> Record:
        flag, ref = self._enum_ref(bits.enum) if bits.enum else ("0", 0)
        return ("QMI_FIELD_BITS", 0, bits.width, flag, TextRef(bits.name), "0", ref, bits.first)

    def record(self, value: Field, owner: str, path: Tuple[str, ...], offset: str, structs: Dict[int, PublicStruct],
               as_wire: bool = False) -> Record:
        """Record of a value that is no member of a struct; see member()."""
        return self.member(value, owner, path, offset, structs, as_wire, _runs([value], as_wire)[0])

    def member(self, value: Field, owner: str, path: Tuple[str, ...], offset: str, structs: Dict[int, PublicStruct],
               as_wire: bool, run: int) -> Record:
        """Record of a value that stands at `offset`; `owner`, `path`: C struct around it and the way from there.

        `as_wire`: numbers are stored as on the wire. `run`: see _runs().
        """
        kind = value.type
        flags = ["QMI_FIELD_HIDDEN"] * value.hidden
        flags += ["QMI_FIELD_PERSONAL"] * value.personal + ["QMI_FIELD_SECRET"] * value.secret
        size: object = 0
        ref: object = 0
        extra: object = 0
        if isinstance(kind, (IntType, FloatType)):
            size = kind.size
            width = (kind.size if as_wire and wire_type(value) else c_width(value)).bit_length() - 1
            flags += [str(width)] * (width > 0)
            if isinstance(kind, IntType):
                ref, extra = self._number(value, flags)
        elif isinstance(kind, StringType):
            size, ref, extra = kind.prefix, kind.fixed, kind.max
            flags += ["QMI_FIELD_REST"] * (not kind.prefix and not kind.fixed)
            flags += ["QMI_FIELD_DIGITS"] * (kind.charset == "digits")
        elif isinstance(kind, StructType):
            ref, extra = self._children(kind, owner, path, structs, as_wire), len(kind.fields)
        else:
            size, extra = kind.prefix, kind.fixed
            flags += ["QMI_FIELD_REST"] * (not kind.prefix and not kind.fixed)
            if kind.sequence:
                flags.append("QMI_FIELD_SEQUENCE")
                extra = _place(owner, path, "_sequence")
            ref = self._element(value, structs)
        cell = run if as_wire or not run else f"QMI_HOST_RUN ({run})"
        return (f"QMI_FIELD_{_kind(kind)}", cell, size, _or(flags), TextRef(value.name), offset, ref, extra)

    def _children(self, kind: StructType, owner: str, path: Tuple[str, ...],
                  structs: Dict[int, PublicStruct], as_wire: bool) -> int:
        records = []
        for child, run in zip(kind.fields, _runs(kind.fields, as_wire)):
            inner = path + (child.name,)
            stored = in_api(child) and not isinstance(child.type, StructType)
            place = _place(owner, inner) if stored else "0"
            records.append(self.member(child, owner, inner, place, structs, as_wire, run))
        first = self.fields.add(records)
        self.field_of.update((id(child), first + i) for i, child in enumerate(kind.fields))
        return first

    def _element(self, array: Field, structs: Dict[int, PublicStruct]) -> int:
        assert isinstance(array.type, ArrayType)
        element = array.type.element
        struct = structs.get(id(array))
        if struct is None:
            return self.fields.add([self.record(element, "", (), str(c_width(element)), structs)])
        place = self.fields.add([self.record(element, struct.c_name, (), f"sizeof ({struct.c_name})", structs)])
        self.struct_fields[place] = struct
        return place

    # TLVs and messages

    def _tlv(self, container: ContainerLayout, tlv: TlvLayout) -> Record:
        value = tlv.tlv.field
        owner = tlv.c_type if isinstance(value.type, StructType) else container.c_name
        if isinstance(value.type, ArrayType) and value.type.sequence:
            # The number stands in the container: its offset counts from the array.
            record = self.record(value, container.c_name, ("value", tlv.tlv.name), "0", tlv.structs)
            extra = f"{record[-1]} - {_place(container.c_name, ('value', tlv.tlv.name))}"
            place = self.fields.add([record[:-1] + (extra,)])
        else:
            place = self.fields.add([self.record(value, owner, (), "0", tlv.structs, tlv.as_wire)])
        self.field_of[id(value)] = place
        flags = ["QMI_TLV_MANDATORY"] * tlv.tlv.mandatory + ["QMI_TLV_RESULT"] * tlv.tlv.is_result
        flags += ["QMI_TLV_PERSONAL"] * _any(value, "personal") + ["QMI_TLV_SECRET"] * _any(value, "secret")
        flags += ["QMI_TLV_OWNS"] * owns_memory(value)
        conditions = [self._condition(container, c) for c in tlv.tlv.conditions]
        return (f"0x{tlv.tlv.id:02X}", _or(flags), place, tlv_offset(container, tlv),
                self.conditions.add(conditions) if conditions else 0, len(conditions),
                container.container.encode_order[tlv.index], _texts(value) if tlv.as_wire else "QMI_TLV_ANY_TEXTS",
                _flat(value) if tlv.as_wire else 0)

    def _condition(self, container: ContainerLayout, condition: Condition) -> Record:
        tlv = next(t for t in container.tlvs if t.tlv.name == condition.tlv)
        offset, value = tlv_offset(container, tlv), tlv.tlv.field
        if condition.field is not None:
            member = next(m for m in tlv.value_members if m.path == (condition.field,))
            offset, value = f"{offset} + offsetof ({tlv.c_type}, {member.name})", member.value
        width = tlv.as_wire and wire_type(value) and value.type.size or c_width(value)
        return (condition.value, offset, width, "FALSE" if condition.equal else "TRUE")

    def _message(self, message: Message, containers: List[Optional[ContainerLayout]]) -> Record:
        flags = ["QMI_MESSAGE_INDICATION"] * message.indication + ["QMI_MESSAGE_ABORTABLE"] * message.abortable
        flags += ["QMI_MESSAGE_LIBRARY_ONLY"] * message.library_only
        flags += ["QMI_MESSAGE_ID_SHORT"] * (len(message.id_spelling) == 4)
        digits = message.id_spelling[2:]
        flags += ["QMI_MESSAGE_ID_LOWER"] * (digits != digits.upper())
        first, size, count = [], [], []
        for container in containers:
            tlvs = [self._tlv(container, t) for t in container.tlvs] if container else []
            first.append(str(self.tlvs.add(tlvs) if tlvs else 0))
            size.append(f"offsetof ({container.c_name}, states)" if container else "sizeof (QmiContainer)")
            count.append(str(len(tlvs)))
        return (f"0x{message.id:04X}", f"0x{message.vendor:04X}", TextRef(message.name), _braces(first), _braces(size),
                _braces(count), _or(flags), 0)


def _runs(fields: Sequence[Field], as_wire: bool) -> List[int]:
    """For each field how many numbers from it on stand in C as they stand on the wire; the tables have 5 bits.

    If not `as_wire`, C has numbers of its own byte order with gaps between them; but those that are as wide on the wire
    follow each other without gaps if none is wider than the one before it.
    """
    found: List[int] = []
    narrowest = 0  # bytes that a number must have at least to stand in front of the run without a gap
    for value in reversed(fields):
        if not in_api(value) or wire_type(value) is None or not (as_wire or _is_equal_number(value)):
            found.append(0)
            continue
        joins = found and found[-1] < _LONGEST_RUN and (as_wire or narrowest <= value.type.size)
        found.append(found[-1] + 1 if joins else 1)
        narrowest = value.type.size
    return found[::-1]


def _is_equal_number(value: Field) -> bool:
    """Whether a host that is little-endian holds the number in the API's type as it stands on the wire."""
    kind = value.type
    assert isinstance(kind, IntType)
    return not kind.boolean and not kind.big_endian and c_width(value) == kind.size


def _flat(value: Field) -> int:
    """Bytes of a value that is nothing but numbers stored as on the wire; 0 if it is something else, or a long one."""
    size = _wire_size(value)
    return size if size is not None and size <= _MOST_BYTES else 0


def _wire_size(value: Field) -> Optional[int]:
    if not isinstance(value.type, StructType):
        return value.type.size if wire_type(value) and in_api(value) else None
    sizes = [_wire_size(f) for f in value.type.fields]
    return None if None in sizes else sum(sizes)


def _texts(value: Field) -> object:
    """Bytes that the texts of a TLV take in C, with a NUL each; those of arrays have memory of their own."""
    found = [f.type.fixed + 1 if f.type.fixed else None for f in _strings(value)]
    if None in found or sum(found) >= _MOST_BYTES:
        return "QMI_TLV_ANY_TEXTS"
    return sum(found)


def _strings(value: Field) -> Iterator[Field]:
    if isinstance(value.type, StringType):
        yield value
    elif isinstance(value.type, StructType):
        for member in value.type.fields:
            yield from _strings(member)


def tlv_offset(container: ContainerLayout, tlv: TlvLayout) -> str:
    """The first value of all containers stands at the same place, so that they can share its records."""
    return "sizeof (QmiContainer)" if tlv.first else f"offsetof ({container.c_name}, {tlv.member})"


def _place(owner: str, path: Tuple[str, ...], suffix: str = "") -> str:
    return f"offsetof ({owner}, {'_'.join(names.member(p) for p in path)}{suffix})"


def _kind(kind: object) -> str:
    words = {IntType: "INT", FloatType: "FLOAT", StringType: "STRING", ArrayType: "ARRAY", StructType: "STRUCT"}
    return words[type(kind)]


def _any(value: Field, mark: str) -> bool:
    kind = value.type
    inner = kind.fields if isinstance(kind, StructType) else [kind.element] if isinstance(kind, ArrayType) else []
    return getattr(value, mark) or any(_any(f, mark) for f in inner)


def _or(flags: Sequence[str]) -> str:
    return " | ".join(flags) if flags else "0"


def _braces(items: Sequence[str]) -> str:
    return "{ " + ", ".join(items) + " }"


def _signed(value: int, bits: int) -> str:
    """A C constant: values beyond the signed range are stored by their bits."""
    if value >= 1 << (bits - 1):
        value -= 1 << bits
    if value == -(1 << (bits - 1)):
        return f"G_MININT{bits}"
    return f"G_GINT64_CONSTANT ({value})" if bits == 64 else str(value)
