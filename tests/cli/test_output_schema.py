# SPDX-License-Identifier: LGPL-2.1-or-later
"""What --format=json prints is what the installed JSON Schema says."""

from __future__ import annotations

import json
import os
import unittest
from typing import Any, Dict

from jsonschema import Draft202012Validator

from support import OK, Modem, missing, run
from test_describe import options

LEAST = 50  # answers of the simulated modem


def validator() -> Draft202012Validator:
    with open(os.path.join(os.environ["QMIKIT_GENERATED"], "qmicli-output.schema.json"), encoding="utf-8") as stream:
        schema: Dict[str, Any] = json.load(stream)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@unittest.skipIf(missing(), missing())
class TestOutputSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.schema = validator()

    def check(self, text: str) -> Any:
        document = json.loads(text)
        self.assertEqual([error.message[:300] for error in self.schema.iter_errors(document)], [])
        return document

    def test_answers(self) -> None:
        """All that can be asked without an argument and changes nothing."""
        answers = 0
        reading = [name for name in options() if "-get-" in name or name.startswith("get-") or "-list-" in name]
        with Modem() as modem:
            for name in reading:
                found = modem.run(["--format=json", f"--{name}"])
                with self.subTest(name):
                    if found.text:
                        self.check(found.text)
                    if found.errors:
                        self.check(found.errors)
                answers += found.status == OK
        self.assertGreaterEqual(answers, LEAST)

    def test_several(self) -> None:
        with Modem() as modem:
            self.check(modem.run(["--format=json", "--dms-get-ids", "--nas-get-home-network"]).text)

    def test_errors(self) -> None:
        self.check(run(["--format=json", "--dms-get-idz"]).errors)

    def test_wrong_document(self) -> None:
        """It does say no."""
        with Modem() as modem:
            document = json.loads(modem.run(["--format=json", "--dms-get-ids"]).text)
        document["tlvs"]["Nonsense"] = 1
        self.assertTrue(list(self.schema.iter_errors(document)))


if __name__ == "__main__":
    unittest.main()
