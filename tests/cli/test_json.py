# SPDX-License-Identifier: LGPL-2.1-or-later
"""--format=json gives one document with the values of the answer, in the names of the descriptions."""

from __future__ import annotations

import json
import unittest
from typing import Any, Dict

from support import OK, REFUSED, Modem, missing


@unittest.skipIf(missing(), missing())
class TestJson(unittest.TestCase):
    def ask(self, *words: str) -> Dict[str, Any]:
        with Modem() as modem:
            found = modem.run(["--format=json", *words])
        self.assertEqual((found.status, found.errors), (OK, ""))
        return json.loads(found.text)

    def test_values(self) -> None:
        answer = self.ask("--dms-get-power-state")
        self.assertEqual((answer["service"], answer["message"], answer["kind"]), ("dms", "Get Power State", "response"))
        info = answer["tlvs"]["Info"]
        self.assertIsInstance(info["Battery Level"], int)
        self.assertIn("names", info["Power State Flags"])
        self.assertEqual(answer["tlvs"]["Result"]["Error Status"], 0)

    def test_same_as_text(self) -> None:
        with Modem() as modem:
            text = modem.run(["--dms-get-model"]).text
        self.assertIn(f"'{self.ask('--dms-get-model')['tlvs']['Model']}'", text)

    def test_details_of_elements(self) -> None:
        for image in self.ask("--dms-list-stored-images")["tlvs"]["List"]:
            for element in image["Sublist"]:
                self.assertIn("Result", element["Get Stored Image Info"])

    def test_control_service(self) -> None:
        names = [s["Service"]["name"] for s in self.ask("--get-service-version-info")["tlvs"]["Service list"]]
        self.assertIn("dms", names)

    def test_without_message(self) -> None:
        self.assertEqual(self.ask("--dms-noop")["service"], "dms")

    def test_error(self) -> None:
        with Modem("error=Internal@dms.get-ids") as modem:
            found = modem.run(["--format=json", "--dms-get-ids"])
        self.assertEqual((found.status, found.text), (REFUSED, ""))
        error = json.loads(found.errors)
        self.assertEqual((error["error"]["kind"], error["error"]["code"]), ("modem", 3))
        self.assertEqual(error["response"]["tlvs"]["Result"]["Error Code"]["name"], "Internal")


if __name__ == "__main__":
    unittest.main()
