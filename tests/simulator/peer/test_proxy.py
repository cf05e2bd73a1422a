# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debian's qmi-proxy between Debian's qmicli and the simulator, in a network of its own: its socket has one name for
the whole machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import unittest

from debian import Debian
from frames import TIMEOUT
from originals import PROXY, QMICLI, environment

# Runs programs inside with the proxy; all of them end with it. The arguments are qmicli's, a call a line.
SCRIPT = """
set -e
"$1" --no-exit &
proxy=$!
trap 'kill $proxy' EXIT
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -q '@qmi-proxy$' /proc/net/unix && break
    sleep 0.05
done
while read -r options; do
    "$2" -p -d "$3" --device-open-qmi $options
done
"""


def reason() -> str:
    if not os.path.exists(PROXY):
        return "no qmi-proxy: install libqmi-proxy"
    if os.geteuid() != 0:
        return "qmi-proxy serves root only"
    if not shutil.which("unshare"):
        return "no unshare: install util-linux"
    if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode != 0:
        return "no network of its own can be made here"
    return ""


@unittest.skipIf(reason(), reason())
class Proxy(Debian):
    def run_calls(self, *calls: str) -> subprocess.CompletedProcess:
        return subprocess.run(["unshare", "-n", "sh", "-c", SCRIPT, "sh", PROXY, QMICLI, self.simulator.link],
                              input="".join(call + "\n" for call in calls), capture_output=True, text=True,
                              env=environment(), timeout=3 * TIMEOUT, check=False)

    def test_calls_one_after_the_other(self) -> None:
        self.simulator = self.start()
        run = self.run_calls("--dms-get-ids", "--dms-uim-get-pin-status", "--dms-set-operating-mode=low-power",
                             "--dms-get-operating-mode", "--device-open-sync --dms-get-model")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        for text in ("'490154203237518'", "Status: disabled", "Mode: 'low-power'", "'EW7455'"):
            self.assertIn(text, run.stdout)

    def test_answers_in_pieces(self) -> None:
        self.simulator = self.start("--fault", "split=3@*")
        run = self.run_calls("--dms-get-ids", "--dms-list-stored-images")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("'02.24.05.06_GENERIC'", run.stdout)

    def test_hang_up(self) -> None:
        self.simulator = self.start("--fault", "hang-up@dms.get-model#1")
        run = self.run_calls("--dms-get-model")
        self.assertNotEqual(run.returncode, 0)
        self.simulator.next_path()
        run = self.run_calls("--dms-get-model")
        self.assertIn("'EW7455'", run.stdout)
