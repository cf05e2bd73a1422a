# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the device remembers: codes, stored values, firmware, time, activation, event reports."""

from __future__ import annotations

import struct
from typing import Any

from frames import CTL, DMS, Frame, text, u8, u16, u32, u64
from harness import Case, changed

RESET, SET_EVENTS, GET_POWER, GET_MODEL, GET_MSISDN, SUPPORTED = 0x0000, 0x0001, 0x0026, 0x0022, 0x0024, 0x001E
GET_TIME, SET_TIME, GET_ACTIVATION, ACTIVATE, ACTIVATE_MANUAL = 0x002F, 0x004B, 0x0031, 0x0032, 0x0033
GET_LOCK, SET_LOCK, SET_LOCK_CODE = 0x0034, 0x0035, 0x0036
READ_DATA, WRITE_DATA, READ_ERI, RESTORE, VALIDATE, SET_SPC = 0x0037, 0x0038, 0x0039, 0x003A, 0x003B, 0x0052
GET_PREFERENCE, SET_PREFERENCE, LIST_IMAGES, DELETE_IMAGE, IMAGE_INFO = 0x0047, 0x0048, 0x0049, 0x004A, 0x004C
GET_ALT, SET_ALT, GET_BOOT, SET_BOOT, GET_MAC, GET_USB, SET_USB = 0x004D, 0x004E, 0x004F, 0x0050, 0x005C, 0x555B, 0x555C

RUNNING_PRI = u8(1) + b"002.072_000\0\0\0\0\0" + text("02.33.03.00_GENERIC")
OTHER_PRI = u8(1) + b"002.026_000\0\0\0\0\0" + text("02.24.05.06_GENERIC")
UNKNOWN_PRI = u8(1) + b"009.999_000\0\0\0\0\0" + text("09.99.99.99_OTHER")


class DeviceCase(Case):
    def begin(self, **sections: Any) -> None:
        self._port = self.port(profile=changed(**sections))
        self._client = self._port.allocate()

    def request(self, message: int, tlvs: Any = b"") -> Frame:
        return self._port.request(DMS, self._client, message, tlvs)

    def good(self, message: int, tlvs: Any = b"") -> Frame:
        return self.assert_error(self.request(message, tlvs), None)

    def bad(self, error: str, message: int, tlvs: Any = b"") -> Frame:
        return self.assert_error(self.request(message, tlvs), error)


class Codes(DeviceCase):
    def test_user_lock(self) -> None:
        self.begin()
        self.assertEqual(self.good(GET_LOCK).tlvs[0x01], u8(0))
        self.bad("AuthenticationFailed", SET_LOCK, {0x01: u8(1) + b"9999"})
        self.good(SET_LOCK, {0x01: u8(1) + b"1234"})
        self.assertEqual(self.good(GET_LOCK).tlvs[0x01], u8(1))

    def test_user_lock_code(self) -> None:
        self.begin()
        self.bad("AuthenticationFailed", SET_LOCK_CODE, {0x01: b"9999" + b"4321"})
        self.bad("InvalidArgument", SET_LOCK_CODE, {0x01: b"1234" + b"43x1"})
        self.good(SET_LOCK_CODE, {0x01: b"1234" + b"4321"})
        self.bad("AuthenticationFailed", SET_LOCK, {0x01: u8(1) + b"1234"})
        self.good(SET_LOCK, {0x01: u8(1) + b"4321"})

    def test_service_programming_code(self) -> None:
        self.begin(locks={"service-programming-tries": 2})
        self.good(VALIDATE, {0x01: b"000000"})
        self.bad("InvalidArgument", SET_SPC, {0x01: b"000000", 0x02: b"12345x"})
        self.good(SET_SPC, {0x01: b"000000", 0x02: b"123456"})
        self.bad("AuthenticationFailed", VALIDATE, {0x01: b"000000"})
        self.good(VALIDATE, {0x01: b"123456"})
        for error in ("AuthenticationFailed", "AuthenticationFailed", "AuthenticationLock"):
            self.bad(error, VALIDATE, {0x01: b"000000"})
        self.bad("AuthenticationLock", VALIDATE, {0x01: b"123456"})

    def test_factory_defaults(self) -> None:
        self.begin()
        self.good(WRITE_DATA, {0x01: u16(2) + b"Ho"})
        self.good(SET_LOCK, {0x01: u8(1) + b"1234"})
        self.good(SET_SPC, {0x01: b"000000", 0x02: b"123456"})
        self.bad("AuthenticationFailed", RESTORE, {0x01: b"000000"})
        self.good(RESTORE, {0x01: b"123456"})
        self.assertEqual(self.good(READ_DATA).tlvs[0x01], u16(5) + b"Hello")
        self.assertEqual(self.good(GET_LOCK).tlvs[0x01], u8(0))
        self.good(VALIDATE, {0x01: b"000000"})


class Values(DeviceCase):
    def test_user_data(self) -> None:
        self.begin()
        self.good(WRITE_DATA, {0x01: u16(3) + b"abc"})
        self.assertEqual(self.good(READ_DATA).tlvs[0x01], u16(3) + b"abc")
        self.bad("ArgumentTooLong", WRITE_DATA, {0x01: u16(513) + bytes(513)})
        self.good(WRITE_DATA, {0x01: u16(0)})
        self.assertEqual(self.good(READ_DATA).tlvs[0x01], u16(0))

    def test_nothing_to_read_until_it_is_written(self) -> None:
        profile = changed()
        profile["answers"]["dms"]["Read User Data"] = {"Result": "NoEntry"}
        self._port = self.port(profile=profile)
        self._client = self._port.allocate()
        self.bad("NoEntry", READ_DATA)
        self.good(WRITE_DATA, {0x01: u16(1) + b"x"})
        self.assertEqual(self.good(READ_DATA).tlvs[0x01], u16(1) + b"x")

    def test_switches_and_modes(self) -> None:
        self.begin()
        for read, tlv, write, value in ((GET_ALT, 0x01, SET_ALT, 1), (GET_BOOT, 0x10, SET_BOOT, 1),
                                        (GET_USB, 0x10, SET_USB, 8)):
            self.assertNotEqual(self.good(read).tlvs[tlv], u8(value))
            self.good(write, {0x01: u8(value)})
            self.assertEqual(self.good(read).tlvs[tlv], u8(value))
        self.bad("InvalidArgument", SET_USB, {0x01: u8(7)})

    def test_values_outlive_a_restart(self) -> None:
        self.begin()
        self.good(SET_ALT, {0x01: u8(1)})
        for mode in (3, 4):
            self.good(0x002E, {0x01: u8(mode)})
        self.assertEqual(self._port.indication().service, CTL)
        self._port.allocate()
        self.assertEqual(self.good(GET_ALT).tlvs[0x01], u8(1))

    def test_answers_by_condition(self) -> None:
        self.begin()
        self.assertEqual(self.good(GET_MAC, {0x01: u32(0)}).tlvs[0x10], bytes.fromhex("0600005E005301"))
        self.bad("NoEntry", GET_MAC, {0x01: u32(1)})
        self.bad("InvalidArgument", GET_MAC, {0x01: u32(2)})
        self.bad("NoEntry", READ_ERI)

    def test_message_without_an_answer(self) -> None:
        profile = changed()
        del profile["answers"]["dms"]["Get Model"]
        port = self.port(profile=profile)
        self.assert_error(port.request(DMS, port.allocate(), GET_MODEL), "NotSupported")

    def test_list_of_messages_is_true(self) -> None:
        self.begin()
        value = self.good(SUPPORTED).tlvs[0x10]
        bits = value[2:]
        self.assertEqual(struct.unpack_from("<H", value)[0], len(bits))
        known = [number for number in range(8 * len(bits)) if bits[number // 8] >> number % 8 & 1]
        for number in range(0x0060):
            if number not in (RESET, RESTORE):
                error = self.request(number).error
                self.assertEqual(error not in ("InvalidQmiCommand", "NotSupported"), number in known, hex(number))


class Firmware(DeviceCase):
    def test_preference(self) -> None:
        self.begin()
        answer = self.good(SET_PREFERENCE, {0x01: u8(1) + OTHER_PRI})
        self.assertEqual(answer.tlvs[0x01], u8(0))
        self.assertEqual(self.good(GET_PREFERENCE).tlvs[0x01], u8(1) + OTHER_PRI)
        # What is not stored has to be downloaded, and all of it if that is asked for.
        self.assertEqual(self.good(SET_PREFERENCE, {0x01: u8(1) + UNKNOWN_PRI}).tlvs[0x01], b"\x01\x01")
        self.assertEqual(self.good(SET_PREFERENCE, {0x01: u8(1) + OTHER_PRI, 0x10: u8(1)}).tlvs[0x01], b"\x01\x01")
        self.bad("InvalidArgument", SET_PREFERENCE, {0x01: u8(0)})
        self.bad("InvalidIndex", SET_PREFERENCE, {0x01: u8(1) + OTHER_PRI, 0x11: u8(5)})

    def test_delete(self) -> None:
        self.begin()
        self.assertIn(OTHER_PRI[1:], self.good(LIST_IMAGES).tlvs[0x01])
        self.bad("InvalidOperation", DELETE_IMAGE, {0x01: RUNNING_PRI})
        self.bad("NoEntry", DELETE_IMAGE, {0x01: UNKNOWN_PRI})
        self.good(DELETE_IMAGE, {0x01: OTHER_PRI})
        self.assertNotIn(OTHER_PRI[1:], self.good(LIST_IMAGES).tlvs[0x01])
        self.bad("NoEntry", DELETE_IMAGE, {0x01: OTHER_PRI})
        self.bad("NoEntry", IMAGE_INFO, {0x01: OTHER_PRI})

    def test_info(self) -> None:
        self.begin()
        self.assertEqual(self.good(IMAGE_INFO, {0x01: RUNNING_PRI}).tlvs[0x11][:4], u32(72))
        self.assertEqual(self.good(IMAGE_INFO, {0x01: OTHER_PRI}).tlvs[0x11][:4], u32(26))
        self.bad("NoEntry", IMAGE_INFO, {0x01: UNKNOWN_PRI})


class Time(DeviceCase):
    START = 1388102418000

    def read(self) -> tuple:
        tlvs = self.good(GET_TIME).tlvs
        return tuple(int.from_bytes(value, "little") for value in (tlvs[0x01][:6], tlvs[0x10], tlvs[0x11]))

    def test_goes_on(self) -> None:
        self.begin()
        before = self.read()
        while self.read()[1] < before[1] + 10:
            pass
        count, system, user = self.read()
        self.assertLess(system - self.START, 60000)
        self.assertEqual(user, system)
        self.assertAlmostEqual(count * 1.25, system, delta=3)

    def test_user_time(self) -> None:
        self.begin()
        self.good(SET_TIME, {0x01: u64(1000000), 0x10: u32(0)})
        _, system, user = self.read()
        self.assertGreaterEqual(system, self.START)
        self.assertTrue(1000000 <= user < 1060000, user)
        self.bad("InvalidArgument", SET_TIME, {0x01: u64(1000000), 0x10: u32(1)})


class Activation(DeviceCase):
    def test_automatic_goes_through_all_steps(self) -> None:
        self.begin(activation={"step-milliseconds": 1},
                   answers={"dms": {"Get Activation State": {"Info": "not-activated"}}})
        self.good(SET_EVENTS, {0x13: u8(1)})
        self.bad("InvalidArgument", ACTIVATE, {0x01: text("")})
        self.good(ACTIVATE, {0x01: text("*22899")})
        for step in (2, 3, 4, 5, 6, 7, 8, 9, 10, 1):
            self.assertEqual(self._port.indication().tlvs, {0x13: u16(step)})
        self.assertEqual(self.good(GET_ACTIVATION).tlvs[0x01], u16(1))

    def test_one_at_a_time(self) -> None:
        self.begin(activation={"step-milliseconds": 60000})
        self.good(ACTIVATE, {0x01: text("*22899")})
        self.bad("DeviceNotReady", ACTIVATE, {0x01: text("*22899")})

    def test_manual(self) -> None:
        self.begin(answers={"dms": {"Get Activation State": {"Info": "not-activated"}}})
        rest = u16(4139) + text("5550100999") + text("5550100999")
        self.bad("AuthenticationFailed", ACTIVATE_MANUAL, {0x01: b"999999" + rest})
        self.assertEqual(self.good(GET_ACTIVATION).tlvs[0x01], u16(0))
        self.good(ACTIVATE_MANUAL, {0x01: b"000000" + rest})
        self.assertEqual(self.good(GET_ACTIVATION).tlvs[0x01], u16(1))
        self.assertEqual(self.good(GET_MSISDN).tlvs[0x01], b"5550100999")


class Events(DeviceCase):
    def test_each_hears_what_it_asked_for(self) -> None:
        self.begin()
        deaf, other = self._port.allocate(), self._port.allocate()
        self.good(SET_EVENTS, {0x14: u8(1)})
        self.assert_error(self._port.request(DMS, other, SET_EVENTS, {0x14: u8(1), 0x12: u8(1)}), None)
        self.assert_error(self._port.request(DMS, deaf, SET_EVENTS, {0x12: u8(1)}), None)
        self.control({"set": {"operating-mode": "low-power"}})
        self.assertEqual([self._port.indication().client, self._port.indication().client], [self._client, other])

    def test_choice_changes_piece_by_piece(self) -> None:
        self.begin()
        self.bad("MissingArgument", SET_EVENTS)
        self.bad("MissingArgument", SET_EVENTS, {0x77: u8(1)})
        self.good(SET_EVENTS, {0x14: u8(1), 0x16: u8(1)})
        self.good(SET_EVENTS, {0x14: u8(0)})
        self.control({"set": {"wireless-disable": True}})
        self.assertEqual(self._port.indication().tlvs, {0x16: u8(1)})
        self.good(GET_MODEL)
        self.assertEqual(self._port.indications, [])

    def test_reset_forgets_the_choice_of_this_client(self) -> None:
        self.begin()
        other = self._port.allocate()
        for client in (self._client, other):
            self._port.request(DMS, client, SET_EVENTS, {0x14: u8(1)})
        self.good(RESET)
        self.control({"set": {"operating-mode": "low-power"}})
        self.assertEqual(self._port.indication().client, other)
        self.good(GET_MODEL)
        self.assertEqual(self._port.indications, [])

    def test_power_state(self) -> None:
        self.begin()
        self.good(SET_EVENTS, {0x10: u8(1), 0x11: u8(20) + u8(90)})
        for flags, level in ((3, 50), (3, 15), (3, 10), (2, 10), (2, 95)):
            self.control({"set": {"power-state": {"Power State Flags": flags, "Battery Level": level}}})
            self.assertEqual(self.good(GET_POWER).tlvs[0x01], bytes((flags, level)))
        self.assertEqual([frame.tlvs[0x10] for frame in self._port.indications],
                         [bytes((3, 15)), bytes((2, 10)), bytes((2, 95))])
