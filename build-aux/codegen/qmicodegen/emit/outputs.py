# SPDX-License-Identifier: LGPL-2.1-or-later
"""JSON Schema of the documents that the command line prints with --format=json, on standard output and as errors."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, Optional, Tuple

from ..model import ArrayType, Container, Enum, Field, FloatType, IntType, Message, Model, StructType, Tlv, Type, Unit
from .base import Emitter

Schema = Dict[str, Any]


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Dict[str, Schema], optional: Tuple[str, ...] = ()) -> Schema:
    """An object with these members and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, **({"required": required} if required else {}),
            "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


TEXT, NUMBER, TRUE = {"type": "string"}, {"type": "integer"}, {"const": True}
MASKED = {"const": "###"}  # a value that may not be shown
TLV_ID = {"type": "string", "pattern": "^0x[0-9A-F]{2}$"}
MESSAGE_ID = {"type": "string", "pattern": "^0x[0-9A-F]{4}$"}
TYPE = {"type": "string", "pattern": "^(boolean|parts|enum|flags|[ui][0-9]+|float(32|64)|digits|text|list|bits[0-9]+"
                                     "|struct)$"}
RANGE = _object({"min": NUMBER, "max": NUMBER}, ("min", "max"))

# What stands in a message of any kind; those that are described say more.
_HEAD = {
    **_object({
        "time": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"}, "port": TEXT,
        "service": TEXT, "client": NUMBER, "kind": {"enum": ["request", "response", "indication"]},
        "transaction": NUMBER, "message": TEXT, "id": MESSAGE_ID, "vendor": MESSAGE_ID, "tlvs": {"type": "object"},
        "unknown": _list(_object({"type": TLV_ID, "value": _ref("bytes")})),
        "malformed": _list(_object({"type": TLV_ID, "name": TEXT, "reason": TEXT, "value": _ref("bytes"),
                                    "partial": {}}, ("value", "partial"))),
        "surplus": {"type": "object", "additionalProperties": _ref("bytes")},
    }, ("time", "port", "message", "vendor", "unknown", "malformed", "surplus")),
    "dependentRequired": {"time": ["port"], "port": ["time"], "vendor": ["message"]},
    "if": {"required": ["message"]},
    "else": {"properties": {"tlvs": {"maxProperties": 0}}},
}

_FIELD = _object({
    "name": TEXT, "type": TYPE, "key": TEXT, "unit": TEXT, "range": RANGE, "length": RANGE, "secret": TRUE,
    "personal": TRUE, "values": _list(_object({"name": TEXT, "value": NUMBER})), "fields": _list(_ref("field")),
    "element": _ref("field"), "tlv": TLV_ID, "optional": TRUE,
}, ("name", "key", "unit", "range", "length", "secret", "personal", "values", "fields", "element", "tlv", "optional"))

# Documents that are no messages, by the definition each becomes.
_DOCUMENTS: Dict[str, Schema] = {
    "results": _object({"results": _list({"anyOf": [_ref("message"), _ref("client")]})}),
    "client": _object({"service": TEXT, "client": NUMBER}),
    "devices": _object({"devices": _list(_object({
        "path": TEXT, "protocol": {"enum": ["qmi", "mbim"]}, "class": {"enum": ["usbmisc", "wwan"]}, "driver": TEXT,
        "interfaces": _list(TEXT),
        "usb": _object(dict.fromkeys(("vendor", "product", "manufacturer", "name"), TEXT),
                       ("vendor", "product", "manufacturer", "name")),
    }, ("driver", "usb")))}),
    "interface": _object({"interface": TEXT}),
    "format": _object({"format": {"enum": ["802-3", "raw-ip", "qmap-pass-through"]}}),
    "description": _object({
        "option": TEXT, "argument": TEXT, "summary": TEXT,
        "messages": _list(_object({"message": TEXT, "id": MESSAGE_ID, "request": _list(_ref("field")),
                                   "response": _list(_ref("field"))})),
        "example": TEXT,
    }, ("argument",)),
}


class OutputEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        if model.program is None:
            return {}
        codes = [code.code for code in model.program.exit_codes if code.code]
        error = _object({"kind": {"enum": ["modem", "usage", "device", "timeout", "input", "interrupted"]},
                         "exit-code": {"enum": codes}, "message": TEXT, "code": NUMBER}, ("code",))
        documents = {**_DOCUMENTS, "failure": _object({"error": error, "response": _ref("message")}, ("response",))}
        definitions: Dict[str, Schema] = {
            "bytes": {"type": "string", "pattern": "^([0-9A-F]{2}(:[0-9A-F]{2})*)?$"},
            "head": _HEAD, "field": _FIELD, **documents}
        kinds = [kind for unit in model.units if unit.service and unit.selected
                 for kind in _Messages(unit, definitions).kinds()]
        definitions["message"] = {"allOf": [_ref("head"), *kinds]}
        return {"qmicli-output.schema.json": _text({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$comment": "SPDX-License-Identifier: LGPL-2.1-or-later",
            "title": "A document of qmicli --format=json",
            "anyOf": [_ref(kind) for kind in ("message", *documents)],
        }, definitions)}


def _text(schema: Schema, definitions: Dict[str, Schema]) -> str:
    """Each definition on a line: close to the shortest, and still something that can be compared."""
    lines = [f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}" for name, value in definitions.items()]
    head = json.dumps(schema, separators=(",\n", ":")).rstrip("}")
    return head + ',\n"$defs":{\n' + ",\n".join(lines) + "\n}}\n"


class _Messages:
    """The messages of a service; adds to the definitions what they need."""

    def __init__(self, unit: Unit, definitions: Dict[str, Schema]) -> None:
        self._unit = unit
        self._definitions = definitions
        # What is asked for each element of a list stands in it: message and path of the list -> the other message.
        self._details = {(option.message, option.each): option.then for option in unit.cli_options if option.then}

    def kinds(self) -> Iterator[Schema]:
        """For requests, responses and indications: which TLVs each message has."""
        unit = self._unit
        for kind, messages in (("request", unit.messages), ("response", unit.messages),
                               ("indication", unit.indications)):
            name = f"{unit.name}-{kind}"
            told = [{"if": {"properties": {"message": {"const": m.name}}, "required": ["message"]},
                     "then": self._message(m, kind)} for m in messages]
            self._definitions[name] = {"properties": {"message": {"enum": [m.name for m in messages]}}, "allOf": told}
            if told:
                yield {"if": {"properties": {"service": {"const": unit.name}, "kind": {"const": kind}}},
                       "then": _ref(name)}

    def _message(self, message: Message, kind: str) -> Schema:
        schema: Schema = {"properties": {"tlvs": self._tlvs(message, kind)}}
        if message.vendor:
            schema["properties"]["vendor"] = {"const": f"0x{message.vendor:04X}"}
            schema["required"] = ["vendor"]
        return schema

    def _tlvs(self, message: Message, kind: str) -> Schema:
        name = f"{self._unit.name}-{kind}-{message.id:04x}" + (f"-{message.vendor:04x}" if message.vendor else "")
        container: Optional[Container] = message.request if kind == "request" else message.response
        tlvs = {tlv.name: self._tlv(tlv, message) for tlv in (container.tlvs if container else ())}
        self._definitions[name] = {"description": message.text.summary, **_object(tlvs, tuple(tlvs))}
        return _ref(name)

    def _tlv(self, tlv: Tlv, message: Message) -> Schema:
        """What several messages share is defined once."""
        schema, name = self._value(tlv.field, (message.name, tlv.name)), f"tlv-{tlv.shared}"
        if tlv.shared is None or self._definitions.setdefault(name, schema) != schema:
            return schema
        return _ref(name)

    def _value(self, field: Field, place: Tuple[str, str]) -> Schema:
        facts = {"description": field.text.summary} if field.name else {}
        return {**self._of_type(field, field.type, place), **facts, **({"x-unit": field.unit} if field.unit else {})}

    def _of_type(self, field: Field, kind: Type, place: Tuple[str, str]) -> Schema:
        if isinstance(kind, StructType):
            message, path = place
            members = {f.name: self._value(f, (message, f"{path}/{f.name}")) for f in kind.fields}
            details = self._details.get(place)
            return _object({**members, details: self._response(details)}, (details,)) if details else _object(members)
        if isinstance(kind, ArrayType):
            items = _list(self._value(kind.element, place))
            return _object({"sequence": NUMBER, "elements": items}) if kind.sequence else items
        schema = self._leaf(kind)
        return {"anyOf": [schema, MASKED]} if field.secret or field.personal else schema

    def _response(self, name: str) -> Schema:
        return self._tlvs(next(m for m in self._unit.messages if m.name == name), "response")

    def _leaf(self, kind: Type) -> Schema:
        if isinstance(kind, FloatType):
            return {"type": ["number", "null"]}
        if not isinstance(kind, IntType):
            return TEXT
        if kind.boolean:
            return {"type": "boolean"}
        if kind.bits:
            return _object({part.name: self._number(part.enum) for part in kind.bits})
        return self._number(kind.labels or kind.enum)

    def _number(self, enum: Optional[Enum]) -> Schema:
        if not enum:
            return NUMBER
        name, known = f"enum-{enum.unit}-{enum.name}", {"enum": [v.nickname for v in enum.values]}
        self._definitions[name] = (_object({"value": NUMBER, "name": known}, ("name",)) if enum.kind == "enum"
                                   else _object({"value": NUMBER, "names": _list(known)}))
        return _ref(name)

