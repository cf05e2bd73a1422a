# SPDX-License-Identifier: LGPL-2.1-or-later
"""The constant tables of a unit, and the private header with the C structs that they speak of."""

from __future__ import annotations

from typing import Dict, List

from .. import names
from ..model import ArrayType, Model
from .base import Emitter, c_string, stems
from .layout import ContainerLayout, TlvLayout, declare
from .plan import Record, TextRef, UnitPlan


class Texts:
    """All texts of a unit behind each other; one that ends another is not stored again."""

    def __init__(self, wanted: List[str]) -> None:
        self.offsets: Dict[str, int] = {}
        self.lines: List[str] = []
        size = 0
        longer = None
        place = {}
        for text in sorted(set(wanted), key=lambda t: t[::-1], reverse=True):
            if longer is not None and longer.endswith(text):
                place[text] = longer
            else:
                place[text] = longer = text
        for text in dict.fromkeys(place[t] for t in wanted):
            self.offsets[text] = size
            self.lines.append(c_string(text))
            size += len(text.encode()) + 1
        for text, holder in place.items():
            self.offsets[text] = self.offsets[holder] + len(holder.encode()) - len(text.encode())
        self.size = size + 1  # the literal ends in a NUL of its own
        if size > 0xFFFF:
            raise OverflowError(f"{size} bytes of texts, 65535 are the most")


def _texts(plan: UnitPlan) -> Texts:
    pools = [plan.messages, plan.fields.records, plan.nicknames.records]
    return Texts([cell.text for pool in pools for record in pool for cell in record if isinstance(cell, TextRef)])


def _row(record: Record, texts: Texts) -> str:
    cells = [str(texts.offsets[c.text]) if isinstance(c, TextRef) else str(c) for c in record]
    return cells[0] if len(cells) == 1 else "{ " + ", ".join(cells) + " }"


def _note(record: Record) -> str:
    """What a row is about, for the reader of the file."""
    text = ", ".join(c.text for c in record if isinstance(c, TextRef))
    return f" /* {text} */" if text else ""


class TableEmitter(Emitter):
    name = "tables"

    def outputs(self, model: Model) -> Dict[str, str]:
        found = {}
        for unit in model.units:
            plan = UnitPlan(unit, model)
            stem = stems(unit)
            found[stem["tables"] + ".h"] = self.render("tables.h.j2", **self._private(plan))
            found[stem["tables"] + ".c"] = self.render("tables.c.j2", **self._tables(plan))
        return found

    def _sections(self, plan: UnitPlan) -> List[Dict[str, object]]:
        texts = _texts(plan)
        parts = [
            ("gint64", "wide_values", plan.wide_values.records),
            ("QmiSchemaCondition", "conditions", plan.conditions.records),
            ("gint32", "values", plan.values.records),
            ("QmiSchemaMessage", "messages", plan.messages),
            ("QmiSchemaEnum", "enums", plan.enums),
            ("QmiSchemaTlv", "tlvs", plan.tlvs.records),
            ("QmiSchemaField", "fields", plan.fields.records),
            ("guint16", "nicknames", plan.nicknames.records),
        ]
        return [
            {"type": kind, "name": name, "size": max(1, len(records)),
             "rows": [{"cells": _row(r, texts), "note": _note(r)} for r in records] or [{"cells": "{ 0 }" if kind.startswith("Qmi") else "0", "note": ""}]}
            for kind, name, records in parts
        ]

    def _common_view(self, plan: UnitPlan) -> Dict[str, object]:
        unit = plan.unit
        texts = _texts(plan)
        return {
            "source": f"{unit.name}.json",
            "unit": names.unit_symbol(unit.name),
            "unit_type": "QmiSchema" + names.c_camel(unit.name),
            "sections": self._sections(plan),
            "texts": texts.lines,
            "texts_size": texts.size,
        }

    def _private(self, plan: UnitPlan) -> Dict[str, object]:
        unit = plan.unit
        stem = stems(unit)
        return dict(
            self._common_view(plan),
            headers=[stem["values"] + ".h"] + ([stem["messages"] + ".h"] if unit.service and unit.selected else []),
            sequences=[{"name": name, "members": [declare(kind, member) for kind, member in shape]}
                       for shape, name in plan.layout.sequences.items()],
            containers=[self._container(plan, c) for c in plan.layout.containers],
            fields=[{"name": struct_field_constant(s.base), "value": index}
                    for index, s in sorted(plan.struct_fields.items())],
        )

    def _container(self, plan: UnitPlan, container: ContainerLayout) -> Dict[str, object]:
        return {
            "name": container.c_name,
            "members": [declare(kind, name) for t in container.tlvs for kind, name in _tlv_members(t)],
            "n": max(1, len(container.tlvs)),
            "first": container.tlvs[0].member if container.tlvs else None,
        }

    def _tables(self, plan: UnitPlan) -> Dict[str, object]:
        service = f"0x{plan.unit.service_id:04X}" if plan.unit.service else "G_MAXUINT16"
        return dict(
            self._common_view(plan),
            header=stems(plan.unit)["tables"] + ".h",
            service=service,
            counts=[{"name": name, "value": len(records)} for name, records in (
                ("n_messages", plan.messages), ("n_enums", plan.enums), ("n_fields", plan.fields.records),
                ("n_tlvs", plan.tlvs.records))],
            structs=[_struct_functions(s, index) for index, s in sorted(plan.struct_fields.items())],
        )


def _tlv_members(tlv: TlvLayout) -> List[tuple]:
    kind = tlv.tlv.field.type
    found = [(tlv.c_type, tlv.member)]
    if isinstance(kind, ArrayType) and kind.sequence:
        found.append(("guint8", tlv.member + "_sequence"))
    return found


def struct_field_constant(base: str) -> str:
    """Name of the constant that says which record describes a public struct."""
    return names.c_upper(base.replace("Qmi ", "Qmi Field ", 1))


def _struct_functions(struct, index: int) -> Dict[str, object]:
    return {"index": index, "prefix": names.c_lower(struct.binding_base)}
