# SPDX-License-Identifier: LGPL-2.1-or-later
"""QmiProxy: one program with Debian's library and with ours, and Debian's daemon with our library.

QMIKIT_OBJECT is the program, QMIKIT_LIBRARY the folder of our library, QMIKIT_QMICLI our
qmicli. QMIKIT_SANITIZED is set if our library has sanitizers, which a program must be built for.
"""

from __future__ import annotations

import os
import subprocess
import unittest
from typing import Dict, List

from frames import TIMEOUT
from harness import Case, until
from libraries import Libraries
from originals import PROXY as DEBIAN_PROXY
from originals import QMICLI, complaint, environment
from simulator import Simulator

OBJECT = os.environ.get("QMIKIT_OBJECT", "")
LIBRARY = os.environ["QMIKIT_LIBRARY"]


class Object(Case):
    def setUp(self) -> None:
        if not OBJECT:
            raise unittest.SkipTest("no libqmi to compile the program with: install libqmi-glib-dev")
        super().setUp()
        libraries = Libraries(LIBRARY)
        self.assertIsNone(libraries.complaint(OBJECT))
        self.runs = {"theirs": libraries.theirs, "ours": libraries.ours}
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)

    def both(self, *arguments: str) -> str:
        """What the program prints, the same with both libraries."""
        found: Dict[str, List[str]] = {}
        for name, run in self.runs.items():
            result = run([OBJECT, *arguments])
            self.assertEqual(result.status, 0, f"{name}: {result.text!r} {result.log!r}")
            found[name] = result.text.decode().splitlines()
        self.assertEqual(found["ours"], found["theirs"])
        return "\n".join(found["ours"])

    def test_a_program_that_is_its_own_proxy(self) -> None:
        text = self.both(self.simulator.link)
        self.assertIn("imei 490154203237518", text)
        self.assertIn("qmi-proxy-n-clients: 0, 0", text)

    def test_programs_at_our_daemon(self) -> None:
        self.run_daemon()
        self.assertIn("imei 490154203237518", self.both("--client", self.simulator.link))

    def test_two(self) -> None:
        self.assertIn("second is not there", self.both("--twice"))

    def test_one_after_the_other(self) -> None:
        result = self.runs["ours"]([OBJECT, "--again"])
        self.assertEqual(result.text.decode().splitlines(), ["first: ok", "again: ok"], result.log)

    def serve(self, command: List[str], **variables: str) -> subprocess.Popen:
        process = subprocess.Popen(command, env=dict(environment(), LD_LIBRARY_PATH=LIBRARY, **variables),
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, process)
        until(self.listens, "the proxy listens")
        return process

    @staticmethod
    def end(process: subprocess.Popen) -> None:
        process.stdin.close()
        process.terminate()
        process.wait(TIMEOUT)

    @staticmethod
    def listens() -> bool:
        with open("/proc/net/unix", encoding="ascii") as stream:
            return any(line.rstrip().endswith("@qmi-proxy") for line in stream)

    def check_calls(self) -> None:
        command = [QMICLI, "-p", "-d", self.simulator.link, "--device-open-qmi", "--dms-get-ids"]
        running = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) for _ in range(4)]
        for process in running:
            self.assertIn("'490154203237518'", process.communicate(timeout=TIMEOUT)[0])

    @unittest.skipIf(complaint(), complaint())
    def test_in_a_thread(self) -> None:
        self.serve([OBJECT, "--serve"])
        self.check_calls()

    @unittest.skipIf(complaint() or not os.path.exists(DEBIAN_PROXY), "no qmi-proxy: install libqmi-proxy")
    @unittest.skipIf("QMIKIT_SANITIZED" in os.environ, "the daemon has no sanitizer, the library has")
    def test_their_daemon_with_our_library(self) -> None:
        self.serve([DEBIAN_PROXY, "--no-exit"])
        self.check_calls()


if __name__ == "__main__":
    unittest.main()
