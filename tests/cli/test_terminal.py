# SPDX-License-Identifier: LGPL-2.1-or-later
"""On a terminal, slow requests are counted and some words stand out; in a pipe there is nothing of this."""

from __future__ import annotations

import os
import pty
import subprocess
import unittest
from typing import List

from support import OK, QMICLI, REFUSED, TIMEOUT, Modem, environment, missing

SLOW = "delay=1500@dms.get-model"


def on_terminal(modem: Modem, words: List[str], **variables: str) -> str:
    """What a terminal gets on which all of the output is."""
    ours, theirs = pty.openpty()
    command = [QMICLI, "-d", modem.path, "--device-open-qmi", *words]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env={**environment(), "TERM": "xterm", "NO_COLOR": "", **variables})
    os.close(theirs)
    text = b""
    try:
        while True:
            text += os.read(ours, 4096)
    except OSError:  # the other side is closed
        os.close(ours)
    process.wait(TIMEOUT)
    return text.decode().replace(modem.path, "PORT").replace("\r\n", "\n")


@unittest.skipIf(missing(), missing())
class TestTerminal(unittest.TestCase):
    def test_slow_request_is_counted(self) -> None:
        with Modem(SLOW) as modem:
            text = on_terminal(modem, ["--dms-get-model"])
        counted = "\r--dms-get-model: 1 s "
        self.assertIn(counted, text)
        self.assertIn(f"\r{' ' * (len(counted) - 1)}\r\033[1m[PORT] Device model retrieved:\033[0m\n", text)

    def test_silence(self) -> None:
        with Modem(SLOW) as modem:
            self.assertEqual(on_terminal(modem, ["--dms-get-model", "--silent"], NO_COLOR="1"),
                             "[PORT] Device model retrieved:\n\tModel: 'EW7455'\n")

    def test_pipe(self) -> None:
        with Modem(SLOW) as modem:
            found = modem.run(["--dms-get-model"])
        self.assertEqual(found, ("[PORT] Device model retrieved:\n\tModel: 'EW7455'\n", "", OK))

    def test_errors(self) -> None:
        with Modem("error=Internal@dms.get-model") as modem:
            words = ["--dms-get-model", "--silent"]
            self.assertIn("\033[1;31merror:\033[0m --dms-get-model", on_terminal(modem, words))
            for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
                with self.subTest(variables):
                    self.assertNotIn("\033", on_terminal(modem, words, **variables))
            self.assertEqual(modem.run(words).status, REFUSED)


if __name__ == "__main__":
    unittest.main()
