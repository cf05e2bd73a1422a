# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tables for the command line: options, what their arguments fill, how responses are laid out.

They refer to each other by place and to texts by offset, so that they need no relocation. Values that are looked up
in the tables of the messages at run time, such as types and enums, are not repeated here. Records with many cells, few
of which are used, are packed.
"""

from __future__ import annotations

import json
import re
import textwrap
import zlib
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Collection, Dict, Iterator, List, Optional, Sequence, Tuple

from .. import names
from ..checks import int_range, most
from ..model import (Argument, ArgumentItem, ArrayType, CliOption, Container, Field, FieldCli, Follow, IntType, Message,
                     Model, Preset, Program, Send, StringType, StructType, Test, Tlv, Unit)
from ..paths import follow
from .base import Emitter
from .examples import example
from .packing import Record, TextRef, Texts, count_bytes, pack

NONE = 0  # places of messages, of what is sent and of what is followed count from 1
COMPLETE = "complete"  # word of the layout that needs no flag: it says what is no data
_EMPTY = {"cells": "{ 0 }", "note": ""}
FORMS = {"value": "QMICLI_FORM_VALUE", "list": "QMICLI_FORM_LIST", "keys": "QMICLI_FORM_KEYS",
         "lists": "QMICLI_FORM_LISTS", "values": "QMICLI_FORM_VALUES"}
PARTS = {"head": "QMICLI_PART_HEAD", "mcc": "QMICLI_PART_MCC", "mnc": "QMICLI_PART_MNC",
         "three-digit-mnc": "QMICLI_PART_MNC_DIGIT", "file": "QMICLI_PART_FILE", "folder": "QMICLI_PART_FOLDER"}


@dataclass(frozen=True)
class NodeRef:
    """A cell that stands for the place of a node among the bytes of all."""

    number: int


@dataclass(frozen=True)
class RequestOption:
    """An option of a service."""

    name: str  # without the leading dashes
    summary: str
    argument: Optional[Argument]
    message: Optional[Message]  # None: a client id is allocated and nothing is sent
    alias: bool = False  # another name of the option before it
    first: Optional[Message] = None  # sent before the message; then after it for each of its elements
    then: Optional[Message] = None
    each: str = ""
    follow: Optional[Follow] = None
    beside: Optional[Message] = None  # message of another option

    @property
    def allocates(self) -> bool:
        """It is for the client id only."""
        return self.message is None and self.beside is None


def request_options(unit: Unit) -> Iterator[RequestOption]:
    """The options of a service in the order of the help."""
    replaced = {o.option for o in unit.cli_options}
    for message in unit.messages:
        if not message.library_only and not message.cli.omit and message.cli.option not in replaced:
            argument = _with_other_keys(message.cli.argument, message) or _default_argument(message)
            for name in (message.cli.option,) + message.cli.aliases:
                yield RequestOption(name, message.text.summary, argument, message, name != message.cli.option)
    for option in unit.cli_options:
        sent, first, then, beside = (
            _by_name(unit, name) for name in (option.message, option.first, option.then, option.beside))
        yield RequestOption(option.option, option.summary, option.argument, sent, False, first, then, option.each or "",
                            option.follow, beside)


def first_sentence(summary: str) -> str:
    """It tells what an option is for; the manual page has all of them."""
    return summary.partition(". ")[0].rstrip(".")


class CliEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        tables = _Tables()
        for unit in model.units:
            if unit.service and unit.selected:
                tables.add_unit(unit)
        settings = model.program.settings if model.program else ()
        if model.program:
            tables.add_program(model.program)
        return {
            "qmi-cli-tables.inc": self.render("cli-tables.inc.j2", **tables.view()),
            "qmi-cli-settings-private.h": self.render("cli-settings.h.j2", settings=[_macro(s.name) for s in settings]),
        }


class _Tables:
    def __init__(self) -> None:
        self._settings: List[Tuple[object, ...]] = []
        self._exit_codes: List[Tuple[object, ...]] = []
        self._groups: List[Tuple[object, ...]] = []
        self._options: List[Tuple[object, ...]] = []
        self._messages: List[Tuple[object, ...]] = []
        self._nodes: List[Tuple[object, ...]] = []  # their names are found in the tables of the messages
        self._names: List[str] = []
        self._titles: List[str] = []  # of the messages, likewise
        self._items: List[Tuple[object, ...]] = []
        self._presets: List[Tuple[object, ...]] = []
        self._sends: List[Tuple[object, ...]] = []
        self._indications: List[Tuple[object, ...]] = []
        self._follows: List[Tuple[object, ...]] = []
        self._words: List[Tuple[object, ...]] = []
        self._ranges: List[Tuple[object, ...]] = []
        self._bounds: List[Tuple[object, ...]] = []
        self._numbers: List[object] = []
        self._prose = b"\0"  # texts that few runs need
        self._prose_places: Dict[str, int] = {"": 0}
        self._message_index: Dict[int, int] = {}
        self._first_indication = 0  # of the service at hand

    def view(self) -> Dict[str, object]:
        parts = [  # with the place of the cell that tells the reader what a record is about
            ("QmicliSetting", "settings", self._settings, 0),
            ("QmicliExitCode", "exit_codes", self._exit_codes, 1),
            ("QmicliGroup", "groups", self._groups, 1),
            ("QmicliPreset", "presets", self._presets, 0),
            ("QmicliSend", "sends", self._sends, 0),
            ("QmicliIndication", "indications", self._indications, 0),
            ("QmicliFollow", "follows", self._follows, 0),
            ("QmicliWord", "words", self._words, 0),
            ("QmicliBound", "bounds", self._bounds, 0),
            ("QmicliTable", "tables", self._ranges, 0),
        ]
        packed = self._nodes + self._items + self._options + self._messages
        texts = Texts(packed, [r for part in parts for r in part[2]])
        nodes = [pack(r, texts) for r in self._nodes]
        places = [0, *accumulate(map(count_bytes, nodes))]
        messages = [tuple(places[c.number] if isinstance(c, NodeRef) else c for c in m) for m in self._messages]
        sections = [{"type": kind, "name": name, "rows": [_row(r, note, texts) for r in records] or [_EMPTY]}
                    for kind, name, records, note in parts]
        numbers = [{"cells": n, "note": ""} for n in self._numbers or [0]]
        return {
            "sections": sections + [{"type": "gint64", "name": "numbers", "rows": numbers}],
            "packed": [_packed("nodes", self._names, nodes)] + [
                _packed(name, notes, [pack(r, texts) for r in records]) for name, notes, records in (
                    ("items", [str(item[0]) for item in self._items], self._items),
                    ("options", [str(option[0]) for option in self._options], self._options),
                    ("messages", self._titles, messages))],
            "texts": texts.held,
            "prose": {"size": len(self._prose), "rows": _rows(zlib.compress(self._prose, 9))},
        }

    def _text(self, text: Optional[str]) -> TextRef:
        return TextRef(text or "")

    def _rare(self, text: str) -> int:
        """The place of a text that few runs need; 0 is an empty one."""
        if text not in self._prose_places:
            self._prose_places[text] = len(self._prose)
            self._prose += text.encode() + b"\0"
        return self._prose_places[text]

    def _number(self, *numbers: object) -> int:
        """The place of numbers of 64 bits."""
        n = len(numbers)
        for place in range(len(self._numbers) - n + 1):
            if tuple(self._numbers[place : place + n]) == numbers:
                return place
        self._numbers += numbers
        return len(self._numbers) - n

    # the application itself

    def add_program(self, program: Program) -> None:
        for setting in program.settings:
            flags = ["QMICLI_SETTING_OPTIONAL"] * setting.optional
            letter = f"'{setting.letter}'" if setting.letter else "0"
            self._settings.append((self._text(setting.name), self._text(setting.argument),
                                   self._text(setting.summary), letter, _or(flags)))
        self._exit_codes += [(c.code, self._text(c.meaning)) for c in program.exit_codes]

    # options

    def add_unit(self, unit: Unit) -> None:
        first = len(self._options)
        self._ranges += [(self._text(name), self._rare(rows)) for name, rows in unit.cli_tables]
        followed = self._add_indications(unit)
        for option in request_options(unit):
            self._option(unit, option)
        self._groups.append((f"0x{unit.service_id:04X}", self._text(unit.name), self._text(unit.title), first,
                             len(self._options) - first, *followed))

    def _add_indications(self, unit: Unit) -> Tuple[int, ...]:
        """Places and numbers of what is sent to get the indications of a service, and of these."""
        first = len(self._sends) + 1
        for send in _without_doubles(unit.indications):
            self._send(unit, send, None)
        n_sends = len(self._sends) + 1 - first
        replies = [self._send(unit, i.reply.send, i.reply.when) if i.reply else NONE for i in unit.indications]
        self._first_indication = len(self._indications)
        self._indications += [(self._message(unit, i), reply) for i, reply in zip(unit.indications, replies)]
        return first, n_sends, self._first_indication, len(unit.indications)

    def _send(self, unit: Unit, send: Send, when: Optional[Test]) -> int:
        first, message = self._add_presets(send.preset, ()), _by_name(unit, send.message)
        self._sends.append((self._text(_test(when)), self._message(unit, message), first, len(send.preset)))
        return len(self._sends)

    def _add_presets(self, presets: Sequence[Preset], optional: Collection[str]) -> int:
        """The place of the first one. `optional`: names of the TLVs that need not be there."""
        first = len(self._presets)
        for preset in presets:
            value = "" if preset.source else json.dumps(preset.value)
            beside = preset.default and "/" in preset.field and _tlv_of(preset.field) in optional
            self._presets.append((self._text(preset.field), self._text(value), self._text(preset.source),
                                  _or(["QMICLI_PRESET_DEFAULT"] * preset.default + ["QMICLI_PRESET_BESIDE"] * beside)))
        return first

    def _follow(self, unit: Unit, follow: Optional[Follow]) -> int:
        if follow is None:
            return NONE
        place = [i.name for i in unit.indications].index(follow.indication)
        self._follows.append((
            self._text(_test(follow.until)), self._text(_lines(follow.notes)), self._text(_lines(follow.until_notes)),
            self._first_indication + place,
            self._message(unit, _by_name(unit, follow.final))))
        return len(self._follows)

    def _option(self, unit: Unit, option: RequestOption) -> None:
        argument = option.argument
        request = option.message.request if option.message else None
        flags = ["QMICLI_OPTION_HIDDEN"] * option.alias + ["QMICLI_OPTION_ALLOCATE"] * option.allocates
        flags += ["QMICLI_OPTION_BARE"] * bool(argument and argument.optional)
        items, presets = (argument.items, argument.preset) if argument else ((), ())
        first_item = len(self._items)
        for item in items:
            self._item(item, request)
        optional = {tlv.name for tlv in request.tlvs if not tlv.mandatory} if request else set()
        first_preset = self._add_presets(presets, optional)
        self._options.append((
            self._text(option.name), self._rare(first_sentence(option.summary)),
            self._text(argument.placeholder if argument else ""), self._rare(example(argument, request)),
            self._text(option.each), *(self._message(unit, m) for m in (option.message, option.first, option.then)),
            self._follow(unit, option.follow), self._message(unit, option.beside), first_item if items else 0,
            first_preset if presets else 0, unit.service_id, len(items), len(presets),
            FORMS.get(argument.form, "0") if argument else 0, _or(flags)))

    def _item(self, item: ArgumentItem, request: Optional[Container]) -> None:
        found = follow(item.field.replace("[]", "[0]"), request, "request")
        assert isinstance(found, Field)
        is_list = isinstance(found.type, ArrayType)
        shortest = found.checks.count_min if is_list else found.checks.length_min
        longest = found.checks.count_max if is_list else found.checks.length_max
        bounds = found.type.element.checks if is_list else found.checks
        bounded = bounds.min is not None or bounds.max is not None
        low = self._number("G_MININT64" if bounds.min is None else bounds.min) if bounded else 0
        high = self._number("G_MAXINT64" if bounds.max is None else bounds.max) if bounded else 0
        flags = _item_flags(item, found) + ["QMICLI_ITEM_BOUNDED"] * bounded
        first = len(self._words)
        self._words += [(self._text(w), self._text(v)) for w, v in item.words]
        name = item.field.rpartition("/")[2]
        named = item.key == _key(name)
        flags += ["QMICLI_ITEM_NAMED"] * named
        self._items.append((
            self._text(item.field), self._text(item.label or name), self._text("" if named else item.key),
            self._text(item.join), self._text(item.pick), low, high, shortest or 0, longest or 0,
            first if item.words else 0, _or(flags), len(item.words), PARTS[item.part] if item.part else 0,
            self._text(found.unit)))

    # responses

    def _message(self, unit: Unit, message: Optional[Message]) -> object:
        if message is None:
            return NONE
        if id(message) not in self._message_index:
            complete = COMPLETE in message.cli.layout
            flags = [f"QMICLI_MESSAGE_{_macro(word)}" for word in message.cli.layout if word != COMPLETE]
            flags += ["QMICLI_MESSAGE_NEEDS"] * bool(message.cli.needs)
            flags += ["QMICLI_MESSAGE_INDICATION"] * message.indication
            tlvs = [t for t in message.response.tlvs if not t.is_result] if message.response else []
            marks = {t.field.cli.current for t in tlvs}
            first, bounds = len(self._nodes), self._add_bounds(message)
            for tlv in tlvs:
                flag = ["QMICLI_NODE_HIDDEN"] * (tlv.name in marks)
                self._node(tlv.field, _tlv_flags(tlv, complete, message.cli.needs) + flag, _when(tlv))
            self._message_index[id(message)] = len(self._messages) + 1
            self._titles.append(message.name)
            self._messages.append((
                unit.service_id, message.id, message.vendor, self._text(message.cli.heading),
                self._text(_lines(message.cli.notes)), self._rare(message.cli.lines), self._rare(message.cli.failure),
                self._rare(message.cli.complaint), message.takes, *bounds, NodeRef(first), len(tlvs),
                _or(flags)))
        return self._message_index[id(message)]

    def _add_bounds(self, message: Message) -> Tuple[int, int]:
        """Place and number of the bounds of a request's values."""
        tlvs = message.request.tlvs if message.request else ()
        found = [bound for tlv in tlvs for bound in _bounds(tlv.field, tlv.name)]
        first = len(self._bounds)
        self._bounds += [(self._text(path), self._number(low), self._number(high)) for path, low, high in found]
        return first if found else 0, len(found)

    def _node(self, value: Field, flags: List[str], when: str = "") -> None:
        """The record of a value, then those of the values inside it."""
        place = len(self._nodes)
        self._nodes.append(())
        self._names.append("")
        inner = _inner(value)
        hidden = {f.cli.current_index for f in inner}
        for child in inner:
            self._node(child, ["QMICLI_NODE_HIDDEN"] * (child.name in hidden or child.hidden))
        cli = value.cli
        flags = flags + [f"QMICLI_NODE_{_macro(word)}" for word in cli.layout]
        flags += ["QMICLI_NODE_ELEMENT"] * (not value.name)
        words = _descriptions(value)
        absent = [part for v in value.absent if isinstance(v, int) for part in _parts(value, v)]
        first_word, first_absent = len(self._words) if words else 0, self._number(*absent) if absent else 0
        self._words += [(self._text(w), self._text(t)) for w, t in words]
        self._names[place] = value.name
        self._nodes[place] = (
            self._text(cli.label), self._text(cli.heading), self._text(value.unit),
            self._text(cli.pattern), self._text(cli.missing), self._text(cli.empty),
            self._text(cli.current or cli.current_index), self._text(_lines(cli.order)), self._text(_lines(cli.notes)),
            self._text(when), first_word, first_absent, len(words), len(absent), len(inner), _display(value),
            _or(flags))


def _by_name(unit: Unit, name: Optional[str]) -> Optional[Message]:
    """The first one of this name; vendors may have others."""
    return next((message for message in unit.messages if message.name == name), None)


def _without_doubles(indications: Sequence[Message]) -> List[Send]:
    """What several indications are registered by is sent once."""
    sends: List[Send] = []
    for send in (s for i in indications for s in i.register):
        if send not in sends:
            sends.append(send)
    return sends


def _test(test: Optional[Test]) -> str:
    return f"{test.field}={test.value}" if test else ""


def _row(record: Record, note: int, texts: Texts) -> Dict[str, str]:
    """`note` is the place of the cell that tells what it is."""
    cells = (texts.offset(c) if isinstance(c, TextRef) else c for c in record)
    return {"cells": "{ " + ", ".join(map(str, cells)) + " }", "note": str(record[note])}


def _rows(data: bytes) -> List[str]:
    return [", ".join(map(str, data[at : at + 24])) for at in range(0, len(data), 24)]


def _packed(name: str, notes: Sequence[str], cells: Sequence[List[str]]) -> Dict[str, object]:
    rows = [{"cells": ", ".join(row), "note": note} for note, row in zip(notes, cells)]
    places = [0, *accumulate(map(count_bytes, cells))][: len(cells) or 1]
    return {"found_by_place": name != "nodes", "place_type": "guint16" if places[-1] <= 0xFFFF else "guint32",
            "places": textwrap.wrap(", ".join(map(str, places)), 110),
            "name": name, "macro": name.upper(), "n": len(cells), "rows": rows or [{"cells": "0", "note": ""}]}


def _inner(value: Field) -> Tuple[Field, ...]:
    if isinstance(value.type, StructType):
        return value.type.fields
    return (value.type.element,) if isinstance(value.type, ArrayType) else ()


def _bounds(value: Field, path: str) -> Iterator[Tuple[str, int, int]]:
    """Paths of the bounded values, the least and the most that each may be or have."""
    kind, checks = value.type, value.checks
    if isinstance(kind, IntType):
        (low, high), widest = (checks.min, checks.max), int_range(kind)
    elif isinstance(kind, ArrayType):
        (low, high), widest = (checks.count_min, checks.count_max), (0, most(kind) or 0xFFFF)
    else:
        (low, high), widest = (checks.length_min, checks.length_max), (0, 0xFFFF)
    if low is not None or high is not None:
        yield path, widest[0] if low is None else low, widest[1] if high is None else high
    for inner in _inner(value):
        if not inner.hidden:
            yield from _bounds(inner, f"{path}/{inner.name}" if isinstance(kind, StructType) else f"{path}[]")


def _parts(value: Field, number: int) -> List[int]:
    """A number as it is compared: by its parts if it has any, for these are what is shown of it."""
    bits = value.type.bits if isinstance(value.type, IntType) else ()
    return [number >> part.first & (1 << part.width) - 1 for part in bits] or [number]


def _is_byte(element: Field) -> bool:
    return isinstance(element.type, IntType) and element.type.size == 1 and not element.type.named


def _display(value: Field) -> object:
    """How a number, or an array of numbers, is shown."""
    if isinstance(value.type, IntType):
        word = value.display if value.display in ("hex", "ipv4") else None
    elif isinstance(value.type, ArrayType):
        word = value.display if value.display in ("ipv6", "text") else "bytes" if _is_byte(value.type.element) else None
    else:
        word = None
    return f"QMICLI_DISPLAY_{word.upper()}" if word else 0


def _tlv_flags(tlv: Tlv, complete: bool, needs: Sequence[str]) -> List[str]:
    """What has to be there after success, what makes an answer more than a bare result, what a failed one may have.

    `complete`: a bare result is all that was wanted; `needs`: if stated, what counts as more than that.
    """
    result = [(c.value, c.equal) for c in tlv.conditions if c.tlv == "Result" and c.field == "Error Status"]
    simple = len(result) == len(tlv.conditions)
    success = simple and (0, True) in result
    data = tlv.name in needs if needs else success and not complete
    flags = ["QMICLI_NODE_REQUIRED"] * (tlv.mandatory and success) + ["QMICLI_NODE_DATA"] * data
    return flags + ["QMICLI_NODE_FAILURE"] * (simple and not success)


def _when(tlv: Tlv) -> str:
    """Conditions beyond success and failure, one a line: Mode=3, or Mode!3 where it must not have the value."""
    return _lines([f"{'/'.join(filter(None, (c.tlv, c.field)))}{'=' if c.equal else '!'}{c.value}"
                   for c in tlv.conditions if (c.tlv, c.field) != ("Result", "Error Status")])


def _descriptions(value: Field) -> List[Tuple[str, str]]:
    """Nicknames and the longer texts for them, where the layout asks for these."""
    enum = (value.type.labels or value.type.enum) if isinstance(value.type, IntType) else None
    if enum is None or "{text}" not in (value.cli.pattern or ""):
        return []
    return [(v.nickname, v.label) for v in enum.values if v.label]


def _item_flags(item: ArgumentItem, found: Field) -> List[str]:
    """What can be told of an item without looking at its bounds."""
    text = isinstance(found.type, ArrayType) and found.display == "text"
    nested = isinstance(found.type, (ArrayType, StructType)) and not text and not item.part
    said = {"OPTIONAL": item.optional, "TEXT": text, "SECRET": found.secret, "NESTED": nested,
            "EMPTY": _may_be_empty(found), "AGAIN": item.again, "BARE": item.bare, "ONLY": item.only_words,
            "NUMBER": item.any_number}
    return [f"QMICLI_ITEM_{name}" for name, true in said.items() if true]


def _may_be_empty(value: Field) -> bool:
    if isinstance(value.type, ArrayType):
        return not value.type.fixed and not value.checks.count_min
    return isinstance(value.type, StringType) and not value.type.fixed and not value.checks.length_min


def _default_argument(message: Message) -> Optional[Argument]:
    """A message without hints takes its only value, or pairs with the names of its values as keys.

    Where all of them may be left out, the option goes without an argument too.
    """
    leaves = _all_leaves(message)
    if not leaves:
        return None
    bare = not any(tlv.mandatory for _, tlv in leaves)
    if len(leaves) == 1:
        path = leaves[0][0]
        return Argument("value", f"[{path.rpartition('/')[2]}]", (_item(path, None, bare),), (), bare)
    keys = _keys([path for path, _ in leaves])
    items = tuple(_item(path, key, not tlv.mandatory) for (path, tlv), key in zip(leaves, keys))
    return Argument("keys", '["key=value,..."]', items, (), bare)


def _tlv_of(path: str) -> str:
    return re.split(r"[/\[]", path)[0]


def _with_other_keys(argument: Optional[Argument], message: Message) -> Optional[Argument]:
    """Pairs and lists with hints are followed by pairs of the TLVs that the hints do not speak of."""
    if argument is None or argument.form not in ("keys", "list"):
        return argument
    filled = {_tlv_of(part.field) for part in (*argument.items, *argument.preset)}
    leaves = [(path, tlv) for path, tlv in _all_leaves(message) if tlv.name not in filled]
    taken = {item.key for item in argument.items}
    keys = [key if key not in taken else _key(path) for key, (path, _) in zip(_keys([p for p, _ in leaves]), leaves)]
    return replace(argument, items=argument.items + tuple(_item(p, k, True) for (p, _), k in zip(leaves, keys)))


def _item(path: str, key: Optional[str], optional: bool) -> ArgumentItem:
    return ArgumentItem(field=path, label=None, key=key, join=None, optional=optional, pick=None, words=())


def _all_leaves(message: Message) -> List[Tuple[str, Tlv]]:
    tlvs = message.request.tlvs if message.request else ()
    return [leaf for tlv in tlvs for leaf in _leaves(tlv.field, tlv.name, tlv)]


def _leaves(value: Field, path: str, tlv: Tlv) -> List[Tuple[str, Tlv]]:
    if not isinstance(value.type, StructType):
        return [(path, tlv)]
    return [leaf for f in value.type.fields if not f.hidden for leaf in _leaves(f, f"{path}/{f.name}", tlv)]


def _keys(paths: Sequence[str]) -> List[str]:
    """Names of the innermost values; where those are not enough, with the names around them."""
    short = [p.rpartition("/")[2] for p in paths]
    return [_key(s if short.count(s) == 1 else p) for s, p in zip(short, paths)]


def _key(path: str) -> str:
    return names.option_name("", path.replace("/", " ")).lstrip("-")


def _macro(word: str) -> str:
    return re.sub("[^A-Z]", "_", word.upper())


def _lines(lines: Sequence[str]) -> str:
    return "".join(line + "\n" for line in lines)


def _or(flags: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(flags)) if flags else "0"
