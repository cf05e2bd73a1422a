# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of single services share: a port with one client of the service."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from typing import Any

from frames import DMS, NAS, UIM, WDS, Frame
from harness import Case, changed
from simulator import Json

NAMES = {DMS: "dms", NAS: "nas", WDS: "wds", UIM: "uim"}
BUILT = os.environ["QMIKIT_SERVICES"].split(",")


class ServiceCase(Case):
    SERVICE = DMS
    NEEDS = (NAS,)  # other services that the tests talk to

    @classmethod
    def setUpClass(cls) -> None:
        for service in (cls.SERVICE, *cls.NEEDS):
            if NAMES[service] not in BUILT:
                raise unittest.SkipTest(f"no service {NAMES[service]} in this build")

    def begin(self, **sections: Any) -> None:
        self._port = self.port(profile=changed(**sections))
        self._client = self._port.allocate(self.SERVICE)

    def request(self, message: int, tlvs: Any = b"") -> Frame:
        return self._port.request(self.SERVICE, self._client, message, tlvs)

    def good(self, message: int, tlvs: Any = b"") -> Frame:
        return self.assert_error(self.request(message, tlvs), None)

    def bad(self, error: str, message: int, tlvs: Any = b"") -> Frame:
        return self.assert_error(self.request(message, tlvs), error)

    def refused(self, profile: Json) -> str:
        """What is said about a profile that cannot be loaded."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
            json.dump(profile, stream)
            stream.flush()
            run = self.run_bad("--profile", stream.name)
        self.assertEqual(run.returncode, 2)
        return run.stderr
