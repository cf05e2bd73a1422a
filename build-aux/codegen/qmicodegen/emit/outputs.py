# SPDX-License-Identifier: LGPL-2.1-or-later
"""JSON Schema of what the command line prints with --format=json: messages, several results, and errors."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from ..model import ArrayType, Container, Field, FloatType, IntType, Model, StructType, Unit
from .base import Emitter

Schema = Dict[str, Any]
HEX = {"type": "string", "pattern": "^([0-9A-F]{2}(:[0-9A-F]{2})*)?$"}
MASKED = {"const": "###"}  # a value that may not be shown


class OutputEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        if model.program is None:
            return {}
        definitions, enums = dict(_COMMON), {}
        for unit in model.units:
            if unit.service and unit.selected:
                definitions.update(_messages(unit, enums))
        names = [name for name in definitions if name not in _COMMON]
        definitions["message"] = {
            "allOf": [{"$ref": "#/$defs/head"}] + [
                {"if": {"properties": definitions[name].pop("is"), "required": ["message"]},
                 "then": {"$ref": f"#/$defs/{name}"}} for name in names]}
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$comment": "SPDX-License-Identifier: LGPL-2.1-or-later",
            "title": "A document of qmicli --format=json",
            "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in ("message", "results", "failure", "client")],
            "$defs": {**definitions, **enums},
        }
        return {"qmicli-output.schema.json": json.dumps(schema, indent=1) + "\n"}


_COMMON: Dict[str, Schema] = {
    "head": {
        "type": "object",
        "properties": {
            "service": {"type": "string"}, "client": {"type": "integer"}, "transaction": {"type": "integer"},
            "kind": {"enum": ["request", "response", "indication"]}, "message": {"type": "string"},
            "id": {"type": "string", "pattern": "^0x[0-9A-F]{4}$"}, "tlvs": {"type": "object"},
            "unknown": {"type": "array", "items": {
                "type": "object", "properties": {"type": {"type": "string"}, "value": HEX},
                "required": ["type", "value"], "additionalProperties": False}},
            "malformed": {"type": "array", "items": {"type": "object", "required": ["type", "name", "reason"]}},
            "surplus": {"type": "object", "additionalProperties": HEX},
        },
        "required": ["service", "client", "kind", "transaction", "id", "tlvs"],
    },
    "results": {
        "type": "object", "properties": {"results": {"type": "array", "items": {
            "anyOf": [{"$ref": "#/$defs/message"}, {"$ref": "#/$defs/client"}]}}},
        "required": ["results"], "additionalProperties": False,
    },
    "failure": {
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "properties": {
                    "kind": {"enum": ["modem", "usage", "device", "timeout", "input", "interrupted"]},
                    "exit-code": {"type": "integer"}, "message": {"type": "string"}, "code": {"type": "integer"},
                },
                "required": ["kind", "exit-code", "message"],
            },
            "response": {"$ref": "#/$defs/message"},
        },
        "required": ["error"], "additionalProperties": False,
    },
    "client": {
        "type": "object", "properties": {"service": {"type": ["string", "integer"]}, "client": {"type": "integer"}},
        "required": ["service", "client"], "additionalProperties": False,
    },
}


def _messages(unit: Unit, enums: Dict[str, Schema]) -> Dict[str, Schema]:
    """What tells a message, and its TLVs."""
    found: Dict[str, Schema] = {}
    for message in (*unit.messages, *unit.indications):
        directions = [("indication", message.response)] if message.indication else [
            ("request", message.request), ("response", message.response)]
        for kind, container in directions:
            is_it: Schema = {key: {"const": value} for key, value in (
                ("service", unit.name), ("kind", kind), ("message", message.name))}
            if not message.indication:
                is_it["vendor"] = {"const": f"0x{message.vendor:04X}"} if message.vendor else False
            key = f"{unit.name}-{kind}-{message.id:04x}-{message.vendor:04x}"
            found[key] = {"is": is_it, "description": message.text.summary,
                          "properties": {"tlvs": _tlvs(container, enums)}}
    return found


def _tlvs(container: Optional[Container], enums: Dict[str, Schema]) -> Schema:
    tlvs = container.tlvs if container else ()
    return {"type": "object", "properties": {t.name: _value(t.field, enums) for t in tlvs}, "additionalProperties": False}


def _value(field: Field, enums: Dict[str, Schema]) -> Schema:
    schema = _of_type(field, enums)
    if field.secret or field.personal:
        schema = {"anyOf": [schema, MASKED]}
    facts = {"description": field.text.summary} if field.name else {}
    return {**schema, **facts, **({"x-unit": field.unit} if field.unit else {})}


def _of_type(field: Field, enums: Dict[str, Schema]) -> Schema:
    kind = field.type
    if isinstance(kind, IntType):
        return _integer(kind, enums)
    if isinstance(kind, FloatType):
        return {"type": ["number", "null"]}
    if isinstance(kind, StructType):
        return {"type": "object", "properties": {f.name: _value(f, enums) for f in kind.fields}}
    if isinstance(kind, ArrayType):
        items = {"type": "array", "items": _value(kind.element, enums)}
        return {"anyOf": [items, {"type": "object", "properties": {"sequence": {"type": "integer"}, "elements": items},
                                  "required": ["sequence", "elements"]}]}
    return {"type": "string"}


def _integer(kind: IntType, enums: Dict[str, Schema]) -> Schema:
    if kind.boolean:
        return {"type": "boolean"}
    if kind.bits:
        return {"type": "object"}
    enum = kind.labels or kind.enum
    if not enum:
        return {"type": "integer"}
    names = [v.nickname for v in enum.values]
    enums[f"enum-{enum.unit}-{enum.name}"] = {
        "type": "object",
        "properties": {"value": {"type": "integer"}, "name": {"enum": names},
                       "names": {"type": "array", "items": {"enum": names}}},
        "required": ["value"], "additionalProperties": False,
    }
    return {"$ref": f"#/$defs/enum-{enum.unit}-{enum.name}"}
