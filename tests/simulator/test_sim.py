# SPDX-License-Identifier: LGPL-2.1-or-later
"""The SIM card and its codes, the network locks of the device."""

from __future__ import annotations

from typing import Tuple

from frames import CTL, DMS, Frame, text, u8
from harness import Case, changed

SET_PROTECTION, VERIFY, UNBLOCK, CHANGE, GET_STATUS = range(0x0027, 0x002C)
GET_ICCID, GET_CK, SET_CK, UNBLOCK_CK, GET_IMSI, GET_STATE = 0x003C, 0x0040, 0x0041, 0x0042, 0x0043, 0x0044
SET_EVENTS, SET_MODE = 0x0001, 0x002E
PIN, PIN2 = 1, 2
NOT_VERIFIED, VERIFIED, DISABLED, BLOCKED, PERMANENTLY_BLOCKED, UNBLOCKED, CHANGED = range(1, 8)
READY, LOCKED, ABSENT = range(3)
RETRIES = 0x10


class SimCase(Case):
    def begin(self, **sim: object) -> None:
        self._port = self.port(profile=changed(sim=sim))
        self._client = self._port.allocate()
        self.request(SET_EVENTS, {0x12: u8(1), 0x15: u8(1)})

    def request(self, message: int, tlvs: dict) -> Frame:
        return self._port.request(DMS, self._client, message, tlvs)

    def verify(self, code: str, pin: int = PIN) -> Frame:
        return self.request(VERIFY, {0x01: u8(pin) + text(code)})

    def unblock(self, puk: str, code: str, pin: int = PIN) -> Frame:
        return self.request(UNBLOCK, {0x01: u8(pin) + text(puk) + text(code)})

    def change(self, old: str, new: str, pin: int = PIN) -> Frame:
        return self.request(CHANGE, {0x01: u8(pin) + text(old) + text(new)})

    def protect(self, enable: bool, code: str, pin: int = PIN) -> Frame:
        return self.request(SET_PROTECTION, {0x01: u8(pin) + u8(enable) + text(code)})

    def status(self, pin: int = PIN) -> Tuple[int, ...]:
        return tuple(self.request(GET_STATUS, {}).tlvs[0x10 + pin])

    def state(self) -> int:
        return self.request(GET_STATE, {}).tlvs[0x01][0]

    def assert_report(self, **tlvs: bytes) -> None:
        names = {"pin1": 0x11, "pin2": 0x12, "state": 0x15}
        for name, value in tlvs.items():
            self.assertEqual(self._port.indication().tlvs, {names[name]: value})
        self.assertEqual(self._port.indications, [])

    def restart(self) -> None:
        for mode in (3, 4):
            self.request(SET_MODE, {0x01: u8(mode)})
        while self._port.indication().service != CTL:
            pass
        self._client = self._port.allocate()


LOCKED_CARD = {"enabled": True}


class Verify(SimCase):
    def test_right_code_opens_the_card(self) -> None:
        self.begin(pin1=LOCKED_CARD)
        self.assertEqual((self.status(), self.state()), ((NOT_VERIFIED, 3, 10), LOCKED))
        self.assert_error(self.request(GET_IMSI, {}), "PinRestriction")
        self.assert_error(self.request(GET_ICCID, {}), None)
        answer = self.assert_error(self.verify("1234"), None)
        self.assertNotIn(RETRIES, answer.tlvs)
        self.assert_report(pin1=bytes((VERIFIED, 3, 10)), state=u8(READY))
        self.assertEqual((self.status(), self.state()), ((VERIFIED, 3, 10), READY))
        self.assertEqual(self.request(GET_IMSI, {}).tlvs[0x01], b"001010123456789")

    def test_wrong_codes_block(self) -> None:
        self.begin(pin1=LOCKED_CARD)
        for left, error in ((2, "IncorrectPin"), (1, "IncorrectPin"), (0, "PinBlocked"), (0, "PinBlocked")):
            answer = self.assert_error(self.verify("0000"), error)
            self.assertEqual(answer.tlvs[RETRIES], bytes((left, 10)))
        self.assert_error(self.verify("1234"), "PinBlocked")
        self.assertEqual([frame.tlvs for frame in self._port.indications],
                         [{0x11: bytes((NOT_VERIFIED, 2, 10))}, {0x11: bytes((NOT_VERIFIED, 1, 10))},
                          {0x11: bytes((BLOCKED, 0, 10))}])
        self.assertEqual((self.status(), self.state()), ((BLOCKED, 0, 10), LOCKED))
        self.assert_error(self.request(GET_IMSI, {}), "PukRestriction")

    def test_right_code_gives_the_tries_back(self) -> None:
        self.begin(pin1=LOCKED_CARD)
        self.assert_error(self.verify("0000"), "IncorrectPin")
        self.assert_error(self.verify("1234"), None)
        self.assertEqual(self.status(), (VERIFIED, 3, 10))

    def test_nothing_to_verify(self) -> None:
        self.begin()
        self.assertEqual(self.status(), (DISABLED, 3, 10))
        self.assert_error(self.verify("1234"), "NoEffect")

    def test_second_pin_is_another(self) -> None:
        self.begin()
        self.assert_error(self.verify("1234", PIN2), "IncorrectPin")
        self.assert_error(self.verify("5678", PIN2), None)
        self.assertEqual(self.status(PIN2), (VERIFIED, 3, 10))
        self.assert_error(self.verify("1234", 3), "InvalidPinId")

    def test_restart_locks_again_and_keeps_counters(self) -> None:
        self.begin(pin1=LOCKED_CARD)
        self.verify("1234")
        self.restart()
        self.assertEqual(self.status(), (NOT_VERIFIED, 3, 10))
        self.verify("0000")
        self.restart()
        self.assertEqual(self.status(), (NOT_VERIFIED, 2, 10))


class Unblock(SimCase):
    def test_puk_sets_a_new_pin(self) -> None:
        self.begin(pin1={"enabled": True, "tries": 1})
        self.assert_error(self.verify("0000"), "PinBlocked")
        self.assert_error(self.unblock("12345678", "4321"), None)
        self.assertEqual((self.status(), self.state()), ((UNBLOCKED, 1, 10), READY))
        self.restart()
        self.assert_error(self.verify("4321"), None)

    def test_wrong_puks_block_for_ever(self) -> None:
        self.begin(pin1={"enabled": True, "tries": 1, "puk-tries": 2})
        self.verify("0000")
        answer = self.assert_error(self.unblock("00000000", "4321"), "IncorrectPin")
        self.assertEqual(answer.tlvs[RETRIES], bytes((0, 1)))
        answer = self.assert_error(self.unblock("00000000", "4321"), "PinAlwaysBlocked")
        self.assertEqual(answer.tlvs[RETRIES], bytes((0, 0)))
        for answer in (self.unblock("12345678", "4321"), self.verify("1234"), self.change("1234", "4321")):
            self.assert_error(answer, "PinAlwaysBlocked")
        self.restart()
        self.assertEqual(self.status(), (PERMANENTLY_BLOCKED, 0, 0))

    def test_new_pin_has_to_be_one(self) -> None:
        self.begin()
        for code in ("123", "123456789", "12a4"):
            self.assert_error(self.unblock("12345678", code), "InvalidArgument")
        self.assertEqual(self.status(), (DISABLED, 3, 10))


class ChangeAndProtect(SimCase):
    def test_change(self) -> None:
        self.begin(pin1=LOCKED_CARD)
        self.assert_error(self.change("0000", "4321"), "IncorrectPin")
        self.assert_error(self.change("1234", "43"), "InvalidArgument")
        self.assert_error(self.change("1234", "4321"), None)
        self.assertEqual(self.status(), (CHANGED, 3, 10))
        self.restart()
        self.assert_error(self.verify("1234"), "IncorrectPin")
        self.assert_error(self.verify("4321"), None)

    def test_change_of_a_code_that_is_not_asked_for(self) -> None:
        self.begin()
        self.assert_error(self.change("1234", "4321"), "InvalidOperation")

    def test_protection(self) -> None:
        self.begin()
        self.assert_error(self.protect(False, "1234"), "NoEffect")
        self.assert_error(self.protect(True, "0000"), "IncorrectPin")
        self.assert_error(self.protect(True, "1234"), None)
        self.assertEqual(self.status(), (VERIFIED, 3, 10))
        self.assert_error(self.protect(False, "1234"), None)
        self.assertEqual(self.status(), (DISABLED, 3, 10))
        self.assert_error(self.protect(False, "5678", PIN2), "InvalidPinId")


class Card(SimCase):
    def test_no_card(self) -> None:
        self.begin(card="absent")
        self.assertEqual(self.state(), ABSENT)
        for answer in (self.request(GET_STATUS, {}), self.verify("1234"), self.request(GET_ICCID, {}),
                       self.request(GET_IMSI, {})):
            self.assert_error(answer, "UimUninitialized")

    def test_card_is_pulled_and_put_back(self) -> None:
        self.begin(pin1=LOCKED_CARD)
        self.verify("1234")
        self.assert_report(pin1=bytes((VERIFIED, 3, 10)), state=u8(READY))
        self.control({"set": {"card": "absent"}})
        self.assertEqual(self._port.indication().tlvs, {0x11: bytes((NOT_VERIFIED, 3, 10))})
        self.assertEqual(self._port.indication().tlvs, {0x15: u8(ABSENT)})
        self.control({"set": {"card": "present"}})
        self.assertEqual(self._port.indication().tlvs, {0x15: u8(LOCKED)})
        self.assertIn("present, absent", self.simulator.control({"set": {"card": "gone"}})["error"])


class NetworkLocks(SimCase):
    def begin_lock(self, **lock: object) -> None:
        self._port = self.port(profile=changed(facilities={"pn": lock}))
        self._client = self._port.allocate()

    def ck(self, facility: int = 0) -> Tuple[int, ...]:
        return tuple(self.request(GET_CK, {0x01: u8(facility)}).tlvs[0x01])

    def set_ck(self, state: int, key: str, facility: int = 0) -> Frame:
        return self.request(SET_CK, {0x01: u8(facility) + u8(state) + text(key)})

    def unblock_ck(self, key: str) -> Frame:
        return self.request(UNBLOCK_CK, {0x01: u8(0) + text(key)})

    def test_status(self) -> None:
        self.begin_lock(blocking=True)
        answer = self.request(GET_CK, {0x01: u8(0)})
        self.assertEqual((answer.tlvs[0x01], answer.tlvs[0x10]), (bytes((1, 10, 10)), u8(1)))
        self.assertEqual(self.ck(4), (0, 10, 10))
        self.assert_error(self.request(GET_CK, {0x01: u8(5)}), "InvalidArgument")

    def test_right_key(self) -> None:
        self.begin_lock()
        self.assert_error(self.set_ck(0, "12345678"), None)
        self.assertEqual(self.ck(), (0, 10, 10))
        self.assert_error(self.set_ck(2, "12345678"), "InvalidArgument")

    def test_wrong_keys_block(self) -> None:
        self.begin_lock(tries=2, **{"unblock-tries": 2})
        self.assertEqual(self.assert_error(self.set_ck(0, "0"), "IncorrectPin").tlvs[0x10], u8(1))
        self.assertEqual(self.assert_error(self.set_ck(0, "0"), "PinBlocked").tlvs[0x10], u8(0))
        self.assertEqual(self.ck(), (2, 0, 2))
        self.assert_error(self.set_ck(0, "12345678"), "PinBlocked")
        self.assertEqual(self.assert_error(self.unblock_ck("0"), "IncorrectPin").tlvs[0x10], u8(1))
        self.assert_error(self.unblock_ck("87654321"), None)
        self.assertEqual(self.ck(), (1, 2, 2))

    def test_wrong_unblocking_keys(self) -> None:
        self.begin_lock(**{"unblock-tries": 1})
        self.assert_error(self.unblock_ck("0"), "PinAlwaysBlocked")
        self.assert_error(self.unblock_ck("87654321"), "PinAlwaysBlocked")

    def test_lock_without_a_key(self) -> None:
        self.begin_lock()
        self.assert_error(self.set_ck(1, "", facility=1), "IncorrectPin")
