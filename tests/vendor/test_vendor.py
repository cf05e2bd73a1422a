# SPDX-License-Identifier: LGPL-2.1-or-later
"""A service that is described outside the tree: interface of C, documentation, command line, decoder and simulated
modem, all from a build folder that has few other services.

The environment has QMIKIT_SOURCE, QMIKIT_LIBRARY (of the build folder that runs the test), QMIKIT_BUILDTYPE and
QMIKIT_SERVICES, those that this folder was restricted to.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import unittest
from typing import List

import scratch

# It is there when the first test starts.
os.environ["QMIKIT_SIMULATOR"] = os.path.join(scratch.BUILD, scratch.SIMULATOR)
os.environ["QMIKIT_PROFILE"] = scratch.PROFILE
# Whoever runs the test may have set it to the library of another build folder.
os.environ["LD_LIBRARY_PATH"] = scratch.CORE

from simulator import Simulator  # noqa: E402

TIMEOUT = 30  # seconds; nothing takes that long unless it is broken
PATTERN = ("number=2,colour=amber,unlock-code=opensesame,"
           """steps='[{"Colour":"deep-red","Duration":500},{"Colour":"off","Duration":250}]'""")
SECRET = "opensesame"
STEPS = bytes([2, 2, 0xF4, 1, 0, 0xFA, 0])


def setUpModule() -> None:
    global builds
    lacking = scratch.missing()
    if lacking:
        scratch.remove()
        raise unittest.SkipTest(f"not installed: {', '.join(lacking)}")
    try:
        builds = scratch.Builds(os.environ["QMIKIT_SOURCE"], os.environ["QMIKIT_BUILDTYPE"])
    except BaseException:
        # Nobody tears down what was not set up.
        scratch.remove()
        raise
    for name, seconds in builds.seconds.items():
        print(f"# {name}: {seconds:.1f} s", flush=True)


def tearDownModule() -> None:
    scratch.remove()


def tlv(kind: int, value: bytes) -> bytes:
    return bytes([kind]) + len(value).to_bytes(2, "little") + value


def frame(message: int, tlvs: bytes, flags: int = 0) -> str:
    """In hexadecimal; `flags` is 2 for a response."""
    body = bytes([flags, 1, 0]) + message.to_bytes(2, "little") + len(tlvs).to_bytes(2, "little") + tlvs
    head = (len(body) + 5).to_bytes(2, "little") + bytes([0x80 if flags else 0, scratch.service_number(), 1])
    return (b"\x01" + head + body).hex()


class Case(unittest.TestCase):
    def simulator(self) -> Simulator:
        made = Simulator()
        self.addCleanup(made.stop)
        return made

    def qmicli(self, *arguments: str, text: str = "", status: int = 0) -> subprocess.CompletedProcess:
        done = subprocess.run([os.path.join(scratch.BUILD, scratch.QMICLI), *arguments], input=text, text=True,
                              capture_output=True, timeout=TIMEOUT, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def ask(self, modem: Simulator, *arguments: str, status: int = 0) -> subprocess.CompletedProcess:
        return self.qmicli("-d", modem.link, "--device-open-qmi", *arguments, status=status)


class Sizes(unittest.TestCase):
    def test_few_services_make_a_small_library(self) -> None:
        if os.environ["QMIKIT_SERVICES"]:
            self.skipTest("this build folder has few services too")
        full = scratch.stripped_size(os.environ["QMIKIT_LIBRARY"])
        print(f"# stripped library: {full} bytes with all services, {builds.small_size} with ctl and dms, "
              f"{builds.size} with the vendor's too", flush=True)
        self.assertLess(builds.small_size, full)
        self.assertLess(builds.small_size, builds.size)


class Interface(Case):
    def test_program(self) -> None:
        modem = self.simulator()
        program = scratch.compile_program(os.path.join(scratch.HERE, "lamps.c"))
        process = subprocess.Popen([program, modem.link], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(self._end, process)
        lines: List[str] = []
        # The last line says that an indication would be heard now; a program that fails just ends.
        for line in process.stdout:
            lines.append(line.strip())
            if line == "listening\n":
                break
        self.assertEqual(lines, ["lamp power: none", "lamp radio: burnt-out, too-hot", "temperature -52",
                                 "lamp 3: QMI protocol error (48): 'InvalidArgument'", "serial A-4711", "listening"])
        told = {"service": scratch.service_name(), "message": "Lamp Failed", "tlvs": {"Lamp Number": 7}}
        self.assertEqual(modem.control({"indication": told}), {"ok": True})
        rest, errors = process.communicate(timeout=TIMEOUT)
        self.assertEqual((rest, process.returncode), ("lamp 7 failed\n", 0), errors)
        self.assertNotIn("CRITICAL", errors)

    @staticmethod
    def _end(process: subprocess.Popen) -> None:
        if process.poll() is None:
            process.kill()
        process.communicate()

    def test_documentation(self) -> None:
        """It stands beside the functions; the summaries are those of the description."""
        folder = os.path.join(scratch.BUILD, "src", "generated")
        for name, text in (("qmi-vnd.h", "Pattern that repeats for ever."),
                           ("qmi-client-vnd.h", "Makes a lamp blink, and reports all lamps afterwards."),
                           ("qmi-client-vnd-sync.h", "Makes a lamp blink, and reports all lamps afterwards."),
                           ("qmi-enums-vnd.h", "Something needs attention.")):
            with self.subTest(name), open(os.path.join(folder, name), encoding="utf-8") as stream:
                self.assertIn(text, stream.read())


class CommandLine(Case):
    def test_help(self) -> None:
        shown = self.qmicli("--help-vnd").stdout
        for text in ("Vendor Lamp Service", "--vnd-set-pattern", "--vnd-acme-get-serial"):
            self.assertIn(text, shown)

    def test_text(self) -> None:
        modem = self.simulator()
        shown = self.ask(modem, "--silent", f"--vnd-set-pattern={PATTERN}").stdout
        self.assertEqual([line.strip() for line in shown.splitlines()[1:]],
                         ["Lamps:", "[0]", "Label: 'power'", "Faults: 'none'", "[1]", "Label: 'radio'",
                          "Faults: 'burnt-out, too-hot'", "Temperature: '-52 (x 0.1 °C)'"])

    def test_json(self) -> None:
        tlvs = json.loads(self.ask(self.simulator(), "--silent", "--format=json",
                                   f"--vnd-set-pattern={PATTERN}").stdout)["tlvs"]
        broken = {"value": 17, "names": ["burnt-out", "too-hot"]}
        self.assertEqual(tlvs["Lamps"], [{"Label": "power", "Faults": {"value": 0, "names": []}},
                                         {"Label": "radio", "Faults": broken}])
        self.assertEqual(tlvs["Temperature"], -52)

    def test_vendor_message(self) -> None:
        self.assertIn("Serial: 'A-4711'", self.ask(self.simulator(), "--silent", "--vnd-acme-get-serial").stdout)

    def test_errors(self) -> None:
        modem = self.simulator()
        refused = self.ask(modem, "--silent", "--vnd-set-pattern=number=3,colour=amber", status=1)
        self.assertIn("'InvalidArgument'", refused.stderr)
        wrong = self.ask(modem, "--silent", "--vnd-set-pattern=number=2,colour=pink", status=2)
        self.assertIn("amber", wrong.stderr)

    def test_secret_is_masked_and_client_given_back(self) -> None:
        modem = self.simulator()
        done = self.ask(modem, "--verbose-full", f"--vnd-set-pattern={PATTERN}")
        self.assertIn("Set Pattern", done.stdout + done.stderr)
        for secret in (SECRET, SECRET.encode().hex(":").upper(), SECRET.encode().hex()):
            self.assertNotIn(secret, done.stdout + done.stderr)
        self.assertEqual(modem.control({"status": True})["status"]["clients"], [])

    def test_client_is_kept(self) -> None:
        """The number of the service is in no list of the tree; it has its name all the same."""
        modem = self.simulator()
        told = self.ask(modem, "--silent", "--vnd-noop", "--client-no-release-cid").stdout
        kept = re.fullmatch(r"\[.+\] Client ID not released:\n\tService: 'vnd'\n\t    CID: '(\d+)'\n", told).group(1)
        shown = self.ask(modem, "--silent", "--format=json", "--vnd-acme-get-serial", f"--client-cid={kept}",
                         "--client-no-release-cid").stdout
        self.assertEqual([json.loads(shown)[key] for key in ("service", "client")], ["vnd", int(kept)])
        again = self.ask(modem, "--silent", "--format=json", "--vnd-noop", f"--client-cid={kept}",
                         "--client-no-release-cid").stdout
        self.assertEqual(json.loads(again), {"service": "vnd", "client": int(kept)})
        self.ask(modem, "--silent", "--vnd-noop", f"--client-cid={kept}")
        self.assertEqual(modem.control({"status": True})["status"]["clients"], [])


class Decoder(Case):
    REQUEST = frame(0x20, tlv(0x11, bytes([len(SECRET)]) + SECRET.encode()) + tlv(0x10, STEPS) + tlv(0x01, b"\2\1"))
    SERIAL = frame(0x5555, tlv(0x02, bytes(4)) + tlv(0x01, b"A-1"), 2)

    def decoded(self, text: str, *options: str) -> dict:
        return json.loads(self.qmicli("--decode", "--format=json", *options, text=text + "\n").stdout)

    def test_text(self) -> None:
        shown = self.qmicli("--decode", text=self.REQUEST + "\n").stdout
        for text in ('"Set Pattern" (0x0020)', "colour = 'deep-red' duration = '500'", "'###'"):
            self.assertIn(text, shown)
        self.assertNotIn(SECRET, shown)

    def test_json(self) -> None:
        found = self.decoded(self.REQUEST)
        self.assertEqual(found["message"], "Set Pattern")
        self.assertEqual(found["tlvs"]["Lamp"], {"Number": 2, "Colour": {"value": 1, "name": "amber"}})
        self.assertEqual([s["Duration"] for s in found["tlvs"]["Steps"]], [500, 250])
        self.assertEqual(found["tlvs"]["Unlock Code"], "###")

    def test_vendor_message_is_known_of_this_vendor_only(self) -> None:
        self.assertEqual(self.decoded(self.SERIAL, "--vendor=0x1234")["message"], "Acme Get Serial")
        self.assertNotIn("message", self.decoded(self.SERIAL, "--vendor=0x4321"))
