# SPDX-License-Identifier: LGPL-2.1-or-later
"""A simulator of its own for each test, and a port that speaks raw frames with it.

The environment has the programs: QMIKIT_SIMULATOR, and QMIKIT_PROFILE, the profile that tests start from.
"""

from __future__ import annotations

import copy
import json
import os
import queue
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import unittest
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Union

SIMULATOR = os.environ["QMIKIT_SIMULATOR"]
PROFILE = os.environ["QMIKIT_PROFILE"]
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
    "InvalidTechnologyPreference": 29, "InvalidProfileType": 30, "InvalidServiceType": 31,
    "InvalidRegisterAction": 32, "InvalidPsAttachAction": 33, "AuthenticationFailed": 34, "PinBlocked": 35,
    "PinAlwaysBlocked": 36, "UimUninitialized": 37, "InvalidDataFormat": 45, "InvalidArgument": 48,
    "InvalidIndex": 49, "NoEntry": 50, "DeviceNotReady": 52, "AuthenticationLock": 59, "InvalidTransition": 60,
    "InvalidIpFamilyPreference": 64, "InsufficientResources": 68, "InvalidOperation": 70, "InvalidQmiCommand": 71,
    "InformationUnavailable": 74, "SimFileNotFound": 80, "ExtendedInternal": 81, "AccessDenied": 82,
    "HardwareRestricted": 83, "NoRadio": 93, "NotSupported": 94, "InvalidSessionType": 100, "PinRestriction": 104,
    "PukRestriction": 106, "OperationInProgress": 118,
}
NAMES = {number: name for name, number in ERRORS.items()}

Tlvs = Dict[int, bytes]
Json = Dict[str, Any]


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


def build(service: int, client: int, transaction: int, message: int, tlvs: Union[Tlvs, bytes], flags: int = 0) -> bytes:
    if isinstance(tlvs, dict):
        tlvs = b"".join(struct.pack("<BH", kind, len(value)) + value for kind, value in tlvs.items())
    header = struct.pack("<BB" if service == CTL else "<BH", flags, transaction)
    body = header + struct.pack("<HH", message, len(tlvs)) + tlvs
    return struct.pack("<BHBBB", 1, len(body) + 5, 0, service, client) + body


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


class Closed(Exception):
    """The port has hung up."""


class Port:
    """A program that has the port open and speaks frames."""

    def __init__(self, path: str) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self._bytes = b""
        self._transaction = 0
        self.indications: List[Frame] = []

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def write(self, data: bytes) -> None:
        """All of it, as fast as the port takes it."""
        while data:
            select.select([], [self._fd], [], TIMEOUT)
            data = data[os.write(self._fd, data):]

    def write_some(self, data: bytes) -> int:
        """What the port takes at once."""
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return 0

    def is_writable(self) -> bool:
        return bool(select.select([], [self._fd], [], 0)[1])

    def read(self) -> bytes:
        """Whatever comes next."""
        while select.select([self._fd], [], [], TIMEOUT)[0]:
            try:
                data = os.read(self._fd, 65536)
            except BlockingIOError:
                continue  # a port that is about to hang up calls itself readable with nothing to read
            except OSError as error:
                raise Closed() from error
            if not data:
                raise Closed()
            return data
        raise AssertionError("nothing came from the port")

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


class Simulator:
    """One that runs in a folder of its own; 'stop' removes both."""

    def __init__(self, *options: str, profile: Optional[Json] = None, log: bool = True) -> None:
        self.folder = tempfile.mkdtemp(prefix="qmi-simulator-")
        self.link = os.path.join(self.folder, "port")
        self.control_path = os.path.join(self.folder, "control")
        self._ports: List[Port] = []
        self._control: Optional[socket.socket] = None
        self._log: "queue.Queue[Json]" = queue.Queue()
        path = PROFILE
        if profile is not None:
            path = self.write("profile.json", json.dumps(profile))
        command = [SIMULATOR, "--profile", path, "--link", self.link, "--control", self.control_path]
        if log:
            command += ["--log", "-"]
        self.process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE if log else None, stdin=subprocess.DEVNULL)
        # A log that nobody reads would stop the simulator.
        self._reader = threading.Thread(target=self._read_log, daemon=True) if log else None
        if self._reader:
            self._reader.start()
        try:
            self.path = self.next_path()
        except AssertionError:
            self.stop()
            raise

    def write(self, name: str, content: str) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(content)
        return path

    def next_path(self) -> str:
        """The line that says where the port is; there is a further one after a hang-up."""
        stream = self.process.stdout
        if not select.select([stream], [], [], TIMEOUT)[0]:
            raise AssertionError("the simulator does not say where its port is")
        line = stream.readline().decode().strip()
        if not line:
            raise AssertionError(f"the simulator has ended: {self.process.wait(TIMEOUT)}")
        return line

    def open(self) -> Port:
        port = Port(self.link)
        self._ports.append(port)
        return port

    def _read_log(self) -> None:
        for line in self.process.stderr:
            if line.startswith(b"{"):
                self._log.put(json.loads(line))

    def wait_log(self, found: Callable[[Json], bool]) -> Json:
        """The first document of the log, from here on, that is looked for."""
        while True:
            try:
                document = self._log.get(timeout=TIMEOUT)
            except queue.Empty:
                raise AssertionError("the log has no such line") from None
            if found(document):
                return document

    def control(self, command: Union[Json, str]) -> Json:
        if self._control is None:
            self._control = socket.socket(socket.AF_UNIX)
            self._control.settimeout(TIMEOUT)
            self._control.connect(self.control_path)
        line = command if isinstance(command, str) else json.dumps(command)
        self._control.sendall(line.encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            answer += self._control.recv(65536) or b"{}\n"
        return json.loads(answer)

    def stop_process(self) -> None:
        """It sees what happens from here on later, and all at once."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)

    def continue_process(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        """Ends it as a user would; the exit code."""
        for port in self._ports:
            port.close()
        if self._control:
            self._control.close()
        if self.process.poll() is None:
            self.process.terminate()
        try:
            code = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        if self._reader:
            self._reader.join(TIMEOUT)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


def load_profile() -> Json:
    """The profile of the project, to be changed at will."""
    with open(PROFILE, encoding="utf-8") as stream:
        return json.load(stream)


def changed(**sections: Any) -> Json:
    """The profile with some sections changed: dictionaries are merged, other values replaced; '-' stands as '_'."""
    def merge(old: Any, new: Any) -> Any:
        if not isinstance(old, dict) or not isinstance(new, dict):
            return new
        return {**old, **{key: merge(old.get(key), value) for key, value in new.items()}}

    profile = copy.deepcopy(load_profile())
    for name, value in sections.items():
        key = name.replace("_", "-")
        profile[key] = merge(profile.get(key), value)
    return profile


class Case(unittest.TestCase):
    """Tests with simulators that are stopped when the test ends."""

    def start(self, *options: str, profile: Optional[Json] = None, log: bool = True) -> Simulator:
        simulator = Simulator(*options, profile=profile, log=log)
        self.addCleanup(simulator.stop)
        return simulator

    def port(self, *options: str, profile: Optional[Json] = None) -> Port:
        self.simulator = self.start(*options, profile=profile)
        return self.simulator.open()

    def control(self, command: Json) -> None:
        self.assertEqual(self.simulator.control(command), {"ok": True})

    def assert_error(self, frame: Frame, error: Optional[str]) -> Frame:
        self.assertEqual(frame.error, error)
        return frame

    def run_bad(self, *options: str) -> subprocess.CompletedProcess:
        """A run that ends by itself."""
        return subprocess.run([SIMULATOR, *options], capture_output=True, text=True, timeout=TIMEOUT, check=False)

    def deadline(self) -> Callable[[], bool]:
        """For loops that wait for another process: whether it takes too long."""
        end = time.monotonic() + TIMEOUT
        return lambda: time.monotonic() > end
