# SPDX-License-Identifier: LGPL-2.1-or-later
"""The daemon between real programs and a simulated modem: Debian's qmicli, unmodified, and our own.

QMIKIT_QMICLI is ours; without it, or without Debian's programs, what needs them is skipped.
"""

from __future__ import annotations

import os
import signal
import subprocess
import unittest
from typing import List, Optional

from frames import DMS, TIMEOUT
from harness import PROXY, Case, Daemon, until
from originals import PROXY as DEBIAN_PROXY
from originals import QMICLI, complaint, environment
from simulator import Simulator

OURS = os.environ.get("QMIKIT_QMICLI", "")
# A daemon that a program starts is nobody's child; it ends with the process namespace.
ALONE = ["unshare", "-npmf", "--kill-child", "--mount-proc"]
AT_ONCE = 8
PATH = "/run/qmi-proxy/socket"  # where it is by default


class Programs(Case):
    program: Optional[str] = None

    def setUp(self) -> None:
        if not self.program:
            raise unittest.SkipTest("no qmicli of ours: QMIKIT_QMICLI does not name one")
        super().setUp()
        self.simulator = Simulator()
        self.addCleanup(self.simulator.stop)

    def start(self, *options: str, before: Optional[List[str]] = None) -> subprocess.Popen:
        process = subprocess.Popen([*(before or []), self.program, "-p", "-d", self.simulator.link,
                                    "--device-open-qmi", *options],
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                   env=dict(environment(), QMI_PROXY_PROGRAM=PROXY))
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process: subprocess.Popen) -> None:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stdout.close()

    def output(self, process: subprocess.Popen, status: int = 0) -> str:
        text = process.communicate(timeout=TIMEOUT)[0]
        self.assertEqual(process.returncode, status, text)
        return text

    def call(self, *options: str) -> str:
        return self.output(self.start(*options))


class Common:
    """Cases of any qmicli through the daemon under test."""

    def test_one_after_the_other(self) -> None:
        self.run_daemon()
        self.assertIn("'490154203237518'", self.call("--dms-get-ids"))
        self.call("--dms-set-operating-mode=low-power")
        self.assertIn("'low-power'", self.call("--dms-get-operating-mode"))
        self.assertIn("'EW7455'", self.call("--device-open-sync", "--dms-get-model"))
        self.assertIn("dms (1.14)", self.call("--get-service-version-info"))

    def test_several_at_once(self) -> None:
        self.run_daemon()
        for _ in range(3):
            running = [self.start("--dms-get-ids") for _ in range(AT_ONCE)]
            for process in running:
                self.assertIn("'490154203237518'", self.output(process))

    def test_next_to_frames(self) -> None:
        self.run_daemon()
        client = self.join(self.simulator.link)
        number = client.allocate()
        self.call("--dms-get-model", "--device-open-sync")
        self.assert_error(client.request(DMS, number, 0x0022), None)

    def test_kept_id(self) -> None:
        self.run_daemon()
        first = self.call("--dms-noop", "--client-no-release-cid")
        number = first.partition("CID: '")[2].partition("'")[0]
        self.assertTrue(number.isdigit(), first)
        again = self.call("--dms-get-model", f"--client-cid={number}", "--client-no-release-cid")
        self.assertIn("'EW7455'", again)

    def test_what_it_took_is_given_back(self) -> None:
        self.run_daemon()
        for _ in range(3):
            self.call("--dms-get-model")
        self.assertEqual(self.simulator.control({"status": True})["status"]["clients"], [])

    def test_answers_in_pieces(self) -> None:
        self.simulator.stop()
        self.simulator = Simulator("--fault", "split=3@*")
        self.addCleanup(self.simulator.stop)
        self.run_daemon()
        self.assertIn("'02.24.05.06_GENERIC'", self.call("--dms-list-stored-images"))

    def test_hang_up(self) -> None:
        self.simulator.stop()
        self.simulator = Simulator("--fault", "hang-up@dms.get-model#1")
        self.addCleanup(self.simulator.stop)
        self.run_daemon()
        process = self.start("--dms-get-model")
        process.communicate(timeout=TIMEOUT)
        self.assertNotEqual(process.returncode, 0)
        self.simulator.next_path()
        self.assertIn("'EW7455'", self.call("--dms-get-model"))

    def test_port_that_is_refused(self) -> None:
        self.run_daemon()
        self.simulator.link = "/dev/null"
        process = self.start("--dms-get-model")
        self.assertIn("AccessDenied", process.communicate(timeout=TIMEOUT)[0])
        self.assertNotEqual(process.returncode, 0)

    def test_killed(self) -> None:
        self.simulator.stop()
        self.simulator = Simulator("--fault", "drop@dms.get-model")
        self.addCleanup(self.simulator.stop)
        self.run_daemon()
        for _ in range(5):
            process = self.start("--dms-get-model")
            self.simulator.wait_log(lambda line: line.get("remark") == "not sent")
            process.send_signal(signal.SIGKILL)
            process.wait(TIMEOUT)
        self.simulator.control({"clear-faults": True})
        self.assertIn("'EW7455'", self.call("--dms-get-model"))


@unittest.skipIf(complaint(), complaint())
class Debian(Common, Programs):
    program = QMICLI


class Ours(Common, Programs):
    program = OURS

    def test_daemon_that_is_started_on_demand(self) -> None:
        self.assertIn("'EW7455'", self.output(self.start("--dms-get-model", before=ALONE)))

    def test_from_another_network(self) -> None:
        """As in a container: abstract addresses end at its border, the path does not."""
        daemon = Daemon(self.folder, defaults=False)
        self.addCleanup(daemon.stop)
        until(lambda: os.path.exists(PATH), "the daemon has its second address")
        before = ["unshare", "-n", "env", "QMI_PROXY_PROGRAM=/bin/false"]
        self.assertIn("'EW7455'", self.output(self.start("--dms-get-model", before=before)))

    def test_many_that_all_start_it(self) -> None:
        command = " & ".join([f"'{OURS}' -p -d '{self.simulator.link}' --device-open-qmi --dms-get-model"] * AT_ONCE)
        run = subprocess.run([*ALONE, "sh", "-c", command + "; wait"], capture_output=True, text=True, timeout=TIMEOUT,
                             env=dict(environment(), QMI_PROXY_PROGRAM=PROXY), check=False)
        self.assertEqual(run.stdout.count("'EW7455'"), AT_ONCE, run.stdout + run.stderr)


@unittest.skipIf(not os.path.exists(DEBIAN_PROXY), "no qmi-proxy: install libqmi-proxy")
class OurProgramTheirDaemon(Programs):
    program = OURS

    def test_calls(self) -> None:
        daemon = Daemon(self.folder, program=DEBIAN_PROXY)
        self.addCleanup(daemon.stop)
        self.assertIn("'490154203237518'", self.call("--dms-get-ids"))
        running = [self.start("--dms-get-model") for _ in range(AT_ONCE)]
        for process in running:
            self.assertIn("'EW7455'", self.output(process))
        self.assertEqual(daemon.stop(), 0)
