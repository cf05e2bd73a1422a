# SPDX-License-Identifier: LGPL-2.1-or-later
"""How answers are laid out that the usual modem does not give: bare results, numbers that are made of parts."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from typing import Dict

from support import OK, PEER, PROFILE, QMICLI, Modem, Output, missing, run, squeezed

PIN_COMMANDS = ["--uim-set-pin-protection=PIN1,disable,1234", "--uim-verify-pin=PIN1,1234",
                "--uim-unblock-pin=PIN1,12345678,1234", "--uim-change-pin=PIN1,1234,4321"]
NO_SESSION = 255
ANSWERS: Dict[str, object] = {
    "Get Card Status": {
        "Card Status": {
            "Index GW Primary": {"Application": 1, "Slot": 0},
            "Index 1x Primary": {"Application": NO_SESSION, "Slot": NO_SESSION},
            "Index GW Secondary": {"Application": NO_SESSION, "Slot": 0},
            "Index 1x Secondary": {"Application": NO_SESSION, "Slot": NO_SESSION},
            "Cards": [],
        },
    },
}


def modem_with(answers: Dict[str, object], folder: str, asks_for_pin: bool = False) -> Modem:
    with open(PROFILE, encoding="utf-8") as stream:
        profile = json.load(stream)
    profile["services"]["uim"] = {"version": "1.61"}
    profile["answers"]["uim"].update(answers)
    profile["sim"]["pin1"]["enabled"] = asks_for_pin
    path = os.path.join(folder, "profile.json")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(profile, stream)
    return Modem(profile=path)


@unittest.skipIf(missing() or "--uim-verify-pin" not in run(["--help-all"]).text, missing() or "UIM is not built in")
class TestLayout(unittest.TestCase):
    def setUp(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.modem = modem_with(ANSWERS, self._temporary.name)
        self.addCleanup(self.modem.__exit__)

    def run_once(self, command: str, program: str = QMICLI) -> Output:
        """With a modem of its own, since the command changes the SIM card, which asks for the PIN."""
        with modem_with({}, self._temporary.name, asks_for_pin=True) as modem:
            return modem.run([command], program)

    def test_bare_result(self) -> None:
        """What a PIN command is for is done, not told."""
        for command in PIN_COMMANDS:
            with self.subTest(command):
                ours = self.run_once(command)
                self.assertEqual((ours.status, ours.errors), (OK, ""))
                self.assertEqual(len(ours.text.splitlines()), 1)
                if PEER:
                    self.assertEqual(squeezed(self.run_once(command, PEER).text), squeezed(ours.text))

    def test_parts_of_a_number(self) -> None:
        """Not available if all of its parts are."""
        found = self.modem.run(["--uim-get-card-status"])
        self.assertEqual((found.status, found.errors), (OK, ""))
        self.assertIn("Primary GW:   slot '1', application '2'\n", found.text)
        self.assertIn("Primary 1X:   session doesn't exist\n", found.text)
        self.assertIn("Secondary GW: slot '1', application '256'\n", found.text)


if __name__ == "__main__":
    unittest.main()
