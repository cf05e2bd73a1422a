# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the daemon starts and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import List

from frames import TIMEOUT
from harness import PROXY, Case, Daemon, until


class Start(Case):
    def folders(self, count: int) -> List[str]:
        """One for each: they share nothing but the network."""
        paths = [os.path.join(self.folder, str(i)) for i in range(count)]
        for path in paths:
            os.mkdir(path)
        return paths

    def test_second_one(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        second = Daemon(self.folders(1)[0])
        self.assertEqual(second.wait(), 1)
        self.assertIn("Address already in use", second.log())
        self.assertFalse(os.path.exists(second.socket_path))
        second.stop()
        self.works(client)

    def test_second_one_with_the_same_folder(self) -> None:
        modem = self.begin()
        client = self.join(modem)
        second = Daemon(self.folder)
        self.assertEqual(second.wait(), 1)
        second.stop()
        # It has not taken away what belongs to the first.
        self.works(client)
        self.works(self.join(modem, address=self.daemon.socket_path))

    def test_many_at_once(self) -> None:
        daemons = [Daemon(folder, ready=False) for folder in self.folders(8)]
        for daemon in daemons:
            self.addCleanup(daemon.stop)
        until(lambda: sum(daemon.is_running() for daemon in daemons) <= 1, "one of them is left")
        last = [daemon for daemon in daemons if daemon.is_running()]
        self.assertEqual(len(last), 1)
        until(last[0].listens, "it listens")
        for daemon in daemons:
            if daemon not in last:
                self.assertEqual(daemon.wait(), 1)
                self.assertIn("Address already in use", daemon.log())
        self.works(self.join(self.modem()))
        self.assertEqual(last[0].stop(), 0)

    def test_path_is_taken(self) -> None:
        # Another network, the same folder: a container that has it from outside.
        self.run_daemon()
        command = ["unshare", "-n", PROXY, "--no-exit", f"--socket-path={self.daemon.socket_path}",
                   f"--state-dir={self.folder}/other"]
        run = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn("in use", run.stderr)
        self.works(self.join(self.modem(), address=self.daemon.socket_path))

    def test_options(self) -> None:
        for option, status in (("--version", 0), ("-V", 0), ("--help", 0), ("--no-such-option", 1), ("argument", 1)):
            with self.subTest(option=option):
                run = subprocess.run([PROXY, option], capture_output=True, text=True, timeout=TIMEOUT, check=False)
                self.assertEqual(run.returncode, status, run.stderr)
                self.assertIn("qmi-proxy" if status == 0 else "error", (run.stdout + run.stderr).lower())


class End(Case):
    def test_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(signal=number):
                modem = self.begin()
                client = self.join(modem)
                client.allocate()
                self.assertEqual(self.daemon.stop(number), 0)
                self.assertEqual(client.rest(), [])
                modem.hang_up()

    def test_idle(self) -> None:
        self.run_daemon("--empty-timeout=1")
        self.assertEqual(self.daemon.wait(), 0)

    def test_idle_after_the_last(self) -> None:
        modem = self.begin("--empty-timeout=1")
        clients = [self.connect(), self.join(modem)]
        clients[1].allocate()
        # As long as somebody is connected there is no end, and nothing that could be waited for.
        time.sleep(1.5)
        self.works(clients[1])
        clients[1].close()
        time.sleep(1.2)
        self.assertTrue(self.daemon.is_running())
        clients[0].close()
        self.assertEqual(self.daemon.wait(), 0)

    def test_never(self) -> None:
        for options in (("--no-exit", "--empty-timeout=1"), ("--empty-timeout=0",)):
            with self.subTest(options=options):
                self.run_daemon(*options)
                self.join(self.modem()).close()
                time.sleep(1.5)
                self.assertTrue(self.daemon.is_running())
                self.daemon.stop()

    def test_port_that_is_gone_does_not_keep_it(self) -> None:
        modem = self.begin("--empty-timeout=1")
        client = self.join(modem)
        client.allocate()
        modem.hang_up()
        self.assertEqual(client.rest(), [])
        client.close()
        self.assertEqual(self.daemon.wait(), 0)

    def test_in_the_middle_of_work(self) -> None:
        modem = self.begin()
        modem.stop_reading()
        clients = [self.join(modem) for _ in range(20)]
        for client in clients:
            client.write(b"\x01\xFF\xFF" + bytes(30000))
        self.assertEqual(self.daemon.stop(), 0)
