# SPDX-License-Identifier: LGPL-2.1-or-later
"""A modem on a pseudo-terminal, in a thread of the test: it writes down each frame and answers as it is told.

Without being told it hands out and takes back client ids, and sends the TLVs of any other request back. It never asks
whether it has given out the id of a request: what the proxy lets through is the matter of these tests.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pty
import select
import struct
import threading
import tty
from typing import Callable, Dict, List, Optional, Set, Tuple, Union

from frames import CTL, TIMEOUT, Frame, answer, cut, parse, result, u8, u16

SET_INSTANCE, VERSION, ALLOCATE, RELEASE, SET_FORMAT, SYNC = 0x0020, 0x0021, 0x0022, 0x0023, 0x0026, 0x0027

_SIZES = {ALLOCATE: 1, RELEASE: 2, SET_INSTANCE: 1}  # of TLV 0x01

Reaction = Callable[[Frame], List[bytes]]
Which = Union[int, Callable[[Frame], bool]]


class Modem(threading.Thread):
    """Starts at once, with 'link' pointing at its port."""

    def __init__(self, link: str, owner: int = 0, most_ids: int = 254) -> None:
        super().__init__(daemon=True)
        self.link = link
        self.owner = owner
        self.most_ids = most_ids
        self.frames: List[Frame] = []
        self.withheld: List[Frame] = []
        self.ids: Dict[int, Set[int]] = {}
        self.reactions: Dict[Tuple[int, int], Reaction] = {}
        self._changed = threading.Condition()
        self._orders: List[Tuple[Callable[[], None], threading.Event]] = []
        self._wake, self._waker = os.pipe()
        self._master = self._slave = -1
        self._input = self._output = b""
        self._reads = True
        self._ended = False
        self._plug_in()
        self.start()

    # what tests ask for

    def react(self, service: int, message: int, reaction: Reaction) -> None:
        self.reactions[service, message] = reaction

    def withhold(self, service: int, message: int) -> None:
        """Such requests are kept in 'withheld', and are answered by the test or not at all."""
        def keep(frame: Frame) -> List[bytes]:
            self.withheld.append(frame)
            return []
        self.react(service, message, keep)

    def refuse(self, service: int, message: int, error: str) -> None:
        self.react(service, message, lambda frame: [answer(frame, {}, error)])

    def answer_withheld(self, frame: Optional[Frame] = None) -> None:
        """One, or all that are there."""
        frames = [frame] if frame else list(self.withheld)
        for each in frames:
            self.withheld.remove(each)
            self.send(b"".join(self.friendly(each)))

    def wait(self, which: Which, count: int = 1, timeout: float = TIMEOUT) -> List[Frame]:
        """All frames of this kind, as soon as there are so many; a number is a message id."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.seen(which)) >= count, timeout)
        found = self.seen(which)
        if len(found) < count:
            raise AssertionError(f"the modem got {len(found)} frames of the {count} that it waits for")
        return found

    def seen(self, which: Which) -> List[Frame]:
        found = which if callable(which) else lambda frame: frame.message == which
        return [frame for frame in list(self.frames) if found(frame)]

    def seen_ids(self, message: int) -> List[Tuple[int, int]]:
        """Service and client id of each request to allocate, where the id is 0, or to release."""
        return [(*frame.tlvs[0x01], 0)[:2] for frame in self.seen(message) if frame.service == CTL]

    def send(self, data: bytes) -> None:
        """Needs not be a frame."""
        def put() -> None:
            self._output += data
        self._do(put)

    def sent(self) -> None:
        """Returns when somebody has taken all that was sent."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._output, TIMEOUT):
                raise AssertionError("nobody reads what the modem sends")

    def stop_reading(self) -> None:
        self._do(lambda: setattr(self, "_reads", False))

    def read_again(self) -> None:
        self._do(lambda: setattr(self, "_reads", True))

    def hang_up(self) -> None:
        self._do(self._unplug)

    def come_back(self, elsewhere: bool = False) -> None:
        """As after a reset: without memory, at the same link, on any terminal or on another one than before."""
        avoid = self.path if elsewhere else ""
        self._do(lambda: self._plug_in(avoid))

    def stop(self) -> None:
        if self.is_alive():
            self._do(lambda: setattr(self, "_ended", True))
            self.join(TIMEOUT)
        self._unplug()
        os.close(self._wake)
        os.close(self._waker)

    def friendly(self, request: Frame) -> List[bytes]:
        if request.service != CTL:
            return [answer(request, _others(request))]
        value = request.tlvs.get(0x01, b"")
        if request.message in _SIZES and len(value) != _SIZES[request.message]:
            return [answer(request, {}, "MalformedMessage")]
        if request.message == ALLOCATE:
            return [self._allocate(request, value[0])]
        if request.message == RELEASE:
            self.ids.get(value[0], set()).discard(value[1])
        elif request.message == SYNC:
            self.ids.clear()
        elif request.message == SET_INSTANCE:
            return [answer(request, {0x01: u16(value[0])})]
        return [answer(request, _others(request))]

    def _allocate(self, request: Frame, service: int) -> bytes:
        taken = self.ids.setdefault(service, set())
        if len(taken) >= self.most_ids:
            return answer(request, {}, "ClientIdsExhausted")
        client = next(number for number in range(1, 255) if number not in taken)
        taken.add(client)
        return answer(request, {0x01: u8(service) + u8(client)})

    # the thread

    def _do(self, order: Callable[[], None]) -> None:
        """In the thread, before this returns."""
        done = threading.Event()
        self._orders.append((order, done))
        os.write(self._waker, b".")
        if not done.wait(TIMEOUT):
            raise AssertionError("the modem does not do what it is told")

    def run(self) -> None:
        while not self._ended:
            files = [self._wake]
            if self._master >= 0 and self._reads:
                files.append(self._master)
            readable, writable, _ = select.select(files, [self._master] if self._output and self._master >= 0 else [],
                                                  [])
            if self._master in readable:
                self._receive()
            if self._master in writable:
                self._write()
            if self._wake in readable:
                os.read(self._wake, 1)
                order, done = self._orders.pop(0)
                order()
                done.set()

    def _plug_in(self, avoid: str = "") -> None:
        self._unplug()
        self._master, self._slave = pty.openpty()
        if os.ttyname(self._slave) == avoid:
            taken = self._master, self._slave
            self._master, self._slave = pty.openpty()
            for file in taken:
                os.close(file)
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        os.fchown(self._slave, self.owner, -1)
        self.path = os.ttyname(self._slave)
        self.ids = {}
        self._input = self._output = b""
        os.symlink(self.path, self.link + ".new")
        os.replace(self.link + ".new", self.link)

    def _unplug(self) -> None:
        if self._master >= 0:
            os.close(self._master)
            os.close(self._slave)
            self._master = -1

    def _write(self) -> None:
        try:
            count = os.write(self._master, self._output[:65536])
        except BlockingIOError:
            return
        with self._changed:
            self._output = self._output[count:]
            self._changed.notify_all()

    def _receive(self) -> None:
        try:
            self._input += os.read(self._master, 65536)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EIO):
                raise
            return
        frames, self._input = cut(self._input)
        parsed = []
        for raw in frames:
            # TLVs may be damaged: that is the modem's business, and this one ignores such requests.
            with contextlib.suppress(struct.error):
                parsed.append(parse(raw))
        for frame in parsed:
            self._output += b"".join(self.reactions.get((frame.service, frame.message), self.friendly)(frame))
        with self._changed:
            self.frames += parsed
            self._changed.notify_all()


def _others(request: Frame) -> Dict[int, bytes]:
    """What the answer repeats."""
    return {kind: value for kind, value in request.tlvs.items() if kind not in result()}
