# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where values stand in C: structs behind containers, public structs of arrays, arguments of accessors.

A sequence of a TLV is spread into arguments, an array's element that is a struct is a C struct; structs inside
either are flattened, their names joined.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Optional, Tuple

from .. import names
from ..model import ArrayType, Container, Field, FloatType, IntType, Message, StringType, StructType, Tlv, Unit


def c_type(value: Field) -> str:
    """C type of a value; ends in a star if it is a pointer."""
    kind = value.type
    if isinstance(kind, IntType):
        return _int_type(kind)
    if isinstance(kind, FloatType):
        return "gfloat" if kind.size == 4 else "gdouble"
    if isinstance(kind, StringType):
        return "gchar *"
    return "GArray *"


def _int_type(kind: IntType) -> str:
    if kind.enum:
        return names.enum_type(kind.enum)
    if kind.boolean:
        return "gboolean"
    if kind.sized:
        return "guint64"
    return f"g{'' if kind.signed else 'u'}int{8 * kind.size}"


def wire_type(value: Field) -> Optional[str]:
    """C type of a number that is stored as it stands on the wire, whatever its byte order; None if that cannot be."""
    kind = value.type
    if not isinstance(kind, IntType) or kind.size not in (1, 2, 4, 8):
        return None
    return f"g{'' if kind.signed else 'u'}int{8 * kind.size}"


def c_width(value: Field) -> int:
    """Bytes of the C type of a number."""
    kind = value.type
    if isinstance(kind, IntType):
        if kind.enum:
            return 8 if kind.enum.wide else 4
        return 4 if kind.boolean else 8 if kind.sized else kind.size
    return kind.size if isinstance(kind, FloatType) else 8


def owns_memory(value: Field) -> bool:
    kind = value.type
    if isinstance(kind, StructType):
        return any(owns_memory(f) for f in kind.fields)
    return isinstance(kind, (StringType, ArrayType))


def in_api(value: Field) -> bool:
    """Whether the C API shows the field: hidden ones and constants are the engine's business."""
    return not value.hidden and not (isinstance(value.type, IntType) and value.type.constant is not None)


def declare(kind: str, name: str) -> str:
    return f"{kind}{name}" if kind.endswith("*") else f"{kind} {name}"


@dataclass(frozen=True)
class Member:
    """A member of a C struct and the value it holds; `path` leads from the struct to it."""

    name: str
    c_type: str
    value: Field
    path: Tuple[str, ...]
    is_sequence: bool = False  # the sequence number of the array that follows it

    @property
    def wire_type(self) -> Optional[str]:
        return None if self.is_sequence else wire_type(self.value)


def members(fields: Tuple[Field, ...], path: Tuple[str, ...] = ()) -> Iterator[Member]:
    """Members for the fields of a struct, structs inside flattened."""
    for value in fields:
        inner = path + (value.name,)
        name = "_".join(names.member(p) for p in inner)
        if isinstance(value.type, StructType):
            yield from members(value.type.fields, inner)
        elif in_api(value):
            if isinstance(value.type, ArrayType) and value.type.sequence:
                yield Member(name + "_sequence", "guint8", value, inner, True)
            yield Member(name, c_type(value), value, inner)


def element_struct(value: Field) -> Optional[Field]:
    """The struct that an array consists of, if any."""
    if isinstance(value.type, ArrayType) and isinstance(value.type.element.type, StructType):
        return value.type.element
    return None


@dataclass
class PublicStruct:
    """C struct of an array's elements."""

    base: str  # "Qmi Message DMS List Stored Images Output List Image"
    element: Field
    tlv: Tlv
    members: List[Member]
    member_structs: Dict[str, "PublicStruct"]  # by member: the struct of an inner array

    @property
    def c_name(self) -> str:
        return names.c_camel(self.base)

    @property
    def nested(self) -> bool:
        return bool(self.member_structs)

    @property
    def binding_base(self) -> str:
        """The form that is registered as a type: arrays inside are arrays of pointers."""
        return self.base + " Gir" if self.nested else self.base


@dataclass
class TlvLayout:
    """What is received keeps its numbers as they stand on the wire: decoding them is copying, however many stand side
    by side. The getters make of them what the API shows."""

    tlv: Tlv
    index: int
    member: str  # of the container
    c_type: str
    value_members: List[Member]  # of a sequence; empty otherwise
    structs: Dict[int, PublicStruct]  # by id() of the array's Field
    first: bool  # stands right behind the common start of all containers
    as_wire: bool  # numbers are stored as they stand on the wire, where that can be


@dataclass
class ContainerLayout:
    message: Message
    container: Container
    base: str
    direction: int  # 0: request, 1: response or indication
    tlvs: List[TlvLayout]
    structs: List[PublicStruct] = field(default_factory=list)  # inner ones first

    @property
    def c_name(self) -> str:
        return names.c_camel(self.base)

    @property
    def prefix(self) -> str:
        return names.c_lower(self.base)

    @property
    def as_wire(self) -> bool:
        return self.direction == 1

    @property
    def exports_only_result(self) -> bool:
        """Whether it is the response of a message of the library itself; libqmi exports no more than this either."""
        return self.message.library_only and self.direction == 1


SequenceShape = Tuple[Tuple[str, str, bool], ...]  # C type and name of each member, whether it is stored as on the wire


class UnitLayout:
    """The C side of one unit. Sequences of the same shape share a struct, and so their records in the tables."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.sequences: Dict[SequenceShape, str] = {}
        self.structs: Dict[str, PublicStruct] = {}
        self.containers: List[ContainerLayout] = []
        # A type that is used in public as well is declared there: what is for the library alone comes last.
        for message in sorted(unit.indications + unit.messages, key=lambda m: m.library_only):
            for direction, container in enumerate((message.request, message.response)):
                if container is not None:
                    self.containers.append(self._container(message, container, direction))

    def _container(self, message: Message, container: Container, direction: int) -> ContainerLayout:
        base = names.container_base(self.unit.service or "", message, "Output" if direction else "Input")
        layout = ContainerLayout(message, container, base, direction, [])
        for index, tlv in enumerate(container.tlvs):
            layout.tlvs.append(self._tlv(layout, index, tlv))
        return layout

    def _tlv(self, layout: ContainerLayout, index: int, tlv: Tlv) -> TlvLayout:
        value = tlv.field
        structs: Dict[int, PublicStruct] = {}
        value_members: List[Member] = []
        if isinstance(value.type, StructType):
            value_members = list(members(value.type.fields))
            kind = self._sequence(value_members, layout.as_wire)
            for member in value_members:
                self._array(layout, tlv, member.value, list(member.path), structs)
        else:
            kind = layout.as_wire and wire_type(value) or c_type(value)
            self._array(layout, tlv, value, [], structs)
        return TlvLayout(tlv, index, names.argument(tlv.name, []), kind, value_members, structs, index == 0,
                         layout.as_wire)

    def _sequence(self, value_members: List[Member], as_wire: bool) -> str:
        kinds = [m.wire_type if as_wire else None for m in value_members]
        shape = tuple((kind or m.c_type, m.name, kind is not None) for m, kind in zip(value_members, kinds))
        return self.sequences.setdefault(shape, names.sequence_type(self.unit.name, len(self.sequences)))

    def _array(self, layout: ContainerLayout, tlv: Tlv, value: Field, path: List[str],
               found: Dict[int, PublicStruct]) -> Optional[PublicStruct]:
        element = element_struct(value)
        if element is None:
            return None
        inner_path = path + [element.name]
        base = names.struct_base(layout.base, tlv, inner_path)
        if base in self.structs:
            found[id(value)] = self.structs[base]
            return found[id(value)]
        own = list(members(element.type.fields))
        inner = {}
        for member in own:
            struct = self._array(layout, tlv, member.value, inner_path + list(member.path), found)
            if struct and not member.is_sequence:
                inner[member.name] = struct
        self.structs[base] = found[id(value)] = PublicStruct(base, element, tlv, own, inner)
        layout.structs.append(self.structs[base])
        return found[id(value)]
