# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests share: the tiny descriptions, and copies of them with mistakes."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from typing import Dict, Iterable, Iterator, List, Tuple

from qmicodegen.emit import all_emitters
from qmicodegen.format import format_description
from qmicodegen.load import load_model
from qmicodegen.model import Message, Model, Tlv, Unit
from qmicodegen.program import load_program
from qmicodegen.source import Diagnostics

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "program.json")
TINY = os.path.join(HERE, "tiny")
CODEGEN = os.path.dirname(HERE)
SERVICES = os.path.join(CODEGEN, "..", "..", "data", "services")

Edit = Tuple[str, str, str]  # file, text that is there, text to be there


def load(folder: str, **more: object) -> Model:
    diagnostics = Diagnostics()
    model = load_model(folder, diagnostics=diagnostics, program=PROGRAM, **more)
    assert model is not None, diagnostics.render()
    return model


def load_tiny(**more: object) -> Model:
    return load(TINY, **more)


def generated(model: Model) -> Dict[str, str]:
    """Content of all outputs by name."""
    return {name: text for emitter in all_emitters() for name, text in emitter.outputs(model).items()}


def contents(folder: str) -> Dict[str, bytes]:
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as stream:
            found[name] = stream.read()
    return found


@contextmanager
def tiny_with(edits: Iterable[Edit]) -> Iterator[str]:
    """A folder with the tiny descriptions after these edits."""
    with tempfile.TemporaryDirectory() as folder:
        for name in os.listdir(TINY):
            shutil.copy(os.path.join(TINY, name), folder)
        for file, old, new in edits:
            _edit(os.path.join(folder, file), old, new)
        yield folder


def _edit(path: str, old: str, new: str) -> None:
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    if text.count(old) != 1:
        raise ValueError(f"{os.path.basename(path)} has {text.count(old)} times: {old}")
    with open(path, "w", encoding="utf-8", newline="") as stream:
        stream.write(text.replace(old, new))


def complaints(folder: str, layout: bool = False) -> List[str]:
    """What is wrong with the descriptions in a folder, without the folder's name."""
    diagnostics = Diagnostics()
    model = load_model(folder, diagnostics=diagnostics, layout=format_description if layout else None)
    lines = diagnostics.render().replace(folder + os.sep, "").splitlines()
    if (model is None) != bool(lines):
        raise AssertionError("a model is made if and only if nothing is wrong")
    return lines


def complaints_about_program(edits: Iterable[Edit]) -> List[str]:
    """What is wrong with the description of the command line after these edits."""
    diagnostics = Diagnostics()
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(PROGRAM, folder)
        for _, old, new in edits:
            _edit(path, old, new)
        program = load_program(path, load_tiny().units, diagnostics)
    lines = diagnostics.render().replace(folder + os.sep, "").splitlines()
    if (program is None) != bool(lines):
        raise AssertionError("it is understood if and only if nothing is wrong")
    return lines


def unit(model: Model, name: str) -> Unit:
    return next(u for u in model.units if u.name == name)


def message(model: Model, name: str) -> Message:
    return next(m for m in unit(model, "tny").messages if m.name == name)


def request_tlv(model: Model, name: str, tlv: str) -> Tlv:
    request = message(model, name).request
    assert request is not None
    return next(t for t in request.tlvs if t.name == tlv)


def response_tlv(model: Model, name: str, tlv: str) -> Tlv:
    response = message(model, name).response
    assert response is not None
    return next(t for t in response.tlvs if t.name == tlv)
