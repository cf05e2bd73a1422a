# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns JSON text into plain data that knows where it stands, and collects what is wrong with it."""

from __future__ import annotations

import json
import json.decoder
import json.scanner
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Dict, List, Optional, Set, Tuple, Union

from .model import Position

Key = Union[str, int]


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong: where, what, and what would be right."""

    position: Position
    path: str
    reason: str
    remedy: str = ""

    def render(self) -> str:
        where = f"{self.position.file}:{self.position.line}:{self.position.column}: "
        path = f"{self.path}: " if self.path else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{path}{self.reason}{remedy}"


class Diagnostics:
    """All that is wrong with all files. The same complaint about the same place counts once."""

    def __init__(self) -> None:
        self._found: Set[Diagnostic] = set()

    def __len__(self) -> int:
        return len(self._found)

    def add(self, position: Position, path: str, reason: str, remedy: str = "") -> None:
        self._found.add(Diagnostic(position, path, reason, remedy))

    def at(self, place: Union[Object, Array], key: Optional[Key], reason: str, remedy: str = "") -> None:
        """Complain about a value (`key` None: about the whole of `place`)."""
        self.add(place.position(key), place.path(key), reason, remedy)

    def at_key(self, place: Object, key: str, reason: str, remedy: str = "") -> None:
        """Complain about a key rather than what stands under it."""
        self.add(place.key_position(key), place.path(key), reason, remedy)

    def sorted(self) -> List[Diagnostic]:
        def order(d: Diagnostic) -> Tuple[object, ...]:
            return (d.position.file, d.position.line, d.position.column, d.path, d.reason, d.remedy)

        return sorted(self._found, key=order)

    def render(self) -> str:
        return "".join(d.render() + "\n" for d in self.sorted())


class Source:
    """The text of one file and the places in it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return Position(self.file, line, offset - self._starts[line - 1] + 1)

    def key_offset(self, value_offset: int) -> int:
        """Start of the key that belongs to the value at this offset."""
        end = self.text.rfind('"', 0, self.text.rfind(":", 0, value_offset))
        start = self.text.rfind('"', 0, end)
        while self.text[start - 1] == "\\":
            start = self.text.rfind('"', 0, start)
        return start


class Place:
    """What objects and arrays have in common: a source, an offset, a parent, offsets of what is in them."""

    source: Source
    offset: int
    parent: Optional[Place]
    key: Optional[Key]

    def _value_offset(self, key: Key) -> Optional[int]:
        raise NotImplementedError

    def position(self, key: Optional[Key] = None) -> Position:
        """Place of the value under `key`; of the whole if there is no such value."""
        offset = None if key is None else self._value_offset(key)
        return self.source.position(self.offset if offset is None else offset)

    def path(self, key: Optional[Key] = None) -> str:
        """`messages[3].request[2].enum`"""
        keys: List[Key] = [] if key is None else [key]
        place: Optional[Place] = self
        while place is not None and place.key is not None:
            keys.append(place.key)
            place = place.parent
        text = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in reversed(keys))
        return text[1:] if text.startswith(".") else text


class Object(dict, Place):
    """A JSON object that knows where it and its values stand."""

    __slots__ = ("source", "offset", "parent", "key", "offsets")

    offsets: Dict[str, int]

    def _value_offset(self, key: Key) -> Optional[int]:
        return self.offsets.get(key)

    def key_position(self, key: str) -> Position:
        return self.source.position(self.source.key_offset(self.offsets[key]))


class Array(list, Place):
    """A JSON array that knows where it and its items stand."""

    __slots__ = ("source", "offset", "parent", "key", "offsets")

    offsets: List[int]

    def _value_offset(self, key: Key) -> Optional[int]:
        return self.offsets[key] if isinstance(key, int) and key < len(self.offsets) else None


_MOST_DIGITS = 20  # of a number of 64 bits

_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a backslash; both halves of a character
    r"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)


class _NoJson(Exception):
    """A number that Python's parser takes, or would break on, and that no description can mean."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def _refuse_constant(word: str) -> None:
    raise _NoJson(f"{word} is not a JSON number", "leave the key out where there is no number")


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _NoJson(f"a number of {len(digits)} digits", f"64 bits have {_MOST_DIGITS} at most")
    return int(digits)


class _Wrong(Exception):
    """Something that is not JSON, and where."""

    def __init__(self, offset: int, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.offset, self.reason, self.remedy = offset, reason, remedy


class _Decoder(json.JSONDecoder):
    """The standard library's parser with hooks at the start of every object, array and value."""

    def __init__(self, source: Source) -> None:
        super().__init__(object_pairs_hook=list, parse_constant=_refuse_constant, parse_int=_integer)
        self._source = source
        self._duplicates: List[Tuple[Object, List[Tuple[str, object]], List[int]]] = []
        self.parse_object = self._object
        self.parse_array = self._array
        self.scan_once = json.scanner.py_make_scanner(self)  # the C scanner does not call the hooks

    def _watched(self, scan_once, offsets):
        """A scanner that writes down where each value starts."""

        def scan(text: str, at: int):
            offsets.append(at)
            try:
                return scan_once(text, at)
            except _NoJson as number:
                raise _Wrong(at, number.reason, number.remedy) from None

        return scan

    def _object(self, text_and_start, strict, scan_once, _hook, pairs_hook, memo):
        offsets: List[int] = []
        scan = self._watched(scan_once, offsets)
        pairs, end = json.decoder.JSONObject(text_and_start, strict, scan, None, pairs_hook, memo)
        result = Object(pairs)
        result.source, result.offset = self._source, text_and_start[1] - 1
        result.parent = result.key = None
        result.offsets = {key: offset for (key, _), offset in zip(pairs, offsets)}
        for key, value in pairs:
            if isinstance(value, Place):
                value.parent, value.key = result, key
        if len(result) != len(pairs):
            self._duplicates.append((result, pairs, offsets))
        return result, end

    def _array(self, text_and_start, scan_once):
        offsets: List[int] = []
        values, end = json.decoder.JSONArray(text_and_start, self._watched(scan_once, offsets))
        result = Array(values)
        result.source, result.offset = self._source, text_and_start[1] - 1
        result.parent = result.key = None
        result.offsets = offsets
        for index, value in enumerate(values):
            if isinstance(value, Place):
                value.parent, value.key = result, index
        return result, end

    def complain_of_duplicates(self, diagnostics: Diagnostics) -> None:
        """Once all is read: only then an object knows its path."""
        for place, pairs, offsets in self._duplicates:
            first: Dict[str, int] = {}
            for (key, _), offset in zip(pairs, offsets):
                if key in first:
                    position = self._source.position(self._source.key_offset(offset))
                    line = self._source.position(first[key]).line
                    remedy = f"keep this one or that of line {line}"
                    diagnostics.add(position, place.path(key), "this key stands here twice", remedy)
                first.setdefault(key, offset)


def _syntax_remedy(error: json.JSONDecodeError) -> Tuple[int, str, str]:
    """What a writer of JSON did when the parser stumbled: offset, reason, remedy."""
    text, at = error.doc, error.pos
    before = text[:at].rstrip()
    rest = text[len(before) :].lstrip()
    here = len(text) - len(rest)
    word = re.match(r"\w+", text[at:])
    if error.msg == "Extra data":
        return at, "something follows the description", "one file holds one object"
    if rest.startswith(("//", "/*", "#")):
        return here, "JSON has no comments", 'a fact worth writing has a key, for example "summary" or "source"'
    if rest[:1] in ("}", "]") and before.endswith(","):
        return len(before) - 1, f'comma before the closing "{rest[0]}"', "remove the comma"
    if "delimiter" in error.msg and rest[:1] in ('"', "{", "["):
        return here, "comma missing before this", "add the comma"
    if error.msg.startswith("Invalid control character"):
        return at, "a text does not end on its line", 'close it with "'
    if not rest:
        return here, "the file ends too early", "close what is open"
    if rest.startswith("'"):
        return here, "single quotes", 'write "double quotes"'
    if re.match("0[xX]", text[at - 1 : at + 1]):
        return at - 1, "JSON has no hexadecimal numbers", 'write a text such as "0x0020"'
    if word:
        return at, f"{word.group()} is no JSON", "there are texts, numbers, true, false, objects and lists"
    return at, "not JSON: " + error.msg[:1].lower() + error.msg[1:], "see what stands here or just before"


def _read(file: str, diagnostics: Diagnostics) -> Optional[str]:
    start = Position(file, 1, 1)
    try:
        with open(file, "rb") as stream:
            text = stream.read().decode("utf-8")
    except OSError as error:
        diagnostics.add(start, "", f"cannot be read: {error.strerror}", "give the path of a description")
        return None
    except UnicodeDecodeError as error:
        done = error.object[: error.start]
        line = done.count(b"\n") + 1
        column = len(done[done.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        diagnostics.add(Position(file, line, column), "", "not UTF-8", "save the file as UTF-8")
        return None
    if text.startswith("\ufeff"):
        diagnostics.add(start, "", "a byte order mark", "save the file as UTF-8 without it")
        return None
    return text


def _parse(source: Source) -> Tuple[Object, _Decoder]:
    """The value, and the decoder that knows of duplicate keys. Raises `_Wrong`."""
    decoder = _Decoder(source)
    try:
        value = decoder.decode(source.text)
    except json.JSONDecodeError as error:
        raise _Wrong(*_syntax_remedy(error)) from None
    except RecursionError:
        raise _Wrong(0, "nested too deeply", "a description needs a dozen levels at most") from None
    for match in _ESCAPES.finditer(source.text) if "\\u" in source.text else ():
        if match.group(1):
            raise _Wrong(match.start(), "half of a character", "write it as itself, or both halves")
    if not isinstance(value, Object):
        raise _Wrong(0, "not a JSON object", "a description starts with {")
    return value, decoder


def read_file(file: str, diagnostics: Diagnostics) -> Optional[Object]:
    """The file's content; None if it is no JSON object (which is then among the diagnostics)."""
    text = _read(file, diagnostics)
    if text is None:
        return None
    source = Source(file, text)
    try:
        value, decoder = _parse(source)
    except _Wrong as wrong:
        diagnostics.add(source.position(wrong.offset), "", wrong.reason, wrong.remedy)
        return None
    decoder.complain_of_duplicates(diagnostics)
    return value
