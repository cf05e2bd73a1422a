# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the modem reports by itself is followed until a signal, the end of the time or that of the port."""

from __future__ import annotations

import json
import signal
import subprocess
import unittest
from typing import Any, Dict

from support import (DEVICE, INTERRUPTED, OK, PEER, QMICLI, REFUSED, TIMEOUT, USAGE, Modem, missing, run, unbuilt,
                     squeezed)

LINE = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[\S+\] "
N_LINES = 10  # of two slots with one card
SLOTS = ["--uim-monitor-slot-status"]
NETWORK = ["--wds-start-network=apn=internet", "--wds-follow-network"]


def line_with(process: "subprocess.Popen[str]", part: str) -> str:
    """The next line of the output that has this in it."""
    for line in process.stdout:
        if part in line:
            return line
    raise AssertionError(f"nothing with {part}: {process.stderr.read()}")


def end(process: "subprocess.Popen[str]", number: int = signal.SIGINT) -> int:
    process.send_signal(number)
    process.communicate(timeout=TIMEOUT)
    return process.returncode


@unittest.skipIf(missing(), missing())
@unittest.skipIf(unbuilt("dms", "nas", "wds", "uim"), unbuilt("dms", "nas", "wds", "uim"))
class TestMonitor(unittest.TestCase):
    def test_lines(self) -> None:
        with Modem() as modem:
            process = modem.start("--monitor=dms")
            modem.wait_for("Set Event Report", 3)
            modem.tell(set={"operating-mode": "low-power"})
            line = line_with(process, "Operating Mode")
            self.assertRegex(line, LINE + "dms Event Report: Operating Mode: low-power\n$")
            self.assertEqual(end(process), INTERRUPTED)
            self.assertEqual(modem.requests("Release CID").count("Allocate CID"), 1)

    def test_all_services(self) -> None:
        with Modem() as modem:
            process = modem.start("--monitor", "--format=json")
            modem.wait_for("Refresh Register All")
            modem.tell(set={"coverage": False})
            self.assertEqual(json.loads(line_with(process, "System Info"))["service"], "nas")
            modem.tell(set={"card": "absent"})
            document: Dict[str, Any] = json.loads(line_with(process, "Card Status"))
            self.assertEqual((document["kind"], document["service"], document["port"]),
                             ("indication", "uim", modem.path))
            self.assertRegex(document["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
            self.assertEqual(end(process, signal.SIGTERM), INTERRUPTED)
            self.assertEqual(modem.requests("Release CID", 4).count("Release CID"), 4)

    def test_after_requests(self) -> None:
        with Modem() as modem:
            process = modem.start("--dms-get-model", "--monitor=dms", "--format=json")
            self.assertEqual(json.loads(process.stdout.readline())["message"], "Get Model")
            modem.wait_for("Set Event Report", 3)
            modem.tell(indication={"service": "dms", "message": "Event Report",
                                   "tlvs": {"Activation State": "activated"}})
            self.assertEqual(json.loads(process.stdout.readline())["message"], "Event Report")
            self.assertEqual(end(process), INTERRUPTED)

    def test_refusals_do_no_harm(self) -> None:
        with Modem("error=NotSupported@nas.config-signal-info-v2") as modem:
            process = modem.start("--monitor=nas")
            modem.wait_for("Register Indications", 5)
            modem.tell(set={"signal": {"LTE Signal Strength": {"RSSI": -90, "RSRQ": -14, "RSRP": -115, "SNR": 10}}})
            self.assertIn("RSRP: -115 dBm", line_with(process, "nas Signal Info"))
            end(process)

    def test_client_answers_what_has_to_be_answered(self) -> None:
        with Modem() as modem:
            process = modem.start("--monitor=uim")
            modem.wait_for("Refresh Register All")
            modem.tell(set={"refreshed-file": "6FAD"})
            line_with(process, "end-with-success")
            end(process)
            self.assertIn("Refresh Complete", modem.requests("Release CID"))

    def test_time_that_is_stated(self) -> None:
        with Modem() as modem:
            found = modem.run(["--monitor=dms", "--timeout=1"])
            self.assertEqual((found.status, found.text, found.errors), (OK, "", ""))
            self.assertEqual(modem.requests("Release CID")[-1], "Release CID")

    def test_port_goes_away(self) -> None:
        with Modem() as modem:
            process = modem.start("--monitor=dms")
            modem.wait_for("Set Event Report", 3)
            modem.tell(**{"hang-up": True})
            _, errors = process.communicate(timeout=TIMEOUT)
        self.assertEqual((process.returncode, errors), (DEVICE, f"error: {modem.path}: the port is gone\n"))

    def test_service_that_the_modem_has_not(self) -> None:
        with Modem("exhaust@uim") as modem:
            self.assertEqual(modem.run(["--monitor=uim"]).status, REFUSED)
            self.assertEqual(modem.run(["--monitor", "--timeout=1"]).status, OK)

    def test_usage(self) -> None:
        for words, complaint in (
                (["--monitor=dms,ctl"],
                 '--monitor=dms,ctl: "ctl" is no service with indications; there are: wds, dms, nas, uim'),
                (["-d", "/dev/null", "--monitor", *SLOTS],
                 "--monitor and --uim-monitor-slot-status exclude each other"),
                (["-d", "/dev/null", "--wds-follow-network"],
                 "--wds-follow-network goes together with --wds-start-network: state both")):
            with self.subTest(words):
                found = run(words)
                self.assertEqual((found.status, found.errors), (USAGE, f"error: {complaint}\n"))


@unittest.skipIf(missing(), missing())
@unittest.skipIf(unbuilt("dms", "nas", "wds", "uim"), unbuilt("dms", "nas", "wds", "uim"))
class TestFollow(unittest.TestCase):
    def test_network_until_it_ends(self) -> None:
        with Modem() as modem:
            process = modem.start(*NETWORK)
            line_with(process, "'connected'")
            modem.tell(set={"data-sessions": "ended"})
            text, errors = process.communicate(timeout=TIMEOUT)
            self.assertEqual((process.returncode, errors),
                             (REFUSED, "error: --wds-follow-network: the modem reports its end\n"))
            self.assertEqual(text.replace(modem.path, "PORT"),
                             "[PORT] Connection status: 'disconnected'\n[PORT] Stopping after detecting disconnection\n"
                             "Network cancelled... releasing resources\n")

    def test_network_until_a_signal(self) -> None:
        with Modem() as modem:
            process = modem.start(*NETWORK)
            line_with(process, "Ctrl+C will stop the network")
            process.send_signal(signal.SIGINT)
            text, errors = process.communicate(timeout=TIMEOUT)
            self.assertEqual((process.returncode, errors), (INTERRUPTED, ""))
            self.assertTrue(text.endswith(f"[{modem.path}] Network stopped\n"), text)
            self.assertEqual(modem.requests("Release CID")[-2:], ["Stop Network", "Release CID"])

    def slots(self, program: str) -> str:
        with Modem() as modem:
            process = modem.start(*SLOTS, program=program)
            modem.wait_for("Register Events")
            modem.tell(set={"card": "absent"})
            modem.tell(set={"card": "present"})
            process.stdout.readline()
            line_with(process, "Received slot status indication:")
            text = "".join(process.stdout.readline() for _ in range(N_LINES))
            end(process)
        return squeezed(text)

    @unittest.skipUnless(PEER, "no qmicli of Debian")
    def test_slots_as_debians(self) -> None:
        self.assertEqual(self.slots(QMICLI), self.slots(PEER))

    def test_refresh(self) -> None:
        for words, registered in ((["--uim-monitor-refresh-all"], "Refresh Register All"),
                                  (["--uim-monitor-refresh-file=0x3F00,0x7FFF,0x6FAD"], "Refresh Register")):
            with self.subTest(words), Modem() as modem:
                process = modem.start(*words)
                modem.wait_for(registered)
                modem.tell(set={"refreshed-file": "6FAD"})
                line_with(process, "Received refresh indication:")
                line_with(process, "end-with-success")
                self.assertEqual(end(process), INTERRUPTED)
                self.assertIn("Refresh Complete", modem.requests("Release CID"))


if __name__ == "__main__":
    unittest.main()
