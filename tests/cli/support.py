# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of the command line share: the programs, and a simulated modem for each run.

The environment has the programs: QMICLI is ours, QMIKIT_SIMULATOR the simulated modem with QMIKIT_PROFILE. Debian's
qmicli is found on the path.
"""

from __future__ import annotations

import functools
import ctypes
import json
import os
import pty
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import tty
from typing import Dict, List, NamedTuple

QMICLI = os.environ["QMICLI"]
SIMULATOR = os.environ.get("QMIKIT_SIMULATOR", "")
PROFILE = os.environ.get("QMIKIT_PROFILE", "")
PEER = shutil.which("qmicli", path="/usr/bin:/usr/local/bin")
HERE = os.path.dirname(os.path.abspath(__file__))
TIMEOUT = 30  # seconds; nothing takes that long unless it is broken

OK, REFUSED, USAGE, DEVICE, TIMED_OUT, INPUT, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


class Output(NamedTuple):
    text: str
    errors: str
    status: int


def environment() -> Dict[str, str]:
    found = {k: v for k, v in os.environ.items() if not k.startswith(("LD_", "G_MESSAGES_", "G_DEBUG"))}
    found.update(LC_ALL="C.UTF-8", TZ="UTC")
    return found


def run(arguments: List[str], program: str = QMICLI) -> Output:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment(), timeout=TIMEOUT,
                          stdin=subprocess.DEVNULL, check=False)
    return Output(done.stdout, done.stderr, done.returncode)


def missing() -> str:
    """Why there is no simulated modem, "" if there is one."""
    return "" if SIMULATOR and os.access(SIMULATOR, os.X_OK) else "the simulator is not built"


class Modem:
    """A simulated modem with its port at `path`."""

    def __init__(self, *faults: str, profile: str = PROFILE) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._control = os.path.join(self._folder.name, "control")
        command = [SIMULATOR, f"--profile={profile}", "--log=-", f"--control={self._control}",
                   *(f"--fault={f}" for f in faults)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                         env=environment())
        self.path = self._process.stdout.readline().strip()
        self._log: List[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.stderr:
            entry = json.loads(line) if line.startswith("{") else {}
            message = entry.get("message") or {}
            if message.get("kind") == "request":
                with self._news:
                    self._log.append(message.get("message", message["id"]))
                    self._news.notify_all()

    def __enter__(self) -> "Modem":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        self._process.stdout.close()
        self._process.stderr.close()
        self._folder.cleanup()

    def tell(self, **command: object) -> None:
        """Gives the modem a command; when this returns, it has been carried out."""
        with socket.socket(socket.AF_UNIX) as stream:
            stream.connect(self._control)
            stream.sendall(json.dumps(command).encode() + b"\n")
            answer = stream.makefile().readline()
        assert json.loads(answer) == {"ok": True}, answer

    def start(self, *words: str, program: str = QMICLI) -> "subprocess.Popen[str]":
        """A run that goes on while the modem is told things."""
        return subprocess.Popen([program, "-d", self.path, "--device-open-qmi", "--silent", *words], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())

    def wait_for(self, name: str, times: int = 1) -> bool:
        """Waits until the modem has got this request so many times."""
        with self._news:
            return self._news.wait_for(lambda: self._log.count(name) >= times, TIMEOUT)

    def requests(self, last: str, times: int = 1) -> List[str]:
        """Names of all requests, once the modem has got this last one so many times."""
        self.wait_for(last, times)
        with self._news:
            return list(self._log)

    def run(self, arguments: List[str], program: str = QMICLI) -> Output:
        """What the program prints, with PORT for the port."""
        found = run(["-d", self.path, "--device-open-qmi", "--silent", *arguments], program)
        return Output(found.text.replace(self.path, "PORT"), found.errors.replace(self.path, "PORT"), found.status)


class Watch:
    """Knows whether anybody has opened a file, only to close it again."""

    _OPEN = 0x20  # IN_OPEN of inotify(7)

    def __init__(self, path: str) -> None:
        calls = ctypes.CDLL(None, use_errno=True)
        self._fd = calls.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._fd < 0 or calls.inotify_add_watch(self._fd, path.encode(), self._OPEN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")

    def was_opened(self) -> bool:
        """Since the last time this was asked."""
        try:
            return bool(os.read(self._fd, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._fd)


class SilentPort:
    """A port that takes everything and answers nothing; `first` is set when something was sent."""

    def __init__(self) -> None:
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._ours)
        tty.setraw(self._theirs)
        self.path = os.ttyname(self._theirs)
        self.first = threading.Event()
        self.received = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        try:
            while True:
                self.received += os.read(self._ours, 4096)
                self.first.set()
        except OSError:
            return

    def __enter__(self) -> "SilentPort":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._theirs)
        self._reader.join(TIMEOUT)
        os.close(self._ours)


def is_built(service: str) -> bool:
    """Whether the build has it; not without what is generated for it."""
    return os.path.exists(os.path.join(os.environ["QMIKIT_GENERATED"], f"qmi-enums-{service}.h"))


def unbuilt(*services: str) -> str:
    """Why what needs all of these services is skipped, "" if they are there."""
    return ", ".join(f"{service} is not built" for service in services if not is_built(service))


def squeezed(text: str) -> str:
    return "".join(text.split())


# comparing with Debian's qmicli

# What stands in the error of both; the words before it are each program's own.
_ERROR = re.compile(r"(?:QMI protocol error \(\d+\)|ds (?:profile|default) error): .*", re.S)
_TIMES = re.compile(r"'\d+ \((x 1\.25)?ms\): [-0-9: ]+'")


def protocol_errors(found: Output) -> str:
    return squeezed("".join(_ERROR.findall(found.errors)))


@functools.lru_cache(None)
def differences() -> Dict[str, str]:
    """Command -> the line of our output that Debian's has not, or has otherwise."""
    found: Dict[str, str] = {}
    with open(os.path.join(HERE, "differences.txt"), encoding="utf-8") as stream:
        for line in stream:
            if line.strip() and not line.startswith("#"):
                command, pattern = line.rstrip("\n").split("\t")
                found[command] = pattern
    return found


def comparable(text: str, pattern: str) -> str:
    """Without the lines that may differ, and without the modem's clock, which goes on between two runs."""
    lines = [line for line in text.splitlines() if not re.search(pattern, line)]
    return squeezed(_TIMES.sub("TIME", "\n".join(lines)))
