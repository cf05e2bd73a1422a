# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the command line has beside the requests of the services, read from data/cli/qmicli.json."""

from __future__ import annotations

import os
from typing import Iterable, Iterator, Optional, Set

from .model import Explained, ExitCode, Program, Setting, Unit
from .schema import Validator
from .source import Diagnostics, Object, read_file

_TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
SCHEMA_FILE = os.path.join(_TREE, "data", "cli", "program.schema.json")
EXPLAINED = ("environment", "files", "examples")


def load_program(path: str, units: Iterable[Unit], diagnostics: Diagnostics) -> Optional[Program]:
    """The program that the file at `path` describes, beside those units; None if anything is wrong with it."""
    schema_file = os.path.relpath(SCHEMA_FILE)
    data = read_file(path, diagnostics)
    if data is None or not Validator(schema_file).check(data, set(), diagnostics) or len(diagnostics):
        return None
    _refuse_doubles(data, diagnostics)
    _refuse_taken(data, set(_options(units)), diagnostics)
    return None if len(diagnostics) else Program(
        data["summary"], tuple(data["description"]), tuple(map(_setting, data["options"])),
        tuple(ExitCode(c["code"], c["meaning"]) for c in data["exit-codes"]),
        *(tuple(Explained(e["name"], e["meaning"]) for e in data.get(key, ())) for key in EXPLAINED),
        tuple(data.get("see-also", ())), (path, schema_file))


def _setting(data: Object) -> Setting:
    return Setting(data["name"], data.get("letter", ""), data.get("argument", ""), data.get("optional", False),
                   data.get("completes", ""), tuple(data.get("words", ())), data["summary"], data.get("details", ""))


def _refuse_doubles(data: Object, diagnostics: Diagnostics) -> None:
    for group, key in (("options", "name"), ("options", "letter"), ("exit-codes", "code")):
        seen = set()
        for item in data[group]:
            if item.get(key) in seen:
                diagnostics.at(item, key, f'the {key} "{item[key]}" stands here twice', "give each its own")
            seen |= {item[key]} if key in item else set()


def _options(units: Iterable[Unit]) -> Iterator[str]:
    """Those of messages. One that a file states beside them may be an option of the program too, as proxy-status is."""
    for unit in units:
        for message in unit.messages:
            yield from (message.cli.option, *message.cli.aliases)


def _refuse_taken(data: Object, taken: Set[str], diagnostics: Diagnostics) -> None:
    for option in data["options"]:
        if option["name"] in taken:
            diagnostics.at(option, "name", f'a message has the option "{option["name"]}"', "choose another name")
