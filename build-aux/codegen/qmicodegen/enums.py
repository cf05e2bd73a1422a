# SPDX-License-Identifier: LGPL-2.1-or-later
"""Resolves enums and flags."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

from . import names
from .model import Enum, EnumValue
from .source import Diagnostics, Object
from .texts import text_of

_BITS = {"flags": 32, "flags64": 64}


def _number(raw: Object) -> int:
    if "bit" in raw:
        return 1 << raw["bit"]
    return int(raw["mask"], 16) if "mask" in raw else raw["value"]


def _check_value(kind: str, raw: Object, number: int, diagnostics: Diagnostics) -> None:
    if kind == "enum":
        for key in ("bit", "mask"):
            if key in raw:
                diagnostics.at_key(raw, key, f'"{key}" is for flags', 'an enum has "value"')
        if not -(2**31) <= number < 2**31:
            remedy = "use flags64 or a plain number"
            diagnostics.at(raw, "value", f"{number} does not fit the 32 bits of an enum", remedy)
        return
    key = next(k for k in ("value", "bit", "mask") if k in raw)
    if key == "value":
        diagnostics.at_key(raw, key, '"value" is for enums', 'flags have "bit" or "mask"')
    elif number >> _BITS[kind]:
        remedy = "use flags64" if kind == "flags" else "64 bits is all there is"
        diagnostics.at(raw, key, f"does not fit the {_BITS[kind]} bits of {kind}", remedy)


def _nicknames(raw: Object) -> List[str]:
    values = raw["values"]
    made = names.enum_nicknames([v["name"] for v in values], raw.get("constant-prefix", ""))
    return [v.get("nickname", nickname) for v, nickname in zip(values, made)]


def _check_nicknames(raws: List[Object], nicknames: List[str], diagnostics: Diagnostics) -> None:
    """The command line takes nicknames, so they have to differ within an enum."""
    first: Dict[str, Object] = {}
    for raw, nickname in zip(raws, nicknames):
        other = first.setdefault(nickname, raw)
        if other is not raw:
            line = other.position("name").line
            key = "nickname" if "nickname" in raw else "name"
            reason = f'nickname "{nickname}" is taken by the value of line {line}'
            diagnostics.at(raw, key, reason, 'state another "nickname"')


def resolve_enum(
    raw: Object, unit: str, service: Optional[str], since: Optional[str], diagnostics: Diagnostics
) -> Enum:
    text = text_of(raw, raw.get("since", since))
    raws = raw["values"]
    numbers = [_number(v) for v in raws]
    nicknames = _nicknames(raw)
    for value, number in zip(raws, numbers):
        _check_value(raw["kind"], value, number, diagnostics)
    _check_nicknames(raws, nicknames, diagnostics)
    values: Tuple[EnumValue, ...] = tuple(
        EnumValue(v["name"], nickname, number, text_of(v, v.get("since", text.since)), v.get("text"), v.position())
        for v, nickname, number in zip(raws, nicknames, numbers)
    )
    return Enum(
        name=raw["name"],
        unit=unit,
        kind=raw["kind"],
        text=text,
        private="private" in raw,
        error_domain=raw.get("error-domain"),
        helpers_since=raw.get("helpers-since"),
        type_name=raw.get("type-name"),
        constant_prefix=raw.get("constant-prefix"),
        service=service,
        values=values,
        pos=raw.position(),
    )
