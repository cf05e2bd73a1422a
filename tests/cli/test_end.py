# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every run ends: in time, at a signal, when the port goes away; and gives back what it got."""

from __future__ import annotations

import signal
import subprocess
import time
import unittest

from support import (DEVICE, INTERRUPTED, OK, QMICLI, REFUSED, TIMED_OUT, TIMEOUT, Modem, SilentPort, environment,
                     missing)

SOON = 1.5  # seconds: one is allowed, the rest is for the machine


def start(path: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([QMICLI, "-d", path, "--device-open-qmi", "--silent", *arguments], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())


class TestSilentPort(unittest.TestCase):
    def test_deadline(self) -> None:
        with SilentPort() as port:
            process = start(port.path, "--dms-get-ids", "--timeout=1")
            text, errors = process.communicate(timeout=TIMEOUT)
        self.assertEqual((process.returncode, text), (TIMED_OUT, ""))
        self.assertEqual(errors, f"error: --dms-get-ids: {port.path} did not answer within 1 seconds (--timeout)\n")

    def test_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name), SilentPort() as port:
                process = start(port.path, "--dms-get-ids")
                self.assertTrue(port.first.wait(TIMEOUT))
                began = time.monotonic()
                process.send_signal(number)
                _, errors = process.communicate(timeout=TIMEOUT)
                self.assertLess(time.monotonic() - began, SOON)
                self.assertEqual((process.returncode, errors), (INTERRUPTED, "error: --dms-get-ids: interrupted\n"))


@unittest.skipIf(missing(), missing())
class TestModem(unittest.TestCase):
    def test_client_is_released(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name), Modem("drop@dms.get-ids") as modem:
                process = start(modem.path, "--dms-get-ids")
                self.assertTrue(modem.wait_for("Get IDs"))
                began = time.monotonic()
                process.send_signal(number)
                process.communicate(timeout=TIMEOUT)
                self.assertLess(time.monotonic() - began, SOON)
                self.assertEqual(process.returncode, INTERRUPTED)
                self.assertEqual(modem.requests("Release CID")[-1], "Release CID")

    def test_client_is_released_after_the_deadline(self) -> None:
        with Modem("drop@dms.get-ids") as modem:
            self.assertEqual(modem.run(["--dms-get-ids", "--timeout=1"]).status, TIMED_OUT)
            self.assertEqual(modem.requests("Release CID")[-1], "Release CID")

    def test_client_is_kept(self) -> None:
        with Modem() as modem:
            found = modem.run(["--dms-noop", "--client-no-release-cid"])
            self.assertEqual(found.status, OK)
            self.assertRegex(found.text, r"^\[PORT\] Client ID not released:\n\tService: 'dms'\n\t    CID: '\d+'\n$")
            cid = found.text.split("CID: '")[1].split("'")[0]
            again = modem.run(["--dms-get-model", f"--client-cid={cid}"])
            self.assertEqual(again.status, OK)
            self.assertEqual(modem.requests("Release CID").count("Allocate CID"), 1)
            self.assertEqual(modem.requests("Release CID").index("Release CID"), 2)

    def test_port_goes_away(self) -> None:
        with Modem("hang-up@dms.get-ids") as modem:
            found = modem.run(["--dms-get-ids"])
        self.assertEqual((found.status, found.text), (DEVICE, ""))
        self.assertEqual(found.errors.count("\n"), 1)

    def test_garbage(self) -> None:
        with Modem("garbage@dms.get-ids") as modem:
            found = modem.run(["--dms-get-ids", "--timeout=1"])
        self.assertIn(found.status, (DEVICE, TIMED_OUT))
        self.assertEqual(found.text, "")

    def test_error_of_the_modem(self) -> None:
        with Modem("error=Internal@dms.get-ids") as modem:
            found = modem.run(["--dms-get-ids"])
        self.assertEqual((found.status, found.text), (REFUSED, ""))
        self.assertEqual(found.errors, "error: --dms-get-ids: QMI protocol error (3): 'Internal'\n")


if __name__ == "__main__":
    unittest.main()
