# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes tables small: texts that end alike share bytes, records hold the cells only that are not 0.

A packed record is a row of numbers with 7 bits a byte, the lowest first, bit 7 set in all bytes but the last: a mask
with a bit for each cell that is there, then those cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Sequence, Tuple

Record = Tuple[object, ...]
FLAGS_BYTES = 3  # of a cell whose value is left to the C compiler


@dataclass(frozen=True)
class TextRef:
    """A cell of a record that stands for the place of a text."""

    text: str

    def __str__(self) -> str:
        return self.text


class Texts:
    """Places of the texts in records; those of the packed ones get the smaller numbers."""

    def __init__(self, packed: Iterable[Record], others: Iterable[Record]) -> None:
        cells = (cell for rows in (packed, others) for row in rows for cell in row)
        found = dict.fromkeys(cell.text for cell in cells if isinstance(cell, TextRef))
        found.pop("", None)
        holders = _holders(list(found))
        self.held = [""] + list(dict.fromkeys(holders[text] for text in found))
        starts: Dict[str, int] = {}
        end = 0
        for text in self.held:
            starts[text] = end
            end += len(text.encode()) + 1
        self._offsets = {text: starts[held] + len(held.encode()) - len(text.encode()) for text, held in holders.items()}
        self._offsets[""] = 0

    def offset(self, ref: TextRef) -> int:
        return self._offsets[ref.text]


def _holders(texts: List[str]) -> Dict[str, str]:
    """For each text the longest one that ends with it."""
    holders: Dict[str, str] = {}
    following = ""
    for text in sorted(texts, key=lambda t: t[::-1], reverse=True):
        holders[text] = holders[following] if following.endswith(text) else text
        following = text
    return holders


def pack(record: Record, texts: Texts) -> List[str]:
    """The bytes as C writes them; flags, which are names, are a macro for several of them."""
    cells = [texts.offset(c) if isinstance(c, TextRef) else c for c in record]
    mask = sum(1 << place for place, cell in enumerate(cells) if cell not in (0, "0"))
    found = _number(mask)
    for cell in cells:
        if isinstance(cell, int):
            found += _number(cell) if cell else []
        elif cell != "0":
            found.append(f"FLAGS ({cell})")
    return found


def count_bytes(packed: Sequence[str]) -> int:
    return sum(FLAGS_BYTES if cell.startswith("FLAGS") else 1 for cell in packed)


def _number(value: int) -> List[str]:
    found = []
    while value >= 0x80:
        found.append(f"0x{value & 0x7F | 0x80:02X}")
        value >>= 7
    return found + [f"0x{value:02X}"]
