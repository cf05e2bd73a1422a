# SPDX-License-Identifier: LGPL-2.1-or-later
"""`qmicli --decode`: every form of input, both forms of output, wrong lines."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import unittest

QMICLI = os.environ["QMICLI"]

MODE_REQUEST = "010c0000020100050" "02d000000"
MODE_ANSWER = "01170080020102050" "02d000b000204000000000001010003"
MODE_TEXT = '  message     = "Get Operating Mode" (0x002D)'
FIRMWARE = "011a0080020102090056550e000204000000000010040003616263"  # a message of vendor 0x1199


def colons(frame: str) -> str:
    return ":".join(frame[i:i + 2].upper() for i in range(0, len(frame), 2))


def blanks(frame: str) -> str:
    return " ".join(frame[i:i + 2] for i in range(0, len(frame), 2))


class Decode(unittest.TestCase):
    def run_qmicli(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess:
        return subprocess.run([QMICLI, *arguments], input=text, capture_output=True, text=True, timeout=30, check=False)

    def decode(self, text: str, *arguments: str, status: int = 0, errors: str = "") -> str:
        """Output of decoding `text` from standard input."""
        run = self.run_qmicli("--decode", *arguments, text=text)
        self.assertEqual((run.returncode, run.stderr), (status, errors))
        return run.stdout

    def test_forms_of_hexadecimal(self) -> None:
        wanted = self.decode(MODE_REQUEST)
        self.assertIn(MODE_TEXT, wanted)
        for form in (MODE_REQUEST.upper(), colons(MODE_REQUEST), blanks(MODE_REQUEST), f"  {MODE_REQUEST}\t\r\n"):
            with self.subTest(form=form):
                self.assertEqual(self.decode(form), wanted)

    def test_comments_and_empty_lines(self) -> None:
        self.assertEqual(self.decode(f"# a note\n\n{MODE_REQUEST}\n   \n"), self.decode(MODE_REQUEST))

    def test_texts_are_kept_apart(self) -> None:
        one, other = self.decode(MODE_REQUEST), self.decode(MODE_ANSWER)
        self.assertEqual(self.decode(f"{MODE_REQUEST}\n{MODE_ANSWER}\n"), f"{one}\n{other}")

    def test_several_frames_on_a_line(self) -> None:
        self.assertEqual(self.decode(MODE_REQUEST + MODE_ANSWER), self.decode(f"{MODE_REQUEST}\n{MODE_ANSWER}"))

    def test_log_of_libqmi(self) -> None:
        log = (f"[22 Nov 2026, 10:00:00] [Debug] [/dev/cdc-wdm0] sent message...\n"
               f"<<<<<< RAW:\n<<<<<<   length = 13\n<<<<<<   data   = {colons(MODE_REQUEST)}\n\n"
               f"[22 Nov 2026, 10:00:00] [Debug] [/dev/cdc-wdm0] sent generic request (translated)...\n"
               f"<<<<<< QMUX:\n<<<<<<   length  = 12\n<<<<<< TLV:\n<<<<<<   value      = 01:02\n"
               f"\tMode: 'online'\n<debug> [1.2] >>>>>>   data   = {colons(MODE_ANSWER)}\n")
        self.assertEqual(self.decode(log), self.decode(f"{MODE_REQUEST}\n{MODE_ANSWER}"))

    def test_log_of_uqmi(self) -> None:
        log = f"Send packet: {blanks(MODE_REQUEST)}\nReceived packet: {blanks(MODE_ANSWER)}\n"
        self.assertEqual(self.decode(log), self.decode(f"{MODE_REQUEST}\n{MODE_ANSWER}"))

    def test_masked_log(self) -> None:
        self.decode("<<<<<<   data   = 01:17:00:80:02:01:02:05:00:2D:00:0B...\n", status=5, errors=(
            "standard input:1: the bytes are masked: make the log with personal information shown\n"))

    def test_masked_secret(self) -> None:
        self.decode("<<<<<<   data   = 01:17:00:80:02:01:02:05:00:28:00:0B:01:04:00:##:##:##:##\n", status=5, errors=(
            "standard input:1: bytes of a secret are masked: what the log says of this message in words is all that is "
            "known\n"))

    def test_wrong_lines(self) -> None:
        """Each is told with its number and reason, and the rest goes on."""
        text = "\n".join(["zz", "010", "0102", MODE_REQUEST[:-2], "02" + MODE_REQUEST[2:], MODE_REQUEST,
                          "010d00000201000500" "2d0001" "0000"])
        output = self.decode(text, status=5, errors=(
            "standard input:1: not hexadecimal: pairs of digits are expected, with blanks or colons between them\n"
            "standard input:2: half a byte: each byte needs two hexadecimal digits\n"
            "standard input:3: 2 bytes are too few for a frame, its header alone has 6\n"
            "standard input:4: 12 bytes, but the frame should have 13 according to its length field\n"
            "standard input:5: a frame starts with byte 0x01, this one with 0x02\n"
            "standard input:7: 1 bytes at the end are too few for a TLV\n"))
        self.assertEqual(output, self.decode(MODE_REQUEST))

    def test_files(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("one", "other")]
            for path, frame in zip(paths, (MODE_REQUEST, MODE_ANSWER)):
                with open(path, "w", encoding="ascii") as stream:
                    stream.write(frame)
            wanted = self.decode(f"{MODE_REQUEST}\n{MODE_ANSWER}")
            self.assertEqual(self.run_qmicli("--decode", *paths).stdout, wanted)
            self.assertEqual(self.run_qmicli(f"--decode={paths[0]}", paths[1]).stdout, wanted)
            run = self.run_qmicli("--decode", paths[0] + "?", "-", text=MODE_REQUEST)
            self.assertEqual((run.returncode, run.stderr, run.stdout), (
                5, f"{paths[0]}?: cannot be opened: No such file or directory\n", self.decode(MODE_REQUEST)))

    def test_json(self) -> None:
        lines = self.decode(f"{MODE_REQUEST}\n{MODE_ANSWER}", "--format=json").splitlines()
        self.assertEqual([json.loads(line)["kind"] for line in lines], ["request", "response"])
        self.assertEqual(json.loads(lines[1])["tlvs"]["Mode"], {"value": 3, "name": "offline"})

    def test_vendor(self) -> None:
        self.assertIn("message     = (0x5556)", self.decode(FIRMWARE))
        output = self.decode(f"{FIRMWARE}\n{MODE_REQUEST}", "--vendor=0x1199")
        self.assertIn('"Swi Get Current Firmware" (0x5556)', output)
        # Messages of no vendor are still known.
        self.assertIn(MODE_TEXT, output)

    def test_wrong_usage(self) -> None:
        for argument in ("--format=xml", "--vendor=big", "--vendor=0x10000"):
            with self.subTest(argument=argument):
                run = self.run_qmicli("--decode", argument, text=MODE_REQUEST)
                self.assertEqual((run.returncode, run.stdout), (2, ""))
                self.assertIn(argument.split("=")[1], run.stderr)


if __name__ == "__main__":
    unittest.main()
