# SPDX-License-Identifier: LGPL-2.1-or-later
"""The control service: versions, client ids, data format."""

from __future__ import annotations

from frames import CTL, DMS, NAS, UIM, WDS, WMS, u8, u16
from harness import Case, changed

GET_VERSION, ALLOCATE, RELEASE, SET_INSTANCE, SET_FORMAT, SYNC = 0x0021, 0x0022, 0x0023, 0x0020, 0x0026, 0x0027
GET_MODEL = 0x0022


class Versions(Case):
    def test_list_is_that_of_the_profile(self) -> None:
        port = self.port(profile=changed(services={"wms": {"version": "1.10"}}))
        answer = self.assert_error(port.request(CTL, 0, GET_VERSION), None)
        versions = ((CTL, 5), (DMS, 14), (NAS, 25), (WDS, 67), (UIM, 46), (WMS, 10))
        self.assertEqual(answer.tlvs[0x01],
                         u8(len(versions)) + b"".join(u8(service) + u16(1) + u16(minor) for service, minor in versions))
        self.assertEqual(answer.raw[3], 0x80)


class ClientIds(Case):
    def test_ids_of_each_service_count_on(self) -> None:
        port = self.port()
        self.assertEqual([port.allocate(), port.allocate(), port.allocate(NAS), port.allocate()], [1, 2, 1, 3])
        release = port.request(CTL, 0, RELEASE, {0x01: u8(DMS) + u8(2)})
        self.assertEqual(self.assert_error(release, None).tlvs[0x01], u8(DMS) + u8(2))
        self.assertEqual(port.allocate(), 4)

    def test_ids_start_over_after_the_last_one(self) -> None:
        port = self.port()
        self.assertEqual(port.allocate(), 1)
        for client in [*range(2, 255), 2]:
            self.assertEqual(port.allocate(), client)
            self.assert_error(port.request(CTL, 0, RELEASE, {0x01: u8(DMS) + u8(client)}), None)

    def test_exhaustion_and_release(self) -> None:
        port = self.port(profile=changed(services={"dms": {"client-ids": 2}}))
        port.allocate(), port.allocate()
        self.assert_error(port.request(CTL, 0, ALLOCATE, {0x01: u8(DMS)}), "ClientIdsExhausted")
        self.assert_error(port.request(CTL, 0, RELEASE, {0x01: u8(DMS) + u8(1)}), None)
        self.assertEqual(port.allocate(), 3)

    def test_errors(self) -> None:
        port = self.port()
        for error, message, tlv in (("InvalidServiceType", ALLOCATE, u8(WMS)),
                                    ("InvalidServiceType", ALLOCATE, u8(CTL)),
                                    ("InvalidServiceType", RELEASE, u8(WMS) + u8(1)),
                                    ("InvalidClientId", RELEASE, u8(DMS) + u8(1))):
            with self.subTest(error=error, message=message, tlv=tlv):
                self.assert_error(port.request(CTL, 0, message, {0x01: tlv}), error)

    def test_request_needs_an_allocated_id(self) -> None:
        port = self.port()
        self.assert_error(port.request(DMS, 1, GET_MODEL), "InvalidClientId")
        client = port.allocate()
        self.assert_error(port.request(DMS, client, GET_MODEL), None)
        self.assert_error(port.request(DMS, 0, GET_MODEL), "InvalidClientId")
        self.assert_error(port.request(NAS, client, 0x004D), "InvalidClientId")

    def test_sync_drops_all(self) -> None:
        port = self.port()
        client = port.allocate()
        self.assert_error(port.request(CTL, 0, SYNC), None)
        self.assert_error(port.request(DMS, client, GET_MODEL), "InvalidClientId")
        self.assertEqual(port.allocate(), client)

    def test_ids_outlive_their_programs(self) -> None:
        port = self.port()
        client = port.allocate()
        port.close()
        port = self.simulator.open()
        self.assert_error(port.request(DMS, client, GET_MODEL), None)


class Others(Case):
    def test_instance_id(self) -> None:
        answer = self.port().request(CTL, 0, SET_INSTANCE, {0x01: u8(7)})
        self.assertEqual(self.assert_error(answer, None).tlvs[0x01], u16(7))

    def test_data_format(self) -> None:
        port = self.port()
        for offered, taken in ((1, 1), (2, 2), (3, 2)):
            answer = port.request(CTL, 0, SET_FORMAT, {0x01: u8(0), 0x10: u16(offered)})
            self.assertEqual(self.assert_error(answer, None).tlvs[0x10], u16(taken))
        self.assertEqual(port.request(CTL, 0, SET_FORMAT, {0x01: u8(0)}).tlvs[0x10], u16(2))
        self.assert_error(port.request(CTL, 0, SET_FORMAT, {0x01: u8(0), 0x10: u16(8)}), "InvalidDataFormat")

    def test_data_format_of_an_old_modem(self) -> None:
        port = self.port(profile=changed(data_format={"raw-ip": False}))
        self.assert_error(port.request(CTL, 0, SET_FORMAT, {0x01: u8(0), 0x10: u16(2)}), "InvalidDataFormat")
        self.assert_error(port.request(CTL, 0, SET_FORMAT, {0x01: u8(0), 0x10: u16(1)}), None)

    def test_messages_for_proxies_are_refused(self) -> None:
        port = self.port()
        self.assert_error(port.request(CTL, 0, 0xFF00, {0x01: b"/dev/cdc-wdm0"}), "InvalidQmiCommand")
        self.assert_error(port.request(CTL, 0, 0xFF22, {0x01: u16(400)}), "InvalidQmiCommand")

    def test_unknown_message(self) -> None:
        self.assert_error(self.port().request(CTL, 0, 0x0042), "InvalidQmiCommand")
