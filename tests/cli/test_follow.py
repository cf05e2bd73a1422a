# SPDX-License-Identifier: LGPL-2.1-or-later
"""What options go on to show is what Debian's qmicli shows for the same indications and session."""

from __future__ import annotations

import concurrent.futures
import contextlib
import itertools
import signal
import struct
import subprocess
import tempfile
import threading
import unittest
from typing import Iterator, List, NamedTuple, Tuple

from modem import SUCCESS, Action, Modem, Reaction, Request, answer, failure, indication, response, tlv
from support import INTERRUPTED, PEER, QMICLI, REFUSED, TIMEOUT, environment, is_built, squeezed
from test_random_output import alike

WDS, UIM = 1, 11
START, STOP, STATUS = (WDS, 0x20), (WDS, 0x21), (WDS, 0x22)
REGISTER, COMPLETE, REGISTER_ALL, REFRESH = (UIM, 0x2A), (UIM, 0x2C), (UIM, 0x44), 0x33
NO_EFFECT = 26
STARTED = SUCCESS + tlv(1, struct.pack("<I", 4711))
NETWORK = ["--wds-start-network=apn=internet", "--wds-follow-network"]


class Found(NamedTuple):
    text: str
    status: int
    frames: List[str]


def refresh(stage: int, mode: int, session: int, files: List[Tuple[int, str]]) -> bytes:
    paths = [(number, bytes.fromhex(path)) for number, path in files]
    listed = b"".join(struct.pack("<HB", number, len(path)) + path for number, path in paths)
    return tlv(0x10, struct.pack("<BBBBH", stage, mode, session, 0, len(files)) + listed)


# Bytes of a path that make no whole number are lost there, and small numbers of files have one digit.
BEGIN = [refresh(0, 1, 0, [(0x6FAD, "003fff7f"), (0x2FE2, "003f")]), refresh(1, 1, 6, [(0x6F07, "")])]
REST = [refresh(2, 4, 6, []), refresh(3, 99, 200, []), refresh(9, 2, 0, [(0x6FFF, "003f107f3a5f")])]


def then(tlvs: bytes, number: int, reports: List[bytes]) -> Reaction:
    """An answer, and indications behind it."""
    def react(request: Request) -> List[Action]:
        return [response(request, tlvs),
                *(indication(request.client, number, report, request.service) for report in reports)]
    return react


# The network has ended it already.
SESSION = {START: then(STARTED, STATUS[1], [tlv(1, b"\1\0")]), STATUS: answer(SUCCESS + tlv(1, b"\1")),
           STOP: answer(failure(NO_EFFECT))}


@contextlib.contextmanager
def running(program: str, modem: Modem, words: List[str]) -> "Iterator[subprocess.Popen[str]]":
    with tempfile.TemporaryFile("w+") as errors, subprocess.Popen(
            [program, "-d", modem.path, "--device-open-qmi", "--silent", *words], text=True, env=environment(),
            stdout=subprocess.PIPE, stderr=errors) as process:
        guard = threading.Timer(TIMEOUT, process.kill)
        guard.start()
        try:
            yield process
        finally:
            guard.cancel()
            process.kill()
            modem.stop()


def follow(program: str, words: List[str], script: dict, last: str = "") -> Found:
    """Interrupted behind the line with `last`, if that is stated."""
    modem = Modem({key: itertools.repeat(reaction) for key, reaction in script.items()})  # type: ignore[misc]
    lines: List[str] = []
    with running(program, modem, words) as process:
        for line in process.stdout:
            lines.append(line)
            if last and last in line:
                process.send_signal(signal.SIGINT)
        status = process.wait(TIMEOUT)
        return Found("".join(lines).replace(modem.path, "PORT"), status, [entry.split()[-1] for entry in modem.log])


def both(*arguments: object) -> Tuple[Found, Found]:
    with concurrent.futures.ThreadPoolExecutor() as pool:
        running = [pool.submit(follow, program, *arguments) for program in (QMICLI, PEER)]  # type: ignore[arg-type]
        return running[0].result(), running[1].result()


@unittest.skipUnless(PEER, "no qmicli of Debian: install libqmi-utils")
class TestFollow(unittest.TestCase):
    @unittest.skipUnless(is_built("uim"), "no UIM")
    def test_refresh(self) -> None:
        for words, key in (["--uim-monitor-refresh-all"], REGISTER_ALL), (
                ["--uim-monitor-refresh-file=0x3F00,0x7FFF,0x6FAD"], REGISTER):
            with self.subTest(words):
                script = {key: then(SUCCESS, REFRESH, BEGIN), COMPLETE: then(SUCCESS, REFRESH, REST)}
                ours, theirs = both(words, script, "0x6fff")
                self.assertIn("0x5f3a", ours.text)
                self.assertTrue(alike(squeezed(ours.text), squeezed(theirs.text)), ours.text + theirs.text)
                self.assertEqual(ours.frames, theirs.frames)
                self.assertEqual(ours.status, INTERRUPTED)

    @unittest.skipUnless(is_built("wds"), "no WDS")
    def test_network_that_ends(self) -> None:
        """Debian's asks every 20 seconds whether it is still there; ours hears of it."""
        ours, theirs = both(NETWORK, SESSION)
        self.assertIn("Connection status: 'disconnected'", ours.text)
        self.assertEqual(squeezed(ours.text), squeezed(theirs.text))
        self.assertEqual((ours.status, theirs.status), (REFUSED, REFUSED))

    @unittest.skipUnless(is_built("wds"), "no WDS")
    def test_network_until_a_signal(self) -> None:
        """Debian's only releases the client, says so twice and that it failed; ours stops the network before."""
        ours, theirs = both(NETWORK, {START: answer(STARTED), STOP: answer(SUCCESS)}, "Ctrl+C")
        lines = ours.text.splitlines()
        self.assertEqual(lines[:-2], theirs.text.splitlines()[:-2])
        self.assertEqual(lines[-2:], ["Network cancelled... releasing resources", "[PORT] Network stopped"])
        self.assertEqual(ours.frames[:-2] + ours.frames[-1:], theirs.frames)


if __name__ == "__main__":
    unittest.main()
