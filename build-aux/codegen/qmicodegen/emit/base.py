# SPDX-License-Identifier: LGPL-2.1-or-later
"""What all emitters share: the template engine and the interface that the command line calls."""

from __future__ import annotations

import os
import textwrap
from typing import Dict, List

import jinja2

from ..model import Field, IntType, Model, Text, Unit

PRIVATE_VALUES = "qmi-enums-private"  # header with the enums of the framing
TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "templates")


def c_string(text: str) -> str:
    """The inside of a C string literal."""
    return "".join(f"\\{ord(c):03o}" if ord(c) < 32 or ord(c) > 126 else {"\\": "\\\\", '"': '\\"'}.get(c, c) for c in text)


def c_comment(text: str, prefix: str = " * ") -> str:
    """Text as lines of a C comment."""
    safe = text.replace("*/", "* /")
    lines: List[str] = []
    for paragraph in safe.split("\n"):
        lines += textwrap.wrap(paragraph, 100, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join((prefix + line).rstrip() for line in lines)


def environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    env.filters.update(c_string=c_string, c_comment=c_comment)
    return env


class Emitter:
    """One artefact. Subclasses give `name` and `outputs`."""

    name = ""

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
