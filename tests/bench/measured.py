# SPDX-License-Identifier: LGPL-2.1-or-later
"""The requests that are measured, and what a modem answers: recorded answers, else samples of the description."""

from __future__ import annotations

import json
from typing import Dict, List, NamedTuple, Optional

from qmicodegen.model import Container, Message, Model, Unit

from values import tlv_bytes

RESULT = bytes.fromhex("02040000000000")
RESPONSE_HEADER = 13  # bytes of QMUX and QMI in front of the TLVs


class Measured(NamedTuple):
    """A request by the names of service and message."""

    service: str
    message: str
    tlvs: Optional[List[int]] = None  # of the answer, where none is recorded; None: all
    arguments: List[str] = []  # fields of the request that are set

    @property
    def name(self) -> str:
        return f"{self.service} {self.message}"


# What a program that brings up a connection asks for. Without a recorded answer there are the TLVs that an LTE modem
# sends: nothing about CDMA.
CYCLE = [
    Measured("dms", "Get IDs"),
    Measured("nas", "Get Signal Info", [0x14]),
    Measured("nas", "Get Serving System",
             [0x01, 0x10, 0x11, 0x12, 0x15, 0x1A, 0x1B, 0x1C, 0x1D, 0x21, 0x24, 0x25, 0x27]),
    Measured("nas", "Get System Selection Preference",
             [0x10, 0x11, 0x12, 0x14, 0x15, 0x16, 0x18, 0x19, 0x1C, 0x1F, 0x20, 0x23]),
    Measured("uim", "Get Card Status"),
    Measured("wds", "Start Network", arguments=["APN", "IP Family Preference"]),
]
# What takes longest to decode: an answer with all TLVs, and recorded ones.
HEAVY = [
    Measured("nas", "Get System Info"),
    Measured("nas", "Get Cell Location Info"),
    Measured("nas", "Network Scan"),
    Measured("wds", "Get Profile Settings", arguments=["Profile ID"]),
    Measured("uim", "Get Card Status"),
]


def measured() -> List[Measured]:
    """Each request once."""
    return list({m.name: m for m in HEAVY + CYCLE}.values())


def find(model: Model, wanted: Measured) -> Optional[Message]:
    units: List[Unit] = [u for u in model.units if u.name == wanted.service and u.selected]
    found = [m for u in units for m in u.messages if m.name == wanted.message and not m.vendor]
    return found[0] if found else None


def recorded(path: str) -> Dict[str, bytes]:
    """TLVs of recorded responses without an error, by the numbers of service and message."""
    found: Dict[str, bytes] = {}
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            frame = json.loads(line)
            tlvs = bytes.fromhex(frame["hex"])[RESPONSE_HEADER:]
            if frame["direction"] == "response" and tlvs.startswith(RESULT):
                found.setdefault(f"{frame['service']} {frame['message_id']}", tlvs)
    return found


def made_up(container: Container, wanted: Optional[List[int]]) -> bytes:
    """An answer with the TLVs of these numbers, filled with their samples."""
    return RESULT + b"".join(tlv_bytes(t) for t in container.tlvs
                             if not t.is_result and (wanted is None or t.id in wanted))
