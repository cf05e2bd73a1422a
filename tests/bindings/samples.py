# SPDX-License-Identifier: LGPL-2.1-or-later
"""Values of Python for the accessors of the typelib, and the bytes they are on the wire: both made of the samples in
the descriptions.

A container's value is what its getters give: by TLV, a list with one item for each argument of the accessor.
"""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional

from qmicodegen import names
from qmicodegen.emit.layout import ContainerLayout, Member, PublicStruct, TlvLayout, in_api, members
from qmicodegen.model import ArrayType, Condition, Field, IntType, StructType

from values import SEQUENCE, encoded, value_of

Values = Dict[str, Any]
SUCCESS = {"Error Status": 0, "Error Code": 0}
REFUSED = {"Error Status": 1, "Error Code": 3}  # "internal"


class Argument(NamedTuple):
    """One value of an accessor: its place, and the C struct of its elements if it is a list of such."""

    member: Member
    struct: Optional[PublicStruct]


def python_name(c_name: str) -> str:
    """What the namespace of the typelib calls a C type."""
    return c_name[len("Qmi"):]


def accessor(verb: str, layout: TlvLayout) -> str:
    return f"{verb}_{names.c_lower(layout.tlv.name)}"


def arguments(layout: TlvLayout) -> List[Argument]:
    own = layout.value_members or list(members((layout.tlv.field,)))
    return [Argument(m, None if m.is_sequence else layout.structs.get(id(m.value))) for m in own]


def sample(layout: TlvLayout, settable: bool = False) -> Any:
    """The whole TLV as the module of values has it, but for what does not get through: see `_reachable`.

    With `settable`, it is what Python can build: see `_settable`.
    """
    value = _reachable(layout.tlv.field, value_of(layout.tlv.field))
    return _settable(layout.tlv.field, value) if settable else value


def _settable(field: Field, value: Any) -> Any:
    """PyGObject cannot put a list into a member of a struct: lists of such structs stay empty."""
    kind = field.type
    if isinstance(kind, StructType):
        return {f.name: _settable(f, value[f.name]) for f in kind.fields}
    if isinstance(kind, ArrayType) and isinstance(kind.element.type, StructType):
        return [] if _has_list(kind.element) else value
    return value


def _has_list(field: Field) -> bool:
    if isinstance(field.type, StructType):
        return any(_has_list(f) for f in field.type.fields)
    return isinstance(field.type, ArrayType)


def _reachable(field: Field, value: Any) -> Any:
    """What no setter can reach is zero, unless it never varies."""
    kind = field.type
    if isinstance(kind, StructType):
        return {f.name: _reachable(f, value[f.name]) for f in kind.fields}
    if isinstance(kind, ArrayType):
        return [_reachable(kind.element, item) for item in value]
    if isinstance(kind, IntType) and kind.constant is None and not in_api(field):
        return 0
    return value


def given(layout: TlvLayout, settable: bool = False) -> List[Any]:
    """What the getter of this TLV has to give, one item for each of its values."""
    value = sample(layout, settable)
    whole = value if isinstance(layout.tlv.field.type, StructType) else {layout.tlv.field.name: value}
    return [_plain(argument, _at(whole, argument.member)) for argument in arguments(layout)]


def _at(value: Any, member: Member) -> Any:
    for name in member.path:
        value = value[name]
    return value


def _inner(struct: PublicStruct, member: Member) -> Argument:
    return Argument(member, None if member.is_sequence else struct.member_structs.get(member.name))


def _plain(argument: Argument, value: Any) -> Any:
    kind = argument.member.value.type
    if argument.member.is_sequence:
        return SEQUENCE
    if argument.struct:
        inner = [_inner(argument.struct, m) for m in argument.struct.members]
        return [{i.member.name: _plain(i, _at(item, i.member)) for i in inner} for item in value]
    if isinstance(kind, ArrayType):
        return list(value)
    return bool(value) if isinstance(kind, IntType) and kind.boolean else value


# to and from the types of the typelib

class Converter:
    """`namespace` is the module that was loaded from the typelib."""

    def __init__(self, namespace: Any) -> None:
        self._namespace = namespace

    def to_arguments(self, layout: TlvLayout) -> List[Any]:
        return [self._wrapped(a, v) for a, v in zip(arguments(layout), given(layout, True))]

    def _wrapped(self, argument: Argument, value: Any) -> Any:
        if argument.member.is_sequence:
            return value
        if argument.struct:
            return [self._struct(argument.struct, item) for item in value]
        kind = argument.member.value.type
        if isinstance(kind, ArrayType):
            return [self._number(kind.element, item) for item in value]
        return self._number(argument.member.value, value)

    def _struct(self, struct: PublicStruct, values: Values) -> Any:
        made = getattr(self._namespace, python_name(names.c_camel(struct.binding_base)))()
        for member in struct.members:
            setattr(made, member.name, self._wrapped(_inner(struct, member), values[member.name]))
        return made

    def _number(self, field: Field, value: Any) -> Any:
        """Numbers of enums have the enum's own type, since bare numbers are no flags; those of 64 bits are numbers."""
        enum = field.type.enum if isinstance(field.type, IntType) else None
        has_type = enum is not None and not enum.wide
        return getattr(self._namespace, python_name(names.enum_type(enum)))(value) if has_type else value


def from_arguments(layout: TlvLayout, values: Any) -> List[Any]:
    """What a getter gave, in the form of `given`; several values come as a tuple."""
    wanted = arguments(layout)
    values = [values] if len(wanted) == 1 else list(values)
    if len(values) != len(wanted):
        raise ValueError(f"{len(values)} values instead of {len(wanted)}")
    return [_unwrapped(a, v) for a, v in zip(wanted, values)]


def _unwrapped(argument: Argument, value: Any) -> Any:
    kind = argument.member.value.type
    if argument.member.is_sequence:
        return int(value)
    if argument.struct:
        inner = [_inner(argument.struct, m) for m in argument.struct.members]
        return [{i.member.name: _unwrapped(i, getattr(item, i.member.name)) for i in inner} for item in value]
    if isinstance(kind, ArrayType):
        return [_scalar(kind.element, item) for item in value]
    return _scalar(argument.member.value, value)


def _scalar(field: Field, value: Any) -> Any:
    kind = field.type
    if isinstance(kind, IntType):
        return bool(value) if kind.boolean else int(value)
    return value


# wire

def tlv_bytes(layout: TlvLayout, settable: bool = False) -> bytes:
    value = encoded(layout.tlv.field, sample(layout, settable))
    return bytes([layout.tlv.id]) + len(value).to_bytes(2, "little") + value


def request_bytes(layout: Optional[ContainerLayout], settable: bool = False) -> bytes:
    if layout is None:
        return b""
    return b"".join(tlv_bytes(layout.tlvs[index], settable) for index in layout.container.encode_order)


def answer_bytes(layout: ContainerLayout) -> bytes:
    """All TLVs but the result."""
    return b"".join(tlv_bytes(t) for t in layout.tlvs if not t.tlv.is_result)


def is_read(layout: ContainerLayout, tlv: TlvLayout, result: Values) -> bool:
    """Whether the conditions of this TLV hold if all TLVs have their samples, and the result is this one."""
    return all(_holds(condition, layout, result) for condition in tlv.tlv.conditions)


def _holds(condition: Condition, layout: ContainerLayout, result: Values) -> bool:
    other = next(t for t in layout.tlvs if t.tlv.name == condition.tlv)
    # What was not read itself decides nothing.
    if not is_read(layout, other, result):
        return False
    value = result if other.tlv.is_result else sample(other)
    if condition.field is not None:
        value = value[condition.field]
    return (value == condition.value) == condition.equal
