# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where the modem registers, why it leaves, who hears of it; the signal; looking for networks."""

from __future__ import annotations

import struct
from typing import Any, Dict, List

from frames import DMS, NAS, Frame, Tlvs, text, u8, u16, u32
from services import ServiceCase

ABORT, SET_EVENTS, REGISTER, STRENGTH, SCAN, INITIATE, ATTACH, SERVING = 1, 2, 3, 0x20, 0x21, 0x22, 0x23, 0x24
RF_BAND, PREFERENCE, CELLS, SYSTEM_INFO, SIGNAL, SEARCH, TIME, PIECES = 0x31, 0x33, 0x43, 0x4D, 0x4F, 0x67, 0x7D, 0x85
SYSTEM_INFO_NEWS, SIGNAL_NEWS, REJECT, TIME_NEWS = 0x4E, 0x51, 0x68, 0x4C
SET_MODE, ONLINE, LOW = 0x2E, 0, 1
NOT_REGISTERED, REGISTERED, SEARCHING, DENIED = range(4)
GSM, UMTS, LTE = 4, 5, 8
LTE_INFO, LTE_STATUS, WCDMA_INFO, WCDMA_STATUS = 0x19, 0x14, 0x18, 0x13
ALL_NEWS = {0x13: u8(1), 0x17: u8(1), 0x18: u8(1), 0x19: u8(1), 0x21: b"\x01\x00"}


class NetworkCase(ServiceCase):
    SERVICE = NAS

    def begin(self, **sections: Any) -> None:
        network = dict({"search-milliseconds": 10}, **sections.pop("network", {}))
        super().begin(network=network, **sections)
        self._dms = self._port.allocate(DMS)

    def set_mode(self, mode: int) -> None:
        self.assert_error(self._port.request(DMS, self._dms, SET_MODE, {0x01: u8(mode)}), None)

    def state(self, frame: Frame = None) -> tuple:
        """Registration, circuits, packets, technology."""
        value = (frame or self.good(SERVING)).tlvs[0x01]
        return value[0], value[1], value[2], value[5]

    def wait_for(self, message: int) -> Frame:
        while True:
            frame = self._port.indication()
            if frame.message == message:
                return frame

    def wait_until(self, state: int) -> Frame:
        """The indication of the serving system with this registration state."""
        while True:
            frame = self.wait_for(SERVING)
            if frame.tlvs[0x01][0] == state:
                return frame

    def messages_until(self, last: int) -> List[int]:
        seen = []
        while not seen or seen[-1] != last:
            seen.append(self._port.indication().message)
        return seen


class Registration(NetworkCase):
    def test_registered_from_the_start(self) -> None:
        self.begin()
        self.assertEqual(self.state(), (REGISTERED, 1, 1, LTE))
        tlvs = self.good(SERVING).tlvs
        self.assertEqual(tlvs[0x12], u16(1) + u16(1) + text("Example"))
        self.assertEqual(tlvs[0x10], u8(1))

    def test_system_info_of_the_serving_technology(self) -> None:
        self.begin()
        tlvs = self.good(SYSTEM_INFO).tlvs
        self.assertEqual(tlvs[LTE_STATUS], b"\x02\x02\x00")
        self.assertEqual(tlvs[WCDMA_STATUS], b"\x00\x00\x00")
        self.assertEqual(tlvs[LTE_INFO][:8], b"\x01\x03\x01\x03\x01\x00\x01\x00")
        self.assertIn(b"\x01" + b"001" + b"01\xff", tlvs[LTE_INFO])
        self.assertNotIn(WCDMA_INFO, tlvs)

    def test_low_power_and_back(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.set_mode(LOW)
        self.assertEqual(self.state(self.wait_for(SERVING)), (NOT_REGISTERED, 2, 2, 0))
        self.assertEqual(self.wait_for(SYSTEM_INFO_NEWS).tlvs[LTE_STATUS], b"\x00\x00\x00")
        self.assertEqual(self.state()[0], NOT_REGISTERED)
        self.assertNotIn(LTE_INFO, self.good(SYSTEM_INFO).tlvs)
        for message in (SIGNAL, STRENGTH, RF_BAND, CELLS, TIME):
            self.bad("InformationUnavailable", message)
        for message in (SCAN, SEARCH, PIECES):
            self.bad("NoRadio", message)
        self.set_mode(ONLINE)
        self.assertEqual(self.messages_until(TIME_NEWS),
                         [SERVING, SYSTEM_INFO_NEWS] * 2 + [SIGNAL_NEWS, TIME_NEWS])
        self.assertEqual(self.state(), (REGISTERED, 1, 1, LTE))

    def test_search_is_told(self) -> None:
        self.begin()
        self.good(REGISTER, {0x13: u8(1)})
        self.good(SEARCH)
        self.assertEqual([self._port.indication().tlvs[0x01][0] for _ in range(2)], [SEARCHING, REGISTERED])

    def test_no_coverage(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.control({"set": {"coverage": False}})
        self.wait_until(SEARCHING)
        self.assertEqual(self.state(), (SEARCHING, 2, 2, 0))
        self.control({"set": {"coverage": True}})
        self.wait_until(REGISTERED)

    def test_refused(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.good(SET_EVENTS, {0x12: u8(1)})
        self.control({"set": {"reject-cause": 15}})
        frame = self.wait_for(REJECT)
        self.assertEqual([frame.tlvs[kind] for kind in (1, 2, 3)], [u8(LTE), u8(3), u8(15)])
        self.assertEqual(self.wait_for(SET_EVENTS).tlvs, {0x12: u8(3) + u16(15)})
        self.assertEqual(self.state()[0], DENIED)
        self.assertEqual(self.good(SYSTEM_INFO).tlvs[LTE_STATUS][0], 1)

    def test_locked_card_gives_emergency_calls_only(self) -> None:
        self.begin(sim={"pin1": {"enabled": True}})
        self.good(REGISTER, ALL_NEWS)
        self.assertEqual(self.state(), (NOT_REGISTERED, 2, 2, LTE))
        self.assertEqual(self.good(SYSTEM_INFO).tlvs[LTE_STATUS], b"\x01\x01\x00")
        self.assert_error(self._port.request(DMS, self._dms, 0x28, {0x01: u8(1) + text("1234")}), None)
        self.wait_until(REGISTERED)

    def test_lock_of_the_network(self) -> None:
        self.begin(facilities={"pn": {"blocking": True}})
        self.assertEqual(self.state()[0], NOT_REGISTERED)

    def test_only_who_asked_hears(self) -> None:
        self.begin()
        other, deaf = self._port.allocate(NAS), self._port.allocate(NAS)
        self.good(REGISTER, {0x18: u8(1)})
        self._port.request(NAS, other, REGISTER, {0x13: u8(1)})
        self._port.request(NAS, deaf, REGISTER, {0x18: u8(0)})
        self.set_mode(LOW)
        self.good(SERVING)
        self.assertEqual({(frame.client, frame.message) for frame in self._port.indications},
                         {(self._client, SYSTEM_INFO_NEWS), (other, SERVING)})


class Choosing(NetworkCase):
    def choose(self, mnc: int) -> Frame:
        return self.request(INITIATE, {0x01: u8(2), 0x10: u16(1) + u16(mnc) + u8(LTE)})

    def test_another_network(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.assert_error(self.choose(2), None)
        tlvs = self.wait_until(REGISTERED).tlvs
        self.assertEqual(tlvs[0x12], u16(1) + u16(2) + text("Neighbour"))
        self.assertEqual(tlvs[0x10], u8(0))
        info = self.good(SYSTEM_INFO).tlvs[LTE_INFO]
        self.assertEqual(info[5], 1)
        self.assertIn(b"001" + b"02\xff", info)
        self.good(INITIATE, {0x01: u8(1)})
        self.assertEqual(self.wait_until(REGISTERED).tlvs[0x10], u8(1))
        self.bad("NoEffect", INITIATE, {0x01: u8(1)})

    def test_forbidden_and_missing_networks(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.assert_error(self.choose(3), None)
        self.assertEqual(self.wait_for(REJECT).tlvs[3], u8(11))
        self.assert_error(self.choose(99), None)
        self.wait_until(SEARCHING)
        self.assertEqual(self.state()[0], SEARCHING)
        self.bad("MissingArgument", INITIATE, {0x01: u8(2)})
        self.bad("InvalidRegisterAction", INITIATE, {0x01: u8(9)})

    def test_another_technology(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.good(PREFERENCE, {0x11: u16(1 << 3)})
        self.assertEqual(self.state(self.wait_until(REGISTERED)), (REGISTERED, 1, 1, UMTS))
        tlvs = self.good(SYSTEM_INFO).tlvs
        self.assertEqual((tlvs[WCDMA_STATUS][0], tlvs[LTE_STATUS][0]), (2, 0))
        self.assertIn(WCDMA_INFO, tlvs)
        self.assertEqual(set(self.good(SIGNAL).tlvs) - {2}, {0x13})
        self.assertEqual(self.good(RF_BAND).tlvs[0x01], u8(1) + u8(UMTS) + u16(80) + u16(10638))

    def test_order(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.good(PREFERENCE, {0x1E: bytes((3, GSM, LTE, UMTS))})
        self.assertEqual(self.state(self.wait_until(REGISTERED))[3], GSM)

    def test_bands(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.good(PREFERENCE, {0x24: struct.pack("<4Q", 1 << 2, 0, 0, 0)})  # the cell is in band 7
        self.assertEqual(self.state(self.wait_until(REGISTERED))[3], UMTS)
        self.good(PREFERENCE, {0x12: struct.pack("<Q", 1 << 7)})  # nor is there one in these
        self.wait_until(SEARCHING)

    def test_primary_part_of_an_extended_band(self) -> None:
        """ModemManager sets both when a user wants GSM 900."""
        self.begin()
        self.good(PREFERENCE, {0x12: struct.pack("<Q", 1 << 8 | 1 << 9)})

    def test_names(self) -> None:
        self.begin()
        names = self.good(0x44, {0x01: u16(1) + u16(1)}).tlvs[0x10]
        self.assertIn(bytes((0x45, 0x7C, 0xB8, 0x0D, 0x67, 0x97, 0x01)), names)
        self.good(0x44, {0x01: u16(1) + u16(2)})
        self.bad("NoNetworkFound", 0x44, {0x01: u16(1) + u16(99)})

    def test_attach_and_detach(self) -> None:
        self.begin()
        self.good(REGISTER, ALL_NEWS)
        self.good(ATTACH, {0x10: u8(2)})
        self.assertEqual(self.state(self.wait_for(SERVING)), (REGISTERED, 1, 2, LTE))
        self.assertEqual(self.wait_for(SYSTEM_INFO_NEWS).tlvs[LTE_INFO][1], 1)
        self.bad("NoEffect", ATTACH, {0x10: u8(2)})
        self.good(PREFERENCE, {0x18: u32(3)})
        self.assertEqual(self.wait_for(SYSTEM_INFO_NEWS).tlvs[LTE_INFO][1], 3)
        self.bad("InvalidPsAttachAction", ATTACH, {0x10: u8(9)})
        self.bad("MissingArgument", ATTACH)


class Signal(NetworkCase):
    def test_strength(self) -> None:
        self.begin()
        self.assertEqual(self.good(SIGNAL).tlvs[0x14], struct.pack("<bbhh", -70, -11, -98, 120))
        tlvs = self.good(STRENGTH, {0x10: u16(0xFF)}).tlvs
        self.assertEqual(tlvs[0x01], struct.pack("<bb", -70, LTE))
        self.assertEqual((tlvs[0x11], tlvs[0x18]), (u16(1) + u8(70) + u8(LTE), struct.pack("<h", -98)))

    def test_news(self) -> None:
        self.begin()
        other = self._port.allocate(NAS)
        self.good(REGISTER, {0x19: u8(1)})
        self._port.request(NAS, other, SET_EVENTS, {0x13: b"\x01\x05"})
        self.control({"set": {"signal": {"LTE Signal Strength": {"RSSI": -90, "RSRQ": -14, "RSRP": -115, "SNR": 10}}}})
        frames: Dict[int, Tlvs] = {frame.client: frame.tlvs for frame in
                                   (self._port.indication(), self._port.indication())}
        self.assertEqual(frames, {self._client: {0x14: struct.pack("<bbhh", -90, -14, -115, 10)},
                                  other: {0x13: u8(90) + u8(LTE)}})
        self.assertIn("there is no TLV", self.simulator.control({"set": {"signal": {"Loudness": 1}}})["error"])

    def test_thresholds(self) -> None:
        self.begin()
        self.bad("NoThresholdsProvided", SET_EVENTS, {0x10: b"\x01\x00"})
        self.bad("NoThresholdsProvided", 0x50)
        self.good(0x6C, {0x23: u16(50)})

    def _measure(self, rssi: int, rsrp: int = -98) -> None:
        signal = {"RSSI": rssi, "RSRQ": -11, "RSRP": rsrp, "SNR": 120}
        self.control({"set": {"signal": {"LTE Signal Strength": signal}}})

    def _heard(self) -> int:
        """The RSSI of the next indication, whichever it is."""
        tlvs = self._port.indication().tlvs
        return struct.unpack("b", (tlvs[0x14] if 0x14 in tlvs else tlvs[0x10])[:1])[0]

    def test_change_that_is_large_enough(self) -> None:
        self.begin()
        self.good(0x6C, {0x23: u16(50)})
        self.good(REGISTER, {0x19: u8(1)})
        for rssi in (-72, -74, -75, -71, -79, -80):  # from -70 on: 5 dB from what was told last
            self._measure(rssi)
        self.assertEqual([self._heard(), self._heard()], [-75, -80])

    def test_levels(self) -> None:
        self.begin()
        self.good(0x50, {0x10: u8(2) + struct.pack("bb", -75, -90), 0x16: u8(1) + struct.pack("<h", -100)})
        self.good(REGISTER, {0x19: u8(1)})
        for rssi, rsrp in ((-74, -98), (-75, -98), (-76, -98), (-89, -98), (-88, -101), (-71, -101)):
            self._measure(rssi, rsrp)
        self.assertEqual([self._heard(), self._heard(), self._heard()], [-76, -88, -71])

    def test_levels_of_event_reports(self) -> None:
        self.begin()
        self.good(SET_EVENTS, {0x10: u8(1) + u8(1) + struct.pack("b", -80)})
        for rssi in (-79, -81, -90, -79):
            self._measure(rssi)
        self.assertEqual([self._heard(), self._heard()], [-81, -79])


class Scan(NetworkCase):
    def test_networks(self) -> None:
        self.begin(scan={"milliseconds": 1})
        tlvs = self.good(SCAN).tlvs
        self.assertEqual(tlvs[0x10][:2], u16(4))
        self.assertIn(u16(1) + u16(1) + u8(0x65) + text("Example"), tlvs[0x10])
        self.assertEqual(self.good(SCAN, {0x10: u8(1)}).tlvs[0x11], u16(1) + u16(1) + u16(3) + u8(GSM))

    def test_takes_its_time_and_can_be_aborted(self) -> None:
        self.begin(scan={"milliseconds": 60000})
        scan = self._port.send(NAS, self._client, SCAN)
        self.good(SERVING)  # others are served meanwhile
        self.bad("InvalidTransactionId", ABORT, {0x01: u16(scan + 1)})
        abort = self._port.send(NAS, self._client, ABORT, {0x01: u16(scan)})
        self.assert_error(self._port.wait(scan), "Aborted")
        self.assert_error(self._port.wait(abort), None)

    def test_of_others_is_not_aborted(self) -> None:
        self.begin(scan={"milliseconds": 100})
        other = self._port.allocate(NAS)
        scan = self._port.send(NAS, self._client, SCAN)
        self.assert_error(self._port.request(NAS, other, ABORT, {0x01: u16(scan)}), "InvalidTransactionId")
        self.assert_error(self._port.wait(scan), None)

    def test_ends_with_its_client(self) -> None:
        self.begin(scan={"milliseconds": 50})
        self._port.send(NAS, self._client, SCAN)
        self._port.request(0, 0, 0x0023, {0x01: u8(NAS) + u8(self._client)})
        self._client = self._port.allocate(NAS)
        self.good(PIECES)
        while struct.unpack_from("<I", self._port.indication().tlvs[0x01])[0] == 1:
            pass

    def test_piece_by_piece(self) -> None:
        self.begin(scan={"milliseconds": 4})
        self.good(PIECES)
        self.bad("OperationInProgress", PIECES)
        states = [struct.unpack_from("<I", self._port.indication().tlvs[0x01])[0] for _ in range(5)]
        self.assertEqual(states, [1, 1, 1, 1, 0])
