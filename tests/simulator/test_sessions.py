# SPDX-License-Identifier: LGPL-2.1-or-later
"""Data sessions: who has which, what ends them, who hears of it, what can be asked about them."""

from __future__ import annotations

import struct
from typing import Any, List, Tuple

from frames import CTL, DMS, NAS, WDS, Frame, Tlvs, u8, u16, u32
from services import ServiceCase

RESET, EVENTS, ABORT, START, STOP, STATUS, RATES, STATISTICS, DORMANT, ACTIVE = 0, 1, 2, *range(0x20, 0x27)
SETTINGS, DORMANCY, BEARER, AUTOCONNECT, FAMILY, BIND_MUX, BIND, ATTACH = 0x2D, 0x30, 0x37, 0x34, 0x4D, 0xA2, 0x89, 0x85
DISCONNECTED, CONNECTED = 1, 2
IPV4, IPV6 = 4, 6
ADDRESS, PREFIX = 0x1E, 0x25
INTERNET = b"internet.example"
ALL = {0x10: u32(0x4E330)}  # settings that are asked for; all are given


class SessionCase(ServiceCase):
    SERVICE = WDS

    def begin(self, **sections: Any) -> None:
        super().begin(network={"search-milliseconds": 1},
                      data=dict({"connect-milliseconds": 1}, **sections.pop("data", {})), **sections)

    def of(self, client: int, message: int, tlvs: Any = b"") -> Frame:
        return self._port.request(WDS, client, message, tlvs)

    def connect(self, client: int = 0, family: int = IPV4, apn: bytes = INTERNET) -> bytes:
        """The handle."""
        return self.assert_error(self.of(client or self._client, START, {0x14: apn, 0x19: u8(family)}), None).tlvs[0x01]

    def settings(self, client: int = 0) -> Tlvs:
        return self.assert_error(self.of(client or self._client, SETTINGS, ALL), None).tlvs

    def status(self, client: int = 0) -> int:
        return self.of(client or self._client, STATUS).tlvs[0x01][0]

    def news(self) -> List[Tuple[int, int, int]]:
        """Client, status, family of all status indications that have come."""
        self.status()
        frames = [frame for frame in self._port.indications if frame.message == STATUS]
        self._port.indications.clear()
        return [(frame.client, frame.tlvs[0x01][0], frame.tlvs[0x12][0]) for frame in frames]

    def set_mode(self, mode: int) -> None:
        client = self._port.allocate(DMS)
        self.assert_error(self._port.request(DMS, client, 0x2E, {0x01: u8(mode)}), None)


class Sessions(SessionCase):
    def test_start_and_stop(self) -> None:
        self.begin()
        self.assertEqual(self.status(), DISCONNECTED)
        handle = self.connect()
        self.assertEqual((self.status(), self.news()), (CONNECTED, [(self._client, CONNECTED, IPV4)]))
        self.assertEqual(self.bad("NoEffect", START, {0x19: u8(IPV4)}).tlvs[0x01], handle)
        self.bad("InvalidHandle", STOP, {0x01: u32(7)})
        self.good(STOP, {0x01: handle})
        self.assertEqual((self.status(), self.news()), (DISCONNECTED, [(self._client, DISCONNECTED, IPV4)]))
        self.bad("NoEffect", STOP, {0x01: handle})
        self.assertNotEqual(self.connect(), handle)

    def test_two_clients_and_families(self) -> None:
        self.begin()
        other = self._port.allocate(WDS)
        self.assert_error(self.of(other, FAMILY, {0x01: u8(IPV6)}), None)
        handle = self.connect()
        self.assertEqual((self.status(other), self.news()), (DISCONNECTED, [(self._client, CONNECTED, IPV4)]))
        self.assert_error(self.of(other, STOP, {0x01: handle}), "InvalidHandle")
        self.connect(other, IPV6)
        self.assertEqual(self.news(), [(other, CONNECTED, IPV6)])
        self.good(STOP, {0x01: handle})
        self.assertEqual((self.status(), self.status(other)), (DISCONNECTED, CONNECTED))

    def test_who_looks_at_the_same_port_hears_too(self) -> None:
        self.begin()
        viewer, elsewhere = self._port.allocate(WDS), self._port.allocate(WDS)
        self.assert_error(self.of(elsewhere, BIND_MUX, {0x11: u8(3)}), None)
        handle = self.connect()
        self.assertEqual([self.status(client) for client in (viewer, elsewhere)], [CONNECTED, DISCONNECTED])
        self.assertEqual([client for client, _, _ in self.news()], [self._client, viewer])
        self.bad("InvalidOperation", BIND_MUX, {0x11: u8(3)})
        self.assert_error(self.of(viewer, STOP, {0x01: handle}), "InvalidHandle")

    def test_end_with_the_client(self) -> None:
        self.begin()
        viewer = self._port.allocate(WDS)
        self.connect()
        self.news()
        self._port.request(CTL, 0, 0x0023, {0x01: u8(WDS) + u8(self._client)})
        self._client = viewer
        self.assertEqual((self.status(), self.news()), (DISCONNECTED, [(viewer, DISCONNECTED, IPV4)]))

    def test_end_with_reset_of_the_service(self) -> None:
        self.begin()
        self.connect()
        self.good(RESET)
        self.assertEqual(self.status(), DISCONNECTED)

    def test_outlive_the_program(self) -> None:
        self.begin()
        self.connect()
        self._port.close()
        self._port = self.simulator.open()
        self.assertEqual(self.status(), CONNECTED)

    def test_end_with_radio_and_attachment(self) -> None:
        self.begin()
        nas = self._port.allocate(NAS)
        for way_out, way_in in ((lambda: self.set_mode(1), lambda: self.set_mode(0)),
                                (lambda: self.control({"set": {"coverage": False}}),
                                 lambda: self.control({"set": {"coverage": True}})),
                                (lambda: self._port.request(NAS, nas, 0x23, {0x10: u8(2)}),
                                 lambda: self._port.request(NAS, nas, 0x23, {0x10: u8(1)}))):
            while self.request(START).error is not None:
                pass  # it takes a moment until the network is back
            self.news()
            way_out()
            self.assertEqual((self.status(), self.news()), (DISCONNECTED, [(self._client, DISCONNECTED, IPV4)]))
            answer = self.bad("CallFailed", START)
            self.assertEqual((answer.tlvs[0x10], answer.tlvs[0x11]), (u16(3), u16(3) + u16(2001)))
            way_in()

    def test_ended_by_the_network(self) -> None:
        self.begin()
        handle = self.connect()
        self.news()
        self.control({"set": {"data-sessions": "ended"}})
        frame = self._port.indication()
        self.assertEqual((frame.tlvs[0x01], frame.tlvs[0x10], frame.tlvs[0x11]),
                         (b"\x01\x00", u16(1008), u16(6) + u16(36)))
        self.bad("NoEffect", STOP, {0x01: handle})
        self.assertIn("\"ended\"", self.simulator.control({"set": {"data-sessions": 1}})["error"])

    def test_refused(self) -> None:
        self.begin()
        answer = self.bad("CallFailed", START, {0x14: b"barred.example"})
        self.assertEqual((answer.tlvs[0x10], answer.tlvs[0x11]), (u16(1), u16(6) + u16(33)))
        self.assertNotIn(0x01, answer.tlvs)
        self.bad("InvalidIpFamilyPreference", START, {0x19: u8(5)})
        self.bad("InvalidTechnologyPreference", START, {0x30: u8(2)})
        self.bad("InvalidProfile", START, {0x31: u8(9)})
        self.bad("InvalidIpFamilyPreference", FAMILY, {0x01: u8(5)})

    def test_start_is_aborted(self) -> None:
        self.begin(data={"connect-milliseconds": 60000})
        start = self._port.send(WDS, self._client, START)
        abort = self._port.send(WDS, self._client, ABORT, {0x01: u16(start)})
        self.assert_error(self._port.wait(start), "Aborted")
        self.assert_error(self._port.wait(abort), None)
        self.assertEqual(self.status(), DISCONNECTED)

    def test_autoconnect(self) -> None:
        self.begin()
        self.good(START, {0x33: u8(1)})
        self.assertEqual(self.good(AUTOCONNECT).tlvs[0x01], u8(1))
        self.good(STOP, {0x01: u32(0xFFFFFFFF), 0x10: u8(1)})
        self.assertEqual((self.good(AUTOCONNECT).tlvs[0x01], self.status()), (u8(0), DISCONNECTED))
        self.bad("InvalidHandle", STOP, {0x01: u32(0xFFFFFFFF)})
        self.good(0x51, {0x01: u8(2), 0x10: u8(1)})
        tlvs = self.good(AUTOCONNECT).tlvs
        self.assertEqual((tlvs[0x01], tlvs[0x10]), (u8(2), u8(1)))


class Questions(SessionCase):
    def test_only_in_a_session(self) -> None:
        self.begin()
        questions = ((SETTINGS, ALL), (RATES, b""), (STATISTICS, {0x01: u32(0xFF)}), (DORMANCY, b""), (BEARER, b""),
                     (0x44, b""))
        for message, tlvs in (*questions, (DORMANT, b""), (ACTIVE, b"")):
            self.bad("OutOfCall", message, tlvs)
        self.connect()
        for message, tlvs in questions:
            self.good(message, tlvs)

    def test_settings_of_the_family(self) -> None:
        self.begin()
        other = self._port.allocate(WDS)
        self.connect()
        self.connect(other, IPV6)
        tlvs = self.settings()
        self.assertEqual([tlvs[kind] for kind in (ADDRESS, 0x20, 0x21, 0x2B, 0x14)],
                         [b"\x02\0\0\x0a", b"\x01\0\0\x0a", b"\xfc\xff\xff\xff", u8(IPV4), INTERNET])
        self.assertNotIn(PREFIX, tlvs)
        tlvs = self.settings(other)
        self.assertEqual((len(tlvs[PREFIX]), tlvs[0x2B]), (17, u8(IPV6)))
        self.assertNotIn(ADDRESS, tlvs)

    def test_addresses_belong_to_apns(self) -> None:
        self.begin()
        clients = [self._client, self._port.allocate(WDS), self._port.allocate(WDS)]
        for client, apn in zip(clients, (INTERNET, INTERNET, b"ims.example")):
            self.connect(client, IPV4, apn)
        self.assertEqual([self.settings(client)[ADDRESS] for client in clients],
                         [b"\x02\0\0\x0a", b"\x02\0\0\x0a", b"\x12\0\0\x0a"])

    def test_profile_names_the_apn(self) -> None:
        self.begin()
        self.good(START, {0x31: u8(2)})
        self.assertEqual(self.settings()[0x14], b"ims.example")

    def test_counters(self) -> None:
        self.begin()
        handle = self.connect()
        self.bad("NoThresholdsProvided", STATISTICS, {0x01: u32(0)})
        while True:
            tlvs = self.good(STATISTICS, {0x01: u32(0xC0)}).tlvs
            sent, received = (struct.unpack("<Q", tlvs[kind])[0] for kind in (0x19, 0x1A))
            if sent > 0:
                break
        self.assertAlmostEqual(received / sent, 4, delta=1)
        self.assertNotIn(0x10, tlvs)
        self.good(STOP, {0x01: handle})
        tlvs = self.bad("OutOfCall", STATISTICS, {0x01: u32(0xC0)}).tlvs
        self.assertGreaterEqual(struct.unpack("<Q", tlvs[0x1B])[0], sent)

    def test_dormancy(self) -> None:
        self.begin()
        self.good(EVENTS, {0x13: u8(1)})
        self.connect()
        self.bad("NoEffect", ACTIVE)
        self.good(DORMANT)
        self.assertEqual(self.good(DORMANCY).tlvs[0x01], u8(1))
        self.assertEqual([frame.tlvs for frame in self._port.indications if frame.message == EVENTS], [{0x18: u8(1)}])
        self.bad("NoEffect", DORMANT)

    def test_events(self) -> None:
        self.begin()
        self.bad("MissingArgument", EVENTS)
        self.good(EVENTS, {0x17: u8(1)})
        self.connect()
        self.good(STATUS)
        self.assertEqual([frame.tlvs for frame in self._port.indications if frame.message == EVENTS], [{0x1F: u8(1)}])

    def test_counters_come_by_themselves(self) -> None:
        self.begin()
        self.good(EVENTS, {0x11: u8(1) + u32(0xC0)})
        self.connect()
        frames = [self._port.indication(), self._port.indication()]
        self.assertEqual(set(frames[1].tlvs), {0x19, 0x1A})

    def test_attachment(self) -> None:
        self.begin()
        self.assertEqual(self.good(ATTACH).tlvs[0x10], INTERNET)
        self.set_mode(1)
        self.bad("InformationUnavailable", ATTACH)

    def test_port_and_subscription(self) -> None:
        self.begin()
        self.good(BIND, {0x01: u16(0x0E04)})
        self.good(0xAF, {0x01: u32(2)})
        self.assertEqual(self.good(0xB0).tlvs[0x10], u32(2))
