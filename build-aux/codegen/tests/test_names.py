# SPDX-License-Identifier: LGPL-2.1-or-later
"""Names of the C interface are those of libqmi 1.32, as recorded in names.txt."""

from __future__ import annotations

import os
import re
import unittest
from typing import Iterator, Set

from qmicodegen import names

from .support import HERE, SERVICES, generated, load, message, load_tiny

RECORDED = os.path.join(HERE, "names.txt")


def recorded() -> Iterator[str]:
    """Functions that libqmi-glib.so.5 of libqmi 1.32.2 exports; a line holds a start and what may follow it."""
    with open(RECORDED, encoding="utf-8") as stream:
        for line in stream:
            if not line.startswith("#"):
                start, *ends = line.split()
                yield from (start + end for end in ends)


def declared() -> Set[str]:
    """Functions that the generated headers declare."""
    headers = [text for name, text in generated(load(SERVICES)).items() if name.endswith(".h")]
    return set(re.findall(r"^QMI_API [\w *]*?(\w+) \(", "\n".join(headers), re.M))


class TestPeer(unittest.TestCase):
    def test_functions(self) -> None:
        known = set(recorded())
        self.assertGreater(len(known), 600)
        self.assertEqual(known - declared(), set())


class TestRules(unittest.TestCase):
    def test_words(self) -> None:
        self.assertEqual(names.c_lower("Get IDs"), "get_ids")
        self.assertEqual(names.c_upper("UIM Set PIN-Protection"), "UIM_SET_PIN_PROTECTION")
        self.assertEqual(names.c_camel("Get IDs"), "GetIds")
        self.assertEqual(names.option_name("DMS", "UIM Get_CK Status"), "dms-uim-get-ck-status")

    def test_nicknames(self) -> None:
        self.assertEqual(names.enum_nicknames(["net-raw-ip", "net-802-3"]), ["raw-ip", "802-3"])
        self.assertEqual(names.enum_nicknames(["first", "second"]), ["first", "second"])
        self.assertEqual(names.enum_nicknames(["raw-ip"]), ["ip"])  # a single constant shares all but its last word

    def test_enums(self) -> None:
        unit = next(u for u in load(SERVICES).units if u.name == "dms")
        enum = next(e for e in unit.enums if e.name == "uim-pin-status")
        self.assertEqual(names.enum_type(enum), "QmiDmsUimPinStatus")
        self.assertEqual(names.enum_prefix(enum), "qmi_dms_uim_pin_status")
        self.assertEqual(names.type_macro(names.enum_prefix(enum)), "QMI_TYPE_DMS_UIM_PIN_STATUS")
        self.assertTrue(names.enum_constant(enum, enum.values[0]).startswith("QMI_DMS_UIM_PIN_STATUS_"))

    def test_constants(self) -> None:
        constants = {names.enum_constant(enum, value) for unit in load(SERVICES).units for enum in unit.enums
                     for value in enum.values}
        # Parts with capitals stay as they are, a hyphen in front doubles the underscore.
        for name in ("WDS_DATA_BEARER_TECHNOLOGY_1xEVDO_REVA", "NAS_SWI_IMS_REG__UNKNOWN", "NAS_RADIO_INTERFACE_LTE"):
            self.assertIn(f"QMI_{name}", constants)

    def test_messages(self) -> None:
        kettle = message(load_tiny(), "Set Kettle")
        self.assertEqual(names.have_macro("TNY", kettle), "HAVE_QMI_MESSAGE_TNY_SET_KETTLE")
        base = names.container_base("TNY", kettle, "Input")
        self.assertEqual(names.c_camel(base), "QmiMessageTnySetKettleInput")
        self.assertEqual(names.accessor(names.c_lower(base), "set", "Keep Warm"),
                         "qmi_message_tny_set_kettle_input_set_keep_warm")
        self.assertEqual(names.argument("Water", ["Target"]), "value_water_target")


if __name__ == "__main__":
    unittest.main()
