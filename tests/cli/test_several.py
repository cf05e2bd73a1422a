# SPDX-License-Identifier: LGPL-2.1-or-later
"""Several requests in one invocation: in their order, over one client of each service, until one fails."""

from __future__ import annotations

import json
import unittest

from support import OK, REFUSED, USAGE, Modem, missing, unbuilt

THREE = ["--dms-get-model", "--nas-get-home-network", "--dms-get-revision"]


@unittest.skipIf(missing(), missing())
@unittest.skipIf(unbuilt("dms", "nas", "wds", "uim"), unbuilt("dms", "nas", "wds", "uim"))
class TestSeveral(unittest.TestCase):
    def test_text_is_that_of_single_runs(self) -> None:
        with Modem() as modem:
            single = "".join(modem.run([request]).text for request in THREE)
            found = modem.run(THREE)
        self.assertEqual((found.status, found.errors, found.text), (OK, "", single))

    def test_one_client_of_each_service(self) -> None:
        with Modem() as modem:
            modem.run(THREE)
            log = modem.requests("Release CID", 2)
        self.assertEqual(log, ["Allocate CID", "Get Model", "Allocate CID", "Get Home Network", "Get Revision",
                               "Release CID", "Release CID"])

    def test_one_document(self) -> None:
        with Modem() as modem:
            found = modem.run(["--format=json", *THREE, "--dms-noop", "--dms-get-model"])
        results = json.loads(found.text)["results"]
        self.assertEqual([r.get("message") for r in results],
                         ["Get Model", "Get Home Network", "Get Revision", None, "Get Model"])
        self.assertEqual(results[0]["client"], results[3]["client"])

    def test_first_failure_ends_it(self) -> None:
        with Modem("error=Internal@nas.get-home-network") as modem:
            found = modem.run(THREE)
            log = modem.requests("Release CID", 2)
        self.assertEqual((found.status, found.text), (REFUSED, "[PORT] Device model retrieved:\n\tModel: 'EW7455'\n"))
        self.assertEqual(found.errors, "error: --nas-get-home-network: QMI protocol error (3): 'Internal'\n")
        self.assertNotIn("Get Revision", log)

    def test_first_failure_ends_the_document(self) -> None:
        with Modem("error=Internal@nas.get-home-network") as modem:
            found = modem.run(["--format=json", *THREE])
        self.assertEqual(found.status, REFUSED)
        self.assertEqual([r["message"] for r in json.loads(found.text)["results"]], ["Get Model"])
        self.assertEqual(json.loads(found.errors)["error"]["kind"], "modem")

    def test_all_arguments_come_before_the_port(self) -> None:
        with Modem() as modem:
            found = modem.run(["--dms-get-model", "--dms-set-operating-mode=loud"])
            self.assertEqual((found.status, found.text), (USAGE, ""))
            modem.run(["--dms-noop"])
            self.assertEqual(modem.requests("Release CID"), ["Allocate CID", "Release CID"])

    def test_kept_clients(self) -> None:
        with Modem() as modem:
            found = modem.run(["--dms-noop", "--nas-noop", "--client-no-release-cid"])
        self.assertEqual(found.text.count("Client ID not released"), 2)


if __name__ == "__main__":
    unittest.main()
