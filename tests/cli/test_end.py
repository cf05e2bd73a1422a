# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every run ends: in time, at a signal, when the port goes away; and gives back what it got."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import threading
import time
import unittest
from typing import Callable, List

from support import (DEVICE, INTERRUPTED, OK, QMICLI, REFUSED, TIMED_OUT, TIMEOUT, Modem, SilentPort, environment,
                     missing, unbuilt)

SOON = 1.5  # seconds: one is allowed, the rest is for the machine


def start(path: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([QMICLI, "-d", path, "--device-open-qmi", "--silent", *arguments], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())


class FullPort(SilentPort):
    """A port that takes no more bytes."""

    def _read(self) -> None:
        writer = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            while True:
                os.write(writer, b"\0" * 4096)
        except BlockingIOError:
            self.first.set()
        self._writer = writer

    def __enter__(self) -> "FullPort":
        self.first.wait(TIMEOUT)
        return self

    def __exit__(self, *details: object) -> None:
        os.close(self._writer)
        super().__exit__(*details)


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


    def test_port_that_takes_no_bytes(self) -> None:
        with FullPort() as port:
            process = start(port.path, "--dms-get-ids", "--timeout=1")
            process.communicate(timeout=TIMEOUT)
            self.assertEqual(process.returncode, TIMED_OUT)

    @unittest.skipIf(unbuilt("nas"), unbuilt("nas"))
    def test_several_requests_share_the_time(self) -> None:
        with SilentPort() as port:
            process = start(port.path, "--dms-get-ids", "--nas-get-home-network", "--timeout=1")
            _, errors = process.communicate(timeout=TIMEOUT)
        self.assertEqual((process.returncode, errors.count("\n")), (TIMED_OUT, 1))


def in_own_network(func: Callable[[], None]) -> None:
    """Runs it where abstract addresses are its own; a network is one of a thread."""
    problems: List[BaseException] = []

    def body() -> None:
        try:
            if ctypes.CDLL(None, use_errno=True).unshare(0x40000000) != 0:
                raise unittest.SkipTest("no network of its own can be made here")
            func()
        except BaseException as problem:  # pylint: disable=broad-except
            problems.append(problem)

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    if problems:
        raise problems[0]


class TestSilentProxy(unittest.TestCase):
    """A proxy that accepts and says nothing."""

    def run_with_proxy(self, *words: str, number: int = 0) -> int:
        with socket.socket(socket.AF_UNIX) as proxy:
            proxy.bind("\0qmi-proxy")
            proxy.listen()
            process = start("/dev/null", "--dms-get-ids", "--device-open-proxy", *words)
            link, _ = proxy.accept()
            link.recv(1)
            began = time.monotonic()
            if number:
                process.send_signal(number)
            process.communicate(timeout=TIMEOUT)
            link.close()
        if number:
            self.assertLess(time.monotonic() - began, SOON)
        return process.returncode

    def test_deadline(self) -> None:
        in_own_network(lambda: self.assertEqual(self.run_with_proxy("--timeout=1"), TIMED_OUT))

    def test_signal(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            in_own_network(lambda: self.assertEqual(self.run_with_proxy(number=number), INTERRUPTED))


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

    @unittest.skipIf(unbuilt("nas"), unbuilt("nas"))
    def test_all_clients_are_released(self) -> None:
        with Modem("drop@nas.get-home-network") as modem:
            process = start(modem.path, "--dms-get-model", "--nas-get-home-network")
            self.assertTrue(modem.wait_for("Get Home Network"))
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            text, _ = process.communicate(timeout=TIMEOUT)
            self.assertLess(time.monotonic() - began, SOON)
            self.assertEqual((process.returncode, text.count("Model: ")), (INTERRUPTED, 1))
            self.assertEqual(modem.requests("Release CID", 2).count("Release CID"), 2)

    def test_personal_values_in_the_log(self) -> None:
        with Modem() as modem:
            for words, shown in (([], False), (["--show-personal-info"], True)):
                with self.subTest(words):
                    process = subprocess.run([QMICLI, "-d", modem.path, "--device-open-qmi", "-v", *words,
                                              "--dms-get-ids"], capture_output=True, text=True, env=environment(),
                                             timeout=TIMEOUT, check=True)
                    self.assertEqual("translated = 490154203237518" in process.stdout, shown)

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
