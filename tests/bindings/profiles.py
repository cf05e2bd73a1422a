# SPDX-License-Identifier: LGPL-2.1-or-later
"""The profile of the project for programs that ask for more than it answers: samples of the descriptions stand in."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, List

from qmicodegen.load import load_model
from qmicodegen.model import ArrayType, Field, IntType, Model, StructType
from qmicodegen.source import Diagnostics

from values import value_of

Json = Dict[str, Any]


def completed(asked: Dict[str, List[str]]) -> Json:
    """The profile with answers to these messages, by service: its own, or else the samples."""
    with open(os.environ["QMIKIT_PROFILE"], encoding="utf-8") as stream:
        profile = json.load(stream)
    model: Any = None
    for service, names in asked.items():
        profile["services"].setdefault(service, {"version": "1.25"})
        answers = profile["answers"].setdefault(service, {})
        for name in [n for n in names if n not in answers]:
            model = model or _model()
            answers[name] = _samples(model, service, name)
    return profile


def _model() -> Model:
    diagnostics = Diagnostics()
    model = load_model(os.path.join(os.environ["QMIKIT_SOURCE"], "data", "services"), diagnostics=diagnostics)
    if model is None:
        raise AssertionError(diagnostics.render())
    return model


def _samples(model: Model, service: str, name: str) -> Json:
    unit = next(u for u in model.units if u.name == service)
    message = next(m for m in unit.messages if m.name == name)
    return {t.name: _named(t.field, value_of(t.field)) for t in message.response.tlvs if not t.is_result}


def _named(field: Field, value: Any) -> Any:
    """With the names of values that have some, as profiles have them."""
    kind = field.type
    if isinstance(kind, StructType):
        return {f.name: _named(f, value[f.name]) for f in kind.fields}
    if isinstance(kind, ArrayType):
        return [_named(kind.element, item) for item in value]
    if isinstance(kind, IntType) and kind.boolean:
        return bool(value)
    if isinstance(kind, IntType) and kind.enum and kind.enum.kind == "enum":
        return next((v.nickname for v in kind.enum.values if v.value == value), value)
    return value
