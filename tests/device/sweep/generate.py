# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a C source that sends every described request with every setter, and the modem's answers to them.

Only functions that the headers of the other library declare are called; the answers file counts the rest.
"""

from __future__ import annotations

import argparse
import glob
import json
import os
import re
import sys
from typing import Dict, List, NamedTuple, Optional, Set

import jinja2

from qmicodegen import names
from qmicodegen.emit.layout import ContainerLayout, UnitLayout
from qmicodegen.load import load_model
from qmicodegen.model import Container, Message, Model, Unit
from qmicodegen.output import Outputs, generator_files
from qmicodegen.source import Diagnostics

from ccode import Accessor, accessors
from values import tlv_bytes

HERE = os.path.dirname(os.path.relpath(__file__))
SOURCE, ANSWERS = "sweep-calls.c", "sweep-answers.json"

SUCCESS = bytes.fromhex("02040000000000")
REFUSED = bytes.fromhex("02040001000300")  # "internal"


class Pass(NamedTuple):
    """One way to send each request and to answer it."""

    name: str
    fields: str  # constant of C
    outcome: bytes
    tlvs: str  # of the answer: "all", "mandatory", "none"


PASSES = [
    Pass("all fields", "SWEEP_ALL", SUCCESS, "all"),
    Pass("all fields by the setters for bindings, refused with all TLVs", "SWEEP_BINDINGS", REFUSED, "all"),
    Pass("mandatory fields", "SWEEP_MANDATORY", SUCCESS, "mandatory"),
    Pass("mandatory fields, answered with a result only", "SWEEP_MANDATORY", SUCCESS, "none"),
    Pass("mandatory fields, refused", "SWEEP_MANDATORY", REFUSED, "none"),
    Pass("no fields", "SWEEP_NOTHING", SUCCESS, "all"),
]


def declared(folder: str) -> Set[str]:
    """Every function and message that the headers declare."""
    found: Set[str] = set()
    for path in glob.glob(os.path.join(folder, "*.h")):
        with open(path, encoding="utf-8") as stream:
            found.update(re.findall(r"\bqmi_\w+(?= \()|\bHAVE_QMI_\w+", stream.read()))
    return found


class Sweep:
    """A service: what the template shows, and what the modem has to know."""

    def __init__(self, unit: Unit, known: Set[str]) -> None:
        self._unit = unit
        self._known = known
        self._base = names.client_base(unit.service)
        self.skipped: List[str] = []
        self._layouts: Dict[int, Dict[int, ContainerLayout]] = {}
        for layout in UnitLayout(unit).containers:
            self._layouts.setdefault(id(layout.message), {})[layout.direction] = layout
        self._messages = [m for m in unit.messages if not m.library_only and self._has(self._method(m))]
        # They come with the last answer.
        self._indications = [m for m in unit.indications
                             if self._messages and self._has(names.have_macro(unit.service, m))]

    @property
    def is_there(self) -> bool:
        """Whether the other library has a client for it."""
        return names.c_lower(self._base) + "_get_type" in self._known

    def _has(self, function: str) -> bool:
        if function not in self._known:
            self.skipped.append(function)
        return function in self._known

    def _method(self, message: Message) -> str:
        return names.c_lower(f"{self._base} {message.name}")

    # C

    def view(self) -> Dict[str, object]:
        prefix = names.c_lower(self._base)
        return {
            "name": self._unit.name,
            "number": self._unit.service_id,
            "cast": prefix.upper(),
            "client": names.c_camel(self._base),
            "requests": [self._request(m) for m in self._messages],
            "signals": [self._signal(m) for m in self._indications],
        }

    def _request(self, message: Message) -> Dict[str, object]:
        return {
            "title": message.name,
            "symbol": names.c_lower(f"{self._unit.service} {message.name}"),
            "method": self._method(message),
            "input": self._container(message, 0) if message.request else None,
            "output": self._container(message, 1),
            "passes": PASSES,
        }

    def _signal(self, message: Message) -> Dict[str, object]:
        return {
            "name": names.c_lower(message.name).replace("_", "-"),
            "symbol": names.c_lower(f"{self._unit.service} {message.name} indication"),
            "output": self._container(message, 1) if message.response else None,
        }

    def _container(self, message: Message, direction: int) -> Dict[str, object]:
        layout = self._layouts[id(message)][direction]
        setters = [] if direction else self._accessors(layout, "set")
        named = {s.name for s in setters}
        return {
            "c_name": layout.c_name,
            "prefix": layout.prefix,
            "getters": self._accessors(layout, "get"),
            "setters": [{"call": s, "when": _when(s, s.name + "_gir" in named)} for s in setters],
        }

    def _accessors(self, layout: ContainerLayout, verb: str) -> List[Accessor]:
        return [a for a in accessors(layout, verb, self._unit.internal) if self._has(a.name)]

    # modem

    def answers(self) -> Dict[str, object]:
        """In the order of the requests that get through; those without fields that must be there do not."""
        return {
            "service": self._unit.service_id,
            "skipped": sorted(set(self.skipped)),
            "answers": [[m.id, _answer(m, p).hex()] for m in self._messages for p in PASSES if _is_sent(m, p)],
            "indications": [[m.id, _indicated(m.response).hex()] for m in self._indications],
        }


def _when(setter: Accessor, has_other_form: bool) -> str:
    """Condition of C under which it is called. Without a form for bindings the plain one does for both."""
    if setter.bindings:
        passes = ["SWEEP_BINDINGS"]
    else:
        passes = ["SWEEP_ALL"] + ["SWEEP_MANDATORY"] * setter.is_mandatory + ["SWEEP_BINDINGS"] * (not has_other_form)
    return " || ".join(f"fields == {name}" for name in passes)


def _is_sent(message: Message, one: Pass) -> bool:
    needs = message.request is not None and any(t.mandatory for t in message.request.tlvs)
    return one.fields != "SWEEP_NOTHING" or not needs


def _answer(message: Message, one: Pass) -> bytes:
    return one.outcome + _tlvs(message.response, one.tlvs)


def _indicated(container: Optional[Container]) -> bytes:
    """An indication has a result only where its description says so."""
    has_result = container is not None and any(t.is_result for t in container.tlvs)
    return SUCCESS * has_result + _tlvs(container, "all")


def _tlvs(container: Optional[Container], which: str) -> bytes:
    if container is None or which == "none":
        return b""
    return b"".join(tlv_bytes(t) for t in container.tlvs
                    if not t.is_result and (t.mandatory or which == "all"))


def outputs(model: Model, known: Set[str]) -> Dict[str, str]:
    units = [u for u in model.units if u.service is not None and u.selected and not u.internal]
    sweeps = [s for s in (Sweep(u, known) for u in units) if s.is_there]
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), undefined=jinja2.StrictUndefined,
                                     trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    source = environment.get_template(SOURCE + ".j2").render(services=[s.view() for s in sweeps])
    answers = {s.view()["name"]: s.answers() for s in sweeps}
    return {SOURCE: source, ANSWERS: json.dumps(answers, indent=1) + "\n"}


def _names(text: str) -> List[str]:
    return [name for name in text.split(",") if name]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="the descriptions")
    parser.add_argument("--headers", required=True, help="folder with the headers of the other library")
    parser.add_argument("--output", required=True)
    parser.add_argument("--depfile", required=True)
    parser.add_argument("--services", type=_names)
    parser.add_argument("--extra", type=_names, default=[])
    arguments = parser.parse_args()
    diagnostics = Diagnostics()
    model = load_model(arguments.folder, arguments.services, arguments.extra, diagnostics)
    if model is None:
        sys.stderr.write(diagnostics.render())
        return 1
    made = Outputs(arguments.output)
    made.add(outputs(model, declared(arguments.headers)))
    made.write()
    own = [os.path.join(HERE, name) for name in os.listdir(HERE) if name.endswith((".py", ".j2"))]
    folders = [arguments.folder, arguments.headers]
    made.write_depfile(arguments.depfile, [*folders, *model.inputs, *generator_files(), *own])
    return 0


if __name__ == "__main__":
    sys.exit(main())
