# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our qmicli and Debian's start Debian's qmi-proxy when they need it, and print the same."""

from __future__ import annotations

import os
import subprocess
import unittest
from typing import List

from debian import Debian
from frames import TIMEOUT
from originals import PROXY, QMICLI, environment
from test_proxy import reason

OURS = os.environ.get("QMIKIT_QMICLI", "")
# The proxy that is started belongs to nobody; it ends with the process namespace.
ALONE = ["unshare", "-npf", "--kill-child", "--mount-proc"]


@unittest.skipIf(reason(), reason())
class OnDemand(Debian):
    def through_proxy(self, program: str, *options: str) -> subprocess.CompletedProcess:
        command: List[str] = [*ALONE, program, "-p", "-d", self.simulator.link, "--device-open-qmi", *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False,
                              env=dict(environment(), QMI_PROXY_PROGRAM=PROXY))

    def test_same_text(self) -> None:
        self.simulator = self.start()
        for option in ("--dms-get-ids", "--dms-get-capabilities", "--dms-uim-get-pin-status",
                       "--get-service-version-info"):
            with self.subTest(option=option):
                texts = []
                for program in (OURS, QMICLI):
                    run = self.through_proxy(program, option)
                    self.assertEqual(run.returncode, 0, f"{program}: {run.stdout}{run.stderr}")
                    texts.append(run.stdout.split())
                self.assertEqual(*texts)

    def test_proxy_that_is_not_there(self) -> None:
        self.simulator = self.start()
        run = subprocess.run([*ALONE, OURS, "-p", "-d", self.simulator.link, "--device-open-qmi", "--dms-get-ids"],
                             capture_output=True, text=True, timeout=TIMEOUT, check=False,
                             env=dict(environment(), QMI_PROXY_PROGRAM=self.simulator.link + ".none"))
        self.assertEqual(run.returncode, 3, run.stdout + run.stderr)
        self.assertIn("qmi-proxy", run.stderr)
