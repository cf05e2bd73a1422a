# SPDX-License-Identifier: LGPL-2.1-or-later
"""The list of units that are built in, and the header that includes the public headers of all services."""

from __future__ import annotations

from typing import Dict

from .. import names
from ..model import Model
from .base import Emitter, stems


class RegistryEmitter(Emitter):
    def outputs(self, model: Model) -> Dict[str, str]:
        units = [
            {
                "number": number,
                "symbol": names.unit_symbol(unit.name),
                "service": f"0x{unit.service_id:04X}",
                "is_service": unit.service is not None and unit.selected,
                "tables_header": stems(unit)["tables"] + ".h",
            }
            for number, unit in enumerate(model.units)
        ]
        public = [stems(u)["messages"] + ".h" for u in model.units if u.service and u.selected and not u.internal]
        return {
            "qmi-schema-units.c": self.render("units.c.j2", units=units, common=units[0]),
            "qmi-services.h": self.render("services.h.j2", guard=names.header_guard("qmi-services"), headers=public),
        }
