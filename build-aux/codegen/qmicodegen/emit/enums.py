# SPDX-License-Identifier: LGPL-2.1-or-later
"""Enums and flags in C: headers with the values, functions that name them."""

from __future__ import annotations

from typing import Dict, List, Optional

from .. import names
from ..model import Enum, EnumValue, Model, Unit
from .base import PRIVATE_VALUES, Emitter, describe, stems
from .plan import UnitPlan


class EnumEmitter(Emitter):
    name = "enums"

    def outputs(self, model: Model) -> Dict[str, str]:
        found = {}
        for unit in model.units:
            found.update(self._unit(unit, model))
        found["qmi-enum-types.h"] = self.render(
            "enum-types.h.j2",
            guard=names.header_guard("qmi-enum-types"),
            headers=[stems(u)["values"] + ".h" for u in model.units if not u.internal],
            enums=[_view(e, 0) for u in model.units for e in u.enums if not _is_private(u, e) and not e.error_domain])
        found["qmi-error-types.h"] = self.render(
            "error-types.h.j2",
            guard=names.header_guard("qmi-error-types"),
            enums=[_view(e, 0) for u in model.units for e in u.enums if e.error_domain])
        private = [_view(e, 0) for u in model.units for e in u.enums if _is_private(u, e)]
        sources = [u for u in model.units if any(_is_private(u, e) for e in u.enums)]
        found[PRIVATE_VALUES + ".h"] = self._header(sources, PRIVATE_VALUES, private, public=False)
        found["qmi-enum-types-private.h"] = self.render(
            "enum-types-private.h.j2", header=PRIVATE_VALUES + ".h", enums=private)
        return found

    def _unit(self, unit: Unit, model: Model) -> Dict[str, str]:
        stem = stems(unit)
        plan = UnitPlan(unit, model)
        enums = [_view(e, plan.enum(e)) for e in unit.enums]
        errors = [v for v in enums if v["error_domain"]]
        found = {
            stem["enums"] + ".c": self.render(
                "enums.c.j2", source=f"{unit.name}.json", unit=f"&{names.unit_symbol(unit.name)}.unit",
                tables_header=stem["tables"] + ".h", enums=enums),
        }
        if not unit.internal:
            shown = [v for v in enums if not v["error_domain"] and not v["private"]]
            found[stem["values"] + ".h"] = self._header([unit], stem["values"], shown)
        if errors:
            found["qmi-errors.h"] = self._header([unit], "qmi-errors", errors, dbus_prefix=names.DBUS_ERROR_PREFIX)
        return found

    def _header(self, units: List[Unit], stem: str, enums: List[Dict[str, object]], public: bool = True,
                dbus_prefix: Optional[str] = None) -> str:
        return self.render("enums.h.j2", source=" and ".join(f"{u.name}.json" for u in units),
                           guard=names.header_guard(stem), enums=enums, public=public,
                           described=[e for e in enums if e["labels"]], dbus_prefix=dbus_prefix)


def _is_private(unit: Unit, enum: Enum) -> bool:
    return enum.private or unit.internal


def _view(enum: Enum, index: int) -> Dict[str, object]:
    constant_prefix = names.enum_constant_prefix(enum)
    shared = names.enum_shared_start([v.name for v in enum.values]).rstrip("_")
    return {
        "c_name": names.enum_type(enum),
        "prefix": names.enum_prefix(enum),
        "type_macro": names.enum_type_macro(enum),
        "index": index,
        "summary": describe(enum.text),
        "since": enum.helpers_since or enum.text.since,
        "type_since": None if enum.private else enum.text.since,
        "is_flags": enum.kind != "enum",
        "is_wide": enum.kind == "flags64",
        "is_enum": enum.kind == "enum",
        "private": enum.private,
        "error_domain": enum.error_domain,
        "error_macro": constant_prefix,
        # An error type names its constants one by one, see QMI_ENUM_NAMES.
        "constant_prefix": f"{constant_prefix}_{shared}" if shared and not enum.error_domain else constant_prefix,
        "labels": any(v.label for v in enum.values),
        "entries": [_value(enum, v) for v in enum.values],
    }


def _value(enum: Enum, value: EnumValue) -> Dict[str, object]:
    if enum.kind == "enum":
        number = str(value.value)
    elif enum.wide:
        number = f"G_GUINT64_CONSTANT (0x{value.value:016X})"
    elif value.value > 0 and value.value & (value.value - 1) == 0 and value.value < 1 << 31:
        number = f"1 << {value.value.bit_length() - 1}"
    else:
        number = f"0x{value.value:08X}" + ("u" if value.value >= 1 << 31 else "")
    since = value.text.since
    return {
        "constant": names.enum_constant(enum, value),
        "number": number,
        "summary": describe(value.text) + (f" Since {since}." if since and since != enum.text.since else ""),
        "nickname": value.nickname,
        "is_deprecated": bool(value.text.deprecated),
    }
