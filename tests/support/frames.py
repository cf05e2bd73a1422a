# SPDX-License-Identifier: LGPL-2.1-or-later
"""QMI frames as Python values, and a peer that exchanges them over whatever carries bytes."""

from __future__ import annotations

import struct
from typing import Dict, List, NamedTuple, Optional, Tuple, Union

TIMEOUT = 10  # seconds; nothing takes that long unless it is broken

CTL, WDS, DMS, NAS, WMS, UIM = 0, 1, 2, 3, 5, 11
BROADCAST = 0xFF

RESULT = 0x02
ERRORS = {
    "MalformedMessage": 1, "Internal": 3, "Aborted": 4, "ClientIdsExhausted": 5, "InvalidClientId": 7,
    "NoThresholdsProvided": 8, "InvalidHandle": 9, "InvalidProfile": 10, "InvalidPinId": 11, "IncorrectPin": 12,
    "NoNetworkFound": 13, "CallFailed": 14, "OutOfCall": 15, "NotProvisioned": 16, "MissingArgument": 17,
    "ArgumentTooLong": 19, "InvalidTransactionId": 22, "DeviceInUse": 23, "NetworkUnsupported": 24,
    "DeviceUnsupported": 25, "NoEffect": 26, "NoFreeProfile": 27, "InvalidPdpType": 28,
    "InvalidTechnologyPreference": 29, "InvalidProfileType": 30, "InvalidServiceType": 31, "InvalidRegisterAction": 32,
    "InvalidPsAttachAction": 33, "AuthenticationFailed": 34, "PinBlocked": 35, "PinAlwaysBlocked": 36,
    "UimUninitialized": 37, "InvalidDataFormat": 45, "InvalidArgument": 48, "InvalidIndex": 49, "NoEntry": 50,
    "DeviceNotReady": 52, "AuthenticationLock": 59, "InvalidTransition": 60, "InvalidIpFamilyPreference": 64,
    "InsufficientResources": 68, "InvalidOperation": 70, "InvalidQmiCommand": 71, "InformationUnavailable": 74,
    "SimFileNotFound": 80, "ExtendedInternal": 81, "AccessDenied": 82, "HardwareRestricted": 83, "NoRadio": 93,
    "NotSupported": 94, "InvalidSessionType": 100, "PinRestriction": 104, "PukRestriction": 106,
    "OperationInProgress": 118,
}
NAMES = {number: name for name, number in ERRORS.items()}

Tlvs = Dict[int, bytes]


def u8(value: int) -> bytes:
    return struct.pack("<B", value)


def u16(value: int) -> bytes:
    return struct.pack("<H", value)


def u32(value: int) -> bytes:
    return struct.pack("<I", value)


def u64(value: int) -> bytes:
    return struct.pack("<Q", value)


def text(value: str) -> bytes:
    """With its length in front."""
    return u8(len(value)) + value.encode()


class Frame(NamedTuple):
    service: int
    client: int
    kind: str
    transaction: int
    message: int
    tlvs: Tlvs
    raw: bytes

    @property
    def error(self) -> Optional[str]:
        """None for success."""
        status, code = struct.unpack("<HH", self.tlvs[RESULT])
        return NAMES.get(code, str(code)) if status else None


def build(service: int, client: int, transaction: int, message: int, tlvs: Union[Tlvs, bytes] = b"", flags: int = 0,
          sender: int = 0) -> bytes:
    """'flags' are of the message; 'sender' is 0x80 in frames of a modem."""
    if isinstance(tlvs, dict):
        tlvs = b"".join(struct.pack("<BH", kind, len(value)) + value for kind, value in tlvs.items())
    header = struct.pack("<BB" if service == CTL else "<BH", flags, transaction)
    body = header + struct.pack("<HH", message, len(tlvs)) + tlvs
    return struct.pack("<BHBBB", 1, len(body) + 5, sender, service, client) + body


def parse(raw: bytes) -> Frame:
    service, client, flags = raw[4:7]
    ctl = service == CTL
    transaction = raw[7] if ctl else struct.unpack_from("<H", raw, 7)[0]
    at = 8 if ctl else 9
    message = struct.unpack_from("<H", raw, at)[0]
    tlvs: Tlvs = {}
    at += 4
    while at < len(raw):
        kind, length = struct.unpack_from("<BH", raw, at)
        tlvs[kind] = raw[at + 3:at + 3 + length]
        at += 3 + length
    kinds = {1: "response", 2: "indication"} if ctl else {2: "response", 4: "indication"}
    return Frame(service, client, kinds.get(flags, "request"), transaction, message, tlvs, raw)


def cut(data: bytes) -> Tuple[List[bytes], bytes]:
    """The whole frames that the bytes start with, and what is left."""
    frames = []
    at = 0
    while len(data) - at >= 3:
        end = at + struct.unpack_from("<H", data, at + 1)[0] + 1
        if end > len(data):
            break
        frames.append(data[at:end])
        at = end
    return frames, data[at:]


# what modems send

def result(error: Optional[str] = None) -> Tlvs:
    return {RESULT: struct.pack("<HH", 1, ERRORS[error]) if error else bytes(4)}


def answer(request: Frame, tlvs: Tlvs, error: Optional[str] = None) -> bytes:
    return build(request.service, request.client, request.transaction, request.message, {**result(error), **tlvs},
                 1 if request.service == CTL else 2, 0x80)


def indication(service: int, client: int, message: int, tlvs: Tlvs) -> bytes:
    return build(service, client, 0, message, tlvs, 2 if service == CTL else 4, 0x80)


class Closed(Exception):
    """The other side has hung up."""


class Peer:
    """Sends requests and gets answers; what carries the bytes is up to the class derived from it."""

    def __init__(self) -> None:
        self._bytes = b""
        self._transaction = 0
        self.indications: List[Frame] = []

    def write(self, data: bytes) -> None:
        """All of it, as fast as it is taken."""
        raise NotImplementedError

    def read(self) -> bytes:
        """Whatever comes next."""
        raise NotImplementedError

    def read_exactly(self, count: int) -> bytes:
        while len(self._bytes) < count:
            self._bytes += self.read()
        data, self._bytes = self._bytes[:count], self._bytes[count:]
        return data

    def put_back(self, data: bytes) -> None:
        self._bytes = data + self._bytes

    def receive(self) -> Frame:
        start = self.read_exactly(3)
        if start[0] != 1:
            raise AssertionError(f"no frame: {start!r}")
        return parse(start + self.read_exactly(struct.unpack_from("<H", start, 1)[0] - 2))

    def send(self, service: int, client: int, message: int, tlvs: Union[Tlvs, bytes] = b"") -> int:
        self._transaction = self._transaction % 255 + 1
        self.write(build(service, client, self._transaction, message, tlvs))
        return self._transaction

    def wait(self, transaction: int) -> Frame:
        """The answer; indications before it are kept."""
        while True:
            frame = self.receive()
            if frame.kind == "indication":
                self.indications.append(frame)
            elif frame.transaction == transaction:
                return frame

    def request(self, service: int, client: int, message: int, tlvs: Union[Tlvs, bytes] = b"") -> Frame:
        return self.wait(self.send(service, client, message, tlvs))

    def indication(self) -> Frame:
        """The next one, whether it has come already or not."""
        if self.indications:
            return self.indications.pop(0)
        frame = self.receive()
        if frame.kind != "indication":
            raise AssertionError(f"an indication was expected, not {frame}")
        return frame

    def allocate(self, service: int = DMS) -> int:
        return self.request(CTL, 0, 0x0022, {0x01: u8(service)}).tlvs[0x01][1]
