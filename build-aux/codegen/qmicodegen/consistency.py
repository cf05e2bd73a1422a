# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks the parts of one file against each other: names, ids, references between messages."""

from __future__ import annotations

from typing import Dict, List, Optional, Set, Tuple

from .fields import check_names
from .model import Enum
from .near import did_you_mean
from .scope import COMMON, ENUM, RawUnit, World, has_name
from .source import Diagnostics, Object

ABORT = "Abort"  # the message that stops another one
PROTOCOL_ERRORS = "protocol-error"  # the enum in the common file whose nicknames "errors" names


def check_unit(unit: RawUnit, world: World, skip: Set[int]) -> None:
    """What one file has to fulfil as a whole."""
    diagnostics = world.diagnostics
    _check_file_name(unit, diagnostics)
    for key in ("messages", "indications"):
        _check_messages([raw for raw in unit.data.get(key, ()) if id(raw) not in skip], key[:-1], diagnostics)
    _check_references(unit, world, skip)
    _check_cli(unit, diagnostics, skip)


def _check_file_name(unit: RawUnit, diagnostics: Diagnostics) -> None:
    if unit.service is None:
        for key in ("messages", "indications", "cli"):
            if key in unit.data:
                remedy = 'say under "service" whose they are'
                diagnostics.at_key(unit.data, key, f'"{key}" in a file without "service"', remedy)
    elif unit.service.lower() != unit.name:
        right = f'call the file "{unit.service.lower()}.json"'
        diagnostics.at(unit.data["service"], "name", f'"{unit.service}" stands in a file "{unit.name}.json"', right)


def _check_messages(raws: List[Object], what: str, diagnostics: Diagnostics) -> None:
    """Names and ids of one kind of message; a message and an indication may have both in common."""
    ids: Dict[Tuple[str, Optional[str]], Object] = {}
    for raw in raws:
        number = int(raw["id"], 16)
        other = ids.setdefault((raw["id"], raw.get("vendor")), raw)
        if other is not raw:
            line = other.position("id").line
            remedy = "an id stands once" + (', or once for each "vendor"' if what == "message" else "")
            diagnostics.at(raw, "id", f'"{other["name"]}" has the id {raw["id"]} too (line {line})', remedy)
        if int(raw.get("id-spelling", raw["id"]), 16) != number:
            reason = f"{raw['id-spelling']} is not {raw['id']}"
            diagnostics.at(raw, "id-spelling", reason, "it has to be the same number")
    check_names(raws, diagnostics)


def _check_references(unit: RawUnit, world: World, skip: Set[int]) -> None:
    """Errors to be expected, and the messages that indications name."""
    known = _names(unit, "messages")
    nicknames = _error_nicknames(world)
    for raw in unit.data.get("messages", ()):
        if id(raw) in skip:
            continue
        if "errors" in raw:
            _check_errors(raw, nicknames, world)
        if "request-order" in raw and "request" not in raw:
            remedy = 'add the "request" or leave it out'
            world.diagnostics.at_key(raw, "request-order", "there is nothing to put in order", remedy)
        if "abortable" in raw:
            _check_abortable(raw, unit, world.diagnostics, skip)
    for raw in unit.data.get("indications", ()):
        if id(raw) not in skip:
            _check_message(raw, "registered-by", known, world.diagnostics)
            for send in [*raw.get("register", ()), *([raw["reply"]] if "reply" in raw else ())]:
                _check_message(send, "message", known, world.diagnostics)


def _names(unit: RawUnit, key: str) -> List[str]:
    """Also those of messages with errors."""
    return [raw["name"] for raw in unit.data.get(key, ()) if has_name(raw)]


def _error_nicknames(world: World) -> Optional[Set[str]]:
    named = world.defined[ENUM].get(COMMON, {}).get(PROTOCOL_ERRORS)
    if named is None or not isinstance(named.value, Enum):
        return None
    return {value.nickname for value in named.value.values}


def _check_errors(raw: Object, nicknames: Optional[Set[str]], world: World) -> None:
    if nicknames is None:
        if PROTOCOL_ERRORS not in world.defined[ENUM].get(COMMON, {}) and COMMON not in world.incomplete:
            remedy = f'add the enum "{PROTOCOL_ERRORS}" to {COMMON}.json'
            world.diagnostics.at_key(raw, "errors", "there is no list of protocol errors", remedy)
        return
    for index, error in enumerate(raw["errors"]):
        if error not in nicknames:
            remedy = did_you_mean(error, nicknames, f'the enum "{PROTOCOL_ERRORS}" lists them')
            world.diagnostics.at(raw["errors"], index, f'no protocol error "{error}"', remedy)


def _check_abortable(raw: Object, unit: RawUnit, diagnostics: Diagnostics, skip: Set[int]) -> None:
    """The library stops such a request by a message that names its transaction."""
    named = [other for other in unit.data.get("messages", ()) if has_name(other) and other["name"] == ABORT]
    if any(id(part) in skip for part in named):
        return
    tlvs = named[0].get("request", ()) if named else ()
    if any(not isinstance(part, Object) or id(part) in skip for part in tlvs):
        return
    if [(tlv.get("type"), tlv.get("presence")) for tlv in tlvs] != [("u16", "mandatory")]:
        remedy = 'its request has one TLV, a mandatory "u16" with the number of the transaction'
        diagnostics.at_key(raw, "abortable", f'there is no message "{ABORT}" to do it with', remedy)


def _check_message(raw: Object, key: str, known: List[str], diagnostics: Diagnostics, what: str = "message") -> None:
    if key in raw and raw[key] not in known:
        remedy = did_you_mean(raw[key], known, f"there are {len(known)} {what}s in this file, none like it")
        diagnostics.at(raw, key, f'no {what} "{raw[key]}"', remedy)


def _check_cli(unit: RawUnit, diagnostics: Diagnostics, skip: Set[int]) -> None:
    known, indications = _names(unit, "messages"), _names(unit, "indications")
    for raw in unit.data.get("cli", {}).get("options", ()):
        if id(raw) not in skip:
            for key in ("message", "first", "then", "beside"):
                _check_message(raw, key, known, diagnostics)
            if "follow" in raw:
                _check_message(raw["follow"], "finally", known, diagnostics)
                _check_message(raw["follow"], "indication", indications, diagnostics, "indication")
