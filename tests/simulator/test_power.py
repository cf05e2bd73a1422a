# SPDX-License-Identifier: LGPL-2.1-or-later
"""Operating mode: which steps are allowed, who hears of them, what a restart does."""

from __future__ import annotations

from frames import CTL, DMS, Closed, Frame, u8
from harness import Case, changed
from simulator import Port

GET_MODE, SET_MODE, SET_EVENTS, SET_FCC = 0x002D, 0x002E, 0x0001, 0x555F
ONLINE, LOW, FACTORY, OFFLINE, RESET, SHUTDOWN, PERSISTENT, ONLY_LOW = range(8)
MODE_EVENT, WIRELESS_EVENT = 0x14, 0x16


class PowerCase(Case):
    def begin(self, *options: str, **sections: object) -> Port:
        self._port = self.port(*options, profile=changed(**sections))
        self._client = self._port.allocate()
        self.request(SET_EVENTS, {MODE_EVENT: u8(1), WIRELESS_EVENT: u8(1)})
        return self._port

    def request(self, message: int, tlvs: dict) -> Frame:
        return self._port.request(DMS, self._client, message, tlvs)

    def set_mode(self, mode: int) -> Frame:
        return self.request(SET_MODE, {0x01: u8(mode)})

    def mode(self) -> int:
        return self.request(GET_MODE, {}).tlvs[0x01][0]

    def wait_sync(self) -> None:
        """The modem says that it has started."""
        frame = self._port.indication()
        while frame.service != CTL:
            frame = self._port.indication()
        self.assertEqual((frame.message, frame.client, frame.tlvs), (0x0027, 0, {}))
        self._client = self._port.allocate()

    def restart(self) -> None:
        self.assert_error(self.set_mode(OFFLINE), None)
        self.assert_error(self.set_mode(RESET), None)
        self.wait_sync()


class Transitions(PowerCase):
    def test_changes_are_reported(self) -> None:
        port = self.begin()
        for mode in (LOW, ONLINE, PERSISTENT, ONLINE, FACTORY, OFFLINE):
            self.assert_error(self.set_mode(mode), None)
            report = port.indication()
            self.assertEqual((report.service, report.client, report.message, report.transaction, report.tlvs),
                             (DMS, self._client, SET_EVENTS, 0, {MODE_EVENT: u8(mode)}))
            self.assertEqual(self.mode(), mode)
        self.assertEqual(port.indications, [])

    def test_same_mode_is_reported_too(self) -> None:
        port = self.begin()
        self.assert_error(self.set_mode(ONLINE), None)
        self.assertEqual(port.indication().tlvs, {MODE_EVENT: u8(ONLINE)})

    def test_offline_is_left_through_a_restart_only(self) -> None:
        self.begin()
        self.assert_error(self.set_mode(OFFLINE), None)
        for mode in (ONLINE, LOW, FACTORY, PERSISTENT):
            self.assert_error(self.set_mode(mode), "InvalidTransition")
        self.assertEqual(self.mode(), OFFLINE)

    def test_reset_needs_offline(self) -> None:
        self.begin()
        self.assert_error(self.set_mode(RESET), "InvalidTransition")
        self.assert_error(self.set_mode(LOW), None)
        self.assert_error(self.set_mode(RESET), "InvalidTransition")

    def test_what_is_no_mode(self) -> None:
        self.begin()
        for mode in (ONLY_LOW, 42, 255):
            self.assert_error(self.set_mode(mode), "InvalidArgument")

    def test_offline_reason_is_told_only_offline(self) -> None:
        self.begin(answers={"dms": {"Get Operating Mode": {"Offline Reason": ["pri-version-incompatible"]}}})
        self.assertNotIn(0x10, self.request(GET_MODE, {}).tlvs)
        self.set_mode(OFFLINE)
        self.assertEqual(self.request(GET_MODE, {}).tlvs[0x10], b"\x04\x00")


class Restart(PowerCase):
    def test_all_is_as_after_power_on(self) -> None:
        port = self.begin()
        self.restart()
        self.assertEqual(self._client, 1)
        self.assertEqual(self.mode(), ONLINE)
        # Nobody is registered any more.
        self.set_mode(LOW)
        self.assertEqual(self.mode(), LOW)
        self.assertEqual(port.indications, [])

    def test_ids_are_gone(self) -> None:
        port = self.begin()
        port.allocate()
        self.restart()
        self.assert_error(port.request(DMS, 2, GET_MODE), "InvalidClientId")

    def test_low_power_is_forgotten_unless_persistent(self) -> None:
        self.begin()
        self.set_mode(LOW)
        self.restart()
        self.assertEqual(self.mode(), ONLINE)
        self.set_mode(PERSISTENT)
        self.restart()
        self.assertEqual(self.mode(), PERSISTENT)
        self.set_mode(ONLINE)
        self.restart()
        self.assertEqual(self.mode(), ONLINE)

    def test_hang_up(self) -> None:
        self.begin(power={"reset-hang-up": True})
        self.set_mode(OFFLINE)
        # The answer is there before the port goes.
        self.assert_error(self.set_mode(RESET), None)
        with self.assertRaises(Closed):
            while True:
                self._port.read()
        self.simulator.next_path()
        self._port = self.simulator.open()
        self._client = self._port.allocate()
        self.assertEqual((self._client, self.mode()), (1, ONLINE))

    def test_shut_down_until_power_comes_back(self) -> None:
        port = self.begin()
        self.assert_error(self.set_mode(SHUTDOWN), None)
        port.send(CTL, 0, 0x0021)
        self.simulator.wait_log(lambda line: line.get("remark") == "the modem is off")
        self.assertFalse(self.simulator.control({"status": True})["status"]["on"])
        self.control({"power-cycle": True})
        self.wait_sync()
        self.assertEqual(self.mode(), ONLINE)


class Locks(PowerCase):
    def test_fcc_lock(self) -> None:
        self.begin(power={"fcc-lock": True})
        self.assertEqual(self.mode(), LOW)
        self.assert_error(self.set_mode(ONLINE), "InvalidTransition")
        self.assert_error(self.request(SET_FCC, {}), None)
        self.assert_error(self.set_mode(ONLINE), None)
        self.restart()
        self.assert_error(self.set_mode(ONLINE), "InvalidTransition")

    def test_wireless_disable(self) -> None:
        port = self.begin()
        self.control({"set": {"wireless-disable": True}})
        self.assertEqual(port.indication().tlvs, {WIRELESS_EVENT: u8(1)})
        self.assertEqual(port.indication().tlvs, {MODE_EVENT: u8(LOW)})
        self.assert_error(self.set_mode(ONLINE), "HardwareRestricted")
        self.assertEqual(self.request(GET_MODE, {}).tlvs[0x11], u8(1))
        self.control({"set": {"wireless-disable": False}})
        self.assertEqual(port.indication().tlvs, {WIRELESS_EVENT: u8(0)})
        self.assert_error(self.set_mode(ONLINE), None)

    def test_mode_from_outside(self) -> None:
        port = self.begin()
        self.control({"set": {"operating-mode": "low-power"}})
        self.assertEqual(port.indication().tlvs, {MODE_EVENT: u8(LOW)})
        self.assertIn("InvalidTransition", self.simulator.control({"set": {"operating-mode": "reset"}})["error"])
        self.assertIn("there are: online", self.simulator.control({"set": {"operating-mode": "on"}})["error"])
