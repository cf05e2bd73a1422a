# SPDX-License-Identifier: LGPL-2.1-or-later
"""The program with all services is smaller than a third of Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unittest

from support import PEER, QMICLI, run, unbuilt

SERVICES = ("ctl", "dms", "nas", "uim", "wds")


@unittest.skipUnless(PEER, "skipped: no qmicli of Debian")
@unittest.skipUnless(shutil.which("strip"), "skipped: no strip")
class TestSize(unittest.TestCase):
    @unittest.skipIf(unbuilt("nas", "uim", "wds"), unbuilt("nas", "uim", "wds"))
    def test_a_third(self) -> None:
        text = run(["--help"]).text
        self.assertEqual([s for s in SERVICES if f"--help-{s}" not in text], [])
        with tempfile.TemporaryDirectory() as folder:
            stripped = os.path.join(folder, "qmicli")
            subprocess.run(["strip", "-o", stripped, QMICLI], check=True)
            self.assertLess(3 * os.path.getsize(stripped), os.path.getsize(PEER))


if __name__ == "__main__":
    unittest.main()
