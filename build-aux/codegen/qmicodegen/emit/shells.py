# SPDX-License-Identifier: LGPL-2.1-or-later
"""Completion for shells: every option, and the words that fit at each place of its argument.

An argument is described alike for all shells, as a call of a function that the template has: `list` with the words of
each place between commas, `keys` with "key=words", `port`, `file` or `request`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from ..model import Argument, ArgumentItem, Container, Field, IntType, Model, Setting
from ..paths import follow
from .base import Emitter
from .cli import request_options

FILES = {"qmicli.bash": "completion.bash.j2", "_qmicli": "completion.zsh.j2", "qmicli.fish": "completion.fish.j2"}


@dataclass(frozen=True)
class Option:
    """What a template says of an option."""

    name: str  # without the leading dashes
    summary: str
    letter: str = ""
    argument: str = ""  # how the help shows it
    optional: bool = False
    call: Tuple[str, ...] = ()  # function and its arguments; none: the shell has nothing to offer
    request: bool = False
    alias: bool = False


class ShellEmitter(Emitter):
    def __init__(self) -> None:
        super().__init__()
        self._env.filters.update(shell_text=_shell_text, zsh_text=_zsh_text, fish_text=_fish_text)

    def outputs(self, model: Model) -> Dict[str, str]:
        options = all_options(model)
        named = [o for o in options if not o.alias]
        view = {
            "options": options,
            "requests": [o.name for o in named if o.request],
            "words": [f"--{o.name}" + "=" * (bool(o.argument) and not o.optional) for o in named],
        }
        return {name: self.render(template, **view) for name, template in FILES.items()} if options else {}


def _shell_text(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _zsh_text(text: str) -> str:
    """Inside a specification of an option."""
    return re.sub(r"[\[\]:\\]", r"\\\g<0>", text)


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def all_options(model: Model) -> List[Option]:
    """Those of the application, of its help, and of the services; none without a description of the application."""
    if model.program is None:
        return []
    units = [u for u in model.units if u.service and u.selected]
    found = [_setting(s) for s in model.program.settings]
    found += [Option("help-all", "Print all options")]
    found += [Option(f"help-{u.name}", f"Print the options of the {u.title}") for u in units]
    taken = {option.name for option in found}
    for unit in units:
        for option in request_options(unit):
            if option.name not in taken:
                container = option.message.request if option.message else None
                found.append(Option(option.name, option.summary.rstrip("."), "",
                                    option.argument.placeholder if option.argument else "",
                                    bool(option.argument and option.argument.optional),
                                    _call(option.argument, container), True, option.alias))
    return found


def _setting(setting: Setting) -> Option:
    call = (setting.completes,) if setting.completes else ("list", " ".join(setting.words)) if setting.words else ()
    return Option(setting.name, setting.summary, setting.letter, setting.argument, setting.optional, call)


def _call(argument: Optional[Argument], request: Optional[Container]) -> Tuple[str, ...]:
    if argument is None:
        return ()
    words = [" ".join(_words(item, request)) for item in argument.typed]
    if argument.form == "keys":
        return ("keys", *(f"{item.key}={word}" for item, word in zip(argument.typed, words) if item.key))
    return ("list", *words) if any(words) else ()


def _words(item: ArgumentItem, request: Optional[Container]) -> List[str]:
    """What can be typed for an item; values of its own that have no name are not listed."""
    found = follow(item.field.replace("[]", "[0]"), request, "request")
    assert isinstance(found, Field)
    own = [word for word, _ in item.words]
    if not isinstance(found.type, IntType):
        return own
    enum = found.type.enum or found.type.labels
    if enum:
        own += [v.nickname for v in enum.values if v.value >= 0]
    elif found.type.boolean:
        own += ["yes", "no"] if item.key else ["enable", "disable"]
    return list(dict.fromkeys(own))
