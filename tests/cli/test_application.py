# SPDX-License-Identifier: LGPL-2.1-or-later
"""Options of the program itself: what is printed, whether it succeeds and what is sent are as with Debian's qmicli."""

from __future__ import annotations

import subprocess
import unittest
from typing import List, Tuple

from modem import Modem
from support import PEER, QMICLI, TIMEOUT, environment, squeezed

LINES = """
--client-cid=9 --dms-get-ids
--client-cid=9 --client-no-release-cid --dms-get-ids
--client-cid=9 --dms-noop
--client-cid=9 --client-no-release-cid --dms-noop
--client-cid=9 --get-service-version-info
--client-no-release-cid --dms-noop
--dms-noop
--device-open-sync --dms-get-ids
--device-open-version-info --dms-get-ids
--device-open-version-info --device-open-sync --dms-get-ids
--device-open-net=net-802-3|net-no-qos-header --dms-get-ids
--device-open-net=net-raw-ip|net-qos-header --dms-get-ids
--device-set-instance-id=5
--get-service-version-info
""".strip().splitlines()


def done(program: str, words: List[str]) -> Tuple[str, bool, List[str]]:
    modem = Modem({})
    try:
        found = subprocess.run([program, "-d", modem.path, "--device-open-qmi", "--silent", *words], text=True,
                               capture_output=True, env=environment(), timeout=TIMEOUT, check=False)
    finally:
        modem.stop()
    text = squeezed(found.stdout.replace(modem.path, "PORT"))
    return text, found.returncode == 0, [entry.split()[-1] for entry in modem.log]


@unittest.skipUnless(PEER, "no qmicli of Debian: install libqmi-utils")
class TestApplication(unittest.TestCase):
    def test_as_debians(self) -> None:
        for line in LINES:
            with self.subTest(line):
                self.assertEqual(done(QMICLI, line.split()), done(PEER or "", line.split()))


if __name__ == "__main__":
    unittest.main()
