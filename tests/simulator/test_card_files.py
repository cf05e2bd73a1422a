# SPDX-License-Identifier: LGPL-2.1-or-later
"""Files of the SIM card, by requests of their own and by commands on logical channels."""

from __future__ import annotations

from typing import Any

from frames import CTL, UIM, Frame, u8, u16
from harness import changed
from services import ServiceCase
from test_card import LOCKED, PRIMARY, SLOT_2, USIM, VERIFY

READ, READ_RECORD, WRITE_RECORD, ATTRIBUTES, APDU, CHANNEL, OPEN = 0x20, 0x21, 0x23, 0x24, 0x3B, 0x3F, 0x42
WORDS, DATA, MORE = 0x10, 0x11, 0x12
ROOT, APPLICATION = b"\x00\x3f", b"\x00\x3f\xff\x7f"
ESIM = bytes.fromhex("A0000005591010FFFFFFFF8900000100")
EID = "89049032000000000000000000000042"
DONE = b"\x90\x00"


def file(number: int, path: bytes = APPLICATION) -> bytes:
    return u16(number) + u8(len(path)) + path


class Files(ServiceCase):
    SERVICE = UIM

    def read(self, number: int, path: bytes = APPLICATION, offset: int = 0, length: int = 0) -> Frame:
        return self.request(READ, {0x01: PRIMARY, 0x02: file(number, path), 0x03: u16(offset) + u16(length)})

    def content(self, *arguments: Any) -> bytes:
        answer = self.assert_error(self.read(*arguments), None)
        self.assertEqual(answer.tlvs[WORDS], DONE)
        return answer.tlvs[DATA][2:]

    def fail_read(self, error: str, words: str, *arguments: Any) -> None:
        answer = self.assert_error(self.read(*arguments), error)
        self.assertEqual(answer.tlvs[WORDS].hex().upper(), words)
        self.assertNotIn(DATA, answer.tlvs)

    def record(self, number: int, file_number: int = 0x6F40, **tlvs: bytes) -> Frame:
        return self.request(READ_RECORD, {0x01: PRIMARY, 0x02: file(file_number), 0x03: u16(number) + u16(0),
                                          **{0x10: value for value in tlvs.values()}})

    def test_the_profile_says_the_same_everywhere(self) -> None:
        self.begin()
        self.assertEqual(self.content(0x2FE2, ROOT).hex(), "98100021436587092143")
        self.assertEqual(self.content(0x6F07).hex(), "080910101032547698")
        self.assertEqual(self.content(0x6F46)[:8], b"\x01Example")
        self.assertEqual(self.content(0x6FAD).hex(), "00000002")
        self.assertIn(bytes.fromhex("07915155100021F3"), self.record(1).tlvs[DATA])
        self.control({"answers": {"dms": {"UIM Get IMSI": {"IMSI": "001020000000000"}}}})
        self.assertEqual(self.content(0x6F07).hex(), "080910200000000000")

    def test_parts(self) -> None:
        self.begin()
        self.assertEqual(self.content(0x6F46, APPLICATION, 1, 3), b"Exa")
        self.assertEqual(self.content(0x6F46, APPLICATION, 15), b"\xff\xff")
        self.fail_read("InvalidArgument", "6B00", 0x6F46, APPLICATION, 17)
        self.fail_read("InvalidArgument", "6B00", 0x6F46, APPLICATION, 1, 17)

    def test_path_of_old_cards(self) -> None:
        self.begin()
        self.assertEqual(self.content(0x6FAD, b"\x00\x3f\x20\x7f").hex(), "00000002")

    def test_missing_and_wrong(self) -> None:
        self.begin()
        self.fail_read("SimFileNotFound", "6A82", 0x6F3E)
        self.fail_read("SimFileNotFound", "6A82", 0x6F07, ROOT)
        self.fail_read("InvalidArgument", "6981", 0x6F40)
        self.bad("InvalidSessionType", READ, {0x01: SLOT_2, 0x02: file(0x6F07), 0x03: bytes(4)})
        self.control({"set": {"card": "absent"}})
        self.assert_error(self.read(0x2FE2, ROOT), "UimUninitialized")

    def test_pin_guards(self) -> None:
        self.begin(sim=LOCKED)
        self.content(0x2FE2, ROOT)
        self.fail_read("AccessDenied", "6982", 0x6F07)
        self.good(VERIFY, {0x01: PRIMARY, 0x02: u8(1) + u8(4) + b"1234"})
        self.content(0x6F07)

    def test_records(self) -> None:
        profile = changed()
        profile["files"].append({"id": "6F3A", "path": "3F007FFF", "records": ["0102", "0304", "0506"]})
        self._port = self.port(profile=profile)
        self._client = self._port.allocate(UIM)
        self.assertEqual(self.record(2, 0x6F3A).tlvs[DATA], u16(2) + b"\x03\x04")
        self.assertEqual(self.record(1, 0x6F3A, last=u16(3)).tlvs[MORE], u16(4) + b"\x03\x04\x05\x06")
        write = {0x01: PRIMARY, 0x02: file(0x6F3A), 0x03: u16(3) + u16(2) + b"\xaa\xbb"}
        self.assertEqual(self.good(WRITE_RECORD, write).tlvs[WORDS], DONE)
        self.assertEqual(self.record(3, 0x6F3A).tlvs[DATA], u16(2) + b"\xaa\xbb")
        for number in (0, 4):
            self.assertEqual(self.assert_error(self.record(number, 0x6F3A), "InvalidArgument").tlvs[WORDS], b"\x6a\x83")
        answer = self.bad("InvalidArgument", WRITE_RECORD, {**write, 0x03: u16(3) + u16(1) + b"\xaa"})
        self.assertEqual(answer.tlvs[WORDS], b"\x67\x00")

    def test_own_number_can_be_written(self) -> None:
        self.begin()
        self.good(WRITE_RECORD, {0x01: PRIMARY, 0x02: file(0x6F40), 0x03: u16(1) + u16(28) + bytes(28)})
        self.assertEqual(self.record(1).tlvs[DATA], u16(28) + bytes(28))

    def test_attributes(self) -> None:
        self.begin()
        value = self.good(ATTRIBUTES, {0x01: PRIMARY, 0x02: file(0x6F40)}).tlvs[0x11]
        self.assertEqual(value[:12], u16(28) + u16(0x6F40) + u8(2) + u16(28) + u16(1) + b"\x04\x01\x00")
        value = self.good(ATTRIBUTES, {0x01: PRIMARY, 0x02: file(0x2FE2, ROOT)}).tlvs[0x11]
        self.assertEqual(value[:12], u16(10) + u16(0x2FE2) + u8(0) + u16(0) + u16(0) + b"\x00\x00\x00")

    def test_mistakes_in_the_file(self) -> None:
        for entry, reason in (({"id": "6F"}, "file 1: expected is"), ({"id": "6F01", "path": "3F00"}, "hexadecimal"),
                              ({"id": "6F01", "path": "3F00", "records": ["00", "0000"]}, "hexadecimal")):
            profile = changed()
            profile["files"] = [entry]
            self.assertIn(reason, self.refused(profile))


class Channels(ServiceCase):
    SERVICE = UIM

    def open(self, aid: bytes = USIM, fcp: bool = False) -> int:
        tlvs = {0x01: u8(1), 0x10: u8(len(aid)) + aid, **({0x11: u8(1)} if fcp else {})}
        return self.good(OPEN, tlvs).tlvs[0x10][0]

    def send(self, command: str, channel: int = 0) -> str:
        data = bytes.fromhex(command)
        answer = self.good(APDU, {0x01: u8(1), 0x02: u16(len(data)) + data, **({0x10: u8(channel)} if channel else {})})
        return answer.tlvs[0x10][2:].hex().upper()

    def test_application(self) -> None:
        self.begin()
        channel = self.open(USIM[:7])
        self.assertEqual(channel, 1)
        self.assertEqual(self.send("01A40004026F07", channel)[-4:], "9000")
        self.assertEqual(self.send("01B0000000", channel), "0809101010325476989000")
        self.assertEqual(self.send("01B0000103", channel), "0910109000")
        self.assertEqual(self.send("01A4000C026F40", channel), "9000")
        self.assertTrue(self.send("01B2010400", channel).startswith(14 * "FF" + "07915155100021F3"))
        self.assertEqual(self.send("01B0000000", channel), "6981")
        self.good(CHANNEL, {0x01: u8(1), 0x11: u8(channel)})
        self.bad("InvalidArgument", CHANNEL, {0x01: u8(1), 0x11: u8(channel)})
        self.bad("InvalidArgument", APDU, {0x01: u8(1), 0x02: u16(5) + bytes(5), 0x10: u8(channel)})

    def test_both_ways_to_open(self) -> None:
        self.begin()
        tlvs = self.good(OPEN, {0x01: u8(1), 0x10: u8(16) + USIM, 0x11: u8(1)}).tlvs
        self.assertEqual((tlvs[0x10], tlvs[0x11], tlvs[0x12][1]), (u8(1), DONE, 0x62))
        self.assertEqual(self.good(CHANNEL, {0x01: u8(1), 0x10: u8(16) + USIM}).tlvs[0x10], u8(2))
        self.bad("MissingArgument", CHANNEL, {0x01: u8(1)})
        self.bad("InvalidArgument", OPEN, {0x01: u8(2)})

    def test_not_there(self) -> None:
        self.begin()
        answer = self.bad("SimFileNotFound", OPEN, {0x01: u8(1), 0x10: u8(16) + ESIM})
        self.assertEqual(answer.tlvs[0x11], b"\x6a\x82")

    def test_all_in_use(self) -> None:
        self.begin()
        other = self._port.allocate(UIM)
        self.assertEqual([self.open() for _ in range(3)], [1, 2, 3])
        self.assert_error(self._port.request(UIM, other, OPEN, {0x01: u8(1)}), "InsufficientResources")
        self._port.request(CTL, 0, 0x0023, {0x01: u8(UIM) + u8(self._client)})
        self._client = other
        self.assertEqual(self.open(), 1)

    def test_card_manages_channels_too(self) -> None:
        self.begin()
        self.assertEqual(self.send("0070000001"), "019000")
        self.assertEqual(self.send("01A40004026FAD"), "6A82")
        self.assertEqual(self.send("01A4040C07" + USIM[:7].hex()), "9000")
        self.assertEqual(self.send("01A4000C026FAD"), "9000")
        self.assertEqual(self.send("01B0000000"), "000000029000")
        self.assertEqual(self.send("00708001"), "9000")
        self.assertEqual(self.send("01B0000000"), "6881")

    def test_first_channel(self) -> None:
        self.begin()
        self.assertEqual(self.send("00A4080C022FE2"), "9000")
        self.assertEqual(self.send("00B0000A00"), "6B00")
        self.assertEqual(self.send("00A4080C047FFF6F07"), "9000")
        for command, words in (("00A4090C021234", "6A82"), ("00A4120000", "6A86"), ("00200001", "6D00"),
                               ("80F2000C00", "9000"), ("80E2910006BF3E035C015A", "6D00")):
            self.assertEqual(self.send(command), words, command)
        self.bad("InvalidArgument", APDU, {0x01: u8(1), 0x02: u16(3) + bytes(3)})

    def test_esim_tells_who_it_is(self) -> None:
        self.begin(sim={"eid": EID})
        channel = self.open(ESIM)
        self.assertEqual(self.send("81E2910006BF3E035C015A00", channel), "BF3E125A10" + EID + "9000")
        self.assertEqual(self.send("81E2910003BF2000", channel), "6A88")

    def test_channels_need_the_card(self) -> None:
        self.begin()
        self.open()
        self.control({"set": {"card": "absent"}})
        self.bad("UimUninitialized", OPEN, {0x01: u8(1)})
        self.control({"set": {"card": "present"}})
        self.assertEqual(self.open(), 1)

    def test_pin_guards(self) -> None:
        self.begin(sim=LOCKED)
        channel = self.open()
        self.send("01A4000C026F07", channel)
        self.assertEqual(self.send("01B0000000", channel), "6982")
