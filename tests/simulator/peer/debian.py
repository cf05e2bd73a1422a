# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debian's qmicli and qmi-proxy on a simulator."""

from __future__ import annotations

import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from frames import TIMEOUT  # noqa: E402
from harness import Case  # noqa: E402
from originals import QMICLI, complaint, environment  # noqa: E402
from simulator import Simulator  # noqa: E402


class Debian(Case):
    """Cases that run Debian's qmicli on 'self.simulator'."""

    simulator: Simulator

    @classmethod
    def setUpClass(cls) -> None:
        reason = complaint()
        if reason:
            raise unittest.SkipTest(reason)

    def run_qmicli(self, *options: str) -> subprocess.CompletedProcess:
        return subprocess.run([QMICLI, "-d", self.simulator.link, "--device-open-qmi", *options], capture_output=True,
                              text=True, env=environment(), timeout=TIMEOUT, check=False)

    def qmicli(self, *options: str) -> str:
        """Output of a call that succeeds."""
        run = self.run_qmicli(*options)
        self.assertEqual(run.returncode, 0, f"{options}: {run.stdout}{run.stderr}")
        return run.stdout.replace(self.simulator.link, "PORT")

    def fail_qmicli(self, error: str, *options: str) -> str:
        """Output and errors of a call that the modem refuses with this error."""
        run = self.run_qmicli(*options)
        self.assertEqual(run.returncode, 1, f"{options}: {run.stdout}{run.stderr}")
        self.assertIn(f"'{error}'", run.stderr)
        return run.stdout + run.stderr
