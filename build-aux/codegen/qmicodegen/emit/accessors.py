# SPDX-License-Identifier: LGPL-2.1-or-later
"""The public C API of messages: types, getters, setters, and the structs of arrays."""

from __future__ import annotations

from typing import Dict, List, Optional

from .. import names
from ..model import ArrayType, Field, IntType, Model, StringType
from ..texts import newer
from .base import Emitter, c_parameter, describe, describe_value, stems, wrap_code
from .layout import ContainerLayout, Member, PublicStruct, TlvLayout, c_type, declare, in_api
from .plan import UnitPlan

_WIDE = "guint64"
BINDINGS_SINCE = "1.32"  # version that brought the forms for language bindings


def result_view(layout: ContainerLayout) -> Dict[str, object]:
    """The accessor of the outcome block."""
    tlv = next(t for t in layout.tlvs if t.tlv.is_result)
    return {
        "is_result": True,
        "name": names.accessor(layout.prefix, "get", "result"),
        "c_name": layout.c_name,
        "tlv": tlv.index,
        "message": layout.message.name,
        "since": tlv.tlv.field.text.since,
    }


class AccessorEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        found = {}
        for unit in model.units:
            if unit.service is None or not unit.selected:
                continue
            view = _UnitView(UnitPlan(unit, model)).view()
            stem = stems(unit)
            found[stem["messages"] + ".h"] = self.render("messages.h.j2", **view)
            found[stem["messages"] + ".c"] = wrap_code(self.render("messages.c.j2", **view))
        return found


class _UnitView:
    def __init__(self, plan: UnitPlan) -> None:
        self._plan = plan
        self._unit = plan.unit

    def view(self) -> Dict[str, object]:
        unit, stem = self._unit, stems(self._unit)
        return {
            "source": unit.file,
            "title": unit.title,
            "section": stem["messages"],
            "summary": describe(unit.text),
            "guard": names.header_guard(stem["messages"]),
            "header": stem["messages"] + ".h",
            "enums_headers": [stems(u)["values"] + ".h" for u in [unit] + self._plan.foreign_units],
            "tables_header": stem["tables"] + ".h",
            "unit": names.unit_reference(unit.name),
            "have": [names.have_macro(unit.service, m) for m in unit.messages + unit.indications]
            + [names.have_service_macro(unit.service)],
            "containers": [self._container(c) for c in self._plan.layout.containers if not c.message.library_only],
            "hidden": [result_view(c) for c in self._plan.layout.containers if c.exports_only_result],
        }

    def _container(self, layout: ContainerLayout) -> Dict[str, object]:
        message = layout.message
        return {
            "c_name": layout.c_name,
            "prefix": layout.prefix,
            "type_macro": names.type_macro(layout.prefix),
            "is_input": layout.direction == 0,
            "role": _role(layout),
            "message": message.name,
            "opening": _opening(layout),
            "summary": describe(message.text),
            "since": message.text.since,
            "message_index": self._plan.message_index[id(message)],
            "direction": layout.direction,
            "structs": [self._struct(s) for s in layout.structs],
            "accessors": [a for t in layout.tlvs for a in self._accessors(layout, t)],
        }

    # structs

    def _struct(self, struct: PublicStruct) -> Dict[str, object]:
        prefix = names.c_lower(struct.binding_base)
        forms = [self._form(struct, False)] + ([self._form(struct, True)] if struct.nested else [])
        return {
            "forms": forms,
            "prefix": prefix,
            "c_name": names.c_camel(struct.binding_base),
            "type_macro": names.type_macro(prefix),
            "field": names.struct_field_constant(struct.base),
            "gir": "TRUE" if struct.nested else "FALSE",
            "is_registered": not self._unit.internal,
        }

    def _form(self, struct: PublicStruct, binding: bool) -> Dict[str, object]:
        base = struct.binding_base if binding else struct.base
        rows = []
        for member in struct.members:
            inner = struct.member_structs.get(member.name)
            is_binding = inner is not None and binding
            annotation = _element_type(member, inner, True) if is_binding else _wide_type(member.value)
            rows.append({
                "declaration": declare("GPtrArray *" if is_binding else member.c_type, member.name),
                "comment": c_parameter(member.name, _member_summary(member), annotation),
            })
        return {
            "c_name": names.c_camel(base),
            "is_shadowed": struct.nested and not binding,
            "summary": _struct_summary(struct, binding),
            "since": BINDINGS_SINCE if binding else struct.tlv.field.text.since,
            "members": rows,
        }

    # accessors

    def _accessors(self, layout: ContainerLayout, tlv: TlvLayout) -> List[Dict[str, object]]:
        if tlv.tlv.is_result:
            return [result_view(layout)]
        bindings = bool(tlv.structs) and not self._unit.internal
        verbs = ["get", "set"] if layout.direction == 0 else ["get"]
        return [self._accessor(layout, tlv, verb, binding, bindings) for verb in verbs
                for binding in ([False, True] if bindings else [False])]

    def _accessor(self, layout: ContainerLayout, tlv: TlvLayout, verb: str, binding: bool,
                  has_binding: bool) -> Dict[str, object]:
        plain = names.accessor(layout.prefix, verb, tlv.tlv.name)
        since = tlv.tlv.field.text.since
        arguments = [self._argument(tlv, m, verb, binding) for m in _values(tlv)]
        return {
            "is_result": False,
            "is_get": verb == "get",
            "name": plain + "_gir" if binding else plain,
            "rename_to": plain if binding else None,
            "is_shadowed": has_binding and not binding,
            "c_name": layout.c_name,
            "tlv": tlv.index,
            "record": self._plan.field_of[id(tlv.tlv.field)],
            "field": tlv.tlv.name,
            "summary": describe_value(tlv.tlv.field) if tlv.value_members else describe(tlv.tlv.field.text),
            "since": newer(since, BINDINGS_SINCE) if binding else since,
            "arguments": arguments,
            "checks": [a for a in arguments if a["check"]],
        }

    def _argument(self, tlv: TlvLayout, member: Member, verb: str, binding: bool) -> Dict[str, object]:
        place = f"{tlv.member}.{member.name}" if tlv.value_members else member.name
        struct = None if member.is_sequence else tlv.structs.get(id(member.value))
        name = names.argument(tlv.tlv.name, list(member.path)) if tlv.value_members else tlv.member
        name += "_sequence" if member.is_sequence else "_ptr" if binding and struct else ""
        kind = "GPtrArray *" if binding and struct else member.c_type
        is_text = kind == "gchar *"
        passed = ("const " if is_text else "") + kind
        if verb == "get":
            passed += "*" if kind.endswith("*") else " *"
        return {
            "name": name,
            "declaration": declare(passed, name),
            "comment": c_parameter(name, _member_summary(member), _annotation(member, struct, verb, binding)),
            "value": _stored(tlv, member, f"self->{place}"),
            "place": place,
            "elements": names.struct_field_constant(struct.base) if binding and struct else None,
            "is_array": kind == "GArray *",
            "is_text": is_text,
            "check": self._check(tlv, member) if verb == "set" and is_text else None,
        }

    def _check(self, tlv: TlvLayout, member: Member) -> Optional[str]:
        """Record of a text whose length is bounded."""
        kind = member.value.type
        assert isinstance(kind, StringType)
        if not (kind.fixed or kind.max):
            return None
        return str(self._plan.field_of[id(member.value)])


def _values(tlv: TlvLayout) -> List[Member]:
    if tlv.value_members:
        return tlv.value_members
    value = tlv.tlv.field
    if not in_api(value):
        return []
    found = []
    if isinstance(value.type, ArrayType) and value.type.sequence:
        found.append(Member(tlv.member + "_sequence", "guint8", value, (), True))
    return found + [Member(tlv.member, c_type(value), value, ())]


def _stored(tlv: TlvLayout, member: Member, place: str) -> str:
    """The value that is stored at `place`, as the API shows it."""
    kind = member.value.type
    if not tlv.as_wire or member.wire_type is None or not isinstance(kind, IntType):
        return place
    order = "BE" if kind.big_endian else "LE"
    number = place if kind.size == 1 else f"{member.wire_type.upper()}_FROM_{order} ({place})"
    return f"{number} != 0" if kind.boolean else number


def _role(layout: ContainerLayout) -> str:
    if layout.message.indication:
        return "indication"
    return "response" if layout.direction else "request"


def _opening(layout: ContainerLayout) -> str:
    start = "What was received with" if layout.direction else "What is asked for in"
    return f'{start} the {_role(layout)} "{layout.message.name}"; opaque and reference counted.'


def _member_summary(member: Member) -> str:
    if member.is_sequence:
        return "number of this part in a row of messages that together carry the array."
    return describe_value(member.value)


def _struct_summary(struct: PublicStruct, binding: bool) -> str:
    text = struct.element.text.summary or f"One element of {struct.tlv.name}."
    return text + (" In the form for language bindings: arrays inside hold pointers." if binding else "")


def _element_type(member: Member, struct: Optional[PublicStruct], binding: bool) -> str:
    """GObject-introspection annotation of an array's elements."""
    kind = member.value.type
    if member.is_sequence or not isinstance(kind, ArrayType):
        return ""
    if struct:
        name = names.c_camel(struct.binding_base if binding else struct.base)
    else:
        name = _WIDE if _is_wide(kind.element) else c_type(kind.element)
        name = "utf8" if name == "gchar *" else name.rstrip(" *")
    return f"(element-type {name})"


def _is_wide(value: Field) -> bool:
    return isinstance(value.type, IntType) and value.type.enum is not None and value.type.enum.wide


def _wide_type(value: Field) -> str:
    """GObject-introspection annotation of flags that have more bits than GObject knows: a number loses none."""
    return f"(type {_WIDE})" if _is_wide(value) else ""


def _annotation(member: Member, struct: Optional[PublicStruct], verb: str, binding: bool) -> str:
    parts = []
    if verb == "get":
        parts.append("(out)(optional)")
        if member.c_type.endswith("*") and not member.is_sequence:
            parts.append("(transfer none)")
    parts += [_wide_type(member.value), _element_type(member, struct, binding)]
    return "".join(parts)
