# SPDX-License-Identifier: LGPL-2.1-or-later
"""Ports that the kernel knows: they are listed, and the only one need not be named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unittest
from typing import List

from support import DEVICE, HERE, OK, PEER, QMICLI, TIMEOUT, USAGE, Modem, Output, environment, missing

FAKE_SYS = os.path.join(HERE, "fake-sys")
USB = """[/dev/cdc-wdm0] Port of a modem:
	Protocol: 'qmi'
	Driver: 'qmi_wwan'
	Network interface: 'wwan7'
	USB vendor: '1199'
	USB product: '9071'
	USB manufacturer: 'Sierra Wireless, Incorporated'
	USB name: 'MC7455'
"""


def obstacle() -> str:
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return "a /sys of one's own needs root and unshare"
    probe = [FAKE_SYS, "none", "/dev/null", "true"]
    return "" if subprocess.run(probe, capture_output=True, check=False).returncode == 0 else "no mount namespaces here"


def run(ports: str, words: List[str], path: str = "/dev/null", program: str = QMICLI) -> Output:
    done = subprocess.run([FAKE_SYS, ports, path, program, *words], capture_output=True, text=True, env=environment(),
                          timeout=TIMEOUT, stdin=subprocess.DEVNULL, check=False)
    return Output(done.stdout, done.stderr, done.returncode)


@unittest.skipIf(obstacle(), obstacle())
class TestDevices(unittest.TestCase):
    def test_list(self) -> None:
        self.assertEqual(run("usb", ["--list-devices"]), (USB, "", OK))
        self.assertEqual(run("none", ["--list-devices"]), ("There is no port of a modem.\n", "", OK))
        self.assertEqual(run("wwan", ["--list-devices"]).text,
                         "[/dev/wwan0qmi0] Port of a modem:\n\tProtocol: 'qmi'\n\tDriver: 'mhi_net'\n"
                         "\tNetwork interface: 'wwan0'\n")

    def test_list_as_json(self) -> None:
        devices = json.loads(run("two", ["--list-devices", "--format=json"]).text)["devices"]
        self.assertEqual([(d["path"], d["protocol"], d["interfaces"]) for d in devices],
                         [("/dev/cdc-wdm0", "qmi", ["wwan7"]), ("/dev/cdc-wdm1", "qmi", ["wwan8"]),
                          ("/dev/cdc-wdm2", "mbim", ["wwan9"])])
        self.assertEqual(devices[0]["usb"]["vendor"], "1199")

    def test_none_or_several(self) -> None:
        found = run("none", ["--dms-get-ids"])
        self.assertEqual((found.status, found.errors), (
            USAGE, "error: no port is known that speaks QMI: say --device=/dev/cdc-wdm0 or where it is\n"))
        found = run("two", ["--dms-get-ids"])
        self.assertEqual((found.status, found.errors), (
            USAGE, "error: there are 2 ports that speak QMI: /dev/cdc-wdm0, /dev/cdc-wdm1; choose one with --device\n"))

    @unittest.skipIf(missing(), missing())
    def test_the_only_one(self) -> None:
        for ports, path in (("usb", "/dev/cdc-wdm0"), ("wwan", "/dev/wwan0qmi0")):
            with self.subTest(ports), Modem() as modem:
                found = run(ports, ["--device-open-qmi", "--silent", "--dms-get-model"], modem.path)
                self.assertEqual(found, (f"[{path}] Device model retrieved:\n\tModel: 'EW7455'\n", "", OK))

    @unittest.skipIf(missing(), missing())
    def test_network_interface(self) -> None:
        with Modem() as modem:
            for words, text in ((["--get-wwan-iface"], "wwan7\n"), (["-e"], "802-3\n"),
                                (["-E", "raw-ip"], f"[{modem.path}] expected data format set to: raw-ip\n")):
                with self.subTest(words):
                    words = ["-d", modem.path, "--silent", *words]
                    self.assertEqual(run("behind", words, modem.path), (text, "", OK))
                    if PEER:
                        self.assertEqual(run("behind", words, modem.path, PEER), (text, "", OK))
            found = run("none", ["-d", modem.path, "--silent", "-w"], modem.path)
            self.assertEqual((found.status, found.errors), (
                DEVICE, f"error: {modem.path}: --get-wwan-iface: the kernel names no network interface\n"))
            self.assertEqual(json.loads(run("behind", ["-d", modem.path, "-e", "--format=json"], modem.path).text),
                             {"format": "802-3"})


if __name__ == "__main__":
    unittest.main()
