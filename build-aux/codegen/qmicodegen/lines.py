# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks the lines that a response is shown as, and packs them into the text that the command line reads."""

from __future__ import annotations

import re
from typing import Collection, Dict, List, Optional, Sequence, Tuple, Union

from . import checks
from .model import ArrayType, Bits, Enum, Field, IntType, Message, StringType, StructType
from .near import did_you_mean, listed
from .source import Array, Diagnostics, Object

_PLACEHOLDER = re.compile(r"\{([^{}|:]*)(?::([^{}|:]*))?(\|[^{}|]*)?(\}?)")
_OFFSET = re.compile(r"\+[1-9]")
_STEP = re.compile(r"([^/\[\]]+)(\[#\])?")
_OPERATORS = {"is": "=", "not": "!", "has": "&"}
_LENGTHS = {"like": "~", "unlike": "^"}
_LISTS = ("bcd", "big-endian", "count", "digits", "nibbles", "pairs", "rows", "text")
_NUMBERS = ("HEX", "any", "hex", "name", "number")
_STRUCTS = ("bits",)
_TEXTS = ("trimmed",)
_STEP_OF_RESULT = r"([*/+]-?[0-9]+(\.[0-9]+)?|\.[0-9])"
_RESULT = re.compile(rf"{_STEP_OF_RESULT}( {_STEP_OF_RESULT})*(&.+)?$|&.+$")

Value = Union[Field, Bits, Message]


class LineReader:
    """Reads the lines of the messages of one file; `messages` may be asked for the elements of lists."""

    def __init__(self, enums: Sequence[Enum], messages: Dict[str, Message], tables: Collection[str],
                 shared: Sequence[Object], diagnostics: Diagnostics) -> None:
        self._enums = [enum.name for enum in enums]
        self._messages = messages
        self._tables = tables
        self._shared = {raw["name"]: raw["lines"] for raw in shared}
        self._diagnostics = diagnostics

    def read(self, raws: Array, message: Message, whole: bool) -> str:
        """`whole`: all that the message has is known."""
        self._whole = whole
        self._asked = {tlv.name: tlv.field for tlv in message.request.tlvs} if message.request else {}
        return "".join(self._lines(raws, (_Around(message),)))

    def _lines(self, raws: Array, around: Tuple[_Around, ...]) -> List[str]:
        found: List[str] = []
        for index, raw in enumerate(raws):
            if isinstance(raw, Object):
                found += self._block(raw, around)
            else:
                found.append(f" {self._text(raws, index, around)}\n")
        return found

    def _block(self, raw: Object, around: Tuple[_Around, ...]) -> List[str]:
        inside = around
        if "use" not in raw and "for" not in raw and "when" not in raw:
            self._diagnostics.at(raw, None, "this is for nothing", 'a block has "for" or "when"')
        if "for" in raw:
            value = self._find(raw, "for", raw["for"], around)
            if value is None:
                return []
            inside = (*around, _Around(_element(value)))
        condition = self._condition(raw["when"], inside) if "when" in raw else ""
        otherwise = ["|\n", *self._lines(raw["else"], around)] if "else" in raw else []
        return [f"({raw.get('for', '')}\t{condition}\n", *self._inside(raw, inside), *otherwise, ")\n"]

    def _inside(self, raw: Object, around: Tuple[_Around, ...]) -> List[str]:
        """The own lines of a block, or shared ones that it names."""
        if "lines" in raw:
            return self._lines(raw["lines"], around)
        if raw["use"] not in self._shared:
            remedy = did_you_mean(raw["use"], self._shared, 'define them under "shared-lines" of "cli"')
            self._diagnostics.at(raw, "use", f'no shared lines are called "{raw["use"]}"', remedy)
            return []
        return self._lines(self._shared[raw["use"]], around)

    def _condition(self, raw: Object, around: Tuple[_Around, ...]) -> str:
        value = self._find(raw, "field", raw["field"], around)
        if "exists" in raw:
            return f"{raw['field']}?"
        for key in _LENGTHS:
            if key in raw:
                self._find(raw, key, raw[key], around)
                return f"{raw['field']}{_LENGTHS[key]}{raw[key]}"
        if value is None:
            return ""
        if "below" in raw:
            return f"{raw['field']}<{raw['below']}"
        key = next(word for word in _OPERATORS if word in raw)
        enum = _enum(value)
        if not _is_number(value) and not _is_list(value):
            reason = f'"{raw["field"]}" is no number'
            self._diagnostics.at(raw, "field", reason, "only numbers and lengths are compared")
        numbers = [self._number(raw[key], index, enum) for index in range(len(raw[key]))]
        return f"{raw['field']}{_OPERATORS[key]}{','.join(map(str, numbers))}"

    def _number(self, raw: Array, index: int, enum: Optional[Enum]) -> int:
        if isinstance(raw[index], int):
            return raw[index]
        number = checks.nickname_value(enum, raw[index]) if enum else None
        if number is None:
            remedy = checks.nickname_remedy(enum, raw[index]) if enum else "the value has no names, give a number"
            self._diagnostics.at(raw, index, f'"{raw[index]}" is none of its values', remedy)
        return number or 0

    # placeholders

    def _text(self, raws: Array, index: int, around: Tuple[_Around, ...]) -> str:
        def packed(match: re.Match[str]) -> str:
            path, form, instead, closed = match.groups()
            if not closed:
                self._diagnostics.at(raws, index, f'"{match.group()}" has no end', 'put "}" behind the name')
            elif path not in ("port", "#"):
                value = self._find(raws, index, path, around)
                form = form and self._form(raws, index, form, value, around)
            elif path == "#" and form and not _OFFSET.fullmatch(form):
                self._diagnostics.at(raws, index, f'a place has no form "{form}"', 'it is something like "+1"')
            elif path == "#" and len(around) == 1:
                self._diagnostics.at(raws, index, '"{#}" is a place in a list', 'it is for blocks with "for"')
            return "{" + path + (f":{form}" if form else "") + (instead or "") + "}"

        return _PLACEHOLDER.sub(packed, raws[index])

    def _form(self, raws: Array, index: int, form: str, value: Optional[Value], around: Tuple[_Around, ...]) -> str:
        """As it is packed: enums by their place."""
        forms = _forms_of(value)
        number = forms is _NUMBERS
        if value is None or form in forms or (number and (_RESULT.match(form) or form.startswith("?"))):
            return form
        if number and form in self._enums:
            return f"@{self._enums.index(form)}"
        if number and form in self._tables:
            return f"%{form}"
        if "text" in forms and form.startswith("text "):
            self._find(raws, index, form[len("text ") :], around)
            return form
        known = [*forms, *([*self._enums, *self._tables] if number else [])]
        remedy = did_you_mean(form, known, "there are " + listed(forms))
        self._diagnostics.at(raws, index, f'such a value has no form "{form}"', remedy)
        return form

    def _find(self, place: Union[Array, Object], key: Union[str, int], path: str,
              around: Tuple[_Around, ...]) -> Optional[Value]:
        """What a path leads to; its first step may be around the block, too."""
        if path == ".":
            return around[-1].value
        if path.startswith("/"):
            return self._find(place, key, path[1:], around[:1])
        members: Dict[str, Value] = {}
        for scope in around:
            members.update(scope.members)
        found: Optional[Value] = None
        for step in path.split("/"):
            match = _STEP.fullmatch(step)
            if not match:
                self._diagnostics.at(place, key, f'"{step}" has the wrong form', 'it has to be "Info" or "List[#]"')
                return None
            name, bracket = match.groups()
            known = members
            if found is None:
                known = {**self._asked, **(self._messages if len(around) > 1 else {}), **members}
            if name not in known:
                if self._whole:
                    otherwise = "there are " + listed(members) if members else "there are no members"
                    self._diagnostics.at(place, key, f'no value is called "{name}"',
                                         did_you_mean(name, members, otherwise))
                return None
            found = _element(known[name]) if bracket else known[name]
            members = _Around(found).members
        return found


class _Around:
    """A value and the names that are known inside it."""

    def __init__(self, value: Value) -> None:
        self.value = value
        self.members: Dict[str, Value] = {}
        if isinstance(value, Message):
            self.members = {tlv.name: tlv.field for tlv in value.response.tlvs} if value.response else {}
        elif isinstance(value, Field) and isinstance(value.type, StructType):
            self.members = {field.name: field for field in value.type.fields}
        elif isinstance(value, Field) and isinstance(value.type, IntType):
            self.members = {part.name: part for part in value.type.bits}


def _element(value: Value) -> Value:
    return value.type.element if isinstance(value, Field) and isinstance(value.type, ArrayType) else value


def _is_list(value: Optional[Value]) -> bool:
    return isinstance(value, Field) and isinstance(value.type, ArrayType)


def _forms_of(value: Optional[Value]) -> Tuple[str, ...]:
    if _is_list(value):
        return _LISTS
    if _is_struct(value):
        return _STRUCTS
    return _TEXTS if isinstance(value, Field) and isinstance(value.type, StringType) else _NUMBERS


def _is_struct(value: Optional[Value]) -> bool:
    return isinstance(value, Field) and isinstance(value.type, StructType)


def _is_number(value: Value) -> bool:
    return isinstance(value, Bits) or isinstance(value, Field) and isinstance(value.type, IntType)


def _enum(value: Value) -> Optional[Enum]:
    if isinstance(value, Bits):
        return value.enum
    if isinstance(value, Field) and isinstance(value.type, IntType):
        return value.type.labels or value.type.enum
    return None
