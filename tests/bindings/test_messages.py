# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sends every described request from Python to a scripted modem, once with each way to call, and reads every value of
every answer and indication.

usage: test_messages.py [--services NAMES] [--extra FILES] DESCRIPTIONS

The environment has the typelib and the library. What the modem gets has to be the samples, byte by byte; what getters
give has to be the samples too.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, List

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "device"),
                os.path.join(HERE, "..", "device", "sweep")]

from tap import Tap  # noqa: E402


def obstacle() -> str:
    """Why nothing can be tested, "" if all is there."""
    if not os.path.exists(os.path.join(os.environ["GI_TYPELIB_PATH"], "Qmi-1.0.typelib")):
        return "built without introspection"
    try:
        import gi
        gi.require_version("Qmi", "1.0")
    except (ImportError, ValueError) as error:
        return f"no PyGObject: {error}"
    return ""


def model_of(arguments: argparse.Namespace) -> Any:
    from qmicodegen.load import load_model
    from qmicodegen.source import Diagnostics
    diagnostics = Diagnostics()
    model = load_model(arguments.folder, arguments.services, arguments.extra, diagnostics)
    if model is None:
        raise SystemExit(diagnostics.render())
    return model


def check_typelib(tap: Tap, units: List[Any]) -> None:
    """The methods of all clients are the described messages, no more and no less."""
    from catalogue import described, in_typelib
    for kind in ("asynchronous", "synchronous"):
        wanted, found = described(units), in_typelib(kind == "synchronous")
        shown = [f"not in the typelib: {name}" for name in sorted(wanted - found)]
        shown += [f"not described: {name}" for name in sorted(found - wanted)]
        tap.case(f"{kind} methods of {len(wanted)} messages", bool(wanted) and not shown, shown)


def check_service(tap: Tap, unit: Any) -> None:
    from drive import FAILURES, Service
    try:
        service = Service(unit)
    except FAILURES as error:
        tap.case(f"{unit.name}: client", False, [str(error)])
        return
    try:
        service.drive()
    finally:
        service.close()
    for title, wanted, driven, shown in service.findings():
        if driven != wanted:
            shown = [f"{driven} were driven, {wanted} are described", *shown]
        tap.case(f"{unit.name}: {driven} {title}", not shown, shown)


def _names(text: str) -> List[str]:
    return [name for name in text.split(",") if name]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="the descriptions")
    parser.add_argument("--services", type=_names)
    parser.add_argument("--extra", type=_names, default=[])
    arguments = parser.parse_args()
    tap = Tap()
    reason = obstacle()
    if reason:
        tap.skip("bindings", reason)
        return tap.finish()
    model = model_of(arguments)
    units = [u for u in model.units if u.service is not None and u.selected and not u.internal]
    check_typelib(tap, units)
    for unit in units:
        check_service(tap, unit)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
