# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debian's qmicli and qmi-proxy on a simulator."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unittest
from typing import Dict, Optional

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from harness import TIMEOUT, Case, Simulator  # noqa: E402

QMICLI = shutil.which("qmicli", path="/usr/bin")
PROXY = "/usr/libexec/qmi-proxy"
VERSION = "1.32.2"


def environment() -> Dict[str, str]:
    """Debian's programs with Debian's library, which reads beyond the end of names of networks: what is there when
    memory is filled on purpose is not to be seen."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LD_", "MALLOC_"))}
    variables.update(LC_ALL="C.UTF-8", TZ="UTC")
    return variables


def complaint() -> Optional[str]:
    """Why there is nothing to test with, None if there is."""
    if not QMICLI:
        return "no qmicli: install libqmi-utils"
    text = subprocess.run([QMICLI, "--version"], capture_output=True, text=True, env=environment(), check=False).stdout
    return None if text.startswith(f"qmicli {VERSION}") else f"qmicli is not {VERSION}"


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
