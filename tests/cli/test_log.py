# SPDX-License-Identifier: LGPL-2.1-or-later
"""Logs have no secrets, whatever is asked for; all other bytes are there, as in Debian's."""

from __future__ import annotations

import re
import unittest
from typing import List

from support import PEER, QMICLI, Modem, missing, run, unbuilt

SECRETS = {  # in the argument of each option
    "--dms-uim-verify-pin=PIN,7531": ["7531"],
    "--dms-uim-change-pin=PIN,7531,8642": ["7531", "8642"],
    "--uim-unblock-pin=PIN1,87654321,8642": ["87654321", "8642"],
    "--wds-start-network=apn=internet,auth=PAP,username=me,password=topsecret": ["topsecret"],
}


def log(modem: Modem, option: str, program: str = QMICLI) -> str:
    return run(["-d", modem.path, "--device-open-qmi", "--verbose-full", option], program).text


def dumps(text: str) -> List[List[str]]:
    """The bytes of each frame."""
    return [line.split(":") for line in re.findall(r"^<<<<<<   data   = (\S+)$", text, re.MULTILINE)]


@unittest.skipIf(missing(), missing())
class TestSecrets(unittest.TestCase):
    def test_never_shown(self) -> None:
        with Modem() as modem:
            for option, secrets in SECRETS.items():
                if unbuilt(option.split("-")[2]):
                    continue
                shown = log(modem, option)
                masked = [frame for frame in dumps(shown) if "##" in frame]
                self.assertEqual(len(masked), 1, option)
                self.assertEqual(len(masked[0]), 1 + int(masked[0][1], 16) + 256 * int(masked[0][2], 16))
                for secret in secrets:
                    for form in (secret, secret.encode().hex(":").upper()):
                        self.assertNotIn(form, shown)

    @unittest.skipUnless(PEER, "Debian's qmicli is not installed")
    def test_all_other_bytes_are_shown(self) -> None:
        option = "--dms-uim-verify-pin=PIN,7531"
        with Modem() as modem, Modem() as other:
            own, theirs = dumps(log(modem, option)), dumps(log(other, option, PEER))
        self.assertEqual(len(own), len(theirs))
        hidden = [byte for mine, its in zip(own, theirs) for one, byte in zip(mine, its) if one == "##"]
        self.assertEqual(bytes.fromhex("".join(hidden)), b"\1\0047531")
        self.assertEqual([[byte if one == "##" else one for one, byte in zip(mine, its)]
                          for mine, its in zip(own, theirs)], theirs)


if __name__ == "__main__":
    unittest.main()
