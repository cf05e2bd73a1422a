# SPDX-License-Identifier: LGPL-2.1-or-later
"""The manual page of the command line."""

from __future__ import annotations

import textwrap
from typing import Any, Dict, List, Set, Tuple

from ..model import Model, Setting, Unit
from .base import Emitter
from .cli import RequestOption, request_options

COLUMNS = 80
View = Dict[str, Any]


class ManualEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        program = model.program
        if program is None:
            return {}
        taken = {s.name for s in program.settings}
        services = [_service(u, taken) for u in model.units if u.service and u.selected]
        sections = [
            _section("OPTIONS", _part([_setting(s) for s in program.settings])),
            _section("REQUESTS", *services),
            _section("EXIT STATUS", _part([_entry(str(e.code), e.meaning) for e in program.exit_codes])),
            _section("ENVIRONMENT", _part([_entry(e.name, e.meaning) for e in program.environment])),
            _section("FILES", _part([_entry(e.name, e.meaning) for e in program.files])),
        ]
        return {"qmicli.1": self.render(
            "qmicli.1.j2", summary=roff(program.summary), description=map(roff, program.description),
            sections=[s for s in sections if s["parts"][0]["entries"]],
            examples=[{"text": roff(e.meaning), "command": roff(e.name)} for e in program.examples],
            see_also=[f".BR {page.replace('(', ' (')}{' ,' * (page != program.see_also[-1])}"
                      for page in program.see_also])}


def _section(title: str, *parts: View) -> View:
    return {"title": title, "parts": parts}


def _part(entries: List[View], title: str = "") -> View:
    return {"title": title, "entries": entries}


def _entry(name: str, *texts: str, argument: str = "") -> View:
    """Each of the texts, empty ones aside, starts a line."""
    return {"head": f"\\fB{roff(name)}\\fR{argument}", "text": "\n".join(roff(text) for text in texts if text)}


def _setting(setting: Setting) -> View:
    name = f"-{setting.letter}, --{setting.name}" if setting.letter else f"--{setting.name}"
    return _entry(name, setting.summary + ".", setting.details, argument=_argument(setting.argument, setting.optional))


def _argument(placeholder: str, optional: bool) -> str:
    argument = f"=\\fI{roff(placeholder)}\\fR" if placeholder else ""
    return f"[{argument}]" if optional else argument


def _service(unit: Unit, taken: Set[str]) -> View:
    """The options that are not among those of the application, each with its other names."""
    found: List[Tuple[RequestOption, List[str]]] = []
    for option in request_options(unit):
        if option.alias:
            found[-1][1].append(f"--{option.name}")
        elif option.name not in taken:
            found.append((option, []))
    own_help = _entry(f"--help-{unit.name}", "Print the options of this service.")
    title = f"{unit.service} - {unit.title}"
    return _part([own_help] + [_request(*entry) for entry in found], roff(title))


def _request(option: RequestOption, others: List[str]) -> View:
    argument = option.argument
    keys = [item.key for item in argument.typed if item.key] if argument else []
    return _entry(f"--{option.name}", option.summary, f"Keys: {', '.join(keys)}." if keys else "",
                  f"Other names: {', '.join(others)}." if others else "",
                  argument=_argument(argument.placeholder, argument.optional) if argument else "")


def roff(text: str) -> str:
    """Text that roff prints as it is, in lines of its own."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    lines = textwrap.wrap(escaped, COLUMNS, break_long_words=False, break_on_hyphens=False)
    return "\n".join("\\&" + line if line[0] in ".'" else line for line in lines)
