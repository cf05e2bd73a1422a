# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes descriptions in their one canonical layout, so that every change shows as a small diff.

Keys have one order. What fits into a line stays on it, unless objects nest too deep in it to be read at
a glance. An object that has to be broken puts related keys side by side and the summary on a line of its own.
"""

from __future__ import annotations

import json
from typing import Dict, List, Optional, Tuple

WIDTH = 150
INDENT = 2

_GROUPS: Tuple[str, ...] = (  # keys of one group may share a line
    "$schema license",
    "service",
    "name option id id-spelling title field value bit mask is not has like unlike exists nickname label key join"
    " optional pick form word omit"
    " type-name constant-prefix kind since deprecated helpers-since service-version vendor internal library private"
    " error-domain every-response abortable library-only compat-getters hidden presence when",
    "summary",
    "from text source meaning errors takes registered-by action first width message then each beside indication"
    " finally",
    "type endian size bool enum labels constant length min max charset count sequence"
    " length-min length-max count-min count-max unit formula display absent checks personal secret bits element",
    "fields",
    "sample",
    *"until conditions enums shared values request request-order response tlvs tlv messages indications".split(),
    "aliases heading layout pattern missing empty current current-index",
    "order notes until-notes words for use",
    *"shared-lines needs lines else failure complaint placeholder items preset argument register reply follow".split(),
    *"options rows tables cli".split(),
)
KEY_ORDER: Tuple[str, ...] = tuple(key for group in _GROUPS for key in group.split())
_PLACE: Dict[str, int] = {key: place for place, key in enumerate(KEY_ORDER)}
_GROUP: Dict[str, int] = {key: number for number, group in enumerate(_GROUPS) for key in group.split()}
_GROUP["sample"] = _GROUP["type"]  # a short one stays beside its type, unless members stand in between


def format_description(data: object) -> str:
    """The text of a description file."""
    return _layout(_sorted(data), 0, 0) + "\n"


def _sorted(value: object) -> object:
    """Keys of the format in their order; others, such as field names in samples, follow as they come."""
    if isinstance(value, dict):
        return {k: _sorted(value[k]) for k in sorted(value, key=lambda k: _PLACE.get(k, len(_PLACE)))}
    return [_sorted(v) for v in value] if isinstance(value, list) else value


def _depth(value: object) -> int:
    """How many objects nest in each other."""
    if isinstance(value, dict):
        return 1 + max((_depth(v) for v in value.values()), default=0)
    return max((_depth(v) for v in value), default=0) if isinstance(value, list) else 0


def _layout(value: object, indent: int, taken: int) -> str:
    """`taken` columns of the first line are in use, those of a comma that follows included."""
    flat = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, (dict, list)):
        return flat
    if taken + len(flat) <= WIDTH and _depth(value) <= (2 if isinstance(value, dict) else 1):
        return flat
    inner = indent + INDENT
    parts: List[Tuple[Optional[int], str]] = []  # the group and the text
    if isinstance(value, dict):
        for key, item in value.items():
            head = json.dumps(key, ensure_ascii=False) + ": "
            parts.append((_GROUP.get(key), head + _layout(item, inner, inner + len(head) + 1)))
    else:
        for item in value:
            parts.append((None if isinstance(item, (dict, list)) else 0, _layout(item, inner, inner + 1)))
    space = "\n" + " " * inner
    body = f",{space}".join(_filled(parts, WIDTH - inner - 1))
    start, end = "{}" if isinstance(value, dict) else "[]"
    return f"{start}{space}{body}\n{' ' * indent}{end}"


def _filled(parts: List[Tuple[Optional[int], str]], width: int) -> List[str]:
    lines: List[str] = []
    last: Optional[int] = None
    for group, text in parts:
        joined = f"{lines[-1]}, {text}" if lines and group is not None and group == last else ""
        if joined and "\n" not in joined and len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(text)
        last = group
    return lines
