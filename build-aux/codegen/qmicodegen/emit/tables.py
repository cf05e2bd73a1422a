# SPDX-License-Identifier: LGPL-2.1-or-later
"""The constant tables of a unit, and the private header with the C structs that they speak of."""

from __future__ import annotations

from itertools import groupby
from typing import Dict, List, Sequence

from .. import names
from ..model import ArrayType, Model
from .base import Emitter, stems
from .layout import ContainerLayout, SequenceShape, TlvLayout, declare, owns_memory
from .plan import Record, TextRef, UnitPlan

_MOST_TEXTS = 0xFFFF  # records refer to them with 16 bits


class Texts:
    """All texts of a unit behind each other; one that ends another is not stored again."""

    def __init__(self, wanted: Sequence[str]) -> None:
        holders = _holders(wanted)
        self.stored = list(dict.fromkeys(holders[text] for text in wanted))
        self.size = 1  # the C literal ends in a NUL of its own
        starts: Dict[str, int] = {}
        for text in self.stored:
            starts[text] = self.size - 1
            self.size += len(text.encode()) + 1
        self.offsets = {
            text: starts[holder] + len(holder.encode()) - len(text.encode()) for text, holder in holders.items()}
        if self.size > _MOST_TEXTS:
            raise OverflowError(f"{self.size} bytes of texts, {_MOST_TEXTS} are the most")


def _holders(wanted: Sequence[str]) -> Dict[str, str]:
    """For each text the one in whose end it is stored."""
    found = {}
    holder = ""
    for text in sorted(set(wanted), key=lambda t: t[::-1], reverse=True):
        if not holder.endswith(text):
            holder = text
        found[text] = holder
    return found


class TableEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        found = {}
        for unit in model.units:
            view = _view(UnitPlan(unit, model))
            stem = stems(unit)["tables"]
            found[stem + ".h"] = self.render("tables.h.j2", **view)
            found[stem + ".c"] = self.render("tables.c.j2", **view)
        return found


def _view(plan: UnitPlan) -> Dict[str, object]:
    unit, stem = plan.unit, stems(plan.unit)
    pools = [plan.messages, plan.fields.records, plan.nicknames.records]
    texts = Texts([cell.text for pool in pools for record in pool for cell in record if isinstance(cell, TextRef)])
    structs = [{"index": index, "c_name": s.c_name, "constant": names.struct_field_constant(s.base),
                "owns": owns_memory(s.element)} for index, s in sorted(plan.struct_fields.items())]
    has_messages = unit.service is not None and unit.selected
    return {
        "source": unit.file,
        "header": stem["tables"] + ".h",
        "headers": [stem["values"] + ".h"] + [stem["messages"] + ".h"] * has_messages,
        "unit": names.unit_symbol(unit.name),
        "unit_type": names.unit_type(unit.name),
        "service": f"0x{unit.service_id:04X}" if unit.service else "G_MAXUINT16",
        "counts": _counts(plan),
        "sections": _sections(plan, texts),
        "texts": texts.stored,
        "texts_size": texts.size,
        "sequences": [{"name": name, "runs": _runs(shape)} for shape, name in plan.layout.sequences.items()],
        "containers": [_container(c) for c in plan.layout.containers],
        "message_ids": [{"constant": names.c_upper(names.message_base(unit.service, m)), "value": f"0x{m.id:04X}"}
                        for m in ([*unit.messages, *unit.indications] if has_messages else [])],
        "structs": structs,
        "owners": [s for s in structs if s["owns"]],
    }


def _counts(plan: UnitPlan) -> List[Dict[str, object]]:
    counted = {"n_messages": plan.messages, "n_enums": plan.enums, "n_fields": plan.fields.records,
               "n_tlvs": plan.tlvs.records}
    return [{"name": name, "value": len(records)} for name, records in counted.items()]


def _sections(plan: UnitPlan, texts: Texts) -> List[Dict[str, object]]:
    """The arrays of the tables, those with the widest members first; none is empty, which C does not allow."""
    parts = [
        ("gint64", "wide_values", plan.wide_values.records, "0"),
        ("QmiSchemaCondition", "conditions", plan.conditions.records, "{ 0 }"),
        ("gint32", "values", plan.values.records, "0"),
        ("QmiSchemaMessage", "messages", plan.messages, "{ 0 }"),
        ("QmiSchemaEnum", "enums", plan.enums, "{ 0 }"),
        ("QmiSchemaTlv", "tlvs", plan.tlvs.records, "{ 0 }"),
        ("QmiSchemaField", "fields", plan.fields.records, "{ 0 }"),
        ("guint16", "nicknames", plan.nicknames.records, "0"),
    ]
    return [
        {"type": kind, "name": name, "size": max(1, len(records)),
         "rows": [_row(record, texts) for record in records] or [{"cells": nothing, "note": ""}]}
        for kind, name, records, nothing in parts
    ]


def _row(record: Record, texts: Texts) -> Dict[str, str]:
    """A row and what it is about, for the reader of the file."""
    cells = [str(texts.offsets[c.text]) if isinstance(c, TextRef) else str(c) for c in record]
    return {
        "cells": cells[0] if len(cells) == 1 else "{ " + ", ".join(cells) + " }",
        "note": ", ".join(c.text for c in record if isinstance(c, TextRef)),
    }


def _runs(shape: SequenceShape) -> List[Dict[str, object]]:
    """Members of a struct; those that are stored as on the wire stand together without gaps."""
    return [{"is_packed": as_wire, "members": [declare(kind, member) for kind, member, _ in run]}
            for as_wire, run in groupby(shape, lambda member: member[2])]


def _container(container: ContainerLayout) -> Dict[str, object]:
    return {
        "name": container.c_name,
        "members": [declare(kind, name) for t in container.tlvs for kind, name in _tlv_members(t)],
        "n": max(1, len(container.tlvs)),
        "first": container.tlvs[0].member if container.tlvs else None,
        "is_hidden": container.message.library_only,
        "structs": [{"name": s.c_name, "members": [declare(m.c_type, m.name) for m in s.members]}
                    for s in container.structs],
        "get_result": names.accessor(container.prefix, "get", "result") if container.exports_only_result else None,
    }


def _tlv_members(tlv: TlvLayout) -> List[tuple]:
    kind = tlv.tlv.field.type
    found = [(tlv.c_type, tlv.member)]
    if isinstance(kind, ArrayType) and kind.sequence:
        found.append(("guint8", tlv.member + "_sequence"))
    return found
