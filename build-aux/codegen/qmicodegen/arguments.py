# SPDX-License-Identifier: LGPL-2.1-or-later
"""Resolves the hints for the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from . import names
from .model import Argument, ArgumentItem, ArrayType, Container, Field, FieldCli, IntType, MessageCli, Preset, Type
from .paths import follow
from .samples import Sampler
from .source import Array, Diagnostics, Object

_SEVERAL = ("lists", "values")  # forms that fill the elements of a list
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
        needs=tuple(cli.get("needs", ())),
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
    reader = _ArgumentReader(raw["form"], request, before, diagnostics)
    items = tuple(reader.item(item) for item in raw["items"])
    reader.check_items(raw)
    presets = [reader.preset(preset) for preset in raw.get("preset", ())]
    presets += [Preset(item["field"], item["default"], default=True) for item in raw["items"] if "default" in item]
    return Argument(
        form=raw["form"],
        placeholder=raw.get("placeholder") or reader.placeholder(items),
        items=items,
        preset=tuple(presets),
        optional="optional" in raw,
    )


def fixed_values(raw: Object, request: Optional[Direction], diagnostics: Diagnostics) -> Tuple[Preset, ...]:
    """Those of a message for which nothing is typed; `request` may be unknown."""
    reader = _ArgumentReader("", request or Direction("request", None, False), None, diagnostics)
    return tuple(reader.preset(preset) for preset in raw.get("preset", ()))


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
    def __init__(self, form: str, request: Direction, before: Optional[Direction], diagnostics: Diagnostics) -> None:
        self._form = form
        self._request = request
        self._before = before
        self._diagnostics = diagnostics
        self._fields: Dict[str, Optional[Field]] = {}

    def item(self, raw: Object) -> ArgumentItem:
        field = self._find(raw)
        self._check_keys(raw)
        if "pick" in raw:
            self._check_pick(raw)
        if field is not None and "part" in raw:
            self._check_part(raw, field.type)
        if field is not None and "default" in raw:
            Sampler(self._diagnostics).check(raw, "default", raw["default"], field)
        if field is not None and "any-number" in raw and not (isinstance(field.type, IntType) and field.type.named):
            self._diagnostics.at_key(raw, "any-number", "its numbers have no names", "leave it out")
        if "only-words" in raw and "words" not in raw:
            self._diagnostics.at_key(raw, "only-words", 'there are no "words"', "state them, or leave this out")
        return ArgumentItem(
            field=raw["field"],
            label=raw.get("label"),
            key=raw.get("key"),
            join=raw.get("join"),
            optional="optional" in raw,
            pick=raw.get("pick"),
            words=tuple((w["word"], w["value"]) for w in raw.get("words", ())),
            bare=self._form == "keys" and ("bare" in raw or "key" not in raw and "again" not in raw),
            again="again" in raw,
            part=raw.get("part"),
            only_words="only-words" in raw,
            any_number="any-number" in raw,
        )

    def _check_keys(self, raw: Object) -> None:
        form = f'the form "{self._form}" has no keys'
        for key in ("key", "bare"):
            if self._form != "keys" and key in raw:
                self._diagnostics.at_key(raw, key, form, 'use the form "keys" or leave it out')
        if "again" in raw and "key" in raw:
            remedy = "it reads what the item before it reads"
            self._diagnostics.at_key(raw, "key", 'an item with "again" has no key of its own', remedy)

    def _check_part(self, raw: Object, type_: Type) -> None:
        part = raw["part"]
        number = isinstance(type_, IntType) and not type_.boolean
        fits = {
            "head": True,
            "three-digit-mnc": isinstance(type_, IntType) and type_.boolean,
            "folder": isinstance(type_, ArrayType) and isinstance(type_.element.type, IntType),
        }.get(part, number)
        if not fits:
            kind = {"three-digit-mnc": "yes or no", "folder": "a row of bytes"}.get(part, "a number")
            self._diagnostics.at(raw, "part", f'"{part}" does not fit into "{raw["field"]}"', f"it is {kind}")

    def _find(self, raw: Object) -> Optional[Field]:
        path = raw["field"]
        if path not in self._fields:
            self._fields[path] = self._follow(raw, "field", self._request)
        return self._fields[path]

    def _follow(self, raw: Object, key: str, direction: Direction) -> Optional[Field]:
        path = raw[key].replace("[]", "[0]") if self._form in _SEVERAL else raw[key]
        found = follow(path, direction.container, direction.word)
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
        self._check_list(raw, "pick", "the argument is an index into a list")

    def _check_list(self, raw: Object, key: str, remedy: str) -> None:
        assert self._before is not None
        found = self._follow(raw, key, self._before)
        if found is not None and not isinstance(found.type, ArrayType) and not raw[key].endswith("]"):
            self._diagnostics.at(raw, key, f'"{found.name}" is no list', remedy)

    def check_items(self, raw: Object) -> None:
        items: Array = raw["items"]
        own = [index for index, item in enumerate(items) if "again" not in item]
        if 0 not in own:
            remedy = "it is for those that read the piece of the item before them"
            self._diagnostics.at_key(items[0], "again", "nothing stands before the first item", remedy)
        if self._form in ("value", "values") and len(own) > 1:
            remedy = f'use the form "{self._form.replace("value", "list")}"'
            self._diagnostics.at(items, own[1], f'the form "{self._form}" has a single item', remedy)
        if self._form in _SEVERAL and not any("[]" in item["field"] for item in items):
            remedy = 'put "[]" where its place is meant, such as "List[]/Name"'
            self._diagnostics.at(items[0], "field", "no item says which element is filled", remedy)
        if "optional" in raw:
            self._check_all_optional([items[index] for index in own])
        self._check_order(items)
        self._check_repeated(items)

    def _check_all_optional(self, items: List[Object]) -> None:
        for item in items:
            if "optional" not in item:
                remedy = 'make it "optional" too, if need be with a "default"'
                self._diagnostics.at(item, None, "the argument may be left out, but this item may not", remedy)

    def _check_order(self, items: Array) -> None:
        """Values without keys stand before the pairs."""
        keyed = False
        for item in items:
            if keyed and "key" not in item and "again" not in item:
                remedy = 'give it one, or put it before those that have one'
                self._diagnostics.at(item, None, "an item without key stands behind one that has a key", remedy)
            keyed = keyed or "key" in item

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

    def preset(self, raw: Object) -> Preset:
        field = self._find(raw)
        if "from" not in raw:
            if field is not None:
                Sampler(self._diagnostics).check(raw, "value", raw["value"], field)
        elif self._before is None:
            remedy = 'an option with "first" names the message that is answered before'
            self._diagnostics.at_key(raw, "from", "there is no response to take it from", remedy)
        else:
            self._check_list(raw, "from", "the value is that of an element")
        return Preset(raw["field"], raw.get("value"), raw.get("from"))

    def placeholder(self, items: Tuple[ArgumentItem, ...]) -> str:
        if self._form == "keys":
            return '["key=value,..."]'
        labels = ",".join(self._label(item) for item in items if not item.again)
        return f"[[{labels}],...]" if self._form == "lists" else f"[{labels}]"

    def _label(self, item: ArgumentItem) -> str:
        field = self._fields[item.field]
        return item.label or (field.cli.label if field else None) or item.field.rpartition("/")[2]
