# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a daemon leaves for the next one: client ids that the modem still has, and whose they were."""

from __future__ import annotations

import os
import signal
import time
from typing import Tuple

from frames import DMS, NAS
from harness import GAMES, MAN, Case, Daemon, until
from modem import RELEASE, Modem

USERS = ("--allow-path=/dev/pts/*", f"--user={MAN}", f"--user={GAMES}")
COARSE = 5  # CLOCK_REALTIME_COARSE of Linux


class State(Case):
    """Client ids 1 (parked) and 2 (in use) of one user, and a daemon that ends."""

    def prepare(self, **modem: int) -> Modem:
        port = self.begin(*USERS, **modem)
        parked, used = self.join(port, user=MAN), self.join(port, user=MAN)
        self.assertEqual((parked.allocate(), used.allocate()), (1, 2))
        self.leave(parked)
        return port

    def restart(self, number: int = signal.SIGKILL) -> None:
        self.daemon.stop(number)
        self.run_daemon(*USERS)

    def assert_owned(self, modem: Modem, *numbers: int) -> None:
        """They belong to their user still."""
        for number in numbers:
            self.ask(self.join(modem, user=GAMES), DMS, number, "AccessDenied")
        for number in numbers:
            self.ask(self.join(modem, user=MAN), DMS, number)

    def assert_unknown(self, modem: Modem, *numbers: int) -> None:
        for number in numbers:
            self.ask(self.join(modem, user=GAMES), DMS, number)


class TakeOver(State):
    def test_after_a_crash(self) -> None:
        modem = self.prepare()
        self.restart()
        self.assert_owned(modem, 1, 2)

    def test_after_an_end(self) -> None:
        modem = self.prepare()
        self.restart(signal.SIGTERM)
        self.assert_owned(modem, 1, 2)

    def test_by_root(self) -> None:
        modem = self.prepare()
        self.restart()
        self.ask(self.join(modem), DMS, 1)

    def test_through_several(self) -> None:
        modem = self.prepare()
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
            self.restart(number)
        self.assert_owned(modem, 1, 2)

    def test_at_another_link(self) -> None:
        modem = self.prepare()
        self.restart()
        link = os.path.join(self.folder, "other-link")
        os.symlink(modem.link, link)
        self.ask(self.join(link, user=GAMES), DMS, 1, "AccessDenied")

    def test_exhaustion(self) -> None:
        modem = self.prepare(most_ids=2)
        self.restart()
        client = self.join(modem, user=GAMES)
        numbers = {client.allocate(), client.allocate()}
        self.assertEqual(numbers, {1, 2})
        self.assertEqual(sorted(modem.seen_ids(RELEASE)), [(DMS, 1), (DMS, 2)])

    def test_what_was_released_is_not_kept(self) -> None:
        modem = self.prepare()
        client = self.join(modem, user=MAN)
        for number in (1, client.allocate()):
            self.assert_error(client.release(DMS, number), None)
        self.restart()
        self.assert_unknown(modem, 1, 3)
        self.assert_owned(modem, 2)

    def test_of_several_modems(self) -> None:
        modem, other = self.prepare(), self.modem()
        client = self.join(other, user=MAN)
        client.allocate(NAS), client.allocate()
        self.restart()
        self.ask(self.join(other, user=GAMES), NAS, 1, "AccessDenied")
        self.ask(self.join(modem, user=GAMES), NAS, 1)
        self.assert_owned(modem, 2)
        self.assert_owned(other, 1)

    def test_two_folders(self) -> None:
        modem = self.prepare()
        self.kill_daemon()
        self.run_daemon(*USERS, f"--state-dir={self.folder}/another")
        self.assert_unknown(modem, 1, 2)


class Forgotten(State):
    def renewed(self, elsewhere: bool) -> None:
        modem = self.prepare()
        path, born = modem.path, os.stat(modem.path).st_ctime_ns
        self.kill_daemon()
        modem.hang_up()
        # The kernel's clock of files goes in ticks, and no modem is that fast.
        until(lambda: time.clock_gettime_ns(COARSE) > born, "the next tick")
        modem.come_back(elsewhere)
        self.assertEqual(modem.path != path, elsewhere)
        self.run_daemon(*USERS)
        self.assert_unknown(modem, 1, 2)

    def test_modem_that_was_reset_meanwhile(self) -> None:
        self.renewed(True)

    def test_modem_that_was_reset_and_has_the_same_name(self) -> None:
        self.renewed(False)

    def test_modem_that_was_reset_before(self) -> None:
        modem = self.prepare()
        modem.hang_up()
        self.daemon.wait_rest()
        self.kill_daemon()
        modem.come_back()
        self.run_daemon(*USERS)
        self.assert_unknown(modem, 1, 2)

    def test_no_folder(self) -> None:
        modem = self.begin(*USERS, "--state-dir=")
        self.join(modem, user=MAN).allocate()
        self.kill_daemon()
        self.run_daemon(*USERS, "--state-dir=")
        self.assert_unknown(modem, 1)


class Files(State):
    def contents(self) -> Tuple[str, list]:
        folder = os.path.join(self.folder, "state")
        return folder, [os.path.join(root, name) for root, _, names in os.walk(folder) for name in names]

    def test_nobody_else_may_write(self) -> None:
        self.prepare()
        folder, files = self.contents()
        self.assertTrue(files)
        for path in (folder, *files):
            self.assertEqual(os.stat(path).st_mode & 0o022, 0, path)

    def test_damaged(self) -> None:
        modem = self.prepare()
        for damage in (b"", b"\0" * 100, b"garbage\n\xff\xfe" * 50, b"9" * 5000):
            with self.subTest(damage=damage[:8]):
                self.kill_daemon()
                for path in self.contents()[1]:
                    with open(path, "wb") as stream:
                        stream.write(damage)
                self.run_daemon(*USERS)
                self.works(self.join(modem))

    def test_cut_off(self) -> None:
        modem = self.prepare()
        self.kill_daemon()
        saved = {}
        for path in self.contents()[1]:
            with open(path, "rb") as stream:
                saved[path] = stream.read()
        for size in range(0, max(map(len, saved.values())), 7):
            for path, data in saved.items():
                with open(path, "wb") as stream:
                    stream.write(data[:size])
            self.run_daemon(*USERS)
            self.works(self.join(modem))
            self.daemon.stop(signal.SIGTERM)

    def test_folder_that_cannot_be_had(self) -> None:
        file = os.path.join(self.folder, "file")
        with open(file, "wb"):
            pass
        daemon = Daemon(self.folder, f"--state-dir={file}/state")
        self.addCleanup(daemon.stop)
        # It goes without, and says so.
        self.assertTrue(daemon.is_running(), daemon.log())
        self.works(self.join(self.modem()))
        self.assertIn(file, daemon.log())

    def test_it_does_not_grow(self) -> None:
        modem = self.prepare()
        client = self.join(modem)

        def cycle() -> int:
            for _ in range(200):
                self.assert_error(client.release(DMS, client.allocate()), None)
            self.daemon.wait_rest()
            return sum(os.stat(path).st_size for path in self.contents()[1])
        self.assertLess(max(cycle(), cycle(), cycle()), 64 * 1024)
