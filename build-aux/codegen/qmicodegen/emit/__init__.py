# SPDX-License-Identifier: LGPL-2.1-or-later
"""The artefacts that are made of the model; each emitter names its files and fills its templates."""

from typing import List

from . import accessors, cli, clients, enums, manual, outputs, registry, shells, tables
from .base import Emitter


def all_emitters() -> List[Emitter]:
    return [
        enums.EnumEmitter(),
        tables.TableEmitter(),
        accessors.AccessorEmitter(),
        clients.ClientEmitter(),
        registry.RegistryEmitter(),
        cli.CliEmitter(),
        shells.ShellEmitter(),
        manual.ManualEmitter(),
        outputs.OutputEmitter(),
    ]
