# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a C source that sends the measured requests and reads every field of their answers, and the answers."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Dict, List, Optional, Set

import jinja2

from qmicodegen import names
from qmicodegen.emit.layout import ContainerLayout, UnitLayout
from qmicodegen.load import load_model
from qmicodegen.model import Message, Model
from qmicodegen.output import Outputs, generator_files
from qmicodegen.source import Diagnostics

HERE = os.path.dirname(os.path.abspath(__file__))
SWEEP = os.path.join(HERE, "..", "device", "sweep")
sys.path.insert(0, SWEEP)

from ccode import Accessor, accessors  # noqa: E402
from generate import declared  # noqa: E402
from measured import CYCLE, HEAVY, Measured, find, made_up, measured, recorded  # noqa: E402

SOURCE, ANSWERS = "cycle-reads.c", "cycle-answers.json"


def view(model: Model, wanted: Measured, message: Message, known: Set[str]) -> Dict[str, object]:
    """What the template shows of a request."""
    unit = next(u for u in model.units if u.name == wanted.service)
    base = names.client_base(unit.service)
    layouts: List[Optional[ContainerLayout]] = [None, None]
    for layout in UnitLayout(unit).containers:
        if layout.message is message:
            layouts[layout.direction] = layout
    request, response = layouts
    return {
        "title": wanted.name,
        "symbol": names.c_lower(wanted.name),
        "number": unit.service_id,
        "client": names.c_camel(base),
        "cast": names.c_lower(base).upper(),
        "method": names.c_lower(f"{base} {message.name}"),
        "output": {"c_name": response.c_name, "prefix": response.prefix, "getters": plain(response, "get", known)},
        "input": request and {"c_name": request.c_name, "prefix": request.prefix,
                              "setters": setters(request, wanted.arguments, known)},
    }


def plain(layout: ContainerLayout, verb: str, known: Set[str]) -> List[Accessor]:
    """Those that C programs call, and that both libraries have."""
    return [a for a in accessors(layout, verb, False) if not a.bindings and not a.is_result and a.name in known]


def setters(layout: ContainerLayout, fields: List[str], known: Set[str]) -> List[Accessor]:
    wanted = {names.accessor(layout.prefix, "set", field) for field in fields}
    return [a for a in plain(layout, "set", known) if a.name in wanted]


def outputs(model: Model, known: Set[str], vectors: str) -> Dict[str, str]:
    found = [(wanted, message) for wanted in measured() for message in [find(model, wanted)] if message]
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), undefined=jinja2.StrictUndefined,
                                     trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    source = environment.get_template(SOURCE + ".j2").render(calls=[view(model, *pair, known) for pair in found])
    frames = recorded(vectors)
    answers = {}
    for wanted, message in found:
        service = next(u.service_id for u in model.units if u.name == wanted.service)
        usual = frames.get(f"{wanted.service} {message.id}")
        tlvs = next((m.tlvs for m in CYCLE if m.name == wanted.name), None)
        answers[wanted.name] = {
            "service": service, "message": message.id, "recorded": usual is not None,
            "usual": (usual or made_up(message.response, tlvs)).hex(), "all": made_up(message.response, None).hex(),
        }
    return {SOURCE: source, ANSWERS: json.dumps({
        "cycle": [m.name for m in CYCLE], "heavy": [m.name for m in HEAVY], "answers": answers}, indent=1) + "\n"}


def _names(text: str) -> List[str]:
    return [name for name in text.split(",") if name]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="the descriptions")
    parser.add_argument("--headers", required=True, help="folder with the headers of the other library")
    parser.add_argument("--vectors", required=True, help="recorded frames")
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
    made.add(outputs(model, declared(arguments.headers), arguments.vectors))
    made.write()
    own = [os.path.join(folder, name) for folder in (HERE, SWEEP)
           for name in os.listdir(folder) if name.endswith((".py", ".j2"))]
    folders = [arguments.folder, arguments.headers, arguments.vectors]
    made.write_depfile(arguments.depfile, [*folders, *model.inputs, *generator_files(), *own])
    return 0


if __name__ == "__main__":
    sys.exit(main())
