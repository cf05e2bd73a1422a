# SPDX-License-Identifier: LGPL-2.1-or-later
"""Enums and flags in C: headers with the values, functions that name them."""

from __future__ import annotations

from typing import Dict, List, Sequence

from .. import names
from ..model import Enum, EnumValue, Model, Unit
from .base import PRIVATE_VALUES, Emitter, c_parameter, describe, stems, wrap_code


class EnumEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        found = {}
        public, private, errors = [], [], []
        for unit in model.units:
            found.update(self._unit(unit))
            private += [e for e in unit.enums if _is_private(unit, e)]
            errors += [e for e in unit.enums if e.error_domain]
            public += _public(unit)
        found["qmi-enum-types.h"] = self.render(
            "enum-types.h.j2",
            guard=names.header_guard("qmi-enum-types"),
            headers=[stems(u)["values"] + ".h" for u in model.units if not u.internal],
            enums=[_view(e) for e in public])
        found["qmi-error-types.h"] = self.render(
            "error-types.h.j2", guard=names.header_guard("qmi-error-types"), enums=[_view(e) for e in errors])
        sources = [u for u in model.units if any(_is_private(u, e) for e in u.enums)]
        found[PRIVATE_VALUES + ".h"] = self._values(sources, PRIVATE_VALUES, private, is_public=False)
        found["qmi-enum-types-private.h"] = self.render(
            "enum-types-private.h.j2", header=PRIVATE_VALUES + ".h", enums=[_view(e) for e in private])
        return found

    def _unit(self, unit: Unit) -> Dict[str, str]:
        stem = stems(unit)
        found = {
            stem["enums"] + ".c": wrap_code(self.render(
                "enums.c.j2", source=unit.file, unit=names.unit_reference(unit.name),
                tables_header=stem["tables"] + ".h",
                enums=[dict(_view(e), index=index) for index, e in enumerate(unit.enums)])),
        }
        if not unit.internal:
            found[stem["values"] + ".h"] = self._values([unit], stem["values"], _public(unit))
        errors = [e for e in unit.enums if e.error_domain]
        if errors:
            found["qmi-errors.h"] = self._values([unit], "qmi-errors", errors, names.DBUS_ERROR_PREFIX)
        return found

    def _values(self, units: Sequence[Unit], stem: str, enums: Sequence[Enum], dbus_prefix: str = "",
                is_public: bool = True) -> str:
        return self.render("enums.h.j2", source=" and ".join(u.file for u in units), guard=names.header_guard(stem),
                           enums=[_view(e) for e in enums], described=[_view(e) for e in enums if _has_labels(e)],
                           is_public=is_public, dbus_prefix=dbus_prefix)


def _is_private(unit: Unit, enum: Enum) -> bool:
    return enum.private or unit.internal


def _public(unit: Unit) -> List[Enum]:
    """Without the error domains, which have headers of their own."""
    return [e for e in unit.enums if not _is_private(unit, e) and not e.error_domain]


def _has_labels(enum: Enum) -> bool:
    return any(v.label for v in enum.values)


def _view(enum: Enum) -> Dict[str, object]:
    constant_prefix = names.enum_constant_prefix(enum)
    shared = names.enum_shared_start([v.name for v in enum.values]).rstrip("_")
    prefix = names.enum_prefix(enum)
    return {
        "c_name": names.enum_type(enum),
        "prefix": prefix,
        "type_macro": names.type_macro(prefix),
        "summary": describe(enum.text),
        "since": enum.helpers_since or enum.text.since,
        "type_since": None if enum.private else enum.text.since,
        "is_flags": enum.kind != "enum",
        "is_wide": enum.wide,
        "has_type": enum.kind != "flags64",  # GLib has no types for them
        "error_domain": enum.error_domain,
        "error_macro": constant_prefix,
        # An error type names its constants one by one, see QMI_ENUM_NAMES.
        "constant_prefix": f"{constant_prefix}_{shared}" if shared and not enum.error_domain else constant_prefix,
        "has_labels": _has_labels(enum),
        "entries": [_value(enum, v) for v in enum.values],
    }


def _value(enum: Enum, value: EnumValue) -> Dict[str, object]:
    constant, since = names.enum_constant(enum, value), value.text.since
    comment = describe(value.text) + (f" Since {since}." if since and since != enum.text.since else "")
    return {"constant": constant, "number": _number(enum, value.value), "comment": c_parameter(constant, comment)}


def _number(enum: Enum, value: int) -> str:
    if enum.kind == "enum":
        return str(value)
    if enum.wide:
        return f"G_GUINT64_CONSTANT (0x{value:016X})"
    if value >= 1 << 31:
        return f"0x{value:08X}u"
    is_bit = value > 0 and value & (value - 1) == 0
    return f"1 << {value.bit_length() - 1}" if is_bit else f"0x{value:08X}"
