# SPDX-License-Identifier: LGPL-2.1-or-later
"""Arguments and exit codes: 0 all is well, 1 errors in descriptions, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from typing import List, Optional

from .canonical import rewrite
from .load import UsageError, chosen_files, load_model
from .model import Model
from .output import Outputs, generator_files
from .source import Diagnostics


def _names(text: str) -> List[str]:
    return [name for name in text.split(",") if name]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qmicodegen",
        description="Makes C, documents and data for other programs of the descriptions of QMI services.",
        epilog="Without --output, --check, --format or --list-outputs there is nothing to do.",
    )
    parser.add_argument("folder", metavar="DESCRIPTION_DIR", help="folder with common.json and the services")
    parser.add_argument("--output", metavar="DIR", help="where to write")
    parser.add_argument("--depfile", metavar="FILE", help="write there what the outputs are made of, for ninja or make")
    parser.add_argument("--expect", metavar="NAME,NAME", type=_names, help="write nothing unless these are the files")
    parser.add_argument("--services", metavar="A,B", type=_names, help="only these services, for example ctl,dms")
    parser.add_argument("--extra", metavar="FILE,FILE", type=_names, default=[], help="descriptions kept elsewhere")
    parser.add_argument("--program", metavar="FILE", help="description of the command line itself")
    parser.add_argument("--check", action="store_true", help="validate, also the layout, and write nothing")
    parser.add_argument("--format", action="store_true", help="put the descriptions into their layout, do nothing else")
    parser.add_argument("--list-outputs", action="store_true", help="print the names of the files, and write nothing")
    return parser


def _load(arguments: argparse.Namespace, diagnostics: Diagnostics) -> Optional[Model]:
    layout = None
    if arguments.check:
        from .format import format_description as layout
    return load_model(arguments.folder, arguments.services, arguments.extra, diagnostics, layout, arguments.program)


def _format(arguments: argparse.Namespace, diagnostics: Diagnostics) -> None:
    from .format import format_description

    for file in chosen_files(arguments.folder, arguments.services, arguments.extra):
        rewrite(file, format_description, diagnostics)


def _outputs(model: Model, folder: str) -> Outputs:
    from .emit import all_emitters  # needs Jinja2, which --check does without

    outputs = Outputs(folder)
    for emitter in all_emitters():
        outputs.add(emitter.outputs(model))
    return outputs


def _emit(arguments: argparse.Namespace, model: Model) -> None:
    outputs = _outputs(model, arguments.output or "")
    if arguments.list_outputs:
        print("\n".join(outputs.names))
        return
    if arguments.expect:
        _check_expected(arguments.expect, outputs.names)
    outputs.write()
    if arguments.depfile:
        # The folder is an input too: with a file more there are other outputs.
        outputs.write_depfile(arguments.depfile, [arguments.folder, *model.inputs, *generator_files()])


def _check_expected(expected: List[str], names: List[str]) -> None:
    """A build that was set up for other files would leave some out."""
    odd = sorted(set(expected).symmetric_difference(names))
    if odd:
        raise UsageError(f"other files than expected ({', '.join(odd)}); set up the build folder anew")


def main(argv: Optional[List[str]] = None) -> int:
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not (arguments.output or arguments.check or arguments.format or arguments.list_outputs):
        parser.error("say --output, --check, --format or --list-outputs")
    if (arguments.depfile or arguments.expect) and not arguments.output:
        parser.error("--depfile and --expect go with --output")
    diagnostics = Diagnostics()
    try:
        model = _format(arguments, diagnostics) if arguments.format else _load(arguments, diagnostics)
        if model is not None and not arguments.check:
            _emit(arguments, model)
    except UsageError as error:
        parser.error(str(error))
    sys.stderr.write(diagnostics.render())
    return 1 if len(diagnostics) else 0


if __name__ == "__main__":
    sys.exit(main())
