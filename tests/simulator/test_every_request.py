# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every request of every described service gets an answer that decodes to the last byte, whatever it says.

The requests are made of the samples of the descriptions. The environment has QMIKIT_SERVICES, the services that were
built, and QMIKIT_DESCRIPTIONS, their folder.
"""

from __future__ import annotations

import os
import struct
import sys
import unittest
from typing import Any, Iterator, List, Tuple

from frames import Frame
from harness import Case, changed

TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path[:0] = [os.path.join(TREE, "build-aux", "codegen"), os.path.join(TREE, "tests", "device", "sweep")]

from qmicodegen.load import load_model  # noqa: E402
from values import tlv_bytes  # noqa: E402

BUILT = [name for name in os.environ["QMIKIT_SERVICES"].split(",") if name != "ctl"]
VENDORS = (0, 0x1199)  # those of the profile
# A modem without an answer, and a simulator that makes bad ones.
NO_ANSWER = ("InvalidQmiCommand", "NotSupported", "Internal", "MalformedMessage")


def forms(message: Any) -> Iterator[Tuple[str, bytes]]:
    """The TLVs of a request with everything, with what has to be there, and with nothing."""
    tlvs = message.request.tlvs if message.request else ()
    yield "all", b"".join(tlv_bytes(tlv) for tlv in tlvs)
    yield "mandatory", b"".join(tlv_bytes(tlv) for tlv in tlvs if tlv.mandatory)
    yield "none", b""


def requests(unit: Any) -> List[Any]:
    return [message for message in unit.messages if message.vendor in VENDORS]


class EveryRequest(Case):
    @classmethod
    def setUpClass(cls) -> None:
        model = load_model(os.environ["QMIKIT_DESCRIPTIONS"], ["ctl", *BUILT])
        cls.units = [unit for unit in model.units if unit.selected and unit.name in BUILT]

    def setUp(self) -> None:
        # What takes time has its own tests.
        self._port = self.port(profile=changed(scan={"milliseconds": 0}, data={"connect-milliseconds": 0}))

    def decoded(self, frame: Frame) -> Any:
        """The answer as the log has it."""
        return self.simulator.wait_log(lambda line: line["direction"] == "out" and
                                       line["hex"] == frame.raw.hex().upper())["message"]

    def ask(self, unit: Any, client: int, message: Any, tlvs: bytes) -> Frame:
        frame = self._port.request(unit.service_id, client, message.id, tlvs)
        document = self.decoded(frame)
        self.assertEqual(document["message"], message.name)
        for trouble in ("malformed", "surplus", "unknown"):
            self.assertNotIn(trouble, document)
        return frame

    def check(self, unit: Any, client: int, message: Any) -> None:
        for form, tlvs in forms(message):
            with self.subTest(service=unit.name, message=message.name, form=form):
                error = self.ask(unit, client, message, tlvs).error
                self.assertNotIn(error, NO_ANSWER)
                if form == "none" and any(tlv.mandatory for tlv in (message.request.tlvs if message.request else ())):
                    self.assertEqual(error, "MissingArgument")

    def test_samples(self) -> None:
        for unit in self.units:
            client = self._port.allocate(unit.service_id)
            for message in requests(unit):
                self.check(unit, client, message)

    def test_in_a_data_session(self) -> None:
        unit = next((unit for unit in self.units if unit.name == "wds"), None)
        if unit is None:
            raise unittest.SkipTest("no service wds in this build")
        client = self._port.allocate(unit.service_id)
        for message in requests(unit):
            if message.name in ("Reset", "Stop Network"):
                continue
            self._port.request(unit.service_id, client, 0x0020)
            self.check(unit, client, message)

    def test_cut_tlvs(self) -> None:
        for unit in self.units:
            client = self._port.allocate(unit.service_id)
            for message in requests(unit):
                for tlv in message.request.tlvs if message.request else ():
                    value = tlv_bytes(tlv)[3:-1]
                    with self.subTest(service=unit.name, message=message.name, tlv=tlv.name):
                        frame = self._port.request(unit.service_id, client, message.id,
                                                   struct.pack("<BH", tlv.id, len(value)) + value)
                        if frame.error != "MalformedMessage":
                            # A text to the end of the TLV is as long as it is.
                            self.decoded(frame)

    def test_lists_of_messages(self) -> None:
        for unit in self.units:
            client = self._port.allocate(unit.service_id)
            value = self._port.request(unit.service_id, client, 0x001E).tlvs[0x10][2:]
            known = [number for number in range(8 * len(value)) if value[number // 8] >> number % 8 & 1]
            with self.subTest(service=unit.name):
                self.assertEqual(known, sorted(message.id for message in requests(unit)))
