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
        services = [u for u in model.units if u.service and u.selected]
        public = [stems(u)[kind] + ".h" for u in services if not u.internal for kind in ("messages", "client")]
        clients = [
            {
                "service": f"0x{u.service_id:04X}",
                "get_type": names.c_lower(names.client_base(u.service)) + "_get_type",
                "header": stems(u)["client"] + ".h",
            }
            for u in services
        ]
        sync = [stems(u)["client"] + "-sync.h" for u in services if not u.internal]
        return {
            "qmi-sync-services.h": self.render(
                "services.h.j2", guard=names.header_guard("qmi-sync-services"), headers=sync),
            "qmi-schema-units.c": self.render("units.c.j2", units=units, common=units[0]),
            "qmi-clients.c": self.render("clients.c.j2", clients=clients),
            "qmi-services.h": self.render("services.h.j2", guard=names.header_guard("qmi-services"), headers=public),
        }
