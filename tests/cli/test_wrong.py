# SPDX-License-Identifier: LGPL-2.1-or-later
"""Wrong command lines: one line that says what, where and what would be right; nothing is opened."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from typing import List, Tuple

from support import DEVICE, USAGE, SilentPort, run

# Words of the command line, the complaint
WRONG: List[Tuple[List[str], str]] = [
    ([], "nothing to do: say what is wanted, for example --dms-get-ids"),
    (["stray"], '"stray" is no option: options start with --'),
    (["--dms-get-id"], "there is no option --dms-get-id; did you mean --dms-get-ids?"),
    (["--devise=PORT"], "there is no option --devise; did you mean --device?"),
    (["--xylophone-orchestra"], "there is no option --xylophone-orchestra; qmicli --help-all lists them"),
    (["-x"], "there is no option -x; qmicli --help lists them"),
    (["--dms-noop=1"], "--dms-noop takes no argument"),
    (["--verbose=1"], "--verbose takes no argument"),
    (["--dms-set-operating-mode"], "--dms-set-operating-mode needs an argument: [(Operating mode)]"),
    (["--dms-set-operating-mode="], "--dms-set-operating-mode: (Operating mode) is empty"),
    (["--dms-set-operating-mode=onlin"],
     '--dms-set-operating-mode: (Operating mode): no value "onlin"; there are: online, low-power, factory-test, '
     "offline, reset, shutting-down, persistent-low-power, mode-only-low-power, unknown"),
    (["--dms-set-operating-mode=77"],
     '--dms-set-operating-mode: (Operating mode): no value "77"; there are: online, low-power, factory-test, offline, '
     "reset, shutting-down, persistent-low-power, mode-only-low-power, unknown"),
    (["--dms-uim-verify-pin=PIN"], "--dms-uim-verify-pin: (current PIN) is missing: [(PIN|PIN2),(current PIN)]"),
    (["--dms-uim-verify-pin=PIN,"], "--dms-uim-verify-pin: (current PIN) is empty"),
    (["--dms-uim-verify-pin=PIN3,1234"], '--dms-uim-verify-pin: (PIN|PIN2): no value "PIN3"; there are: pin, pin2'),
    (["--dms-uim-verify-pin=PIN,12ab"], "--dms-uim-verify-pin: (current PIN): only digits are possible"),
    (["--dms-uim-verify-pin=PIN,123"], "--dms-uim-verify-pin: (current PIN): 3 characters, 4 to 8 are possible"),
    (["--dms-uim-verify-pin=PIN,1234,5678"],
     "--dms-uim-verify-pin: 3 values, at most 2 are expected: [(PIN|PIN2),(current PIN)]"),
    (["--dms-uim-verify-pin=PIN,'1234"], "--dms-uim-verify-pin: a quotation mark (') is not closed"),
    (["--dms-uim-set-pin-protection=PIN,maybe,1234"],
     '--dms-uim-set-pin-protection: (disable|enable): "maybe" is neither enable (yes, true, on, 1) nor disable (no, '
     "false, off, 0)"),
    (["--dms-uim-set-ck-protection=px,disable,1234"],
     '--dms-uim-set-ck-protection: (pn|pu|pp|pc|pf): no value "px"; there are: pn, pu, pp, pc, pf'),
    (["--dms-activate-manual=123456,70000,1,2"], "--dms-activate-manual: SID: 70000 is out of range, 0 to 32767"),
    (["--dms-activate-manual=123456,x,1,2"], '--dms-activate-manual: SID: "x" is not a number from 0 to 32767'),
    (["--dms-activate-manual=123,1,1,2"], "--dms-activate-manual: SPC: 3 characters, exactly 6 are needed"),
    (["--dms-set-firmware-preference=firmware-version=1,config-version=2"],
     '--dms-set-firmware-preference: carrier is missing: ["key=value,..."]'),
    (["--dms-set-firmware-preference=carier=1"],
     '--dms-set-firmware-preference: no key "carier"; did you mean "carrier"?'),
    (["--dms-set-firmware-preference=what=1"],
     '--dms-set-firmware-preference: no key "what"; there are: firmware-version, config-version, carrier, '
     "override-download, modem-storage-index"),
    (["--dms-set-firmware-preference=carrier"], '--dms-set-firmware-preference: "carrier" is not a pair key=value'),
    (["--dms-set-firmware-preference=carrier=1,carrier=2"],
     '--dms-set-firmware-preference: the key "carrier" stands there twice'),
    (["--dms-set-firmware-preference=firmware-version=1,config-version=12345678901234567,carrier=X"],
     "--dms-set-firmware-preference: config-version: 17 characters, at most 16 are possible"),
    (["--dms-set-firmware-preference=firmware-version=1,config-version=2,carrier=X,modem-storage-index=256"],
     "--dms-set-firmware-preference: modem-storage-index: 256 is out of range, 0 to 255"),
    (["--dms-select-stored-image=modem0"],
     "--dms-select-stored-image: pri# is missing: [modem#,pri#] where # is the index"),
    (["--dms-select-stored-image=modem,pri0"],
     '--dms-select-stored-image: "modem" is not a word with a number behind it: [modem#,pri#] where # is the index'),
    (["--dms-foxconn-set-fcc-authentication=-1"],
     "--dms-foxconn-set-fcc-authentication: magic: -1 is out of range, 0 to 255"),
    (["--dms-get-mac-address=lan"], '--dms-get-mac-address: wlan|bt: no value "lan"; there are: wlan, bt'),
    (["--dms-set-event-report=lower-limit=5"],
     "--dms-set-event-report: Battery Level Report Limits: the member \"Upper Limit\" is missing"),
    (["--nas-get-plmn-name=2140"],
     '--nas-get-plmn-name: mccmnc: "2140" is not the three digits of an MCC and the two or three of an MNC'),
    (["--nas-set-preferred-networks=21401"],
     "--nas-set-preferred-networks: access_tech is missing: [[MCCMNC,access_tech],...]"),
    (["--nas-set-preferred-networks=[21401,gsm"], "--nas-set-preferred-networks: a bracket ([) is not closed"),
    (["--nas-set-preferred-networks=[21401,gsm,7]"],
     "--nas-set-preferred-networks: 3 values, at most 2 are expected: [[MCCMNC,access_tech],...]"),
    (["--nas-set-system-selection-preference="],
     "--nas-set-system-selection-preference: the argument is empty: "
     "[cdma-1x|cdma-1xevdo|gsm|umts|lte|td-scdma][,[automatic|manual=MCCMNC]]"),
    (["--nas-set-system-selection-preference=automatic,lte"],
     "--nas-set-system-selection-preference: 2 values, at most 1 are expected: "
     "[cdma-1x|cdma-1xevdo|gsm|umts|lte|td-scdma][,[automatic|manual=MCCMNC]]"),
    (["--uim-read-transparent=0x3F00,0x2FE2Z"],
     '--uim-read-transparent: 0xNNNN,0xNNNN,...: "0x2FE2Z" is not the id of a file; a path is expected such as '
     "0x3F00,0x2FE2"),
    (["--uim-read-record=record-number=1"], '--uim-read-record: file is missing: ["key=value,..."]'),
    (["--wds-create-profile=3gpp,name='x'y"], "--wds-create-profile: a comma is missing behind the quotation mark"),
    (["--wds-create-profile=name=x"],
     '--wds-create-profile: (3gpp|3gpp2) is missing: ["(3gpp|3gpp2)[,key=value,...]"]'),
    (["--wds-create-profile=3gpp,password=a,b"],
     "--wds-create-profile: what stands in place 3 is not a pair key=value"),
    (["--wds-set-lte-attach-pdn-list=1,x"],
     '--wds-set-lte-attach-pdn-list: #,#,...: "x" is not a number from 1 to 65535'),
    (["--wds-set-ip-family={\"Prefernce\": 4}"],
     '--wds-set-ip-family: 4|6: no value "{"Prefernce": 4}"; there are: unknown, ipv4, ipv6, unspecified, '
     "ethernet"),
    (["--wds-create-profile={\"Profile Type\": \"4gpp\"}"],
     '--wds-create-profile: Profile Type: no value "4gpp"; there are: 3gpp, 3gpp2, epc, all'),
    (["--wds-create-profile={\"Profile Type\": \"3gpp\"} x"],
     "--wds-create-profile: what begins with { is not the JSON of an object"),
    (["--wds-create-profile={\"Profil Type\": \"3gpp\"}"],
     '--wds-create-profile: "Profile Type" is missing'),
    (["--wds-set-ip-family={\"Preference\": \"ipv5\"}"],
     '--wds-set-ip-family: Preference: no value "ipv5"; there are: unknown, ipv4, ipv6, unspecified, ethernet'),
    (["--device-set-instance-id=256"], "--device-set-instance-id: Instance ID: 256 is out of range, 0 to 255"),
    (["--client-cid=256", "--dms-noop"], "--client-cid=256: a number from 1 to 254 is expected"),
    (["--client-cid=x", "--dms-noop"], "--client-cid=x: a number from 1 to 254 is expected"),
    (["--timeout=0", "--dms-noop"], "--timeout=0: a number from 1 to 86400 is expected"),
    (["--format=xml", "--dms-noop"], "--format=xml: there are text and json"),
    (["--device-open-net=net-raw", "--dms-noop"],
     '--device-open-net=net-raw: no kind "net-raw"; there are: net-802-3, net-raw-ip, net-qos-header, '
     "net-no-qos-header"),
    (["--device-open-net=net-raw-ip", "--dms-noop"],
     "--device-open-net=net-raw-ip: one of net-802-3 and net-raw-ip is needed together with one of net-qos-header and "
     "net-no-qos-header"),
    (["--device-open-net=net-raw-ip|net-802-3", "--dms-noop"],
     "--device-open-net=net-raw-ip|net-802-3: net-802-3 contradicts what stands before it"),
    (["--device-open-mbim", "--dms-noop"], "--device-open-qmi and --device-open-mbim exclude each other"),
    (["--dms-get-ids", "--nas-get-home-network", "--client-cid=3"],
     "--client-cid is for one service: --dms-get-ids and --nas-get-home-network are of two"),
    (["--dms-get-ids", "--silent", "--verbose"], "--silent and --verbose exclude each other"),
    (["--dms-get-ids", "--verbose-full", "--verbose"], "--verbose and --verbose-full exclude each other"),
    (["--decode", "--dms-get-ids"], "--decode and --dms-get-ids exclude each other"),
    (["--proxy-status", "--dms-get-ids"], "--proxy-status and --dms-get-ids exclude each other"),
    (["--get-service-version-info", "--proxy-status"],
     "--proxy-status and --get-service-version-info exclude each other"),
    (["--proxy-status", "--dms-noop"], "--proxy-status and --dms-noop exclude each other"),
    (["--list-devices", "--dms-get-ids"], "--list-devices and --dms-get-ids exclude each other"),
    (["--list-devices", "--monitor"], "--list-devices and --monitor exclude each other"),
    (["--get-wwan-iface", "--dms-get-ids"], "--get-wwan-iface and --dms-get-ids exclude each other"),
    (["-w", "-e"], "one question about a port at a time: its interface, its format, or a new format"),
    (["-E", "raw"], '--set-expected-data-format: no format "raw"; there are: 802-3, raw-ip, qmap-pass-through'),
    (["--decode", "--proxy-status"], "--proxy-status and --decode exclude each other"),
    (["--proxy-status=1"], "--proxy-status takes no argument"),
    (["--proxy-stats"], "there is no option --proxy-stats; did you mean --proxy-status?"),
    (["--proxy-status", "--timeout=0"], "--timeout=0: a number from 1 to 86400 is expected"),
    (["--proxy-status", "--silent", "--verbose"], "--silent and --verbose exclude each other"),
]


class TestWrong(unittest.TestCase):
    def test_usage(self) -> None:
        with SilentPort() as port:
            for words, complaint in WRONG:
                with self.subTest(" ".join(words)):
                    found = run(["--device-open-qmi", "-d", port.path, *words])
                    self.assertEqual((found.status, found.errors, found.text), (USAGE, f"error: {complaint}\n", ""))
            self.assertEqual(port.received, b"")

    def test_help_of_an_unknown_service(self) -> None:
        found = run(["--help-voice"])
        self.assertEqual((found.status, found.text), (USAGE, ""))
        built = r"ctl, (wds, )?dms(, nas)?(, uim)?"
        self.assertRegex(found.errors, rf"^error: --help-voice: there is help for: all, {built}\n$")

    def test_as_json(self) -> None:
        found = run(["--format=json", "--dms-get-id"])
        self.assertEqual((found.status, found.text), (USAGE, ""))
        self.assertEqual(json.loads(found.errors)["error"]["kind"], "usage")

    def test_secrets_are_not_repeated(self) -> None:
        for argument in ("PIN,987a", "PIN,9876543210", "PIN,98"):
            found = run(["-d", "/nowhere", f"--dms-uim-verify-pin={argument}"])
            self.assertEqual(found.status, USAGE)
            self.assertNotIn(argument[4:], found.errors.replace("98 ", ""))

    def test_no_such_port(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "port")
            found = run(["-d", path, "--dms-get-ids"])
            self.assertEqual((found.status, found.text), (DEVICE, ""))
            self.assertIn(path, found.errors)
            self.assertEqual(found.errors.count("\n"), 1)

    def test_not_a_port(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            found = run(["-d", file.name, "--dms-get-ids"])
            self.assertEqual((found.status, found.text), (DEVICE, ""))
            self.assertEqual(found.errors.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
