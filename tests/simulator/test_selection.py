# SPDX-License-Identifier: LGPL-2.1-or-later
"""What programs prefer: kept, read back, limited to what the modem can do; the list of preferred networks."""

from __future__ import annotations

import struct

from frames import CTL, DMS, NAS, Tlvs, u8, u16, u32, u64
from services import ServiceCase

SET, GET, SET_OLD, GET_OLD, GET_LIST, SET_LIST = 0x33, 0x34, 0x2A, 0x2B, 0x26, 0x27
MODE, BANDS, LTE_BANDS, SELECTION, ORDER, MANUAL, LTE_MASKS = 0x11, 0x12, 0x15, 0x16, 0x1C, 0x1B, 0x23
GSM, UMTS, LTE = 4, 5, 8
EVERYTHING = u16(1 << 2 | 1 << 3 | 1 << 4)


class SelectionCase(ServiceCase):
    SERVICE = NAS

    def preference(self) -> Tlvs:
        return self.good(GET).tlvs

    def restart(self) -> None:
        dms = self._port.allocate(DMS)
        for mode in (3, 4):
            self._port.request(DMS, dms, 0x2E, {0x01: u8(mode)})
        while self._port.indication().service != CTL:
            pass
        self._client = self._port.allocate(NAS)


class Preference(SelectionCase):
    def test_is_read_back(self) -> None:
        self.begin()
        masks = struct.pack("<4Q", 1 << 0 | 1 << 6, 2, 0, 0)
        self.good(SET, {0x17: u8(1), MODE: u16(1 << 4), BANDS: u64(1 << 7 | 1 << 22), 0x24: masks,
                        0x1E: bytes((3, LTE, GSM, UMTS)), 0x14: u16(1), 0x18: u32(1), 0x19: u32(1), 0x21: u32(1)})
        tlvs = self.preference()
        self.assertEqual([tlvs[kind] for kind in (MODE, BANDS, LTE_MASKS, ORDER, 0x14, 0x18, 0x19, 0x1F)],
                         [u16(1 << 4), u64(1 << 7 | 1 << 22), masks, bytes((3, LTE, GSM, UMTS)), u16(1), u32(1), u32(1),
                          u32(1)])
        self.assertEqual(tlvs[LTE_BANDS], u64(1 << 0 | 1 << 6))

    def test_short_mask_of_bands(self) -> None:
        self.begin()
        self.good(SET, {LTE_BANDS: u64(1 << 6)})
        self.assertEqual(self.preference()[LTE_MASKS], struct.pack("<4Q", 1 << 6, 2, 0, 0))

    def test_order_has_all_technologies(self) -> None:
        self.begin()
        self.good(SET, {0x1E: bytes((2, UMTS, 12))})
        self.assertEqual(self.preference()[ORDER], bytes((3, UMTS, LTE, GSM)))

    def test_beyond_the_modem(self) -> None:
        self.begin()
        before = self.preference()
        for tlvs in ({MODE: u16(1 << 6)}, {MODE: u16(0)}, {BANDS: u64(1)}, {LTE_BANDS: u64(1 << 11)},
                     {0x24: struct.pack("<4Q", 0, 0, 1, 0)}, {0x2F: struct.pack("<8Q", 1, 0, 0, 0, 0, 0, 0, 0)},
                     {0x16: b"\x05" + u16(1) + u16(1)}, {0x18: u32(9)}):
            with self.subTest(tlvs=tlvs):
                self.bad("InvalidArgument", SET, {**tlvs, 0x14: u16(1)})
        self.good(SET, {0x2F: bytes(64), 0x30: bytes(64)})
        self.assertEqual(self.preference(), before)

    def test_network(self) -> None:
        self.begin()
        self.good(SET, {SELECTION: b"\x01" + u16(1) + u16(2)})
        tlvs = self.preference()
        self.assertEqual((tlvs[SELECTION], tlvs[MANUAL]), (u8(1), u16(1) + u16(2) + u8(0)))
        self.good(SET, {SELECTION: b"\x00" + u16(0) + u16(0)})
        tlvs = self.preference()
        self.assertEqual(tlvs[SELECTION], u8(0))
        self.assertNotIn(MANUAL, tlvs)

    def test_for_good_and_until_the_power_goes(self) -> None:
        self.begin()
        self.good(SET, {MODE: u16(1 << 3), 0x17: u8(0)})
        self.assertEqual(self.preference()[MODE], u16(1 << 3))
        self.restart()
        self.assertEqual(self.preference()[MODE], EVERYTHING)
        self.good(SET, {MODE: u16(1 << 3), 0x17: u8(1)})
        self.restart()
        self.assertEqual(self.preference()[MODE], u16(1 << 3))

    def test_one_for_all_clients(self) -> None:
        self.begin()
        other = self._port.allocate(NAS)
        self.good(SET, {MODE: u16(1 << 3)})
        self.assertEqual(self._port.request(NAS, other, GET).tlvs[MODE], u16(1 << 3))


class Technology(SelectionCase):
    def test_says_the_same_in_older_words(self) -> None:
        self.begin()
        self.assertEqual(self.good(GET_OLD).tlvs[0x01], u16(0) + u8(0))
        self.good(SET_OLD, {0x01: u16(1 << 1 | 1 << 5) + u8(1)})
        self.assertEqual(self.preference()[MODE], u16(1 << 4))
        tlvs = self.good(GET_OLD).tlvs
        self.assertEqual((tlvs[0x01], tlvs[0x10]), (u16(1 << 1 | 1 << 5) + u8(1), u16(0)))
        self.bad("NoEffect", SET_OLD, {0x01: u16(1 << 1 | 1 << 5) + u8(1)})
        self.bad("InvalidArgument", SET_OLD, {0x01: u16(1 << 4) + u8(0)})
        self.good(SET_OLD, {0x01: u16(0) + u8(0)})
        self.assertEqual(self.preference()[MODE], EVERYTHING)


class Networks(SelectionCase):
    def entry(self, mnc: int) -> bytes:
        return u16(1) + u16(mnc) + u16(1 << 14)

    def networks(self) -> bytes:
        return self.good(GET_LIST).tlvs[0x10]

    def test_added_in_front_and_cleared(self) -> None:
        self.begin()
        old = self.networks()[2:]
        self.good(SET_LIST, {0x10: u16(1) + self.entry(7)})
        self.assertEqual(self.networks(), u16(2) + self.entry(7) + old)
        self.good(SET_LIST, {0x10: u16(1) + self.entry(8), 0x12: u8(1)})
        self.assertEqual(self.networks(), u16(1) + self.entry(8))
        self.good(SET_LIST, {0x12: u8(1)})
        self.assertEqual(self.networks(), u16(0))

    def test_too_many(self) -> None:
        self.begin()
        self.bad("ArgumentTooLong", SET_LIST, {0x10: u16(41) + b"".join(self.entry(mnc) for mnc in range(41))})

    def test_card_has_to_be_open(self) -> None:
        self.begin(sim={"pin1": {"enabled": True}})
        self.bad("PinRestriction", GET_LIST)
