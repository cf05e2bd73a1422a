# SPDX-License-Identifier: LGPL-2.1-or-later
"""A modem on a pseudo terminal that follows a script and writes down each frame it gets.

A script maps (service, message id) to reactions: the first one answers the first such request and so on; what has no
reaction is answered as a friendly modem would. A reaction takes the request and returns what to do: bytes are written,
a number is a pause in seconds, HANG_UP pulls the plug.
"""

from __future__ import annotations

import heapq
import itertools
import os
import pty
import select
import struct
import threading
import time
import tty
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple, Union

CTL, WDS, DMS, NAS = 0, 1, 2, 3
SET_INSTANCE_ID, VERSION_INFO = (CTL, 0x20), (CTL, 0x21)
ALLOCATE, RELEASE = (CTL, 0x22), (CTL, 0x23)
DATA_FORMAT, SYNC = (CTL, 0x26), (CTL, 0x27)
GET_IDS = (DMS, 0x25)

REQUEST, RESPONSE, INDICATION = 0, 1, 2
BROADCAST = 0xFF
INVALID_QMI_COMMAND = 0x47


class HangUp:
    """The plug is pulled."""


HANG_UP = HangUp()
Action = Union[bytes, float, HangUp]


class Request(NamedTuple):
    service: int
    client: int
    transaction: int
    message: int
    tlvs: bytes


Reaction = Callable[[Request], List[Action]]
Script = Dict[Tuple[int, int], List[Reaction]]


def tlv(kind: int, value: bytes) -> bytes:
    return struct.pack("<BH", kind, len(value)) + value


SUCCESS = tlv(2, bytes(4))


def failure(code: int, status: int = 1) -> bytes:
    return tlv(2, struct.pack("<HH", status, code))


def frame(kind: int, service: int, client: int, transaction: int, message: int, tlvs: bytes) -> bytes:
    """A frame from the modem; 'kind' is RESPONSE or INDICATION."""
    flags = kind if service == CTL else kind << 1
    number = struct.pack("<BB" if service == CTL else "<BH", flags, transaction)
    body = number + struct.pack("<HH", message, len(tlvs)) + tlvs
    return struct.pack("<BHBBB", 1, len(body) + 5, 0x80, service, client) + body


def response(request: Request, tlvs: bytes, message: Optional[int] = None, transaction: Optional[int] = None) -> bytes:
    return frame(RESPONSE, request.service, request.client,
                 request.transaction if transaction is None else transaction,
                 request.message if message is None else message, tlvs)


def indication(client: int, message: int, tlvs: bytes, service: int = DMS) -> bytes:
    return frame(INDICATION, service, client, 0, message, tlvs)


# reactions

def silent(_request: Request) -> List[Action]:
    return []


def answer(tlvs: bytes, message: Optional[int] = None) -> Reaction:
    return lambda request: [response(request, tlvs, message)]


def before(*actions: Action) -> Reaction:
    """The usual answer, but something else first."""
    return lambda request: [*actions, *friendly(request)]


def after(*actions: Action) -> Reaction:
    """The usual answer, and then something else."""
    return lambda request: [*friendly(request), *actions]


def only(*actions: Action) -> Reaction:
    return lambda _request: list(actions)


# the friendly modem

SERVICES = [(CTL, 1, 5), (DMS, 1, 14), (NAS, 1, 25), (0xE0, 1, 0), (0x7B, 2, 3)]
IDS = tlv(0x10, b"0") + tlv(0x11, b"490154203237518") + tlv(0x12, b"35907206000000") + tlv(0x13, b"07")


def friendly(request: Request) -> List[Action]:
    return [response(request, friendly_tlvs(request))]


def friendly_tlvs(request: Request) -> bytes:
    key = (request.service, request.message)
    if key == VERSION_INFO:
        services = b"".join(struct.pack("<BHH", *service) for service in SERVICES)
        return SUCCESS + tlv(1, bytes([len(SERVICES)]) + services)
    if key == ALLOCATE:
        # A service has the same client id every time.
        return SUCCESS + tlv(1, bytes([request.tlvs[3], request.tlvs[3] + 5]))
    if key == RELEASE:
        return SUCCESS + request.tlvs
    if key == SET_INSTANCE_ID:
        return SUCCESS + tlv(1, struct.pack("<H", 0x100 + request.tlvs[3]))
    if key == DATA_FORMAT:
        return SUCCESS + tlv(0x10, request.tlvs[-2:])
    if key == SYNC:
        return SUCCESS
    if key == GET_IDS:
        return SUCCESS + IDS
    return failure(INVALID_QMI_COMMAND)


def _merged(actions: List[Action]) -> List[Action]:
    """What follows without a pause is written, and so read, at once."""
    merged: List[Action] = []
    for action in actions:
        if isinstance(action, bytes) and merged and isinstance(merged[-1], bytes):
            merged[-1] += action
        else:
            merged.append(action)
    return merged


# the pseudo terminal

class Modem(threading.Thread):
    """Starts at once. 'log' is complete after stop()."""

    def __init__(self, script: Script) -> None:
        super().__init__(daemon=True)
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self.log: List[str] = []
        self._reactions = {key: iter(reactions) for key, reactions in script.items()}
        self._received = b""
        self._due: List[Tuple[float, int, Action]] = []
        self._order = itertools.count()
        self._wake, self._waker = os.pipe()
        self._plugged = True
        self.start()

    def stop(self) -> None:
        """Reads what is left, then ends."""
        os.write(self._waker, b".")
        self.join()
        self._unplug()
        os.close(self._wake)
        os.close(self._waker)

    def run(self) -> None:
        while True:
            self._act()
            files = [self._wake] + ([self._master] if self._plugged else [])
            readable, _, _ = select.select(files, [], [], self._pause())
            if self._plugged and self._master in readable:
                self._receive(os.read(self._master, 65536))
            elif self._wake in readable:
                return

    def _pause(self) -> Optional[float]:
        return max(0.0, self._due[0][0] - time.monotonic()) if self._due else None

    def _act(self) -> None:
        while self._plugged and self._due and self._due[0][0] <= time.monotonic():
            action = heapq.heappop(self._due)[2]
            if isinstance(action, HangUp):
                self._unplug()
            elif isinstance(action, bytes):
                os.write(self._master, action)

    def _unplug(self) -> None:
        if self._plugged:
            self._plugged = False
            self._due.clear()
            os.close(self._master)
            os.close(self._slave)

    def _receive(self, data: bytes) -> None:
        self._received += data
        while len(self._received) >= 3:
            size = struct.unpack_from("<H", self._received, 1)[0] + 1
            if len(self._received) < size:
                return
            self._handle(self._received[:size])
            self._received = self._received[size:]

    def _handle(self, data: bytes) -> None:
        self.log.append("modem got " + data.hex())
        service, client = data[4], data[5]
        number, size = ("<B", 1) if service == CTL else ("<H", 2)
        transaction = struct.unpack_from(number, data, 7)[0]
        request = Request(service, client, transaction, struct.unpack_from("<H", data, 7 + size)[0], data[11 + size:])
        reaction = next(self._reactions.get((service, request.message), iter(())), friendly)
        when = time.monotonic()
        for action in _merged(reaction(request)):
            if isinstance(action, (int, float)):
                when += action
            else:
                heapq.heappush(self._due, (when, next(self._order), action))
