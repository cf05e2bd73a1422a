# SPDX-License-Identifier: LGPL-2.1-or-later
"""The daemon, and programs that speak raw frames with it.

QMIKIT_PROXY names the daemon. It may be Debian's: options that it does not know are left out then.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
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
from typing import Any, Callable, List, Optional, Sequence, Union

from frames import CTL, DMS, TIMEOUT, Closed, Frame, Peer, build, u8, u32
from isolation import REASON, as_user
from modem import ALLOCATE, RELEASE, Modem
from originals import environment

PROXY = os.environ["QMIKIT_PROXY"]
OPEN = 0xFF00
ADDRESS = "\0qmi-proxy"
ECHO = 0x0055  # a message without meaning, which the modem sends back
TAG = 0x7E

# Programs of these users speak with the proxy in tests: names of Debian's that are always there.
GAMES, MAN = 5, 6
MANY = 1000

HELP = subprocess.run([PROXY, "--help"], capture_output=True, text=True, check=False).stdout


def until(condition: Callable[[], Any], what: str) -> None:
    """For what other processes do without telling."""
    end = time.monotonic() + TIMEOUT
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"in vain waited for: {what}")
        time.sleep(0.005)


class Client(Peer):
    """A program that is connected, whether it is let in or not."""

    def __init__(self, address: str = ADDRESS) -> None:
        super().__init__()
        self.socket = socket.socket(socket.AF_UNIX)
        # Waits while many others connect, as programs do.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", TIMEOUT, 0))
        self.socket.connect(address)
        self.socket.settimeout(TIMEOUT)

    def write(self, data: bytes) -> None:
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Closed() from error
        except socket.timeout:
            raise AssertionError("the proxy does not read") from None

    def read(self) -> bytes:
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError as error:
            raise Closed() from error
        except socket.timeout:
            raise AssertionError("nothing came from the proxy") from None
        if not data:
            raise Closed()
        return data

    def close(self) -> None:
        self.socket.close()

    def half_close(self) -> None:
        self.socket.shutdown(socket.SHUT_WR)

    def open(self, path: str, ids: Optional[int] = None) -> Frame:
        """'ids' is what is to become of them."""
        return self.request(CTL, 0, OPEN, open_tlvs(path, ids))

    def release(self, service: int, client: int) -> Frame:
        return self.request(CTL, 0, RELEASE, {0x01: u8(service) + u8(client)})

    def rest(self, may_be_cut: bool = False) -> List[Frame]:
        """All frames up to the end of the connection; who is dropped may get a part of the last one."""
        frames = []
        with contextlib.suppress(Closed):
            while True:
                frames.append(self.receive())
        if self._bytes and not may_be_cut:
            raise AssertionError(f"the last frame is cut: {self._bytes[:64]!r}...")
        return frames

    def is_ended(self) -> bool:
        """Whether the daemon has closed the connection, though there may be more to read."""
        poll = select.poll()
        poll.register(self.socket, select.POLLRDHUP)
        return bool(poll.poll(0))

    def wait_ended(self) -> None:
        poll = select.poll()
        poll.register(self.socket, select.POLLRDHUP)
        if not poll.poll(TIMEOUT * 1000):
            raise AssertionError("the proxy does not close the connection")


def open_tlvs(path: str, ids: Optional[int] = None) -> dict:
    tlvs = {0x01: path.encode()}
    if ids is not None:
        tlvs[0x10] = u8(ids)
    return tlvs


class Daemon:
    """Runs with addresses and state in 'folder', for ever unless the options say when to end."""

    def __init__(self, folder: str, *options: str, ready: bool = True, defaults: bool = True,
                 program: str = PROXY) -> None:
        self.socket_path = os.path.join(folder, "socket")
        given = {option.split("=")[0] for option in options}
        add = [] if {"--empty-timeout", "--no-exit"} & given else ["--no-exit"]
        if defaults and program == PROXY:
            for name, value in (("--socket-path", self.socket_path), ("--state-dir", os.path.join(folder, "state"))):
                if name not in given and name in HELP:
                    add.append(f"{name}={value}")
        # The path socket, if there is to be one, comes after the abstract one.
        last = self.socket_path if f"--socket-path={self.socket_path}" in add else "@qmi-proxy"
        self._listens = re.compile(rf" 00010000 \S+ \S+ +\S+ {re.escape(last)}$", re.M)
        self.lines: List[str] = []
        self.process = subprocess.Popen([program, *add, *options], env=environment(), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if ready:
            until(lambda: self.listens() or self.process.poll() is not None, "the daemon listens")

    def _read(self) -> None:
        for line in self.process.stdout:
            if line.strip():
                self.lines.append(line.rstrip("\n"))

    def listens(self) -> bool:
        with open("/proc/net/unix", encoding="ascii") as stream:
            return bool(self._listens.search(stream.read()))

    def log(self) -> str:
        return "\n".join(self.lines)

    def wait_log(self, word: str) -> None:
        until(lambda: word in self.log(), f"'{word}' in the log")

    def is_running(self) -> bool:
        return self.process.poll() is None

    def wait(self) -> int:
        """Until it ends by itself, with all of its log."""
        try:
            status = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            raise AssertionError("the daemon does not end") from None
        self._reader.join(TIMEOUT)
        return status

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.is_running():
            self.process.send_signal(number)
        try:
            return self.wait()
        finally:
            self.process.kill()
            self.process.wait()
            self._reader.join(TIMEOUT)
            self.process.stdout.close()

    # what the kernel says of it

    def _proc(self, name: str) -> str:
        with open(f"/proc/{self.process.pid}/{name}", encoding="ascii") as stream:
            return stream.read()

    def files(self) -> List[str]:
        folder = f"/proc/{self.process.pid}/fd"
        found = []
        for name in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):
                found.append(os.readlink(os.path.join(folder, name)))
        return found

    def n_sockets(self) -> int:
        return sum(name.startswith("socket:") for name in self.files())

    def wait_sockets(self, count: int) -> None:
        """Until it has noticed who has come and gone."""
        until(lambda: self.n_sockets() == count, f"{count} sockets in the daemon, which are {self.n_sockets()} now")

    def memory(self) -> int:
        """KiB that are resident."""
        return int(re.search(r"VmRSS:\s+(\d+)", self._proc("status")).group(1))

    def is_sanitized(self) -> bool:
        return "libasan" in self._proc("maps")

    def wait_rest(self) -> None:
        """Until it has nothing more to do; a busy loop never has."""
        def moment() -> tuple:
            return self._proc("stat").rpartition(")")[2].split()[0], self._proc("schedstat").split()[0]

        end = time.monotonic() + TIMEOUT
        before, since = moment(), time.monotonic()
        while time.monotonic() < since + 0.03:
            time.sleep(0.01)
            now = moment()
            if now != before or now[0] != "S":
                before, since = now, time.monotonic()
            if since > end:
                raise AssertionError("the daemon does not come to rest")


class Case(unittest.TestCase):
    """Tests whose daemons, modems and programs end with the test. A daemon that has not ended well fails the test."""

    daemon: Daemon

    @classmethod
    def setUpClass(cls) -> None:
        if REASON:
            raise unittest.SkipTest(REASON)

    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="qmi-proxy-")
        self.addCleanup(shutil.rmtree, self.folder)
        # Users other than root follow the links.
        os.chmod(self.folder, 0o755)
        self._numbers = itertools.count()
        self._tags = itertools.count(1)
        self._processes: List[int] = []

    def run_daemon(self, *options: str) -> Daemon:
        """The daemon of the test, which has to end when it is asked to."""
        self.daemon = Daemon(self.folder, *options)
        self.addCleanup(self._stop, self.daemon)
        self.assertTrue(self.daemon.is_running(), self.daemon.log())
        self.n_sockets = self.daemon.n_sockets()
        return self.daemon

    def _stop(self, daemon: Daemon) -> None:
        was_running = daemon.is_running()
        status = daemon.stop()
        if was_running or status not in (0, -signal.SIGKILL):
            self.assertEqual(status, 0, "the daemon ended badly:\n" + "\n".join(daemon.lines[-30:]))

    def kill_daemon(self) -> None:
        self.daemon.process.kill()
        self.daemon.wait()

    def modem(self, **options: Any) -> Modem:
        modem = Modem(os.path.join(self.folder, f"port{next(self._numbers)}"), **options)
        self.addCleanup(modem.stop)
        return modem

    def begin(self, *options: str, **modem: Any) -> Modem:
        """A daemon and a modem."""
        self.run_daemon(*options)
        return self.modem(**modem)

    def connect(self, address: str = ADDRESS, user: Optional[int] = None, **groups: Any) -> Client:
        with as_user(user, **groups) if user is not None else contextlib.nullcontext():
            client = Client(address)
        self.addCleanup(client.close)
        return client

    def join(self, modem: Union[Modem, str], ids: Optional[int] = None, **connect: Any) -> Client:
        """A client with the port of the modem open."""
        client = self.connect(**connect)
        self.assert_error(client.open(modem if isinstance(modem, str) else modem.link, ids), None)
        return client

    def leave(self, *clients: Client) -> None:
        """They close their connections, and the daemon knows."""
        count = self.daemon.n_sockets()
        for client in clients:
            client.close()
        self.daemon.wait_sockets(count - len(clients))

    def fork(self, function: Callable[[], Any]) -> int:
        """Another process, which does this, keeps the result, and waits to be killed; this returns when it is done."""
        ready, done = os.pipe()
        process = os.fork()
        if process == 0:
            try:
                # What else is open here would stay open when the test closes it.
                os.closerange(3, done)
                os.closerange(done + 1, os.sysconf("SC_OPEN_MAX"))
                _kept = function()
                os.write(done, b".")
                signal.pause()
            finally:
                os._exit(1)
        os.close(done)
        self._processes.append(process)
        self.addCleanup(self.kill, process)
        try:
            self.assertEqual(os.read(ready, 1), b".", "the other process has failed")
        finally:
            os.close(ready)
        return process

    def kill(self, process: int, before_it_is_buried: Callable[[], None] = lambda: None) -> None:
        if process in self._processes:
            self._processes.remove(process)
            os.kill(process, signal.SIGKILL)
            before_it_is_buried()
            os.waitpid(process, 0)

    def assert_error(self, frame: Frame, error: Optional[str]) -> Frame:
        self.assertEqual(frame.kind, "response")
        self.assertEqual(frame.error, error)
        return frame

    def tags(self, count: int) -> List[bytes]:
        return [u32(next(self._tags)) for _ in range(count)]

    def ask(self, client: Client, service: int, number: int, error: Optional[str] = None) -> Frame:
        """A request with this client id, which has this end: the modem's own answer, or an error of the proxy."""
        tag, = self.tags(1)
        frame = self.assert_error(client.request(service, number, ECHO, {TAG: tag}), error)
        self.assertEqual((frame.service, frame.client, frame.message), (service, number, ECHO))
        self.assertEqual(frame.tlvs.get(TAG), None if error else tag)
        return frame

    def allocate_fails(self, client: Client, error: str, service: int = DMS) -> None:
        self.assert_error(client.request(CTL, 0, ALLOCATE, {0x01: u8(service)}), error)

    def assert_memory(self, most: int) -> None:
        """The daemon has at most so many KiB. With sanitizers memory says nothing: they keep what is freed."""
        if not self.daemon.is_sanitized():
            self.assertLess(self.daemon.memory(), most)

    def assert_lines(self, before: int, count: int) -> None:
        """So many lines have come to the log."""
        until(lambda: len(self.daemon.lines) >= before + count, f"{count} lines in the log")
        self.daemon.wait_rest()
        self.assertEqual(len(self.daemon.lines), before + count, self.daemon.log())

    def works(self, client: Client) -> None:
        """The modem still answers it."""
        self.ask(client, CTL, 0)


def echoes(service: int, client: int, tags: Sequence[bytes], first: int = 0) -> bytes:
    """Requests in a row, with transaction ids in a row."""
    most = 256 if service == CTL else 65536
    return b"".join(build(service, client, (first + i) % most, ECHO, {TAG: tag}) for i, tag in enumerate(tags))
