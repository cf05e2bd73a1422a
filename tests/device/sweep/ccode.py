# SPDX-License-Identifier: LGPL-2.1-or-later
"""C code that calls one accessor: a getter whose values are printed, a setter with the values of the samples."""

from __future__ import annotations

from typing import Dict, List, Optional

from qmicodegen import names
from qmicodegen.emit.base import c_string
from qmicodegen.emit.layout import ContainerLayout, Member, PublicStruct, TlvLayout, c_type, declare, members
from qmicodegen.model import ArrayType, Field, FloatType, IntType, StringType, StructType

from values import SEQUENCE, value_of

INDENT = "    "


class Accessor:
    """One function of the interface; `bindings` chooses the form for language bindings."""

    def __init__(self, container: ContainerLayout, tlv: TlvLayout, verb: str, bindings: bool) -> None:
        self.name = names.accessor(container.prefix, verb, tlv.tlv.name) + ("_gir" if bindings else "")
        self.owner = container.c_name
        self.is_result = tlv.tlv.is_result
        self.is_mandatory = tlv.tlv.mandatory
        self._tlv = tlv
        self.bindings = bindings
        self._n_locals = 0
        self._lines: List[str] = []

    @property
    def arguments(self) -> List[Member]:
        """Those between the container and the error."""
        if self.is_result:
            return []
        return self._tlv.value_members or list(members((self._tlv.tlv.field,)))

    @property
    def getter_locals(self) -> List[Dict[str, str]]:
        """What a getter writes into: declaration and address."""
        return [{"declaration": declare(self._passed(m), f"value{i}"), "name": f"value{i}"}
                for i, m in enumerate(self.arguments)]

    def shown(self) -> List[str]:
        """Statements that print what the getter wrote."""
        self._lines = []
        for i, member in enumerate(self.arguments):
            self._show(member, self._struct(member), f"value{i}", "_".join(member.path), 1)
        return self._lines

    def values(self) -> Dict[str, List[str]]:
        """Expressions for the arguments of a setter, and the statements that go before."""
        self._lines, self._n_locals = [], 0
        value = value_of(self._tlv.tlv.field)
        whole = value if isinstance(self._tlv.tlv.field.type, StructType) else {self._tlv.tlv.field.name: value}
        arguments = [self._expression(m, self._struct(m), _at(whole, m)) for m in self.arguments]
        return {"lines": self._lines, "arguments": arguments}

    # types

    def _struct(self, member: Member) -> Optional[PublicStruct]:
        return None if member.is_sequence else self._tlv.structs.get(id(member.value))

    def _passed(self, member: Member) -> str:
        if self.bindings and self._struct(member):
            return "GPtrArray *"
        return "const gchar *" if member.c_type == "gchar *" else member.c_type

    def _struct_type(self, struct: PublicStruct) -> str:
        return names.c_camel(struct.binding_base if self.bindings else struct.base)

    # printing

    def _show(self, member: Member, struct: Optional[PublicStruct], place: str, label: str, depth: int) -> None:
        kind, label = member.value.type, c_string(label)
        if isinstance(kind, ArrayType) and not member.is_sequence:
            self._show_array(kind, struct, place, label, depth)
        elif isinstance(kind, StringType):
            self._line(depth, f'show_text (port, "{label}", {place});')
        elif isinstance(kind, FloatType):
            self._line(depth, f'show_real (port, "{label}", {place});')
        else:
            self._line(depth, f'show_number (port, "{label}", (gint64) {place});')

    def _show_array(self, kind: ArrayType, struct: Optional[PublicStruct], place: str, label: str, depth: int) -> None:
        index, element = f"i{depth}", f"element{depth}"
        self._line(depth, f'show_count (port, "{label}", {place} != NULL, {place} ? {place}->len : 0);')
        self._line(depth, f"for (guint {index} = 0; {place} && {index} < {place}->len; {index}++) {{")
        if struct:
            name = self._struct_type(struct)
            item = (f"g_ptr_array_index ({place}, {index})" if self.bindings
                    else f"&g_array_index ({place}, {name}, {index})")
            self._line(depth + 1, f"{name} *{element} = {item};")
            for member in struct.members:
                inner = None if member.is_sequence else struct.member_structs.get(member.name)
                self._show(member, inner, f"{element}->{member.name}", f"{label}[]/{'_'.join(member.path)}", depth + 1)
        else:
            name = c_type(kind.element)
            self._line(depth + 1, f"{declare(name, element)} = g_array_index ({place}, {name}, {index});")
            self._show(Member("", name, kind.element, ()), None, element, f"{label}[]", depth + 1)
        self._line(depth, "}")

    def _line(self, depth: int, text: str) -> None:
        self._lines.append(INDENT * depth + text)

    # making

    def _expression(self, member: Member, struct: Optional[PublicStruct], value: object) -> str:
        if member.is_sequence:
            return str(SEQUENCE)
        if isinstance(member.value.type, ArrayType):
            return self._structs(struct, value) if struct else self._array(member.value.type.element, value)
        return _constant(member.value, value)

    def _local(self) -> str:
        self._n_locals += 1
        return f"local{self._n_locals}"

    def _array(self, element: Field, values: List[object]) -> str:
        kind, array = c_type(element), self._local()
        self._line(1, f"GArray *{array} = keep_array (sizeof ({kind}));")
        items = ", ".join(self._expression(Member("", kind, element, ()), None, v) for v in values)
        if values:
            self._line(1, f"{declare(kind, array)}_values[] = {{ {items} }};")
            self._line(1, f"g_array_append_vals ({array}, {array}_values, {len(values)});")
        return array

    def _structs(self, struct: PublicStruct, values: List[object]) -> str:
        kind, array = self._struct_type(struct), self._local()
        self._line(1, f"GPtrArray *{array} = keep_pointers ();" if self.bindings
                   else f"GArray *{array} = keep_array (sizeof ({kind}));")
        for value in values:
            item = self._local()
            self._line(1, f"{kind} *{item} = keep_struct (sizeof ({kind}));")
            for member in struct.members:
                inner = None if member.is_sequence else struct.member_structs.get(member.name)
                self._line(1, f"{item}->{member.name} = {self._expression(member, inner, _at(value, member))};")
            self._line(1, f"g_ptr_array_add ({array}, {item});" if self.bindings
                       else f"g_array_append_vals ({array}, {item}, 1);")
        return array


def _at(value: object, member: Member) -> object:
    for name in member.path:
        value = value[name]
    return value


def _constant(field: Field, value: object) -> str:
    kind = field.type
    if isinstance(kind, StringType):
        return f'(gchar *) "{c_string(value)}"'
    if isinstance(kind, FloatType):
        return repr(value)
    assert isinstance(kind, IntType)
    number = f"G_GINT64_CONSTANT ({value})" if value < 0 else f"G_GUINT64_CONSTANT ({value})"
    return f"({c_type(field)}) {number}"


def accessors(container: ContainerLayout, verb: str, internal: bool) -> List[Accessor]:
    """All of a container; the plain form of each before that for bindings."""
    found = []
    for tlv in container.tlvs:
        forms = [False, True] if tlv.structs and not internal else [False]
        found += [Accessor(container, tlv, verb, bindings) for bindings in forms]
    return found
