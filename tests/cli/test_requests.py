# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our requests are those of Debian's qmicli, byte by byte, for the command lines in requests.txt and for every option
without an argument; those in requests-differ.txt differ, for the reasons that stand there."""

from __future__ import annotations

import concurrent.futures
import os
import re
import shlex
import struct
import subprocess
import unittest
from typing import Dict, List, NamedTuple, Tuple

from modem import SUCCESS, Modem, Script, answer, tlv
from support import HERE, PEER, QMICLI, REFUSED, environment, is_built, run, unbuilt

TIMEOUT = 20  # seconds; the peer waits for ever for some command lines, and these are not in the lists

SERVICES = ("dms", "nas", "uim", "wds")
IMAGE = struct.pack("<BB16sB", 1, 0, b"?_?", 4) + b"1.2_"
SLOTS = struct.pack("<BIIBB2sIIBB", 2, 2, 0, 0, 2, b"\x98\x10", 2, 1, 1, 0)
# What is asked for before some requests has to be there; everything else is refused, so that nothing is followed.
SCRIPT: Script = {
    (2, 0x49): [answer(SUCCESS + tlv(1, b"\2" + b"".join(bytes([kind, 4, 0, 1]) + IMAGE for kind in (0, 1))))],
    (11, 0x47): [answer(SUCCESS + tlv(0x10, SLOTS))],
}


class Line(NamedTuple):
    text: str
    words: List[str]

    @property
    def options(self) -> List[str]:
        return re.findall(r"(?:^| )(--[a-z0-9-]+)", self.text)


def lines(name: str) -> List[Line]:
    with open(os.path.join(HERE, name), encoding="utf-8") as stream:
        texts = [line.strip() for line in stream if line.strip() and not line.startswith("#")]
    return [Line(text, shlex.split(text)) for text in texts]


def known() -> Dict[str, str]:
    """Options of libqmi's qmicli, with what their help shows for the argument."""
    with open(os.path.join(HERE, "options.tsv"), encoding="utf-8") as stream:
        rows = [line.split("\t") for line in stream if not line.startswith("#")]
    return {row[0]: row[2] for row in rows}


def service(option: str) -> str:
    return option.split("-")[2]


def built(line: Line) -> bool:
    """Whether the services of its options are there."""
    return all(is_built(service(option)) for option in line.options if service(option) in SERVICES)


def sent(program: str, line: Line) -> List[str]:
    """The frames that the modem gets, ids of clients and transactions included."""
    modem = Modem(SCRIPT)
    try:
        subprocess.run([program, "-d", modem.path, "--device-open-qmi", "--silent", *line.words], capture_output=True,
                       env=environment(), timeout=TIMEOUT, stdin=subprocess.DEVNULL, check=False)
    finally:
        modem.stop()
    return [entry.split()[-1] for entry in modem.log]


def compare(line: Line) -> Tuple[Line, List[str], List[str]]:
    return line, sent(QMICLI, line), sent(PEER or "", line)


@unittest.skipUnless(PEER, "Debian's qmicli is not installed")
class TestRequests(unittest.TestCase):
    def test_same_bytes(self) -> None:
        plain = [Line(option, [option]) for option, argument in known().items()
                 if argument == "-" and service(option) in SERVICES]
        compared = [line for line in lines("requests.txt") + plain if built(line)]
        listed = [line for line in lines("requests-differ.txt") if built(line)]
        with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
            results = list(pool.map(compare, compared + listed))
        for line, ours, peers in results[:len(compared)]:
            with self.subTest(line.text):
                self.assertEqual(ours, peers)
        for line, ours, peers in results[len(compared):]:
            with self.subTest(line.text, listed="differs"):
                self.assertNotEqual(ours, peers)
        same = sum(ours == peers for _, ours, peers in results)
        print(f"# {same} of {len(results)} command lines send the same bytes, {len(listed)} are to differ")

    def test_every_option_is_compared(self) -> None:
        """Those that take an argument are in the list; those of the application that change nothing are not."""
        there = {option for line in lines("requests.txt") for option in line.options}
        wanted = {option for option, argument in known().items() if argument != "-" and service(option) in SERVICES}
        self.assertEqual(wanted - there, set())

    @unittest.skipIf(unbuilt("nas", "uim", "wds"), unbuilt("nas", "uim", "wds"))
    def test_answer_without_the_value(self) -> None:
        """A request that needs a value from the answer to another one is not sent without it."""
        inactive = struct.pack("<BIIBB", 1, 2, 0, 0, 0)
        modem = Modem({(11, 0x47): [answer(SUCCESS + tlv(0x10, inactive))]})
        found = run(["-d", modem.path, "--device-open-qmi", "--silent", "--uim-switch-slot=1"])
        modem.stop()
        self.assertEqual((found.status, found.errors),
                         (REFUSED, 'error: --uim-switch-slot: the modem names no "Logical Slot" to use\n'))
        self.assertFalse([entry for entry in modem.log if bytes.fromhex(entry.split()[-1])[4] == 11][1:])


if __name__ == "__main__":
    unittest.main()
