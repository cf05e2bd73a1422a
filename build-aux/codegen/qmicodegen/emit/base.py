# SPDX-License-Identifier: LGPL-2.1-or-later
"""What all emitters share: the template engine and the interface that the command line calls."""

from __future__ import annotations

import os
import re
import textwrap
from typing import Dict, List

import jinja2

from ..model import Field, IntType, Model, Text, Unit

PRIVATE_VALUES = "qmi-enums-private"  # header with the enums of the framing
COLUMNS = 120
TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "templates")


def c_string(text: str) -> str:
    """The inside of a C string literal; nothing in it is taken for a trigraph or the end of a comment."""
    marks = {"\\": "\\\\", '"': '\\"', "?": "\\?"}
    escaped = (f"\\{b:03o}" if b < 32 or b > 126 else marks.get(chr(b), chr(b)) for b in text.encode())
    return "".join(escaped).replace("*/", "*\\057")


def c_comment(text: str, head: str = "") -> str:
    """Text as lines of a C comment; `head` stands before it and is not broken."""
    lines = textwrap.wrap(text, 116, initial_indent=head, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f" * {line}".rstrip() for line in lines or [head])


def c_parameter(name: str, text: str, annotation: str = "") -> str:
    """What a documentation comment says of a parameter, a member or a constant."""
    return c_comment(text, f"@{name}: {annotation}: " if annotation else f"@{name}: ")


def _inside_comments(value: object) -> object:
    """No text ends the comment it is put into. C code has no such place for a value, strings avoid it."""
    return value.replace("*/", "* /") if isinstance(value, str) else value


def wrap_code(text: str) -> str:
    """Lines of C code that are too long are broken after a comma or an assignment, or else behind a bracket.

    A name that is too long itself stands on a line of its own.
    """
    lines: List[str] = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 8)
        ends = _ends(line)
        while len(line) > COLUMNS and ends:
            lines.append(line[: ends[-1]])
            line = indent + line[ends[-1] :].lstrip()
            ends = _ends(line)
        lines.append(line)
    return "\n".join(lines)


def _ends(line: str) -> List[int]:
    """Where a line may be broken; the last place is the best."""
    every = [found.end() - 1 for found in re.finditer("(?<=[^ ])(, | = )", line)]
    good = [end for end in every if end <= COLUMNS]
    return good or [found.end() for found in re.finditer(r"(?<=\w) \(", line) if found.end() <= COLUMNS] or every[:1]


def environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=_inside_comments,
    )
    env.filters.update(c_string=c_string, c_comment=c_comment)
    return env


class Emitter:
    """One artefact. Subclasses give `outputs`."""

    def __init__(self) -> None:
        self._env = environment()

    def outputs(self, model: Model) -> Dict[str, str]:
        """Content by file name, for all files of this artefact."""
        raise NotImplementedError

    def render(self, template: str, **view: object) -> str:
        return self._env.get_template(template).render(**view)


def stems(unit: Unit) -> Dict[str, str]:
    """Names of the C files of a unit, without endings; `values` is the header with its enums."""
    enums = "qmi-enums" if unit.service is None else f"qmi-enums-{unit.name}"
    suffix = "-private" if unit.internal else ""
    return {
        "messages": f"qmi-{unit.name}{suffix}",
        "client": f"qmi-client-{unit.name}{suffix}",
        "enums": f"{enums}{suffix}",
        "values": PRIVATE_VALUES if unit.internal else enums,
        "tables": f"qmi-{unit.name}-tables",
    }


def describe(text: Text) -> str:
    """What a comment says of an item: its meaning, then its source."""
    return text.summary + (f" Source: {text.source}." if text.source else "")


def describe_value(field: Field) -> str:
    """Like describe(), with unit, range and the values that mean "not available"."""
    facts = []
    if field.unit:
        facts.append(f"in {field.unit}")
    checks = field.checks
    for name, low, high in (("", checks.min, checks.max), ("length ", checks.length_min, checks.length_max),
                            ("number of elements ", checks.count_min, checks.count_max)):
        if low is not None and high is not None:
            facts.append(f"{name}{low} to {high}" if low != high else f"{name}{low}")
        elif high is not None:
            facts.append(f"{name}at most {high}")
        elif low is not None:
            facts.append(f"{name}at least {low}")
    if field.formula:
        facts.append(field.formula)
    if field.absent:
        facts.append("not available: " + ", ".join(str(v) for v in field.absent))
    if isinstance(field.type, IntType) and field.type.labels:
        facts.append(f"named by {field.type.labels.name}")
    return describe(field.text) + (f" [{'; '.join(facts)}]" if facts else "")
