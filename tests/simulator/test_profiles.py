# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connection profiles, and what LTE attaches with."""

from __future__ import annotations

from typing import Any, List, Tuple

from frames import WDS, Frame, u8, u16
from harness import changed
from services import ServiceCase

REGISTER, CREATE, MODIFY, DELETE, LIST, SETTINGS, DEFAULTS = 0x03, *range(0x27, 0x2D)
GET_DEFAULT, SET_DEFAULT, SET_ATTACH, GET_ATTACH, EVENTS, CHANGED = 0x49, 0x4A, 0x93, 0x94, 0xA7, 0xA8
CREATE_INDEXED = 0x5558
NAME, TYPE, APN, USER, CODE = 0x10, 0x11, 0x14, 0x1B, 0xE0
NO_SUCH_TYPE, NO_SUCH_PROFILE, NOT_NOW = u16(4), u16(5), u16(3)
NEW = {0x01: u8(0), NAME: b"New", TYPE: u8(0), APN: b"new.example", USER: b""}


def profile(number: int, kind: int = 0) -> dict:
    return {0x01: u8(kind) + u8(number)}


class ProfileCase(ServiceCase):
    SERVICE = WDS

    def fail_with(self, code: bytes, message: int, tlvs: Any) -> None:
        self.assertEqual(self.bad("ExtendedInternal", message, tlvs).tlvs[CODE], code)

    def list(self) -> List[Tuple[int, bytes]]:
        value, found = self.good(LIST, {NAME: u8(0)}).tlvs[0x01], []
        at = 1
        while at < len(value):
            length = value[at + 2]
            found.append((value[at + 1], value[at + 3:at + 3 + length]))
            at += 3 + length
        return found

    def changes(self) -> List[Tuple[int, bytes]]:
        self.good(LIST)
        frames, self._port.indications = self._port.indications, []
        return [(frame.client, frame.tlvs[0x10]) for frame in frames if frame.message == CHANGED]


class Profiles(ProfileCase):
    def test_life(self) -> None:
        self.begin()
        self.assertEqual(self.list(), [(1, b"Internet"), (2, b"IMS")])
        self.assertEqual(self.good(CREATE, NEW).tlvs[0x01], b"\x00\x03")
        tlvs = self.good(SETTINGS, profile(3)).tlvs
        self.assertEqual([tlvs[kind] for kind in (NAME, TYPE, APN, USER)], [b"New", u8(0), b"new.example", b""])
        self.good(MODIFY, {**profile(3), APN: b"other.example"})
        tlvs = self.good(SETTINGS, profile(3)).tlvs
        self.assertEqual((tlvs[NAME], tlvs[APN]), (b"New", b"other.example"))
        self.good(DELETE, profile(3))
        self.assertEqual(self.list(), [(1, b"Internet"), (2, b"IMS")])
        self.fail_with(NO_SUCH_PROFILE, SETTINGS, profile(3))

    def test_lowest_free_number(self) -> None:
        self.begin()
        self.good(DELETE, profile(2))
        self.assertEqual(self.good(CREATE, NEW).tlvs[0x01], b"\x00\x02")
        self.assertEqual(self.good(CREATE_INDEXED, {**profile(9), NAME: b"Nine"}).tlvs[0x01], b"\x00\x09")
        self.bad("InvalidArgument", CREATE_INDEXED, profile(9))
        self.assertEqual([number for number, _ in self.list()], [1, 2, 9])

    def test_full(self) -> None:
        self.begin()
        for _ in range(14):
            self.good(CREATE, NEW)
        self.bad("NoFreeProfile", CREATE, NEW)

    def test_wrong(self) -> None:
        self.begin()
        for message in (MODIFY, DELETE, SETTINGS):
            self.fail_with(NO_SUCH_PROFILE, message, profile(9))
            self.fail_with(NO_SUCH_TYPE, message, profile(1, kind=1))
        self.fail_with(NO_SUCH_TYPE, LIST, {NAME: u8(1)})
        self.fail_with(NO_SUCH_TYPE, CREATE, {0x01: u8(1)})
        self.fail_with(NO_SUCH_TYPE, DEFAULTS, {0x01: u8(1)})
        self.fail_with(NO_SUCH_TYPE, GET_DEFAULT, {0x01: u8(1) + u8(0)})

    def test_default(self) -> None:
        self.begin()
        self.good(SET_DEFAULT, {0x01: u8(0) + u8(0) + u8(2)})
        self.assertEqual([self.good(GET_DEFAULT, {0x01: u8(0) + u8(family)}).tlvs[0x01] for family in (0, 1)],
                         [u8(2), u8(1)])
        self.fail_with(NOT_NOW, DELETE, profile(2))
        self.fail_with(NO_SUCH_PROFILE, SET_DEFAULT, {0x01: u8(0) + u8(0) + u8(9)})

    def test_changes_are_told_to_those_who_asked(self) -> None:
        self.begin()
        some, none, one = self._client, self._port.allocate(WDS), self._port.allocate(WDS)
        self.good(REGISTER, {0x19: u8(1)})
        self._port.request(WDS, one, EVENTS, {0x10: u8(1) + u8(0) + u8(3)})
        self.good(CREATE, NEW)
        self.assertEqual(self.changes(), [(some, b"\x00\x03\x01"), (one, b"\x00\x03\x01")])
        self._port.request(WDS, none, MODIFY, {**profile(1), NAME: b"x"})
        self.assertEqual(self.changes(), [(some, b"\x00\x01\x03")])
        self.good(DELETE, profile(3))
        self.assertEqual(self.changes(), [(some, b"\x00\x03\x02"), (one, b"\x00\x03\x02")])

    def test_mistakes_in_the_file(self) -> None:
        for entries, reason in ((3, "profiles: a list of profiles"), ([3], "profiles: profile 1: an object"),
                                ([{"Profile Index": 17}], "1 to 16"),
                                ([{"Profile Index": 1}, {"Profile Index": 1}], "profile 2: Profile Index: 1 is there"),
                                ([{"Profile Index": 1, "Colour": 1}], "there is no TLV \"Colour\"")):
            with self.subTest(entries=entries):
                simulator_profile = changed()
                simulator_profile["profiles"] = entries
                self.assertIn(reason, self.refused(simulator_profile))


class Attach(ProfileCase):
    def attached(self) -> bytes:
        return self.good(GET_ATTACH).tlvs[0x10]

    def test_list(self) -> None:
        self.begin()
        self.assertEqual(self.attached(), u8(1) + u16(1))
        self.good(SET_ATTACH, {0x01: u8(2) + u16(2) + u16(1)})
        self.assertEqual(self.attached(), u8(2) + u16(2) + u16(1))
        frame: Frame = self._port.indication()
        self.assertEqual((frame.message, frame.tlvs[0x01]), (SET_ATTACH, u8(1)))
        self.bad("NoEffect", SET_ATTACH, {0x01: u8(2) + u16(2) + u16(1)})
        self.bad("InvalidProfile", SET_ATTACH, {0x01: u8(1) + u16(9)})
