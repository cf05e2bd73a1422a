# SPDX-License-Identifier: LGPL-2.1-or-later
"""The client class of a service: requests as methods, indications as signals."""

from __future__ import annotations

from typing import Dict

from .. import names
from ..model import Message, Model, Unit
from ..texts import newer
from .base import Emitter, describe, stems, wrap_code
from .plan import UnitPlan

SYNC_SINCE = "1.32"  # version that brought the calls that wait


class ClientEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        found = {}
        for unit in model.units:
            if unit.service is None or not unit.selected:
                continue
            view, stem = _view(unit, UnitPlan(unit, model)), stems(unit)["client"]
            found[stem + ".h"] = self.render("client.h.j2", **view)
            found[stem + ".c"] = wrap_code(self.render("client.c.j2", **view))
            if not unit.internal:
                found[stem + "-sync.h"] = self.render("client-sync.h.j2", **view)
                found[stem + "-sync.c"] = wrap_code(self.render("client-sync.c.j2", **view))
        return found


def _view(unit: Unit, plan: UnitPlan) -> Dict[str, object]:
    stem = stems(unit)
    base = names.client_base(unit.service)
    prefix = names.c_lower(base)
    return {
        "source": f"{unit.name}.json",
        "title": unit.title,
        "summary": describe(unit.text),
        "since": unit.text.since,
        "guard": names.header_guard(stem["client"]),
        "sync_guard": names.header_guard(stem["client"] + "-sync"),
        "sync_header": stem["client"] + "-sync.h",
        "header": stem["client"] + ".h",
        "messages_header": stem["messages"] + ".h",
        "tables_header": stem["tables"] + ".h",
        "unit": f"&{names.unit_symbol(unit.name)}.unit",
        "c_name": names.c_camel(base),
        "prefix": prefix,
        "macro": prefix.upper(),
        "type_macro": names.type_macro(prefix),
        "is_macro": names.is_macro(prefix),
        "methods": [_method(unit, m, plan) for m in unit.messages if not m.library_only],
        "signals": [_signal(unit, m) for m in unit.indications],
    }


def _method(unit: Unit, message: Message, plan: UnitPlan) -> Dict[str, object]:
    output = names.container_base(unit.service, message, "Output")
    unref = names.c_lower(output) + "_unref"
    return {
        "name": names.c_lower(f"{names.client_base(unit.service)} {message.name}"),
        "message": message.name,
        "summary": describe(message.text),
        "since": message.text.since,
        "sync_since": newer(message.text.since, SYNC_SINCE),
        "index": plan.message_index[id(message)],
        "input": names.c_camel(names.container_base(unit.service, message, "Input")) if message.request else None,
        "argument": "input" if message.request else "NULL",
        "output": names.c_camel(output),
        "get_result": names.c_lower(output) + "_get_result",
        "unref": unref,
        "returns": f"Returns: (transfer full): a #{names.c_camel(output)}, or %NULL if there is no answer or it cannot "
                   f"be read. Give it back with {unref}().",
    }


def _signal(unit: Unit, message: Message) -> Dict[str, object]:
    output = names.container_base(unit.service, message, "Output")
    return {
        "name": names.c_lower(message.name).replace("_", "-"),
        "message": message.name,
        "since": message.text.since,
        "output": names.c_camel(output) if message.response else None,
        "type_macro": names.type_macro(names.c_lower(output)) if message.response else "G_TYPE_NONE",
    }
