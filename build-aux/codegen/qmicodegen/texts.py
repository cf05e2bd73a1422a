# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads what is said about an item on every level: summary, source, versions."""

from __future__ import annotations

from typing import Optional, Tuple

from .model import Text
from .source import Object


def version_key(version: str) -> Tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def newer(one: Optional[str], other: Optional[str]) -> Optional[str]:
    if one is None or other is None:
        return one or other
    return one if version_key(one) >= version_key(other) else other


def text_of(raw: Object, since: Optional[str]) -> Text:
    """`since` is resolved: its own or that of the item around it."""
    return Text(
        summary=raw.get("summary", ""),
        source=raw.get("source"),
        meaning_unknown="meaning" in raw,
        since=since,
        deprecated=raw.get("deprecated"),
        service_version=raw.get("service-version"),
    )
