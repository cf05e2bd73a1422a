# SPDX-License-Identifier: LGPL-2.1-or-later
"""Resolves the hints for the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from . import names
from .model import Argument, ArgumentItem, ArrayType, Container, Field, FieldCli, MessageCli
from .paths import follow
from .samples import Sampler
from .source import Array, Diagnostics, Object

_WITHOUT_BRACKET = re.compile(r"\[[^\[\]]*\]$")


@dataclass(frozen=True)
class Direction:
    """What a path may lead into."""

    word: str  # "request" or "response"
    container: Optional[Container]
    whole: bool  # False: TLVs with errors are not in it


def message_cli(raw: Object, option: str, request: Direction, diagnostics: Diagnostics) -> MessageCli:
    """`option` is the name it has if it states none."""
    cli = raw.get("cli", {})
    return MessageCli(
        option=cli.get("option", option),
        aliases=tuple(cli.get("aliases", ())),
        heading=cli.get("heading"),
        argument=argument(cli["argument"], request, None, diagnostics) if "argument" in cli else None,
        omit="omit" in cli,
        layout=tuple(cli.get("layout", ())),
        notes=tuple(cli.get("notes", ())),
    )


def field_cli(cli: Object) -> FieldCli:
    return FieldCli(
        label=cli.get("label"),
        heading=cli.get("heading"),
        layout=tuple(cli.get("layout", ())),
        pattern=cli.get("pattern"),
        missing=cli.get("missing"),
        empty=cli.get("empty"),
        current=cli.get("current"),
        current_index=cli.get("current-index"),
        order=tuple(cli.get("order", ())),
        notes=tuple(cli.get("notes", ())),
    )


def default_option(service: Optional[str], message: Object) -> str:
    return names.option_name(service or "", message["name"])


def argument(raw: Object, request: Direction, before: Optional[Direction], diagnostics: Diagnostics) -> Argument:
    """`before` is the response from which items with "pick" choose."""
    reader = _ArgumentReader(request, before, diagnostics)
    items = tuple(reader.item(item, raw["form"]) for item in raw["items"])
    reader.check_form(raw)
    reader.check_presets(raw)
    return Argument(
        form=raw["form"],
        placeholder=raw.get("placeholder") or reader.placeholder(raw["form"], items),
        items=items,
        preset=tuple((p["field"], p["value"]) for p in raw.get("preset", ())),
    )


def presets(raw: Object, request: Optional[Direction], diagnostics: Diagnostics) -> Tuple[Tuple[str, object], ...]:
    """The values of an object that are not typed; `request` may be unknown."""
    if request is not None:
        _ArgumentReader(request, None, diagnostics).check_presets(raw)
    return tuple((p["field"], p["value"]) for p in raw.get("preset", ()))


def check_each(raw: Object, response: Optional[Direction], diagnostics: Diagnostics) -> None:
    """The key of an option: a path through lists to that whose elements are asked about. `response` may be unknown."""
    if "message" not in raw or "then" not in raw:
        remedy = 'an option with "message" and "then" names the list in the response to the first one'
        diagnostics.at_key(raw, "each", "there are no elements to go through", remedy)
        return
    if response is None or not response.whole:
        return
    found = follow(raw["each"], response.container, response.word)
    if not isinstance(found, Field):
        diagnostics.at(raw, "each", found.reason, found.remedy)
        return
    steps = raw["each"].split("/")
    for end in range(1, len(steps) + 1):
        path = _WITHOUT_BRACKET.sub("", "/".join(steps[:end]))
        found = follow(path, response.container, response.word)
        if isinstance(found, Field) and not isinstance(found.type, ArrayType):
            diagnostics.at(raw, "each", f'"{found.name}" is no list', "the path leads from list to list")
            return


class _ArgumentReader:
    def __init__(self, request: Direction, before: Optional[Direction], diagnostics: Diagnostics) -> None:
        self._request = request
        self._before = before
        self._diagnostics = diagnostics
        self._fields: Dict[str, Optional[Field]] = {}

    def item(self, raw: Object, form: str) -> ArgumentItem:
        self._find(raw)
        if form == "keys" and "key" not in raw:
            self._diagnostics.at(raw, None, '"key" is missing', 'the form "keys" needs one for every item')
        if form != "keys" and "key" in raw:
            remedy = 'use the form "keys" or leave it out'
            self._diagnostics.at_key(raw, "key", f'the form "{form}" has no keys', remedy)
        if "pick" in raw:
            self._check_pick(raw)
        return ArgumentItem(
            field=raw["field"],
            label=raw.get("label"),
            key=raw.get("key"),
            join=raw.get("join"),
            optional="optional" in raw,
            pick=raw.get("pick"),
            words=tuple((w["word"], w["value"]) for w in raw.get("words", ())),
        )

    def _find(self, raw: Object) -> Optional[Field]:
        path = raw["field"]
        if path not in self._fields:
            self._fields[path] = self._follow(raw, "field", self._request)
        return self._fields[path]

    def _follow(self, raw: Object, key: str, direction: Direction) -> Optional[Field]:
        found = follow(raw[key], direction.container, direction.word)
        if isinstance(found, Field):
            return found
        if direction.whole:
            self._diagnostics.at(raw, key, found.reason, found.remedy)
        return None

    def _check_pick(self, raw: Object) -> None:
        if self._before is None:
            remedy = 'an option with "first" names the message whose response lists them'
            self._diagnostics.at_key(raw, "pick", "there is nothing to pick from", remedy)
            return
        found = self._follow(raw, "pick", self._before)
        if found is not None and not isinstance(found.type, ArrayType):
            self._diagnostics.at(raw, "pick", f'"{found.name}" is no list', "the argument is an index into a list")

    def check_form(self, raw: Object) -> None:
        items: Array = raw["items"]
        if raw["form"] == "value" and len(items) > 1:
            self._diagnostics.at(items, 1, 'the form "value" has a single item', 'use the form "list"')
        self._check_repeated(items)

    def _check_repeated(self, items: Array) -> None:
        """One field may be made of several items only if they say how they are joined."""
        parts: Dict[str, List[Object]] = {}
        for item in items:
            parts.setdefault(item["field"], []).append(item)
        for same in parts.values():
            for item in same[1:]:
                line = same[0].position("field").line
                if "join" not in item or "join" not in same[0]:
                    reason = f'line {line} fills "{item["field"]}" already'
                    self._diagnostics.at(item, "field", reason, 'name another field or give both a "join"')
                elif item.get("key") is not None and item.get("key") == same[0].get("key"):
                    reason = f'the key "{item["key"]}" fills this field twice'
                    self._diagnostics.at(item, "key", reason, "choose another one")

    def check_presets(self, raw: Object) -> None:
        for preset in raw.get("preset", ()):
            field = self._find(preset)
            if field is not None:
                Sampler(self._diagnostics).check(preset, "value", preset["value"], field)

    def placeholder(self, form: str, items: Tuple[ArgumentItem, ...]) -> str:
        if form == "keys":
            return '["key=value,..."]'
        return "[" + ",".join(self._label(item) for item in items) + "]"

    def _label(self, item: ArgumentItem) -> str:
        field = self._fields[item.field]
        return item.label or (field.cli.label if field else None) or item.field.rpartition("/")[2]
