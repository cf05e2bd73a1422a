# SPDX-License-Identifier: LGPL-2.1-or-later
"""--describe tells of every option, and its example works; --input-json takes the fields that it names."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tempfile
import unittest
from typing import Any, Dict, Iterator, List

from support import OK, QMICLI, TIMEOUT, USAGE, Modem, environment, missing, run, unbuilt


def options() -> List[str]:
    """Those of the services."""
    services = re.findall(r"--help-(\w+)", run(["--help"]).text)
    texts = [run([f"--help-{service}"]).text for service in services if service not in ("all", "SERVICE")]
    return [name for text in texts for name in re.findall(r"^  --([a-z0-9-]+)", text.partition("options (")[2], re.M)]


def described(option: str) -> Dict[str, Any]:
    return json.loads(run([f"--describe={option}", "--format=json"]).text)


def fields(document: Dict[str, Any]) -> Iterator[Dict[str, Any]]:
    """Those of requests, also inside others."""
    waiting = [field for message in document["messages"] for field in message["request"]]
    while waiting:
        field = waiting.pop()
        yield field
        waiting += field.get("fields", []) + ([field["element"]] if "element" in field else [])


class TestDescribe(unittest.TestCase):
    def test_text(self) -> None:
        text = run(["--describe=dms-uim-verify-pin"]).text
        for part in ("--dms-uim-verify-pin=", "UIM Verify PIN (0x0028)", "Pin ID: enum", "pin, pin2",
                     "PIN: digits, length 4 to 8, secret", "Verify Retries Left: u8", "Example:"):
            self.assertIn(part, text)

    @unittest.skipIf(unbuilt("wds"), unbuilt("wds"))
    def test_keys_units_and_ranges(self) -> None:
        found = {f["name"]: f for f in fields(described("wds-start-network"))}
        self.assertEqual(found["APN"]["key"], "apn")
        self.assertTrue(found["Password"]["secret"])
        self.assertIn({"name": "pap", "value": 1}, found["Authentication Preference"]["values"])
        found = {f["name"]: f for f in fields(described("nas-set-preferred-networks"))}
        self.assertEqual(found["MCC"]["range"]["max"], 999)

    def test_two_dashes(self) -> None:
        self.assertEqual(described("--dms-get-ids"), described("dms-get-ids"))

    def test_unknown(self) -> None:
        found = run(["--describe=dms-get-idz"])
        self.assertEqual(found.status, USAGE)
        self.assertIn("--dms-get-ids", found.errors)

    @unittest.skipIf(missing(), missing())
    def test_examples(self) -> None:
        """Each goes to a modem of its own: some of them switch it off."""
        names = options()
        self.assertGreater(len(names), 60)
        for name in names:
            words = shlex.split(described(name)["example"])
            self.assertEqual(words[:4], ["qmicli", "-d", "/dev/cdc-wdm0", "-p"])
            with self.subTest(name), Modem() as modem:
                found = modem.run(["--timeout=2", *words[4:]])
                self.assertNotEqual(found.status, USAGE, found.errors)


@unittest.skipIf(missing(), missing())
class TestInput(unittest.TestCase):
    def send(self, option: str, text: str, *more: str) -> subprocess.CompletedProcess:
        with Modem() as modem:
            command = [QMICLI, "-d", modem.path, "--device-open-qmi", "--silent", option, "--input-json=-", *more]
            return subprocess.run(command, input=text, capture_output=True, text=True, env=environment(),
                                  timeout=TIMEOUT, check=False)

    def test_from_standard_input(self) -> None:
        done = self.send("--dms-set-operating-mode", '{"Mode": "low-power"}')
        self.assertEqual((done.returncode, done.stderr), (OK, ""))

    def test_from_file(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file, Modem() as modem:
            file.write('{"Mode": {"value": 1, "name": "low-power"}}')
            file.flush()
            found = modem.run([f"--input-json={file.name}", "--dms-set-operating-mode"])
        self.assertEqual((found.status, found.errors), (OK, ""))

    def test_wrong(self) -> None:
        for text, right in (
            ('{"Mode": "loud"}', "Mode"),
            ('{"Mood": 1}', "Mood"),
            ("{}", '"Mode" is missing'),
            ('{\n"Mode": 1', "standard input:2: the JSON ends too early"),
            ('{"Mode": 1} x', "something follows"),
            ("[1]", "a JSON object"),
            ('{"Mode": 300}', "Mode"),
        ):
            with self.subTest(text):
                done = self.send("--dms-set-operating-mode", text)
                self.assertEqual(done.returncode, USAGE)
                self.assertIn(right, done.stderr)

    def test_exclusions(self) -> None:
        for words in (["--dms-set-operating-mode=online"], ["--dms-get-ids", "--dms-get-model"], []):
            with self.subTest(words):
                self.assertEqual(run(["--input-json=/dev/null", "-d", "x", *words]).status, USAGE)

    def test_no_such_file(self) -> None:
        found = run(["--input-json=/nowhere", "-d", "x", "--dms-set-operating-mode"])
        self.assertEqual(found.status, USAGE)
        self.assertIn("/nowhere", found.errors)


if __name__ == "__main__":
    unittest.main()
