# SPDX-License-Identifier: LGPL-2.1-or-later
"""The card service: state of card and slots, PINs that are those of the device service, who hears of it."""

from __future__ import annotations

import struct
from typing import Any, Tuple

from frames import DMS, UIM, Frame, text, u8, u16, u32
from services import ServiceCase

PROTECT, VERIFY, UNBLOCK, CHANGE, DEPERSONALIZE, REFRESH, REFRESH_DONE, REGISTER, STATUS = (
    0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2C, 0x2E, 0x2F)
POWER_OFF, POWER_ON, PROVISION, CONFIGURATION, REFRESH_ALL, SWITCH, SLOTS = 0x30, 0x31, 0x38, 0x3A, 0x44, 0x46, 0x47
CARD_NEWS, REFRESH_NEWS, SLOT_NEWS = 0x32, 0x33, 0x48
CARDS, BOTH = 1 << 0, 1 << 0 | 1 << 4
PRIMARY, SLOT_1, SLOT_2 = b"\x00\x00", b"\x06\x00", b"\x07\x00"
PIN1, PIN2 = 1, 2
NEEDS_PIN, NEEDS_PUK, PERSONALIZATION, BLOCKED, READY, DETECTED = 2, 3, 4, 5, 7, 1
RETRIES, WORDS = 0x10, 0x13
LOCKED = {"pin1": {"enabled": True}}
USIM = bytes.fromhex("A0000000871002FFFFFFFF8906190000")
ICCID = bytes.fromhex("98100021436587092143")


class CardCase(ServiceCase):
    SERVICE = UIM

    def begin(self, **sections: Any) -> None:
        super().begin(**sections)
        self._dms = self._port.allocate(DMS)

    def dms(self, message: int, tlvs: Any = b"") -> Frame:
        return self._port.request(DMS, self._dms, message, tlvs)

    def verify(self, code: str, pin: int = PIN1, session: bytes = SLOT_1) -> Frame:
        return self.request(VERIFY, {0x01: session, 0x02: u8(pin) + text(code)})

    def card(self, frame: Frame = None) -> Tuple[int, ...]:
        """Primary application, state of the card; state of the application, of its PIN1 with both counters."""
        value = (frame or self.good(STATUS)).tlvs[0x10]
        primary = struct.unpack_from("<H", value)[0]
        if value[14] == 0:
            return primary, value[9]
        name = value[21]
        return (primary, value[9], value[16]) + tuple(value[23 + name:26 + name])

    def news(self, message: int) -> Frame:
        while True:
            frame = self._port.indication()
            if frame.message == message:
                return frame


class Pins(CardCase):
    def test_right_code(self) -> None:
        self.begin(sim=LOCKED)
        self.good(REGISTER, {0x01: u32(CARDS)})
        self.assertEqual(self.card(), (0, 1, NEEDS_PIN, 1, 3, 10))
        self.assert_error(self.verify("1234"), None)
        self.assertEqual(self.card(self.news(CARD_NEWS)), (0, 1, READY, 2, 3, 10))
        self.assertEqual(self.dms(0x2B).tlvs[0x11], bytes((2, 3, 10)))

    def test_wrong_codes(self) -> None:
        self.begin(sim=LOCKED)
        answer = self.assert_error(self.verify("0000"), "IncorrectPin")
        self.assertEqual((answer.tlvs[RETRIES], answer.tlvs[WORDS]), (b"\x02\x0a", b"\x63\xc2"))
        # The other service has the same counter.
        self.assert_error(self.dms(0x28, {0x01: u8(PIN1) + text("0000")}), "IncorrectPin")
        answer = self.assert_error(self.verify("0000"), "PinBlocked")
        self.assertEqual((answer.tlvs[RETRIES], answer.tlvs[WORDS]), (b"\x00\x0a", b"\x69\x83"))
        self.assertEqual(self.card(), (0, 1, NEEDS_PUK, 4, 0, 10))

    def test_unblock(self) -> None:
        self.begin(sim={"pin1": {"enabled": True, "tries": 1, "puk-tries": 2}})
        self.verify("0000")
        wrong = {0x01: SLOT_1, 0x02: u8(PIN1) + text("00000000") + text("4321")}
        self.assertEqual(self.bad("IncorrectPin", UNBLOCK, wrong).tlvs[WORDS], b"\x63\xc1")
        self.good(UNBLOCK, {0x01: SLOT_1, 0x02: u8(PIN1) + text("12345678") + text("4321")})
        self.assertEqual(self.card(), (0, 1, READY, 2, 1, 2))
        self.verify("0000")
        for error in ("IncorrectPin", "PinAlwaysBlocked"):
            self.bad(error, UNBLOCK, wrong)
        self.assertEqual(self.card(), (0, 1, BLOCKED, 5, 0, 0))

    def test_change_and_protection(self) -> None:
        self.begin()
        protect = {0x01: PRIMARY, 0x02: u8(PIN1) + u8(1) + text("1234")}
        self.good(PROTECT, protect)
        self.bad("NoEffect", PROTECT, protect)
        self.good(CHANGE, {0x01: SLOT_1, 0x02: u8(PIN1) + text("1234") + text("4321")})
        self.assertEqual(self.bad("IncorrectPin", PROTECT, {0x01: SLOT_1, 0x02: u8(PIN1) + u8(0) + text("1234")})
                         .tlvs[RETRIES], b"\x02\x0a")
        self.good(PROTECT, {0x01: SLOT_1, 0x02: u8(PIN1) + u8(0) + text("4321")})
        self.bad("InvalidPinId", PROTECT, {0x01: SLOT_1, 0x02: u8(PIN2) + u8(0) + text("5678")})

    def test_wrong_addressee(self) -> None:
        self.begin(sim=LOCKED)
        self.assert_error(self.verify("1234", pin=3), "InvalidPinId")
        self.assert_error(self.verify("1234", session=SLOT_2), "InvalidSessionType")
        self.control({"set": {"card": "absent"}})
        self.assert_error(self.verify("1234"), "UimUninitialized")


class Status(CardCase):
    def test_only_who_asked_hears(self) -> None:
        self.begin(sim=LOCKED)
        slots, deaf = self._port.allocate(UIM), self._port.allocate(UIM)
        self.assertEqual(self.good(REGISTER, {0x01: u32(CARDS | 1 << 1)}).tlvs[0x10], u32(CARDS))
        self._port.request(UIM, slots, REGISTER, {0x01: u32(1 << 4)})
        self._port.request(UIM, deaf, REGISTER, {0x01: u32(0)})
        self.verify("1234")
        self.control({"set": {"card": "absent"}})
        self.good(STATUS)
        self.assertEqual([(frame.client, frame.message) for frame in self._port.indications],
                         [(self._client, CARD_NEWS), (self._client, CARD_NEWS), (slots, SLOT_NEWS)])

    def test_card_comes_and_goes(self) -> None:
        self.begin(sim=LOCKED)
        self.verify("1234")
        self.control({"set": {"card": "absent"}})
        self.assertEqual(self.card(), (0xFFFF, 0))
        self.control({"set": {"card": "present"}})
        self.assertEqual(self.card(), (0, 1, NEEDS_PIN, 1, 3, 10))

    def test_slots(self) -> None:
        self.begin()
        self.good(REGISTER, {0x01: u32(BOTH)})
        present, empty = u32(2) + u32(1) + u8(1) + u8(10) + ICCID, u32(1) + u32(0) + u8(0) + u8(0)
        self.assertEqual(self.good(SLOTS).tlvs[0x10], u8(2) + present + empty)
        self.bad("NoEffect", SWITCH, {0x01: u8(1), 0x02: u32(1)})
        self.bad("InvalidArgument", SWITCH, {0x01: u8(1), 0x02: u32(3)})
        self.bad("InvalidArgument", SWITCH, {0x01: u8(2), 0x02: u32(1)})
        self.good(SWITCH, {0x01: u8(1), 0x02: u32(2)})
        away = u32(2) + u32(0) + u8(0) + u8(10) + ICCID + u32(1) + u32(1) + u8(1) + u8(0)
        self.assertEqual(self.news(SLOT_NEWS).tlvs[0x10], u8(2) + away)
        self.assertEqual(self.card(), (0xFFFF, 0))
        self.good(SWITCH, {0x01: u8(1), 0x02: u32(1)})
        self.assertEqual(self.card()[:3], (0, 1, READY))

    def test_one_slot(self) -> None:
        self.begin(sim={"slots": 1, "eid": "89049032000000000000000000000042"})
        self.bad("DeviceUnsupported", SWITCH, {0x01: u8(1), 0x02: u32(1)})
        tlvs = self.good(SLOTS).tlvs
        self.assertEqual((tlvs[0x10][0], tlvs[0x11][0], tlvs[0x11][-1]), (1, 1, 1))
        self.assertEqual(tlvs[0x12], u8(1) + u8(16) + bytes.fromhex("89049032000000000000000000000042"))

    def test_power(self) -> None:
        self.begin(sim=LOCKED)
        self.verify("1234")
        self.good(POWER_OFF, {0x01: u8(1)})
        self.bad("NoEffect", POWER_OFF, {0x01: u8(1)})
        self.assertEqual(self.card(), (0xFFFF, 2))
        self.assertEqual(self.dms(0x44).tlvs[0x01], u8(2))
        self.good(POWER_ON, {0x01: u8(1)})
        self.assertEqual(self.card(), (0, 1, NEEDS_PIN, 1, 3, 10))
        self.bad("InvalidArgument", POWER_ON, {0x01: u8(3)})

    def test_provisioning(self) -> None:
        self.begin()
        self.good(PROVISION, {0x01: b"\x00\x00"})
        self.assertEqual(self.card()[:3], (0xFFFF, 1, DETECTED))
        self.assert_error(self.dms(0x43), "UimUninitialized")
        self.bad("MissingArgument", PROVISION, {0x01: b"\x00\x01"})
        self.good(PROVISION, {0x01: b"\x00\x01", 0x10: u8(1) + u8(16) + USIM})
        self.assertEqual(self.card()[:3], (0, 1, READY))
        self.bad("NoEffect", PROVISION, {0x01: b"\x00\x01", 0x10: u8(1) + u8(16) + USIM})
        self.bad("InvalidSessionType", PROVISION, {0x01: b"\x01\x01", 0x10: u8(1) + u8(0)})

    def test_network_lock(self) -> None:
        self.begin(facilities={"pn": {"blocking": True}})
        self.assertEqual(self.card()[2], PERSONALIZATION)
        self.assertEqual(self.good(CONFIGURATION, {0x10: u32(2)}).tlvs, {2: bytes(4), 0x11: bytes((1, 0, 10, 10))})
        answer = self.bad("IncorrectPin", DEPERSONALIZE, {0x01: b"\x00\x00" + text("00000000")})
        self.assertEqual(answer.tlvs[RETRIES], b"\x09\x0a")
        self.good(DEPERSONALIZE, {0x01: b"\x00\x00" + text("12345678")})
        self.assertEqual(self.card()[2], READY)
        self.bad("NoEffect", DEPERSONALIZE, {0x01: b"\x00\x00" + text("12345678")})
        self.bad("InvalidArgument", DEPERSONALIZE, {0x01: b"\x0b\x00" + text("1")})
        self.assertEqual(self.dms(0x40, {0x01: u8(0)}).tlvs[0x01], bytes((0, 10, 10)))


class Refresh(CardCase):
    FILE = u16(0x6FAD) + u8(4) + b"\x00\x3f\xff\x7f"

    def test_file(self) -> None:
        self.begin()
        other = self._port.allocate(UIM)
        self.good(REFRESH, {0x01: PRIMARY, 0x02: b"\x01\x00" + u16(1) + self.FILE})
        self._port.request(UIM, other, REFRESH, {0x01: PRIMARY, 0x02: b"\x01\x00" + u16(1) + u16(0x6F07) + u8(0)})
        self.bad("InvalidOperation", REFRESH_DONE, {0x01: PRIMARY, 0x02: u8(1)})
        self.control({"set": {"refreshed-file": "6FAD"}})
        frame = self._port.indication()
        self.assertEqual((frame.client, frame.message, frame.tlvs[0x10]),
                         (self._client, REFRESH_NEWS, b"\x01\x03\x00\x00" + u16(1) + self.FILE))
        self.assert_error(self._port.request(UIM, other, REFRESH_DONE, {0x01: PRIMARY, 0x02: u8(1)}),
                          "InvalidOperation")
        self.good(REFRESH_DONE, {0x01: PRIMARY, 0x02: u8(1)})
        self.assertEqual(self._port.indication().tlvs[0x10][0], 2)

    def test_all_files(self) -> None:
        self.begin()
        self.good(REFRESH_ALL, {0x01: PRIMARY, 0x02: u8(1)})
        self.control({"set": {"refreshed-file": "6F07"}})
        self.assertEqual(self._port.indication().message, REFRESH_NEWS)
        self.assertIn("number of a file", self.simulator.control({"set": {"refreshed-file": "x"}})["error"])
