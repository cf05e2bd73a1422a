# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the log tells, and above all what it does not tell."""

from __future__ import annotations

import signal

from frames import CTL, DMS, answer, text, u8
from harness import Case, Client
from modem import VERSION

GET_IDS, VERIFY_PIN = 0x0025, 0x0028
PIN, IMEI = "83726150", "490154203237518"


class Privacy(Case):
    def talk(self, *options: str) -> str:
        """The whole log of a daemon that has passed on secrets."""
        modem = self.begin(*options)
        client: Client = self.join(modem)
        number = client.allocate()
        modem.react(DMS, GET_IDS, lambda frame: [answer(frame, {0x11: IMEI.encode()})])
        modem.react(DMS, VERIFY_PIN, lambda frame: [answer(frame, {})])
        for message, tlvs in ((GET_IDS, {}), (VERIFY_PIN, {0x01: u8(1) + text(PIN)})):
            self.assert_error(client.request(DMS, number, message, tlvs), None)
        self.assert_error(client.request(CTL, 0, VERSION), None)
        # One more that nobody can decode: it has a wrong length.
        client.request(DMS, number, VERIFY_PIN, {0x01: u8(1) + u8(200) + PIN.encode()})
        self.daemon.stop(signal.SIGTERM)
        return self.daemon.log()

    def assert_tells(self, log: str, secret: str, expected: bool) -> None:
        data = secret.encode()
        found = any(form.lower() in log.lower() for form in (secret, data.hex(), data.hex(":"), data.hex(" ")))
        self.assertEqual(found, expected, f"{secret} in:\n{log}")

    def test_quiet(self) -> None:
        log = self.talk()
        for secret in (PIN, IMEI):
            self.assert_tells(log, secret, False)
        self.assertNotIn("Get IDs", log)

    def test_verbose(self) -> None:
        for option in ("--verbose", "-v"):
            with self.subTest(option=option):
                log = self.talk(option)
                for secret in (PIN, IMEI):
                    self.assert_tells(log, secret, False)
                for message in ("Get IDs", "Verify PIN", "Get Version Info", "Allocate CID"):
                    self.assertIn(message, log)

    def test_verbose_full(self) -> None:
        log = self.talk("--verbose-full")
        self.assert_tells(log, PIN, False)
        self.assert_tells(log, IMEI, True)


class Journal(Case):
    def test_refusals_have_reasons(self) -> None:
        """Each request that the proxy refuses leaves a line that says so."""
        modem = self.begin("--verbose")
        owner, client = self.join(modem), self.join(modem)
        self.ask(client, DMS, owner.allocate(), "AccessDenied")
        self.ask(client, DMS, 0, "InvalidClientId")
        self.assert_error(self.connect().open("/dev/null"), "AccessDenied")
        self.daemon.wait_rest()
        refusals = [line for line in self.daemon.lines if "refused" in line]
        self.assertEqual(len(refusals), 3, self.daemon.log())

    def test_ports_that_are_refused(self) -> None:
        """Whoever looks after the machine is told without asking."""
        self.run_daemon()
        self.assert_error(self.connect().open("/dev/null"), "AccessDenied")
        self.assert_lines(0, 1)
        self.assertIn("/dev/null", self.daemon.lines[-1])

    def test_flood_of_refusals(self) -> None:
        """Who is refused again and again does not fill the disk."""
        modem = self.begin()
        client = self.join(modem)
        count = 20000
        for _ in range(count // 100):
            for _ in range(100):
                client.send(DMS, 0, VERSION)
            for _ in range(100):
                self.assert_error(client.receive(), "InvalidClientId")
        self.daemon.wait_rest()
        self.assertLess(len(self.daemon.lines), count // 10)

    def test_strange_paths(self) -> None:
        """What programs write cannot be taken for lines or commands of a terminal."""
        self.run_daemon("--verbose")
        for path in ("/dev/none\nWARNING: all is well", "/dev/none\x1b[2J", "/dev/\xff"):
            self.assert_error(self.connect().open(path), "DeviceNotReady")
        self.daemon.wait_rest()
        self.assertFalse([line for line in self.daemon.lines if line.startswith("WARNING: all")])
        self.assertNotIn("\x1b", self.daemon.log())
