# SPDX-License-Identifier: LGPL-2.1-or-later
"""Validates descriptions with service.schema.json and words what python3-jsonschema finds for people."""

from __future__ import annotations

import json
from itertools import accumulate
from operator import getitem
from typing import Callable, Dict, Iterable, Iterator, List, Optional, Set, Tuple, Union

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from .near import did_you_mean, listed, nearest
from .source import Array, Diagnostics, Key, Object

_MANY = 12  # more words than that are not listed in a message

_KINDS = {"object": "an object", "array": "a list", "string": "a text", "integer": "a whole number",
          "boolean": "true or false"}
_KIND_OF = {Object: "object", Array: "array", str: "string", int: "integer"}
_ITEM_LISTS = {"enums", "conditions", "shared", "messages", "indications", "request", "response", "tlvs", "options"}
_HARMLESS = {"$schema", "license", "summary", "source"}  # keys of a file without which the rest can be judged

# A whole number is what is written as one; jsonschema takes 1.0 too.
_WHOLE = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
_Checker = extend(Draft202012Validator, type_checker=_WHOLE)

_Problem = Tuple[str, str]  # reason, remedy


class Validator:
    """service.schema.json, ready to be asked."""

    def __init__(self, file: str) -> None:
        with open(file, encoding="utf-8") as stream:
            self._checker = _Checker(flattened(json.load(stream)))

    def check(self, data: Object, skip: Set[int], diagnostics: Diagnostics) -> bool:
        """Whether the resolver can work with `data` when it leaves out the items whose ids are put into `skip`."""
        usable = True
        for error in _of_fitting_branches(self._checker.iter_errors(data)):
            path = list(error.absolute_path)
            values = list(accumulate(path, getitem, initial=data))
            if error.validator == "additionalProperties":
                _report_unknown_keys(error, diagnostics)
            else:
                place, key = (values[-2], path[-1]) if path else (data, None)
                for reason, remedy in _words(error):
                    diagnostics.at(place, key, reason, remedy)
            usable &= _spoil(path, values, skip)
        return usable


def flattened(schema: dict) -> dict:
    """The schema with every definition in the place of its references, which are slow to follow.

    Where an object refers to further keys, it gets them as its own.
    """
    definitions = schema.pop("$defs")
    done: Set[int] = set()

    def target(node: dict) -> dict:
        return definitions[node["$ref"].rpartition("/")[2]]

    def flatten(node: Union[dict, list]) -> None:
        if id(node) in done:
            return
        done.add(id(node))
        if "unevaluatedProperties" in node:
            node["properties"] = {**target(node)["properties"], **node.get("properties", {})}
            node["additionalProperties"] = node.pop("unevaluatedProperties")
            del node["$ref"]
        for key, inner in list(node.items() if isinstance(node, dict) else enumerate(node)):
            if isinstance(inner, dict) and inner.keys() == {"$ref"}:
                node[key] = inner = target(inner)
            if isinstance(inner, (dict, list)):
                flatten(inner)

    flatten(schema)
    return schema


def _spoil(path: List[Key], values: List[object], skip: Set[int]) -> bool:
    """Let the resolver pass over the smallest item around an error; False if it cannot do without."""
    steps = zip([None, *path], path, values[1:])
    items = [value for before, key, value in steps if isinstance(key, int) and before in _ITEM_LISTS]
    skip.update(map(id, items[-1:]))
    return bool(items) or not path or path[0] in _HARMLESS


# values of several kinds


def _of_fitting_branches(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """An `anyOf` that has a branch for such a value is replaced by the errors of that branch."""
    for error in _telling(errors):
        fitting = [] if _chooses_keys(error) else [e for e in _of_branches(error) if not _is_of_another_kind(e)]
        yield from _of_fitting_branches(fitting) if fitting else [error]


def _of_branches(error: ValidationError) -> Iterator[ValidationError]:
    for inner in _telling(error.context) if error.validator == "anyOf" else ():
        nested = inner.validator == "anyOf" and not inner.relative_path
        yield from _of_branches(inner) if nested else [inner]


def _telling(errors: Iterable[ValidationError]) -> Iterable[ValidationError]:
    """Without a `oneOf`, which is about keys, where there is no object."""
    return (error for error in errors if error.validator != "oneOf" or isinstance(error.instance, Object))


def _is_of_another_kind(error: ValidationError) -> bool:
    kinds = ("type",) if isinstance(error.instance, str) else ("type", "enum")
    return error.validator in kinds and not error.relative_path


def _chooses_keys(error: ValidationError) -> bool:
    return "properties" in error.schema


# keys of objects


def _guesses(error: ValidationError) -> Dict[str, Optional[str]]:
    """The unknown keys of an object, and the known ones that were probably meant."""
    known = error.schema["properties"].keys()
    return {name: nearest(name, known - error.instance.keys()) for name in error.instance.keys() - known}


def _report_unknown_keys(error: ValidationError, diagnostics: Diagnostics) -> None:
    absent = sorted(error.schema["properties"].keys() - error.instance.keys())
    otherwise = "docs/guide/descriptions.md lists the keys"
    if 0 < len(absent) <= _MANY:
        otherwise = "there could be " + listed(absent)
    for name, guess in _guesses(error).items():
        remedy = f'did you mean "{guess}"?' if guess else otherwise
        diagnostics.at_key(error.instance, name, "unknown key", remedy)


def _missing(error: ValidationError, names: List[str]) -> Iterator[_Problem]:
    meant = _guesses(error).values()
    for name in names:
        if name not in error.instance and name not in meant:
            hint = _hint(error.schema["properties"][name])
            yield f'"{name}" is missing', f"it is {hint}" if hint else "add it"


def _one_of(error: ValidationError) -> Iterator[_Problem]:
    keys = [branch["required"][0] for branch in error.validator_value]
    given = [f'"{key}"' for key in keys if key in error.instance]
    if given:
        yield " and ".join(given) + " do not go together", "keep one of them"
    elif not set(keys).intersection(_guesses(error).values()):
        yield listed(keys) + " is missing", "state one of them"


# what is said


def _known(schema: dict) -> list:
    return [schema["const"]] if "const" in schema else schema.get("enum", [])


def _hint(schema: dict) -> str:
    """What a value has to be, in words; empty if the schema does not say."""
    known = _known(schema)
    return schema.get("description") or (listed(known) if known and known != [True] else "")


def _right(schema: dict) -> str:
    kinds = schema.get("type", [])
    return _hint(schema) or " or ".join(_KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _needs(error: ValidationError) -> Iterable[_Problem]:
    """Keys that count only beside others."""
    for key, others in error.validator_value.items():
        absent = [f'"{other}"' for other in others if other not in error.instance]
        if key in error.instance and absent:
            yield f'"{key}" stands here without {" and ".join(absent)}', "state both, or leave it out"


def _at_least(error: ValidationError) -> str:
    return f"there have to be at least {error.validator_value}"


def _any_of(error: ValidationError) -> Iterable[_Problem]:
    if _chooses_keys(error):  # the last branch is that of an item that stands for itself
        return _missing(error, error.validator_value[-1]["required"])
    return _wrong_kind(error, [inner.schema for inner in _of_branches(error)])


def _wrong_kind(error: ValidationError, schemas: List[dict]) -> Iterable[_Problem]:
    value = error.instance
    kind = "a number" if isinstance(value, float) else _KINDS.get(_KIND_OF.get(type(value), ""), json.dumps(value))
    return [(f"{kind} does not fit here", "it has to be " + " or ".join(map(_right, schemas)))]


def _one_of_few(error: ValidationError) -> Iterable[_Problem]:
    known = _known(error.schema)
    shown = "this" if isinstance(error.instance, (Object, Array)) else json.dumps(error.instance)
    if known == [True]:
        remedy = "it is true, or left out"
    else:
        remedy = did_you_mean(str(error.instance), known, "it has to be " + listed(known))
    return [(f"{shown} does not fit here", remedy)]


def _out_of_range(error: ValidationError) -> Iterable[_Problem]:
    low, high = error.schema["minimum"], error.schema.get("maximum")
    span = f"{low} or more" if high is None else f"{low} to {high}"
    return [(f"{error.instance} is out of range", f"it has to be {span}")]


_WORDS: Dict[str, Callable[[ValidationError], Iterable[_Problem]]] = {
    "type": lambda e: _wrong_kind(e, [e.schema]),
    "const": _one_of_few,
    "enum": _one_of_few,
    "required": lambda e: _missing(e, e.validator_value),
    "dependentRequired": _needs,
    "oneOf": _one_of,
    "anyOf": _any_of,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minItems": lambda e: [(f"{len(e.instance)} entries", f"{_at_least(e)}, or leave it out")],
    "minLength": lambda e: [(f"{len(e.instance)} characters are too few", _at_least(e))],
    "maxLength": lambda e: [(f"{len(e.instance)} characters are too many", f"there can be {e.validator_value}")],
    "minProperties": lambda e: [("an empty object", "leave it out")],
    "pattern": lambda e: [(f"{json.dumps(e.instance)} has the wrong form", f"it has to be {_right(e.schema)}")],
}


def _words(error: ValidationError) -> Iterable[_Problem]:
    words = _WORDS.get(error.validator)
    return words(error) if words else [(f'breaks the rule "{error.validator}"', "see service.schema.json")]
