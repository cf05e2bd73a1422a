# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads a GIR file as flat facts: a path to each element, and what is said there."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as ElementTree
from typing import Dict, Iterator, List, NamedTuple, Optional

from support import Side

PREFIX = {"http://www.gtk.org/introspection/core/1.0": "", "http://www.gtk.org/introspection/c/1.0": "c:",
          "http://www.gtk.org/introspection/glib/1.0": "glib:"}
TEXTS = ["doc", "doc-deprecated", "doc-version", "source-position", "docsection"]


class Fact(NamedTuple):
    path: str
    owners: List[str]  # C names of the element and of those around it
    attributes: Dict[str, str]


def _plain(name: str) -> str:
    space, _, local = name.rpartition("}")
    return PREFIX.get(space[1:], "") + local


def c_name(element: ElementTree.Element) -> Optional[str]:
    """Of something that C programs see."""
    attributes = {_plain(n): v for n, v in element.attrib.items()}
    if _plain(element.tag) in ("type", "array"):
        return None
    if _plain(element.tag) == "function-macro":
        return f"QMI_{attributes['name']}"
    return attributes.get("c:identifier") or attributes.get("c:type") or attributes.get("glib:type-name")


def _label(element: ElementTree.Element, place: int) -> str:
    tag = _plain(element.tag)
    name = element.get("name", "")
    if tag in ("parameter", "field"):  # their order is part of the interface
        return f"{tag} {place}"
    return f"{tag} {name}" if name and tag not in ("type", "array", "instance-parameter") else tag


def _walk(element: ElementTree.Element, path: str, owners: List[str]) -> Iterator[Fact]:
    yield Fact(path, owners, {_plain(n): v for n, v in element.attrib.items()})
    counts: Dict[str, int] = {}
    for child in element:
        tag = _plain(child.tag)
        if tag in TEXTS:
            continue
        counts[tag] = counts.get(tag, -1) + 1
        name = c_name(child)
        yield from _walk(child, f"{path} / {_label(child, counts[tag])}", owners + [name] if name else owners)


@functools.lru_cache(maxsize=None)
def facts(side: Side) -> List[Fact]:
    space = next(e for e in ElementTree.parse(side.gir).getroot() if _plain(e.tag) == "namespace")
    found = []
    for element in space:
        if _plain(element.tag) not in TEXTS:
            name = c_name(element)
            found += _walk(element, _label(element, 0), [name] if name else [])
    return found


@functools.lru_cache(maxsize=None)
def head(side: Side) -> Dict[str, List[str]]:
    """What the file says of itself."""
    found: Dict[str, List[str]] = {}
    for element in ElementTree.parse(side.gir).getroot():
        attributes = [f"{_plain(n)}={v}" for n, v in element.attrib.items()]
        found.setdefault(_plain(element.tag), []).append(" ".join(attributes))
    return found


def newer(version: str, than: str) -> bool:
    def key(text: str) -> List[int]:
        return [int(n) for n in re.findall(r"\d+", text)]
    return key(version) > key(than)
