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
    def outputs(self, model: Model) -> Dict[str, str]:
        options = all_options(model)
        named = [o for o in options if not o.alias]
        requests = " ".join(o.name for o in named if o.request)
        if not options:
            return {}
        return {
            "qmicli.bash": self.render(
                "completion.bash.j2", requests=requests, words=" ".join(map(_bash_word, named)),
                arguments=[{"patterns": _bash_patterns(o), "call": _call(o, "_qmicli_", ":")}
                           for o in options if o.argument]),
            "_qmicli": self.render("completion.zsh.j2", requests=requests, specifications=map(_zsh, named)),
            "qmicli.fish": self.render("completion.fish.j2", requests=requests, completions=map(_fish, named)),
        }


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _call(option: Option, prefix: str, nothing: str) -> str:
    """As a shell calls the function that completes the argument."""
    return prefix + " ".join([option.call[0], *map(_quoted, option.call[1:])]) if option.call else nothing


def _bash_word(option: Option) -> str:
    return f"--{option.name}" + "=" * (bool(option.argument) and not option.optional)


def _bash_patterns(option: Option) -> str:
    return f"--{option.name} | -{option.letter}" if option.letter else f"--{option.name}"


def _zsh(option: Option) -> str:
    """A specification of _arguments: names, what they are for, what their argument is."""
    equals = "" if not option.argument else "=-" if option.optional else "="
    name = f"--{option.name}{equals}"
    if option.letter:
        name = f"{{-{option.letter}{'+' if option.argument else ''},{name}}}"
    summary = re.sub(r"[\[\]:\\]", r"\\\g<0>", option.summary)
    argument = (":: :" if option.optional else ": :") + _call(option, " _qmicli_", "")
    return name + _quoted(f"[{summary}]" + (argument if option.argument else ""))


def _fish(option: Option) -> str:
    found = [f"-s {option.letter}"] if option.letter else []
    found += [f"-l {option.name}"] + ["-r"] * (bool(option.argument) and not option.optional)
    found += [f"-a {_fish_quoted('(' + _call(option, '__qmicli_', '') + ')')}"] * bool(option.call)
    return " ".join(found + [f"-d {_fish_quoted(option.summary)}"])


def _fish_quoted(text: str) -> str:
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
                                    _completion(option.argument, container), True, option.alias))
    return found


def _setting(setting: Setting) -> Option:
    call = (setting.completes,) if setting.completes else ("list", " ".join(setting.words)) if setting.words else ()
    return Option(setting.name, setting.summary, setting.letter, setting.argument, setting.optional, call)


def _completion(argument: Optional[Argument], request: Optional[Container]) -> Tuple[str, ...]:
    if argument is None:
        return ()
    words = [(item.key, " ".join(_words(item, request))) for item in argument.typed]
    if argument.form == "keys":
        return ("keys", *(f"{key}={word}" for key, word in words if key))
    places = [word for key, word in words if not key]
    return ("list", *places) if any(places) else ()


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
