# SPDX-License-Identifier: LGPL-2.1-or-later
"""Wrong command lines: one line that says what, where and what would be right; nothing is opened, nothing is sent.

They are listed in wrong.txt.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import tempfile
import unittest
from typing import Dict, Iterator, List, NamedTuple

from support import DEVICE, HERE, USAGE, SilentPort, Watch, run

FEWEST = 400  # cases
SERVICES = ("wds", "dms", "nas", "uim")
FILES = {"big": b"x" * 65537, "zero": b"a\0b", "empty": b"", "letters": b"wxyz\n", "mode": b'{"Mode": 77}',
         "limit": b'{"LTE RSRP Threshold List": [-1401]}'}


class Case(NamedTuple):
    line: str
    complaint: str  # how it begins

    def words(self, names: Dict[str, str]) -> List[str]:
        return [_filled(word, names) for word in shlex.split(self.line)]


def _filled(text: str, names: Dict[str, str]) -> str:
    """Without str.format(): JSON has braces of its own."""
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return text


def cases() -> Iterator[Case]:
    with open(os.path.join(HERE, "wrong.txt"), encoding="utf-8") as stream:
        lines = [line.rstrip("\n") for line in stream if line.strip() and not line.startswith("#")]
    for line, complaint in zip(lines[::2], lines[1::2]):
        assert line.startswith("$"), line
        yield Case(line[1:].strip(), complaint)


def lacking() -> str:
    """What finds the names of services that are not in this build."""
    known = run(["--help-"]).errors
    return "|".join(s for s in SERVICES if not re.search(rf"\b{s}\b", known)) or "(?!)"


class TestWrong(unittest.TestCase):
    def test_usage(self) -> None:
        todo = [case for case in cases() if not re.search(rf"\b({lacking()})\b", " ".join(case))]
        with SilentPort() as port, tempfile.TemporaryDirectory() as folder:
            for name, content in FILES.items():
                with open(os.path.join(folder, name), "wb") as stream:
                    stream.write(content)
            names = {"dir": folder, "long": "a" * 70000}
            watch = Watch(port.path)
            self.addCleanup(watch.close)
            for case in todo:
                with self.subTest(case.line):
                    self._check(case, port, names)
                    self.assertFalse(watch.was_opened(), "the port was opened")
            self.assertEqual(port.received, b"")

    def _check(self, case: Case, port: SilentPort, names: Dict[str, str]) -> None:
        found = run(["--device-open-qmi", "-d", port.path, *case.words(names)])
        self.assertEqual((found.status, found.text, found.errors.count("\n")), (USAGE, "", 1), found.errors)
        start = "error: " + _filled(case.complaint, names)
        self.assertEqual(found.errors[:len(start)], start)

    def test_watch(self) -> None:
        """What the case above relies on: a port that is opened is noticed."""
        with SilentPort() as port:
            watch = Watch(port.path)
            self.addCleanup(watch.close)
            run(["-d", port.path, "--device-open-qmi", "--timeout=1", "--silent", "--dms-noop"])
            self.assertTrue(watch.was_opened())

    def test_count(self) -> None:
        listed = [case.line for case in cases()]
        self.assertGreaterEqual(len(listed), FEWEST)
        self.assertEqual(len(set(listed)), len(listed), "one stands there twice")

    def test_help_of_an_unknown_service(self) -> None:
        found = run(["--help-voice"])
        self.assertEqual((found.status, found.text), (USAGE, ""))
        built = r"ctl, (wds, )?dms(, nas)?(, uim)?"
        self.assertRegex(found.errors, rf"^error: --help-voice: there is help for: all, {built}\n$")

    def test_as_json(self) -> None:
        found = run(["--format=json", "--dms-get-id"])
        self.assertEqual((found.status, found.text), (USAGE, ""))
        self.assertEqual(json.loads(found.errors)["error"]["kind"], "usage")

    def test_secrets_are_not_repeated(self) -> None:
        for pin in ("987a", "9876543210", "98"):
            for argument in (f"PIN,{pin}", json.dumps({"Info": {"Pin ID": "pin", "PIN": pin}})):
                found = run(["-d", "/nowhere", f"--dms-uim-verify-pin={argument}"])
                self.assertEqual(found.status, USAGE)
                self.assertNotIn(pin, found.errors)

    def test_no_such_port(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "port")
            found = run(["-d", path, "--dms-get-ids"])
            self.assertEqual((found.status, found.text), (DEVICE, ""))
            self.assertIn(path, found.errors)
            self.assertEqual(found.errors.count("\n"), 1)

    def test_not_a_port(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            found = run(["-d", file.name, "--dms-get-ids"])
            self.assertEqual((found.status, found.text), (DEVICE, ""))
            self.assertEqual(found.errors.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
