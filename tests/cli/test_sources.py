# SPDX-License-Identifier: LGPL-2.1-or-later
"""Values that come from a file or from standard input, and how they are told from others."""

from __future__ import annotations

import os
import subprocess
import tempfile
import unittest
from typing import List

from modem import Modem
from support import OK, QMICLI, REFUSED, USAGE, Output, environment, unbuilt

TIMEOUT = 30
SECRET = "24681357"


@unittest.skipIf(unbuilt("nas", "uim", "wds"), unbuilt("nas", "uim", "wds"))
class TestSources(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name: str, content: bytes) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "wb") as stream:
            stream.write(content)
        return path

    def run_with(self, argument: str, typed: str = "") -> tuple[Output, List[bytes]]:
        """What is printed, and the frames that a service of the modem gets."""
        modem = Modem({})
        done = subprocess.run([QMICLI, "-d", modem.path, "--device-open-qmi", "--silent", argument], input=typed,
                              capture_output=True, text=True, env=environment(), timeout=TIMEOUT, check=False)
        modem.stop()
        frames = [bytes.fromhex(entry.split()[-1]) for entry in modem.log]
        return Output(done.stdout, done.stderr, done.returncode), [frame for frame in frames if frame[4] != 0]

    def assert_sent(self, argument: str, expected: bytes, typed: str = "") -> None:
        found, frames = self.run_with(argument, typed)
        self.assertIn(found.status, (OK, REFUSED), found.errors)
        self.assertIn(expected, frames[0])

    def assert_refused(self, argument: str, complaint: str, typed: str = "") -> None:
        found, frames = self.run_with(argument, typed)
        self.assertEqual((found.status, found.errors, frames), (USAGE, f"error: {complaint}\n", []))

    def test_file(self) -> None:
        for ending in (b"", b"\n", b"\r\n"):
            path = self.file("secret", SECRET.encode() + ending)
            with self.subTest(ending):
                self.assert_sent(f"--dms-uim-verify-pin=PIN,@{path}", b"\x08" + SECRET.encode())
                self.assert_sent(f"--wds-create-profile=3gpp,password=@{path},name=x", b"\x1c\x08\0" + SECRET.encode())

    def test_file_in_every_form(self) -> None:
        path = self.file("value", b"a,b'c\n")
        self.assert_sent(f"--dms-write-user-data=@{path}", b"a,b'c")
        self.assert_sent(f"--wds-start-network=apn=@{path}", b"\x14\x05\0a,b'c")
        self.assert_sent(f"--wds-set-lte-attach-pdn-list=@{self.file('list', b'1,2')}", b"\2\1\0\2\0")

    def test_standard_input(self) -> None:
        self.assert_sent("--dms-uim-verify-pin=PIN,-", b"\x08" + SECRET.encode(), f"{SECRET}\n")
        self.assert_sent("--dms-uim-verify-pin=PIN,-", b"\x08" + SECRET.encode(), SECRET)
        self.assert_sent("--dms-uim-change-pin=PIN,-,-", b"\x04" b"1234" b"\x04" b"4321", "1234\r\n4321\n")
        self.assert_sent("--wds-create-profile=3gpp,name=-,password=-", b"\x10\1\0-", "x\n")

    def test_told_apart(self) -> None:
        self.assert_sent(r"--dms-activate-automatic=\@x", b"\2@x")
        self.assert_sent(r"--wds-start-network=apn=\@x", b"\x14\2\0@x")
        self.assert_sent(r"--wds-create-profile=3gpp,password=\-", b"\x1c\1\0-")
        self.assert_sent("--wds-create-profile=3gpp,password='@x'", b"\x1c\2\0@x")
        self.assert_sent("--wds-create-profile=3gpp,password=a@b-", b"\x1c\4\0a@b-")
        self.assert_sent(r"--wds-create-profile=3gpp,username=DOMAIN\user", b"\x1b\x0b\0DOMAIN\\user")

    def test_refused(self) -> None:
        missing = os.path.join(self.folder, "missing")
        pin = "--dms-uim-verify-pin: (current PIN)"
        self.assert_refused(f"--dms-uim-verify-pin=PIN,@{missing}", f"{pin}: @{missing}: No such file or directory")
        self.assert_refused(f"--dms-uim-verify-pin=PIN,@{self.folder}", f"{pin}: @{self.folder}: Is a directory")
        self.assert_refused("--dms-uim-verify-pin=PIN,-", f"{pin}: -: standard input has no line for it")
        self.assert_refused("--dms-uim-change-pin=PIN,-,-",
                            "--dms-uim-change-pin: (new PIN): -: standard input has no line for it", "1234\n")
        self.assert_refused("--dms-uim-verify-pin=PIN,@/dev/zero", f"{pin}: @/dev/zero: more than 65536 bytes")
        path = self.file("zero", b"12\x0034")
        self.assert_refused(f"--dms-uim-verify-pin=PIN,@{path}",
                            f"{pin}: @{path}: a text is expected, there is a zero byte in it")
        self.assert_refused("--dms-uim-verify-pin=PIN,-", f"{pin}: is empty".replace(": is", " is"), "\n")

    def test_secret_of_a_file_is_not_repeated(self) -> None:
        path = self.file("secret", f"{SECRET}x\n".encode())
        found, _ = self.run_with(f"--dms-uim-verify-pin=PIN,@{path}")
        self.assertEqual(found.status, USAGE)
        self.assertNotIn(SECRET, found.errors)


if __name__ == "__main__":
    unittest.main()
