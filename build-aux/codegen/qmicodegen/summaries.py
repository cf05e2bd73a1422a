# SPDX-License-Identifier: LGPL-2.1-or-later
"""Refuses summaries that say nothing: the words of the name again, or the words of another item."""

from __future__ import annotations

import re
from typing import Dict, FrozenSet, Iterator, Tuple

from .source import Diagnostics, Object

_FILLERS = frozenset({"a", "an", "the", "of"})
_LISTS = (
    ("conditions", "enums", "shared", "messages", "indications")  # of a file
    + ("values", "bits", "fields", "request", "response", "tlvs", "options")  # further in
)
_SINGLES = ("service", "tlv", "element", "cli")


def check_summaries(data: Object, diagnostics: Diagnostics) -> None:
    """All summaries of one file; items with errors in them are looked at as far as they go."""
    seen: Dict[str, Tuple[Object, object]] = {}
    for raw, same in _items(data, None):
        summary = raw["summary"]
        name = raw.get("name") or raw.get("option") or ""
        if name and isinstance(name, str) and _says_nothing(summary, name):
            diagnostics.at(raw, "summary", f'says no more than the name "{name}"', "say what it means")
        first, first_same = seen.setdefault(summary, (raw, same))
        if first is not raw and (same is None or same != first_same):
            line = first.position("summary").line
            diagnostics.at(raw, "summary", f"the same summary stands in line {line}", "say how the two differ")


def _items(raw: Object, same: object) -> Iterator[Tuple[Object, object]]:
    """Everything with a summary, and what it is: things that are equal there may share their summary."""
    if isinstance(raw.get("summary"), str):
        yield raw, same
    for key in _SINGLES:
        inner = raw.get(key)
        if isinstance(inner, Object):
            yield from _items(inner, _sameness(key, inner))
    for key in _LISTS:
        inner = raw.get(key)
        for item in inner if isinstance(inner, list) else ():
            if isinstance(item, Object):
                yield from _items(item, _sameness(key, item))


def _sameness(key: str, raw: Object) -> object:
    """Fields of one name and type are the same thing, and so are values of one name in several enums."""
    if key == "values":
        return ("value", raw.get("name"))
    if "type" in raw:
        return ("field", raw.get("name"), raw["type"])
    return None


def _says_nothing(summary: str, name: str) -> bool:
    if len(summary) > 2 * len(name) + 24:  # too long to be made of the name: saves most of the work
        return False
    return _words(summary) <= _words(name)


def _words(text: str) -> FrozenSet[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(w[:-1] if w.endswith("s") and len(w) > 2 else w for w in words) - _FILLERS
