# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the programs of examples/ on the simulated modem; what they print has to be what its profile says.

The environment has QMIKIT_SOURCE, QMIKIT_BUILD, QMIKIT_SIMULATOR and QMIKIT_PROFILE. The programs in C are compiled
against what the build folder installs, and nothing else.
"""

from __future__ import annotations

import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from typing import Any, Dict, List

from profiles import completed
from simulator import Simulator

SOURCE, BUILD = os.environ["QMIKIT_SOURCE"], os.environ["QMIKIT_BUILD"]
EXAMPLES = os.path.join(SOURCE, "examples")
LIBRARY = os.path.join(BUILD, "src", "core")
TIMEOUT = 60  # seconds; nothing takes that long unless it is broken
# What the examples ask for besides the device's own service.
ASKED = {"nas": ["Get Serving System", "Get Signal Info", "Register Indications"], "uim": ["Get Card Status"]}


def run(command: List[str], **variables: str) -> str:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env={**os.environ, **variables}, timeout=TIMEOUT, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}")
    return done.stdout


def need(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            raise unittest.SkipTest(f"{program} is not installed")


class Case(unittest.TestCase):
    def modem(self) -> Simulator:
        self.profile = completed(ASKED)
        made = Simulator(profile=self.profile)
        self.addCleanup(made.stop)
        return made

    def folder(self) -> str:
        made = tempfile.mkdtemp(prefix="qmikit-examples-")
        self.addCleanup(shutil.rmtree, made, ignore_errors=True)
        return made

    def answer(self, service: str, message: str) -> Dict[str, Any]:
        return self.profile["answers"][service][message]

    def check_clients(self, modem: Simulator) -> None:
        """Every client id was given back."""
        self.assertEqual(modem.control({"status": True})["status"]["clients"], [])

    def ids(self) -> Dict[str, str]:
        return self.answer("dms", "Get IDs")


class InC(Case):
    def installed(self) -> Dict[str, str]:
        """Variables with which pkg-config finds what was installed, and with which its programs run."""
        need("meson", "pkg-config", "cc")
        root = self.folder()
        run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", root])
        library, = glob.glob(f"{root}/**/libqmi-glib.so", recursive=True)
        packages, = glob.glob(f"{root}/**/qmi-glib.pc", recursive=True)
        self.move(packages, root)
        return {"PKG_CONFIG_PATH": os.path.dirname(packages), "LD_LIBRARY_PATH": os.path.dirname(library)}

    @staticmethod
    def move(packages: str, root: str) -> None:
        """The prefix is where things will be once the folder is unpacked; here they are below it."""
        with open(packages, encoding="utf-8") as stream:
            text = stream.read()
        with open(packages, "w", encoding="utf-8") as stream:
            stream.write(text.replace("prefix=/", f"prefix={root}/", 1))

    def test_identities(self) -> None:
        variables = self.installed()
        flags = run(["pkg-config", "--cflags", "--libs", "qmi-glib"], **variables).split()
        for name in ("get-ids", "get-ids-sync"):
            with self.subTest(name):
                modem = self.modem()
                program = os.path.join(self.folder(), name)
                run(["cc", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-missing-field-initializers", "-Werror",
                     "-o", program, os.path.join(EXAMPLES, name + ".c"), *flags])
                shown = run([program, modem.link], G_DEBUG="fatal-criticals", **variables)
                ids = self.ids()
                for line in (f"IMEI: {ids['Imei']}", f"IMEI software version: {ids['Imei Software Version']}",
                             f"MEID: {ids['Meid']}", f"ESN: {ids['Esn']}"):
                    self.assertIn(line, shown.splitlines())
                self.check_clients(modem)
                self.refused(program, variables)

    def refused(self, program: str, variables: Dict[str, str]) -> None:
        """A modem that refuses, and a port that is not there, are errors with a reason."""
        modem = self.modem()
        self.assertEqual(modem.control({"fault": "error=Internal@dms.get-ids"}), {"ok": True})
        for path, reason in ((modem.link, "QMI protocol error (3): 'Internal'"), ("/no/such/port", "/no/such/port")):
            with self.assertRaises(AssertionError) as caught:
                run([program, path], **variables)
            self.assertIn(reason, str(caught.exception))
        self.check_clients(modem)


class InPython(Case):
    def setUp(self) -> None:
        if not os.path.exists(os.path.join(LIBRARY, "Qmi-1.0.typelib")):
            self.skipTest("built without introspection")
        try:
            import gi  # noqa: F401
        except ImportError:
            self.skipTest("no PyGObject: install python3-gi")
        self.variables = {"GI_TYPELIB_PATH": LIBRARY, "LD_LIBRARY_PATH": LIBRARY}

    def command(self, name: str, path: str) -> List[str]:
        return [sys.executable, os.path.join(EXAMPLES, name), path]

    def information(self) -> List[str]:
        """What both programs have to print."""
        ids, system = self.ids(), self.answer("nas", "Get Serving System")
        serving, plmn = system["Serving System"], system["Current PLMN"]
        lte = self.answer("nas", "Get Signal Info")["LTE Signal Strength"]
        lines = [f"IMEI: {ids['Imei']}", f"MEID: {ids['Meid']}", f"registration: {serving['Registration State']}",
                 "radio: " + ", ".join(serving["Radio Interfaces"]),
                 f"operator: {plmn['MCC']:03}-{plmn['MNC']:02} {plmn['Description']}",
                 f"LTE signal: RSSI {lte['RSSI']} dBm, RSRQ {lte['RSRQ']} dB, RSRP {lte['RSRP']} dBm"]
        for number, card in enumerate(self.answer("uim", "Get Card Status")["Card Status"]["Cards"], 1):
            lines.append(f"card {number}: {card['Card State']}")
            lines += [f"  application: {a['Type']}" for a in card["Applications"]]
        return lines

    def test_information(self) -> None:
        for name in ("modem-info.py", "modem-info-sync.py"):
            with self.subTest(name):
                modem = self.modem()
                shown = [line for line in run(self.command(name, modem.link), **self.variables).splitlines()
                         if line and "Qmi-WARNING" not in line]
                self.assertEqual(shown, self.information())
                self.check_clients(modem)

    def test_refusal(self) -> None:
        for name in ("modem-info.py", "modem-info-sync.py"):
            with self.subTest(name):
                modem = self.modem()
                self.assertEqual(modem.control({"fault": "error=Internal@nas.get-signal-info"}), {"ok": True})
                with self.assertRaises(AssertionError) as caught:
                    run(self.command(name, modem.link), **self.variables)
                self.assertIn("QMI protocol error (3): 'Internal'", str(caught.exception))
                self.assertNotIn("Traceback", str(caught.exception))
                self.check_clients(modem)

    def test_signal(self) -> None:
        modem = self.modem()
        process = subprocess.Popen(self.command("follow-signal.py", modem.link), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, text=True, env={**os.environ, **self.variables})
        self.addCleanup(self._end, process)
        self.assertEqual(process.stdout.readline(), "listening\n")
        system = {**self.answer("nas", "Get Serving System")["Serving System"],
                  "Registration State": "not-registered-searching"}
        strength = {"RSSI": -87, "RSRQ": -11, "RSRP": -101, "SNR": 40}
        for message, tlvs, line in (
                ("Signal Info", {"LTE Signal Strength": strength}, "signal: LTE RSSI -87 dBm"),
                ("Serving System", {"Serving System": system}, "network: not-registered-searching")):
            told = {"service": "nas", "message": message, "tlvs": tlvs}
            self.assertEqual(modem.control({"indication": told}), {"ok": True})
            self.assertEqual(process.stdout.readline(), line + "\n")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(TIMEOUT), 0)
        self.check_clients(modem)

    @staticmethod
    def _end(process: subprocess.Popen) -> None:
        if process.poll() is None:
            process.kill()
        process.communicate()
