# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may connect, over which address, and with which services."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import Sequence

from frames import CTL, DMS, NAS, Closed
from harness import ECHO, GAMES, MAN, Case, Daemon
from modem import ALLOCATE, VERSION

STRANGER = 4321
DIALOUT = 20  # as everywhere in Debian


class Admission(Case):
    def admitted(self, *users: int, groups: Sequence[int] = (), group: int = 65534) -> None:
        modem = self.modem()
        for user in users:
            os.chown(modem.path, user, -1)
            self.works(self.join(modem, user=user, group=group, groups=groups))

    def turned_away(self, *users: int, groups: Sequence[int] = (), group: int = 65534) -> None:
        """The connection ends without a word."""
        for user in users:
            client = self.connect(user=user, group=group, groups=groups)
            with contextlib.suppress(Closed):
                client.send(CTL, 0, VERSION)
            self.assertEqual(client.rest(), [])

    def test_root_only(self) -> None:
        self.run_daemon()
        self.admitted(0)
        # The group of root is not root.
        self.turned_away(MAN, STRANGER, groups=[0], group=0)
        self.admitted(0)

    def test_who_is_turned_away_is_logged_once(self) -> None:
        self.run_daemon()
        self.admitted(0)
        lines = len(self.daemon.lines)
        self.turned_away(STRANGER)
        self.assert_lines(lines, 1)

    def test_users_by_name_and_number(self) -> None:
        self.run_daemon("--user=games", f"--user={MAN}")
        self.admitted(0, GAMES, MAN)
        self.turned_away(STRANGER)

    def test_groups_by_name_and_number(self) -> None:
        self.run_daemon("--group=dialout", "--group=777")
        for own in (DIALOUT, 777):
            self.admitted(STRANGER, group=own)
            self.admitted(STRANGER, groups=[1, 2, own])
        self.turned_away(STRANGER, groups=[1, 2, 3])
        self.admitted(0)

    def test_names_that_nobody_has(self) -> None:
        for option, wrong in (("--user", "no-such-user"), ("--group", "no-such-group"),
                              ("--allow-services", "no-such-group:dms"), ("--allow-services", "dialout"),
                              ("--allow-services", "dialout:no-such-service"), ("--socket-group", "no-such-group"),
                              ("--socket-mode", "rw"), ("--max-requests", "-1")):
            with self.subTest(option=option):
                daemon = Daemon(self.folder, f"{option}={wrong}")
                self.assertEqual(daemon.stop(), 1, daemon.log())
                # It says what is wrong with what.
                self.assertTrue(any(word in daemon.log() for word in wrong.split(":")), daemon.log())


class Services(Case):
    """--allow-services."""

    def test_these_only(self) -> None:
        modem = self.begin("--allow-services=dialout:dms", owner=STRANGER)
        client = self.join(modem, user=STRANGER, group=DIALOUT)
        self.assert_error(client.request(CTL, 0, VERSION), None)
        self.ask(client, DMS, client.allocate())
        self.allocate_fails(client, "AccessDenied", NAS)
        self.ask(client, NAS, 5, "AccessDenied")
        self.assert_error(client.release(NAS, 5), "AccessDenied")
        self.assertEqual(modem.seen_ids(ALLOCATE), [(DMS, 0)])
        self.assertEqual(len(modem.seen(ECHO)), 1)

    def test_several(self) -> None:
        modem = self.begin("--allow-services=777:dms,ctl,225", f"--allow-services={DIALOUT}:dms", owner=STRANGER)
        client = self.join(modem, user=STRANGER, groups=[777])
        for service in (DMS, 225):
            self.ask(client, service, client.allocate(service))
        self.allocate_fails(client, "AccessDenied", NAS)
        self.allocate_fails(self.join(modem, user=STRANGER, groups=[DIALOUT]), "AccessDenied", 225)

    def test_others_use_all(self) -> None:
        modem = self.begin("--allow-services=dialout:dms", f"--user={MAN}", "--group=777", "--allow-path=/dev/pts/*")
        for who in ({}, {"user": MAN}, {"user": STRANGER, "group": 777}):
            client = self.join(modem, **who)
            self.ask(client, NAS, client.allocate(NAS))
        with contextlib.suppress(Closed):
            self.assertEqual(self.connect(user=STRANGER).rest(), [])


class PathSocket(Case):
    """The second address, which names the same daemon."""

    def status(self) -> tuple:
        status = os.stat(self.daemon.socket_path)
        self.assertTrue(stat.S_ISSOCK(status.st_mode))
        return stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid

    def test_same_daemon(self) -> None:
        modem = self.begin()
        first, second = self.join(modem), self.join(modem, address=self.daemon.socket_path)
        number = first.allocate()
        self.ask(first, DMS, number)
        self.ask(second, DMS, number, "AccessDenied")
        self.works(second)

    def test_mode_and_group(self) -> None:
        for options, expected in (((), (0o660, 0, 0)), (("--group=dialout", "--group=777"), (0o660, 0, DIALOUT)),
                                  (("--socket-mode=0606", "--socket-group=777", "--group=dialout"), (0o606, 0, 777)),
                                  (("--socket-mode=600",), (0o600, 0, 0))):
            with self.subTest(options=options):
                self.run_daemon(*options)
                self.assertEqual(self.status(), expected)
                self.daemon.stop()

    def test_credentials_count_there_too(self) -> None:
        modem = self.begin("--socket-mode=0666", f"--user={MAN}", owner=MAN)
        self.works(self.join(modem, user=MAN, address=self.daemon.socket_path))
        self.assertEqual(self.connect(user=STRANGER, address=self.daemon.socket_path).rest(), [])
        with self.assertRaises(FileNotFoundError):
            self.connect(address=self.daemon.socket_path + "-other")

    def test_none(self) -> None:
        modem = self.begin("--socket-path=")
        self.assertFalse(os.path.exists(self.daemon.socket_path))
        self.assertEqual(os.listdir("/run"), [])
        self.works(self.join(modem))

    def test_default(self) -> None:
        daemon = Daemon(self.folder, defaults=False)
        self.addCleanup(daemon.stop)
        modem = self.modem()
        client = self.join(modem, address="/run/qmi-proxy/socket")
        client.allocate()
        self.assertEqual(daemon.stop(), 0)
        # What is noted down is for the next one; the address is gone.
        self.assertNotIn("socket", os.listdir("/run/qmi-proxy"))
        self.addCleanup(self.clear, "/run/qmi-proxy")

    @staticmethod
    def clear(folder: str) -> None:
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)

    def test_cannot_be_had(self) -> None:
        file = os.path.join(self.folder, "file")
        with open(file, "wb"):
            pass
        for path in (file + "/socket", file, os.path.join(self.folder, "x" * 150), self.folder):
            with self.subTest(path=path):
                daemon = Daemon(self.folder, f"--socket-path={path}")
                self.assertEqual(daemon.stop(), 1)
        self.assertEqual(os.stat(file).st_size, 0)

    def test_default_cannot_be_had(self) -> None:
        with open("/run/qmi-proxy", "wb"):
            self.addCleanup(os.unlink, "/run/qmi-proxy")
        daemon = Daemon(self.folder, defaults=False)
        self.addCleanup(daemon.stop)
        self.works(self.join(self.modem()))
        self.assertIn("/run/qmi-proxy", daemon.log())

    def test_left_over(self) -> None:
        modem = self.begin()
        self.kill_daemon()
        self.assertTrue(os.path.exists(self.daemon.socket_path))
        self.run_daemon()
        self.works(self.join(modem, address=self.daemon.socket_path))

    def test_gone_at_the_end(self) -> None:
        self.run_daemon()
        self.assertTrue(os.path.exists(self.daemon.socket_path))
        self.daemon.stop()
        self.assertFalse(os.path.exists(self.daemon.socket_path))
