# SPDX-License-Identifier: LGPL-2.1-or-later
"""Validates descriptions against service.schema.json.

The schema is compiled once into a tree of small functions, ten times as fast as a general validator and with
messages for people. Only the keywords that the schema uses are known; a test compares the verdicts with
those of python3-jsonschema.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Callable, Dict, List, Optional, Set, Tuple

from .near import listed, nearest
from .source import Array, Diagnostics, Key, Object, Place

Check = Callable[["_Report", Place, Key, object], None]
_MANY = 12  # more words than that are not listed in a message

_NOTES = {"$schema", "$comment", "$defs", "title", "description"}
_KINDS = {"object": "an object", "array": "a list", "string": "a text", "integer": "a whole number"}
_KIND_OF = {Object: "object", Array: "array", str: "string", int: "integer"}
_ITEM_LISTS = {"enums", "conditions", "shared", "messages", "indications", "request", "response", "tlvs", "options"}
_HARMLESS = {None, "$schema", "license", "summary", "source"}  # keys of a file without which the rest can be judged


class SchemaError(Exception):
    """The schema uses what this module does not know."""


@dataclass
class _Report:
    """What is wrong with a file, and which of its items cannot be resolved for that reason."""

    diagnostics: Diagnostics
    skip: Set[int]
    usable: bool = True

    def add(self, place: Place, key: Optional[Key], reason: str, remedy: str) -> None:
        self.diagnostics.at(place, key, reason, remedy)
        self.spoil(place, key)

    def spoil(self, place: Place, key: Optional[Key]) -> None:
        """Let the resolver pass over the smallest item around this place."""
        inner: Optional[Place] = place
        if key is not None and isinstance(place, dict) and isinstance(place.get(key), (Object, Array)):
            inner = place[key]
        while inner.parent is not None:
            if isinstance(inner.key, int) and inner.parent.key in _ITEM_LISTS:
                self.skip.add(id(inner))
                return
            key, inner = inner.key, inner.parent
        self.usable &= key in _HARMLESS


@dataclass
class _ObjectRules:
    """All rules for one kind of object, those of a `$ref` beside `properties` included."""

    properties: Dict[str, Check] = field(default_factory=dict)
    hints: Dict[str, str] = field(default_factory=dict)
    required: Tuple[str, ...] = ()
    choices: List[Tuple[bool, List[List[str]]]] = field(default_factory=list)  # exactly one?, keys of each branch
    closed: bool = False
    least: int = 0


class Validator:
    """service.schema.json, ready to be asked."""

    def __init__(self, file: str) -> None:
        with open(file, encoding="utf-8") as stream:
            self._schema = json.load(stream)
        self._compiled: Dict[str, Check] = {}
        self._check = self._compile(self._schema)

    def check(self, data: Object, skip: Set[int], diagnostics: Diagnostics) -> bool:
        """Whether the resolver can work with `data` when it leaves out the items whose ids are put into `skip`."""
        report = _Report(diagnostics, skip)
        self._check(report, data, None, data)  # type: ignore[arg-type]
        return report.usable

    # from schema to functions

    def _definition(self, node: dict) -> dict:
        return self._schema["$defs"][node["$ref"].rpartition("/")[2]]

    def _named(self, node: dict) -> Check:
        """A definition is compiled once, when it is first used: definitions refer to each other in circles."""
        name = node["$ref"]
        target = self._definition(node)

        def check(report: _Report, place: Place, key: Key, value: object) -> None:
            if name not in self._compiled:
                self._compiled[name] = self._compile(target)
            self._compiled[name](report, place, key, value)

        return self._compiled.get(name, check)

    def _compile(self, node: dict) -> Check:
        words = set(node) - _NOTES
        if "properties" in words or node.get("type") == "object":
            return self._object(node)
        if words == {"$ref"}:
            return self._named(node)
        if words == {"anyOf"}:
            return self._any_of(node)
        if words <= {"type", "items", "minItems"} and node.get("type") == "array":
            return self._array(node)
        if words <= {"const", "enum"}:
            return _one_of(node) if words else _anything
        if words <= {"type", "pattern", "minLength", "maxLength"} and node.get("type") == "string":
            return _text(node)
        if words <= {"type", "minimum", "maximum"}:
            return _number(node)
        raise SchemaError(f"no rule for {sorted(words)}")

    def _object(self, node: dict) -> Check:
        rules = _ObjectRules()
        self._collect(node, rules)
        return lambda report, place, key, value: _check_object(rules, report, place, key, value)

    def _collect(self, node: dict, rules: _ObjectRules) -> None:
        known = {"$ref", "type", "properties", "required", "additionalProperties", "unevaluatedProperties"}
        unknown = set(node) - known - _NOTES - {"minProperties", "anyOf", "oneOf"}
        if unknown:
            raise SchemaError(f"no rule for {sorted(unknown)}")
        if "$ref" in node:
            self._collect(self._definition(node), rules)
        for name, sub in node.get("properties", {}).items():
            rules.properties[name] = self._compile(sub)
            rules.hints[name] = _hint(sub) or _hint(self._definition(sub) if "$ref" in sub else {})
        rules.required += tuple(node.get("required", ()))
        rules.closed |= node.get("additionalProperties") is False or node.get("unevaluatedProperties") is False
        rules.least = node.get("minProperties", rules.least)
        for word in ("anyOf", "oneOf"):
            if word in node:
                rules.choices.append((word == "oneOf", [branch["required"] for branch in node[word]]))

    def _array(self, node: dict) -> Check:
        check_item = self._compile(node.get("items", {}))
        least = node.get("minItems", 0)

        def check(report: _Report, place: Place, key: Key, value: object) -> None:
            if not isinstance(value, Array):
                _wrong_kind(report, place, key, value, "a list")
                return
            if len(value) < least:
                report.add(place, key, f"{len(value)} entries", f"there have to be at least {least}, or leave it out")
            for index, item in enumerate(value):
                check_item(report, value, index, item)

        return check

    def _any_of(self, node: dict) -> Check:
        branches = [self._definition(b) if set(b) == {"$ref"} else b for b in node["anyOf"]]
        by_kind: Dict[str, Tuple[Check, str]] = {}
        for branch in branches:
            for kind, sub in self._kinds(branch):
                by_kind[kind] = (self._compile(sub), _hint(sub))
        right = " or ".join(hint or _KINDS[kind] for kind, (_, hint) in by_kind.items())

        def check(report: _Report, place: Place, key: Key, value: object) -> None:
            found = by_kind.get(_KIND_OF.get(type(value), ""))
            if found is None:
                _wrong_kind(report, place, key, value, right)
            else:
                found[0](report, place, key, value)

        return check

    def _kinds(self, branch: dict) -> List[Tuple[str, dict]]:
        """The kinds of values that a branch of `anyOf` is for; branches have to differ in them."""
        if "anyOf" in branch:
            inner = [self._definition(b) if set(b) == {"$ref"} else b for b in branch["anyOf"]]
            return [pair for b in inner for pair in self._kinds(b)]
        if "enum" in branch:
            return [("string", branch)]
        return [(branch["type"], branch)]


def _hint(node: dict) -> str:
    """What a value has to be, in words; empty if the schema does not say."""
    if "description" in node:
        return node["description"]
    known = [node["const"]] if "const" in node else node.get("enum", [])
    return listed(known) if known and known != [True] else ""


def _wrong_kind(report: _Report, place: Place, key: Key, value: object, right: str) -> None:
    kind = "a number" if isinstance(value, float) else _KINDS.get(_KIND_OF.get(type(value), ""), json.dumps(value))
    report.add(place, key, f"{kind} does not fit here", f"it has to be {right}")


def _anything(_report: _Report, _place: Place, _key: Key, _value: object) -> None:
    pass


def _one_of(node: dict) -> Check:
    known = [node["const"]] if "const" in node else node["enum"]

    def check(report: _Report, place: Place, key: Key, value: object) -> None:
        if any(value is k or value == k and type(value) is type(k) for k in known):
            return
        shown = json.dumps(value) if isinstance(value, (str, int, float, bool)) or value is None else "this"
        guess = nearest(value, known) if isinstance(value, str) and known != [True] else None
        if known == [True]:
            remedy = "it is true, or left out"
        else:
            remedy = f'did you mean "{guess}"?' if guess else "it has to be " + listed(known)
        report.add(place, key, f"{shown} does not fit here", remedy)

    return check


def _text(node: dict) -> Check:
    pattern = re.compile(node["pattern"]) if "pattern" in node else None
    low, high = node.get("minLength", 0), node.get("maxLength", 1 << 30)
    hint = _hint(node)

    def check(report: _Report, place: Place, key: Key, value: object) -> None:
        if not isinstance(value, str):
            _wrong_kind(report, place, key, value, hint or "a text")
        elif len(value) < low:
            report.add(place, key, f"{len(value)} characters are too few", f"there have to be at least {low}")
        elif len(value) > high:
            report.add(place, key, f"{len(value)} characters are too many", f"there can be {high}")
        elif pattern and not pattern.search(value):
            report.add(place, key, f"{json.dumps(value)} has the wrong form", f"it has to be {hint}")

    return check


def _number(node: dict) -> Check:
    kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
    low, high = node.get("minimum"), node.get("maximum")
    right = " or ".join(_KINDS[kind] for kind in kinds)

    def check(report: _Report, place: Place, key: Key, value: object) -> None:
        if _KIND_OF.get(type(value)) not in kinds:
            _wrong_kind(report, place, key, value, right)
        elif low is not None and value < low or high is not None and value > high:
            span = f"{low} to {high}" if high is not None else f"{low} or more"
            report.add(place, key, f"{value} is out of range", f"it has to be {span}")

    return check


# objects


def _check_object(rules: _ObjectRules, report: _Report, place: Place, key: Key, value: object) -> None:
    if not isinstance(value, Object):
        _wrong_kind(report, place, key, value, "an object")
        return
    properties = rules.properties
    for name, inner in value.items():
        check = properties.get(name)
        if check is not None:
            check(report, value, name, inner)
    guesses = _unknown_keys(rules, report, value) if rules.closed and not properties.keys() >= value.keys() else set()
    for name in rules.required:
        if name not in value and name not in guesses:
            _missing(rules, report, value, name)
    for exactly_one, branches in rules.choices:
        _check_choice(rules, report, value, exactly_one, branches, guesses)
    if len(value) < rules.least:
        report.add(value, None, "an empty object", "leave it out")


def _unknown_keys(rules: _ObjectRules, report: _Report, value: Object) -> Set[str]:
    """Complain about them; returns the keys that were probably meant, which are then not missing as well."""
    guesses = set()
    absent = rules.properties.keys() - value.keys()
    for name in value.keys() - rules.properties.keys():
        guess = nearest(name, absent)
        if guess:
            guesses.add(guess)
            report.spoil(value, None)
            remedy = f'did you mean "{guess}"?'
        elif len(absent) <= _MANY and absent:
            remedy = "there could be " + listed(sorted(absent))
        else:
            remedy = "docs/guide/descriptions.md lists the keys"
        report.diagnostics.at_key(value, name, "unknown key", remedy)
    return guesses


def _missing(rules: _ObjectRules, report: _Report, value: Object, name: str) -> None:
    hint = rules.hints.get(name, "")
    report.add(value, None, f'"{name}" is missing', f"it is {hint}" if hint else "add it")


def _check_choice(
    rules: _ObjectRules, report: _Report, value: Object, exactly_one: bool, branches: List[List[str]], guesses: Set[str]
) -> None:
    given = [keys for keys in branches if all(key in value for key in keys)]
    if len(given) == 1 or given and not exactly_one:
        return
    if given:
        names = " and ".join(f'"{keys[0]}"' for keys in given)
        report.add(value, None, f"{names} do not go together", "keep one of them")
        return
    if guesses.intersection(key for keys in branches for key in keys):
        return
    if exactly_one:
        names = listed([keys[0] for keys in branches])
        report.add(value, None, f"{names} is missing", "state one of them")
        return
    for name in branches[-1]:  # the last branch is that of an item that stands for itself
        if name not in value:
            _missing(rules, report, value, name)
