# SPDX-License-Identifier: LGPL-2.1-or-later
"""A simulator that runs for a test, and a port that speaks raw frames with it.

The environment has the programs: QMIKIT_SIMULATOR, and QMIKIT_PROFILE, the profile that it has unless told otherwise.
"""

from __future__ import annotations

import json
import os
import queue
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from typing import Any, Callable, Dict, List, Optional, Union

from frames import TIMEOUT, Closed, Peer

SIMULATOR = os.environ["QMIKIT_SIMULATOR"]
PROFILE = os.environ["QMIKIT_PROFILE"]

Json = Dict[str, Any]


class Port(Peer):
    """A program that has the port open and speaks frames."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._fd = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

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
