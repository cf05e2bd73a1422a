# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads a GIR file as flat facts: a path to each element, and what is said there."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as ElementTree
from typing import Dict, Iterator, List, NamedTuple, Optional

from sides import Side

PREFIX = {"http://www.gtk.org/introspection/core/1.0": "", "http://www.gtk.org/introspection/c/1.0": "c:",
          "http://www.gtk.org/introspection/glib/1.0": "glib:"}
TEXTS = ["doc", "doc-deprecated", "doc-version", "source-position", "docsection"]
CALLABLES = ["function", "method", "constructor", "callback", "virtual-method", "function-macro"]
MEMBERS = ["property", "glib:signal"]  # of an object, with a name that is a string in C


class Fact(NamedTuple):
    path: str
    owners: List[str]  # C names (`Class:name` of a property) of it and of those around it
    callables: List[str]  # C names of those among them that can be called
    attributes: Dict[str, str]


def _plain(name: str) -> str:
    space, _, local = name.rpartition("}")
    return PREFIX.get(space[1:], "") + local


def _attributes(element: ElementTree.Element) -> Dict[str, str]:
    return {_plain(n): v for n, v in element.attrib.items()}


def _c_name(element: ElementTree.Element, owner: str) -> Optional[str]:
    """Of what C programs can name."""
    attributes, tag = _attributes(element), _plain(element.tag)
    if tag in ("type", "array"):
        return None
    if tag == "function-macro":
        return f"QMI_{attributes['name']}"
    if tag in MEMBERS:
        return f"{owner}:{attributes['name']}"
    return attributes.get("c:identifier") or attributes.get("c:type")


def _label(element: ElementTree.Element, place: int) -> str:
    """One step of a path; the order of parameters and fields is part of the interface."""
    tag, name = _plain(element.tag), element.get("name")
    if tag in ("parameter", "field"):
        return f"{tag} {place}"
    return tag if name is None or tag in ("type", "array", "instance-parameter") else f"{tag} {name}"


def _walk(element: ElementTree.Element, around: Fact, label: str) -> Iterator[Fact]:
    tag = _plain(element.tag)
    name = _c_name(element, around.owners[-1] if around.owners else "")
    fact = Fact(f"{around.path} / {label}" if around.path else label,
                around.owners + ([name] if name else []),
                around.callables + ([name] if name and tag in CALLABLES else []), _attributes(element))
    yield fact
    counts: Dict[str, int] = {}
    for child in element:
        tag = _plain(child.tag)
        if tag not in TEXTS:
            yield from _walk(child, fact, _label(child, counts.setdefault(tag, 0)))
            counts[tag] += 1


@functools.lru_cache(maxsize=None)
def _namespace(side: Side) -> ElementTree.Element:
    return next(e for e in ElementTree.parse(side.gir).getroot() if _plain(e.tag) == "namespace")


def head(side: Side) -> Dict[str, str]:
    """What the namespace says of itself."""
    return _attributes(_namespace(side))


@functools.lru_cache(maxsize=None)
def facts(side: Side) -> List[Fact]:
    return [fact for element in _namespace(side) if _plain(element.tag) not in TEXTS
            for fact in _walk(element, Fact("", [], [], {}), _label(element, 0))]
