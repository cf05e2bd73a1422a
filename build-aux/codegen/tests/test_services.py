# SPDX-License-Identifier: LGPL-2.1-or-later
"""The descriptions of this tree: nothing has been lost."""

from __future__ import annotations

import unittest

from .support import SERVICES, load

# Requests with their responses, and indications. Those of libqmi are all there, up to its newest release.
COUNTS = {"ctl": (9, 1), "dms": (62, 1), "nas": (34, 8), "uim": (26, 3), "wds": (38, 5)}
OWN = {"ctl": ["Internal Proxy Status"]}  # known to nobody else


class TestServices(unittest.TestCase):
    def setUp(self) -> None:
        self.units = [unit for unit in load(SERVICES).units if unit.service]

    def test_counts(self) -> None:
        found = {unit.name: (len([m for m in unit.messages if m.name not in OWN.get(unit.name, [])]),
                             len(unit.indications)) for unit in self.units}
        self.assertEqual(found, COUNTS)
        self.assertEqual([sum(column) for column in zip(*found.values())], [169, 18])

    def test_what_is_for_the_library(self) -> None:
        found = [(unit.name, m.name) for unit in self.units for m in unit.messages if m.library_only]
        self.assertEqual(found, [("wds", "Abort"), ("nas", "Abort")])

    def test_what_can_be_aborted(self) -> None:
        found = [(unit.name, m.name) for unit in self.units for m in unit.messages if m.abortable]
        self.assertEqual(found, [("wds", "Start Network"), ("nas", "Network Scan"),
                                 ("nas", "Incremental Network Scan")])


if __name__ == "__main__":
    unittest.main()
