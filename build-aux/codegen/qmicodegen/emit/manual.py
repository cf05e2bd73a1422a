# SPDX-License-Identifier: LGPL-2.1-or-later
"""The manual page of the command line."""

from __future__ import annotations

import textwrap
from typing import Dict, List, Set, Tuple

from ..model import Model, Unit
from .base import Emitter
from .cli import RequestOption, request_options

COLUMNS = 80


class ManualEmitter(Emitter):
    def __init__(self) -> None:
        super().__init__()
        self._env.filters["roff"] = roff

    def outputs(self, model: Model) -> Dict[str, str]:
        if model.program is None:
            return {}
        taken = {s.name for s in model.program.settings}
        groups = [(u, _entries(u, taken)) for u in model.units if u.service and u.selected]
        return {"qmicli.1": self.render("qmicli.1.j2", program=model.program, groups=groups)}


def _entries(unit: Unit, taken: Set[str]) -> List[Tuple[RequestOption, Tuple[str, ...]]]:
    """Options that are not among those of the application, each with its other names."""
    found: List[Tuple[RequestOption, Tuple[str, ...]]] = []
    for option in request_options(unit):
        if option.alias:
            found[-1] = (found[-1][0], found[-1][1] + (option.name,))
        elif option.name not in taken:
            found.append((option, ()))
    return found


def roff(text: str) -> str:
    """Text that roff prints as it is, in lines of its own."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    lines = textwrap.wrap(escaped, COLUMNS, break_long_words=False, break_on_hyphens=False)
    return "\n".join("\\&" + line if line[0] in ".'" else line for line in lines)
