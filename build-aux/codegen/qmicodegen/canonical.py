# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks that description files are in their one canonical layout, or puts them into it."""

from __future__ import annotations

from itertools import zip_longest
from typing import Callable

from .model import Position
from .output import replace_file
from .source import Diagnostics, Object, read_file


def check_layout(data: Object, layout: Callable[[object], str], diagnostics: Diagnostics) -> None:
    """Complain about the first line that differs."""
    is_text, right_text = data.source.text, layout(data)
    if is_text == right_text:
        return
    pairs = zip_longest(is_text.splitlines(True), right_text.splitlines(True), fillvalue="")
    number, is_line, right_line = next((n, i, r) for n, (i, r) in enumerate(pairs, start=1) if i != r)
    if not right_line:
        remedy = "the file ends before it"
    elif is_line.rstrip() == right_line.rstrip():
        remedy = "it should end in a single line feed"
    else:
        remedy = f"it should read `{right_line.rstrip()}`"
    diagnostics.add(Position(data.source.file, number, 1), "", "not in the canonical layout from this line on", remedy)


def rewrite(file: str, layout: Callable[[object], str], diagnostics: Diagnostics) -> None:
    """Put a file into the layout if it is JSON; what it says is not looked at."""
    complaints = len(diagnostics)
    data = read_file(file, diagnostics)
    if data is not None and len(diagnostics) == complaints:
        replace_file(file, layout(data))
