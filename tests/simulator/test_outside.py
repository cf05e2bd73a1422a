# SPDX-License-Identifier: LGPL-2.1-or-later
"""What users see beside the port: output, link, log, control socket, profiles, exit codes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from typing import Any

from frames import CTL, DMS, TIMEOUT, WMS, Closed, u8
from harness import Case, changed, load_profile
from simulator import PROFILE, SIMULATOR, Json

GET_VERSION, GET_IDS, GET_MODEL, VERIFY_PIN = 0x0021, 0x0025, 0x0022, 0x0028


class Life(Case):
    def test_link_and_socket_go_with_it(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            simulator = self.start()
            self.assertEqual(os.readlink(simulator.link), simulator.path)
            simulator.process.send_signal(number)
            self.assertEqual(simulator.process.wait(TIMEOUT), 0)
            self.assertEqual(os.listdir(simulator.folder), [])

    def test_link_of_another_is_left_alone(self) -> None:
        simulator = self.start()
        other = os.path.join(simulator.folder, "other")
        os.symlink("/dev/null", other)
        os.replace(other, simulator.link)
        simulator.process.terminate()
        simulator.process.wait(TIMEOUT)
        self.assertEqual(os.readlink(simulator.link), "/dev/null")

    def test_old_link_is_replaced_and_a_file_is_not(self) -> None:
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        path = os.path.join(folder, "port")
        os.symlink("/dev/pts/no-such", path)
        simulator = self.start("--link", path)
        self.assertEqual(os.readlink(path), simulator.path)
        simulator.stop()
        with open(path, "w", encoding="ascii") as stream:
            stream.write("precious")
        run = self.run_bad("--profile", PROFILE, "--link", path)
        self.assertEqual((run.returncode, run.stdout), (3, ""))
        self.assertIn("no symbolic link", run.stderr)
        with open(path, encoding="ascii") as stream:
            self.assertEqual(stream.read(), "precious")

    def test_hang_up_moves_the_link(self) -> None:
        port = self.port()
        self.control({"hang-up": True})
        with self.assertRaises(Closed):
            port.read()
        path = self.simulator.next_path()
        self.assertEqual(os.readlink(self.simulator.link), path)
        self.assertEqual(self.simulator.open().request(CTL, 0, GET_VERSION).error, None)

    def test_two_at_once(self) -> None:
        ports = [self.start().open() for _ in range(2)]
        self.assertEqual([port.allocate() for port in ports], [1, 1])

    def test_raw_terminal(self) -> None:
        port = self.port()
        run = subprocess.run(["stty", "-a", "-F", self.simulator.path], capture_output=True, text=True, check=True)
        settings = set(run.stdout.replace(";", "").split())
        self.assertTrue({"-icanon", "-echo", "-isig", "-opost", "-icrnl", "-ixon"} <= settings)
        self.assertEqual(port.request(CTL, 0, GET_VERSION).error, None)


class CommandLine(Case):
    def assert_usage(self, reason: str, *options: str) -> None:
        run = self.run_bad(*options)
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn(reason, run.stderr)
        self.assertEqual(run.stderr.count("\n"), 1)

    def test_mistakes(self) -> None:
        self.assert_usage("Unknown option", "--frobnicate")
        self.assert_usage("there are options only", "whatever")
        self.assert_usage("no profile \"no-such\"", "--profile", "no-such")
        self.assert_usage("/no/such/log: No such file", "--log", "/no/such/log")
        self.assert_usage("--control /no/such/socket", "--control", "/no/such/socket")

    def test_version_and_help(self) -> None:
        self.assertRegex(self.run_bad("--version").stdout, r"^qmi-simulator \(qmikit [0-9.]+\)\n$")
        self.assertIn("--fault", self.run_bad("--help").stdout)

    def test_profile_by_name(self) -> None:
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        shutil.copy(PROFILE, os.path.join(folder, "mine.json"))
        environment = {**os.environ, "QMIKIT_MODEMS": folder}
        for options in (["--profile", "mine"], []):
            process = subprocess.Popen([SIMULATOR, *options], stdout=subprocess.PIPE, env=environment)
            self.assertTrue(process.stdout.readline().startswith(b"/dev/pts/"))
            process.terminate()
            self.assertEqual(process.wait(TIMEOUT), 0)
            process.stdout.close()

    def test_verbose(self) -> None:
        process = subprocess.Popen([SIMULATOR, "--profile", PROFILE, "--verbose"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        path = process.stdout.readline().strip()
        with open(path, "wb", buffering=0) as port:
            port.write(bytes.fromhex("010C0000020900010025000000"))
            lines = [process.stderr.readline() for _ in range(2)]
        process.terminate()
        process.communicate(timeout=TIMEOUT)
        self.assertIn("Get IDs request, client 9", "".join(lines))


class Log(Case):
    def test_file(self) -> None:
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        path = os.path.join(folder, "log")
        simulator = self.start("--log", path, log=False)
        port = simulator.open()
        client = port.allocate()
        answer = port.request(DMS, client, GET_IDS)
        with open(path, encoding="utf-8") as stream:
            lines = [json.loads(line) for line in stream]
        self.assertEqual([line["direction"] for line in lines], ["in", "out", "in", "out"])
        self.assertEqual(lines[3]["hex"], answer.raw.hex().upper())
        self.assertEqual(lines[3]["message"]["tlvs"]["Imei"], "490154203237518")
        self.assertEqual(lines[2]["message"], {"service": "dms", "client": 1, "kind": "request", "transaction": 2,
                                               "message": "Get IDs", "id": "0x0025", "tlvs": {}})
        self.assertRegex(lines[0]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")

    def test_secrets_are_masked_in_what_people_read(self) -> None:
        port = self.port()
        self.assertEqual(port.request(DMS, port.allocate(), VERIFY_PIN, {0x01: u8(1) + b"\x041234"}).error, "NoEffect")
        line = self.simulator.wait_log(lambda line: line["message"]["message"] == "UIM Verify PIN")
        self.assertEqual(line["message"]["tlvs"]["Info"]["PIN"], "###")


class Control(Case):
    def refuse(self, command: Any, reason: str) -> None:
        answer = self.simulator.control(command)
        self.assertEqual(list(answer), ["error"])
        self.assertIn(reason, answer["error"])

    def test_indication(self) -> None:
        port = self.port()
        self.control({"indication": {"service": "dms", "message": "Event Report",
                                     "tlvs": {"Activation State": "activated"}}})
        frame = port.indication()
        self.assertEqual((frame.service, frame.client, frame.message, frame.transaction, frame.tlvs),
                         (DMS, 255, 0x0001, 0, {0x13: b"\x01\x00"}))
        self.control({"indication": {"service": "dms", "client": 3, "message": "Event Report",
                                     "unknown": [{"type": "0x77", "value": "01:02"}]}})
        frame = port.indication()
        self.assertEqual((frame.client, frame.tlvs), (3, {0x77: b"\x01\x02"}))
        self.control({"indication": {"service": "ctl", "message": "Sync"}})
        self.assertEqual(port.indication().client, 0)

    def test_answers_of_services_that_are_not_built_in_are_left_alone(self) -> None:
        port = self.port(profile=changed(services={"wms": {"version": "1.0"}}, answers={"wms": {"Whatever": {}}}))
        self.assert_error(port.request(WMS, port.allocate(WMS), 0x0001), "InvalidQmiCommand")

    def test_answers(self) -> None:
        port = self.port()
        client = port.allocate()
        self.control({"answers": {"dms": {"Get Model": {"Model": "other"}}}})
        self.assertEqual(port.request(DMS, client, GET_MODEL).tlvs[0x01], b"other")
        self.refuse({"answers": {"dms": {"Get Model": {"Model": "third"}, "Get Revision": {}}}},
                    "\"Revision\" is missing")
        self.assertEqual(port.request(DMS, client, GET_MODEL).tlvs[0x01], b"other")

    def test_status(self) -> None:
        port = self.port()
        port.request(DMS, port.allocate(), 0x0001, {0x14: u8(1)})
        self.assertEqual(self.simulator.control({"status": True}), {"ok": True, "status": {
            "on": True, "path": self.simulator.path,
            "clients": [{"service": "dms", "client": 1,
                         "registrations": {"Set Event Report": {"Operating Mode Reporting": True}}}]}})

    def test_mistakes(self) -> None:
        self.port()
        for command, reason in (("what?", "no JSON"), ("", "no JSON"), ("{}", "an object with a command"),
                                ("[1]", "an object with"),
                                ({"sing": 1}, "there is no command \"sing\", only: indication"),
                                ({"fault": "x"}, "ACTION[=VALUE]@MATCH[#N]"), ({"fault": 3}, "ACTION[=VALUE]"),
                                ({"set": 3}, "an object is expected"), ({"set": {"colour": 1}}, "only: operating-mode"),
                                ({"set": {"wireless-disable": 1}}, "true or false"),
                                ({"set": {"power-state": {"Battery Level": 1}}}, "Power State Flags"),
                                ({"indication": {"service": "xyz"}}, "\"xyz\" is neither"),
                                ({"indication": 1}, "a message is expected"),
                                ({"indication": {"service": "dms", "message": "Get IDs"}},
                                 "has no indication \"Get IDs\""),
                                ({"answers": {"wms": {}}}, "not a service of this modem")):
            with self.subTest(command=command):
                self.refuse(command, reason)

    def test_who_talks_without_end_is_cut_off(self) -> None:
        self.port()
        with socket.socket(socket.AF_UNIX) as talker:
            talker.settimeout(TIMEOUT)
            talker.connect(self.simulator.control_path)
            with self.assertRaises((BrokenPipeError, ConnectionResetError)):
                for _ in range(1000):
                    talker.sendall(b"x" * 65536)
        self.control({"clear-faults": True})

    def test_socket_of_a_dead_simulator(self) -> None:
        simulator = self.start()
        simulator.process.kill()
        simulator.process.wait(TIMEOUT)
        self.assertTrue(os.path.exists(simulator.control_path))
        second = self.start("--control", simulator.control_path)
        second.control_path = simulator.control_path
        self.assertEqual(second.control({"clear-faults": True}), {"ok": True})
        run = self.run_bad("--profile", PROFILE, "--control", simulator.control_path)
        self.assertEqual((run.returncode, "Address already in use" in run.stderr), (2, True))


class Guide(Case):
    def test_profile_of_the_guide(self) -> None:
        tests = os.path.dirname(os.path.realpath(__file__))
        with open(os.path.join(tests, "..", "..", "docs", "guide", "simulator.md"), encoding="utf-8") as stream:
            blocks = re.findall(r"^```json\n(.*?)^```$", stream.read(), re.DOTALL | re.MULTILINE)
        profiles = [json.loads(block) for block in blocks if "\"services\"" in block]
        self.assertEqual(len(profiles), 1)
        port = self.port(profile=profiles[0])
        client = port.allocate()
        self.assertEqual(port.request(DMS, client, 0x0021).tlvs[0x01], b"Acme")
        self.assert_error(port.request(DMS, client, 0x005C, {0x01: b"\x01\0\0\0"}), "NoEntry")
        self.assert_error(port.request(DMS, client, GET_MODEL), "NotSupported")


class Profiles(Case):
    def assert_bad(self, profile: Any, reason: str) -> None:
        content = profile if isinstance(profile, str) else json.dumps(profile)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            run = self.run_bad("--profile", stream.name)
            self.assertEqual((run.returncode, run.stdout), (2, ""), run.stderr)
            self.assertEqual(run.stderr, f"qmi-simulator: {stream.name}: {reason}\n")

    @staticmethod
    def answer(message: str, answer: Any) -> Json:
        profile = load_profile()
        profile["answers"]["dms"][message] = answer
        return profile

    def test_files(self) -> None:
        self.assert_bad("{\n\"name\": \"x\",\n]", "line 3: no JSON: quoted object property name expected")
        self.assert_bad("", "line 1: no JSON: unexpected end of data")
        self.assert_bad("[]", "an object is expected")
        run = self.run_bad("--profile", "/no/such.json")
        self.assertEqual((run.returncode, "/no/such.json" in run.stderr, run.stderr.count("\n")), (2, True, 1))

    def test_services_and_vendors(self) -> None:
        self.assert_bad({}, "services: an object with the services of the modem is expected")
        self.assert_bad({"services": {"dms": {"version": "1.1"}}},
                        "services: \"ctl\" is missing: no program takes a port without it for a modem")
        self.assert_bad(changed(services={"xyz": {"version": "1.0"}}),
                        "services: \"xyz\" is no service that a modem can have")
        for version in ("1", "a.b", "1.2.3", "", 1.5, "1.70000"):
            self.assert_bad(changed(services={"dms": {"version": version}}),
                            "services/dms: version: a text like \"1.14\" is expected")
        self.assert_bad(changed(services={"dms": {"client-ids": 255}}),
                        "services/dms: client-ids: a number from 0 to 254 is expected")
        self.assert_bad(changed(services={"dms": {"colour": 1}}),
                        "services/dms: there is no \"colour\" here, only: version, client-ids")
        self.assert_bad(changed(vendors=["1199"]), "vendors: \"1199\" is no USB vendor id like \"0x1199\"")

    def test_sections(self) -> None:
        self.assert_bad(changed(colour=1), "there is no section \"colour\", only: name, summary, license, vendors, "
                        "services, answers, data-format, power, sim, facilities, locks, activation, files, scan, "
                        "network, profiles, data")
        self.assert_bad(changed(sim={"pin1": {"code": "12"}}),
                        "sim: pin1: code: a text of 4 to 8 characters is expected")
        self.assert_bad(changed(sim={"pin1": {"code": "12ab"}}),
                        "sim: pin1: code: \"12ab\" has other characters than digits")
        self.assert_bad(changed(sim={"card": "gone"}), "sim: card: \"gone\" is none of these: present, absent")
        self.assert_bad(changed(sim={"pin3": {}}), "sim: there is no \"pin3\" here, only: card, slots, eid, pin1, pin2")
        self.assert_bad(changed(power={"fcc-lock": 1}), "power: fcc-lock: true or false is expected")
        self.assert_bad(changed(power={"reset-milliseconds": 0}),
                        "power: reset-milliseconds: a number from 1 to 600000 is expected")
        self.assert_bad(changed(locks=[]), "locks: an object is expected")

    def test_answers(self) -> None:
        self.assert_bad(changed(answers={"wms": {}}), "answers/wms: not a service of this modem")
        self.assert_bad(self.answer("Get Modell", {}), "answers/dms: Get Modell: there is no message of this name")
        self.assert_bad(self.answer("Get Model", {"Modell": "x"}),
                        "answers/dms: Get Model: Get Model: there is no TLV \"Modell\"; there are: Result, Model")
        self.assert_bad(self.answer("Get Model", {}), "answers/dms: Get Model: the TLV \"Model\" is missing")
        self.assert_bad(self.answer("Get Model", {"Model": 5}),
                        "answers/dms: Get Model: Model: a text is expected here")
        self.assert_bad(self.answer("Get Model", "x"),
                        "answers/dms: Get Model: an object with the TLVs of the answer is expected")
        self.assert_bad(self.answer("Get Model", []), "answers/dms: Get Model: the list has no answer")
        self.assert_bad(self.answer("Get Model", {"Result": "Bad"}),
                        "answers/dms: Get Model: Result: \"Bad\" is no error; a name like \"NotSupported\" is expected")
        self.assert_bad(self.answer("Get Power State", {"Info": {"Power State Flags": 256, "Battery Level": 1}}),
                        "answers/dms: Get Power State: Info/Power State Flags: 256 is out of range, 0 to 255")
        self.assert_bad(self.answer("Get MAC Address", [{}, {"when": {"Device": "lan"}}]),
                        "answers/dms: Get MAC Address: answer 2: when: Device: no value \"lan\"; there are: wlan, bt")
        self.assert_bad(self.answer("HP Change Device Mode", {}),
                        "answers/dms: HP Change Device Mode: a message of vendor 0x03F0, who is not in \"vendors\"")
